import { Temporal } from 'temporal-polyfill';
import { dayOf } from '../../decide/ledger/days.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import type { Capacity } from '../../domain/capacity.ts';
import type { WarehouseNotice } from '../../domain/desk.ts';
import type { AccountId, Sku } from '../../domain/ids.ts';
import type { Instant, Zone } from '../../domain/instant.ts';
import type { Review } from '../../domain/review.ts';
import { endOf, type Stream, startOf } from '../../domain/stream.ts';
import { wholeParts } from '../../domain/whole-parts.ts';
import { titleOf } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';

/** What the warehouse is to expect of a stream that is planned: units and orders of each SKU by the warehouse's own days. */
export function noticeBefore(ledger: Ledger, stream: Stream, known: Outlooks[string]): WarehouseNotice {
  const units = Object.entries(known).map(([sku, { forecast }]) => ({ sku, units: forecast.net.mean }));
  return noticeOf(ledger, stream.account, { from: startOf(stream), to: endOf(stream) }, units);
}

/** What a stream that is over has left to be shipped: net units of each SKU. */
export function noticeAfter(ledger: Ledger, { account, startsAt, endsAt, skus }: Review): WarehouseNotice {
  const units = Object.values(skus).map(({ sku, net }) => ({ sku, units: net }));
  return noticeOf(ledger, account, { from: startsAt, to: endsAt }, units);
}

type Told = readonly { readonly sku: Sku; readonly units: number }[];

/** Units are shared out over the days that the stream touches by its minutes in each. */
function noticeOf(ledger: Ledger, account: AccountId, { from, to }: { from: Instant; to: Instant }, told: Told): WarehouseNotice {
  const { settings } = ledger;
  const serving = servingOf(ledger, account);
  const zone = serving[0]?.zone ?? settings.preferences.teamZone;
  const unitsPerOrder = serving[0]?.unitsPerOrder ?? null;
  const ordersOf = (units: number): number => Math.ceil(units / (unitsPerOrder ?? 1) - 1e-9);
  const shares = sharesByDay(from, Math.max(from + 1, to), zone);
  const minutes = shares.map(({ share }) => share);
  const rows = told
    .filter(({ units }) => Math.round(units) > 0)
    .toSorted((a, b) => b.units - a.units)
    .map(({ sku, units: all }) => {
      const units = wholeParts(Math.round(all), minutes);
      return { sku, title: titleOf(ledger, sku), units, orders: units.map(ordersOf) };
    });
  return {
    warehouses: serving.map(({ source }) => settings.sources[source]?.name || source),
    zone,
    days: shares.map(({ day }) => day),
    rows,
    orders: shares.map((_, index) => ordersOf(rows.reduce((sum, row) => sum + (row.units[index] ?? 0), 0))),
    unitsPerOrder,
  };
}

/** Capacities of the warehouses that a console account sells from, the one that ships most first. */
function servingOf({ settings }: Ledger, account: AccountId): readonly Capacity[] {
  const pool = settings.accounts[account]?.pool ?? null;
  return Object.values(settings.capacities)
    .filter(({ source }) =>
      pool === null ? settings.sources[source]?.role !== 'channel' : pool.some((place) => place.source === source),
    )
    .toSorted((a, b) => b.ordersADay - a.ordersADay || (a.source < b.source ? -1 : 1));
}

function sharesByDay(from: Instant, to: Instant, zone: Zone): readonly { readonly day: string; readonly share: number }[] {
  const shares: { day: string; share: number }[] = [];
  let at = from;
  while (at < to) {
    const next = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(zone)
      .add({ days: 1 })
      .startOfDay().epochMilliseconds;
    const end = Math.min(to, next);
    shares.push({ day: dayOf(at, zone), share: (end - at) / (to - from) });
    at = end;
  }
  return shares;
}
