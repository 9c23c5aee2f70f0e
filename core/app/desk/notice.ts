import { Temporal } from 'temporal-polyfill';
import { dayOf } from '../../decide/ledger/days.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import type { WarehouseNotice } from '../../domain/desk.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Instant, Zone } from '../../domain/instant.ts';
import type { Review } from '../../domain/review.ts';
import { endOf, type Stream, startOf } from '../../domain/stream.ts';
import { titleOf } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';

/** What the warehouse is to expect of a stream that is planned: units of each SKU by the warehouse's own days. */
export function noticeBefore(ledger: Ledger, stream: Stream, known: Outlooks[string]): WarehouseNotice {
  const units = Object.entries(known).map(([sku, { forecast }]) => ({ sku, units: forecast.net.mean }));
  return noticeOf(ledger, { from: startOf(stream), to: endOf(stream) }, units);
}

/** What a stream that is over has left to be shipped: net units of each SKU. */
export function noticeAfter(ledger: Ledger, { startsAt, endsAt, skus }: Review): WarehouseNotice {
  const units = Object.values(skus).map(({ sku, net }) => ({ sku, units: net }));
  return noticeOf(ledger, { from: startsAt, to: endsAt }, units);
}

type Told = readonly { readonly sku: Sku; readonly units: number }[];

/** Units are shared out over the days that the stream touches by its minutes in each. */
function noticeOf(ledger: Ledger, { from, to }: { from: Instant; to: Instant }, told: Told): WarehouseNotice {
  const zone = warehouseZone(ledger);
  const shares = sharesByDay(from, Math.max(from + 1, to), zone);
  const rows = told
    .filter(({ units }) => Math.round(units) > 0)
    .toSorted((a, b) => b.units - a.units)
    .map(({ sku, units }) => ({
      sku,
      title: titleOf(ledger, sku),
      units: wholeParts(
        Math.round(units),
        shares.map(({ share }) => share),
      ),
    }));
  const perOrder = Object.values(ledger.settings.capacities)[0]?.unitsPerOrder ?? null;
  const byDay = shares.map((_, index) => rows.reduce((sum, row) => sum + (row.units[index] ?? 0), 0));
  return {
    zone,
    days: shares.map(({ day }) => day),
    rows,
    orders: perOrder === null ? null : byDay.map((units) => Math.ceil(units / perOrder)),
  };
}

/** The zone of the warehouse whose hours are set; else the team's. */
const warehouseZone = ({ settings }: Ledger): Zone =>
  Object.values(settings.capacities)[0]?.zone ?? settings.preferences.teamZone;

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

/** Whole parts that add up to the whole: each rounded down, the rest to the largest remainders (Hamilton's method). */
export function wholeParts(whole: number, shares: readonly number[]): readonly number[] {
  const exact = shares.map((share) => whole * share);
  const parts = exact.map(Math.floor);
  let rest = whole - parts.reduce((sum, one) => sum + one, 0);
  const order = exact.map((one, index) => ({ index, over: one - Math.floor(one) })).sort((a, b) => b.over - a.over);
  for (const { index } of order) {
    if (rest <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    rest -= 1;
  }
  return parts;
}
