import type { Counted } from '../decide/forecast/stream/count.ts';
import type { Outcome } from '../decide/forecast/stream/outcome.ts';
import { daySalesOf } from '../decide/ledger/sales.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import { EMPTY_BOOK } from '../decide/ledger/state.ts';
import type { SkuLine } from '../decide/view/line.ts';
import { goodForMs, isFile } from '../domain/file-source.ts';
import type { Forecast } from '../domain/forecast.ts';
import type { AccountId, Sku, SourceId } from '../domain/ids.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { Shut } from '../domain/recording.ts';
import type { SkuSales } from '../domain/sales.ts';
import type { PlaceStock } from '../domain/stock.ts';
import { isRunning, type Stream } from '../domain/stream.ts';
import type { Freshness } from '../domain/view.ts';
import { salesIn, stockIn } from './counts.ts';

/** A forecast, and what a late source may have sold beyond what it told. Looked at again `dueAt`, if nothing touches it before. */
export type Outlook = {
  readonly forecast: Forecast;
  readonly untold: number;
  /** Until when its sales are known: the rest is counted from here. */
  readonly toldAt: Instant;
  readonly dueAt: Instant;
  /** What it rests on: while this is the same, the mean moves little. */
  readonly evidence: string;
  /** Units net at the end if all that buyers ask for were there: what must not jump. */
  readonly wanted: number;
  /** When it could not be bought. */
  readonly shut: readonly Shut[];
  /** Units sold and expected, by how soon evidence fades, as they would count at the stream's start. */
  readonly lately: Counted['lately'];
  /** What is certain at the end, what may come on top, and how much at most. */
  readonly ahead: Pick<Outcome, 'sold' | 'rest' | 'most'>;
};

/** Stale: no good reading for some intervals in force. Time is the last tick's: only events bring time. */
export function freshnessOf(ledger: Ledger, source: SourceId): Freshness {
  const health = ledger.sources[source];
  const last = health?.lastGoodAt ?? null;
  if (last === null) return 'never';
  if (ledger.tick === null) return 'fresh';
  const { now, since, intervalMs, setBack } = ledger.tick;
  const config = ledger.settings.sources[source];
  // Nobody polls a file: it is good for as long as was set, from the time that it is of.
  if (config !== undefined && isFile(config)) return Math.abs(now - last) > goodForMs(config) ? 'stale' : 'fresh';
  const limit = ledger.settings.preferences.triggers.staleIntervals * intervalMs;
  // Read later than now: nobody knows how old it is, and it must not pass for a current one.
  if (setBack && last - now > limit) return 'stale';
  // A stream that has just begun asks more often: a source that answers gets these few intervals from then on.
  const from = health?.failures === 0 ? Math.max(last, since) : last;
  return now - from > limit ? 'stale' : 'fresh';
}

/** The worst of the sources that hold this SKU for this account. */
function freshnessOfPlaces(ledger: Ledger, places: readonly PlaceStock[]): Freshness {
  let worst: Freshness = 'never';
  for (const { place } of places) {
    const one = freshnessOf(ledger, place.source);
    if (one === 'stale') return one;
    if (one === 'fresh') worst = one;
  }
  return worst;
}

export function lineOf(
  ledger: Ledger,
  stream: Stream | null,
  account: AccountId | null,
  sku: Sku,
  outlook: Outlook | null,
): SkuLine {
  const stock = stockIn(ledger, stream, account, sku);
  const sales = stream === null ? null : salesIn(ledger, stream, sku);
  const freshness = freshnessOfPlaces(ledger, stock.places);
  return {
    sku,
    known: ledger.books[sku] !== undefined || ledger.settings.skus[sku] !== undefined,
    stock,
    sales,
    forecast: outlook?.forecast ?? null,
    freshness,
    mute: muteOf(ledger, stream, freshness, sales),
    untold: outlook?.untold ?? 0,
  };
}

/** Why nothing may be said of enough or short. */
function muteOf(ledger: Ledger, stream: Stream | null, freshness: Freshness, sales: SkuSales | null): Phrase | null {
  // Before a stream what is there is held against what it is expected to sell.
  if (stream === null || !(isRunning(stream, ledger.now) || isPlanned(stream, ledger.now)))
    return phrase('core:verdict.noStream');
  if (freshness === 'stale') return phrase('core:verdict.stale');
  if (freshness === 'never') return phrase('core:verdict.neverRead');
  if (sales?.kind === 'warehouseFalls' && sales.unknownSince !== null) {
    const minutes = Math.round((ledger.now - sales.unknownSince) / 60_000);
    const since = { instant: Math.floor(sales.unknownSince / 60_000) * 60_000 };
    const warehouses = Object.values(ledger.settings.sources).filter(({ role }) => role !== 'channel');
    return warehouses.every(isFile) ? phrase('core:verdict.file', { since }) : phrase('core:verdict.late', { minutes, since });
  }
  return null;
}

const dailies = new WeakMap<Ledger, Map<Sku, number | null>>();
/** Units a day: the ledger's own days once there are seven, else what the seller set. Remembered: every stream asks for the same. */
export function dailyOf(ledger: Ledger, sku: Sku): number | null {
  const known = dailies.get(ledger) ?? new Map<Sku, number | null>();
  if (known.size === 0) dailies.set(ledger, known);
  let daily = known.get(sku);
  if (daily === undefined) {
    daily = daySalesOf(ledger, sku)?.perDay ?? ledger.settings.skus[sku]?.dailySales ?? null;
    known.set(sku, daily);
  }
  return daily;
}

export const titleOf = (ledger: Ledger, sku: Sku): string =>
  ledger.settings.skus[sku]?.title ||
  Object.values((ledger.books[sku] ?? EMPTY_BOOK).places).find((held) => held.position.title !== null)?.position.title ||
  sku;

export const runningStreams = (ledger: Ledger): readonly Stream[] =>
  Object.values(ledger.settings.streams).filter((stream) => isRunning(stream, ledger.now));

/** Streams that will begin within a week, or should have begun a little ago. */
export const scheduledStreams = (ledger: Ledger): readonly Stream[] =>
  Object.values(ledger.settings.streams).filter((stream) => isScheduled(stream, ledger));

/** As far ahead as the shop's schedule trigger looks, and a week at least. */
const aheadIn = ({ settings }: Ledger): number => Math.max(7, settings.preferences.triggers.scheduleDays) * DAY;
const isScheduled = (stream: Stream, ledger: Ledger): boolean =>
  isPlanned(stream, ledger.now) && stream.plannedStart <= ledger.now + aheadIn(ledger);
/** It has yet to begin, however far off it is. */
export const isPlanned = ({ actualStart, actualEnd, plannedEnd }: Stream, now: Instant): boolean =>
  actualStart === null && actualEnd === null && plannedEnd > now;

/** The stream that an account is on air with, or will be next. */
export const streamOn = (ledger: Ledger, account: AccountId): Stream | null =>
  runningOn(ledger, account) ??
  scheduledStreams(ledger)
    .filter((one) => one.account === account)
    .toSorted((a, b) => a.plannedStart - b.plannedStart)[0] ??
  null;

/** The stream that an account is on air with. */
export const runningOn = (ledger: Ledger, account: AccountId): Stream | null =>
  Object.values(ledger.settings.streams).find((one) => one.account === account && isRunning(one, ledger.now)) ?? null;
