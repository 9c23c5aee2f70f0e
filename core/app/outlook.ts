import { type ForecastInput, forecastOf, type Prior, untoldUnits } from '../decide/forecast/forecast.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { Sku, StreamId } from '../domain/ids.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import type { ShopSettings } from '../domain/settings.ts';
import type { Stream } from '../domain/stream.ts';
import { salesIn, stockIn } from './counts.ts';
import { dailyOf, type Outlook, runningStreams } from './lines.ts';
import { offeredIn } from './offered.ts';

export type Outlooks = Readonly<Record<StreamId, Readonly<Record<Sku, Outlook>>>>;

/** Where nobody has planned anything: a few units, said to be a guess by its wide interval. */
const UNPLANNED = 5;
/** A SKU that nothing has touched is looked at again once a minute of log time, each in its own second. */
const REFRESH = MINUTE;

/** Forecasts of all running streams: of what was touched, and of those whose minute has come. */
export function refreshOutlooks(
  ledger: Ledger,
  before: Outlooks,
): { readonly outlooks: Outlooks; readonly due: ReadonlyMap<StreamId, readonly Sku[]> } {
  const outlooks: Record<StreamId, Readonly<Record<Sku, Outlook>>> = {};
  const due = new Map<StreamId, readonly Sku[]>();
  let same = true;
  for (const stream of runningStreams(ledger)) {
    const known = before[stream.id] ?? {};
    const skus = dueSkus(ledger, stream, known);
    outlooks[stream.id] = skus.length === 0 ? known : refreshed(ledger, stream, known, skus);
    same &&= outlooks[stream.id] === before[stream.id];
    due.set(stream.id, skus);
  }
  same &&= Object.keys(outlooks).length === Object.keys(before).length;
  return { outlooks: same ? before : outlooks, due };
}

function refreshed(ledger: Ledger, stream: Stream, known: Readonly<Record<Sku, Outlook>>, skus: readonly Sku[]) {
  const next: Record<Sku, Outlook> = { ...known };
  for (const sku of skus) {
    const input = inputOf(ledger, stream, sku);
    next[sku] = { forecast: forecastOf(input), untold: untoldUnits(input), dueAt: dueAt(ledger.now, sku) };
  }
  return next;
}

/** Of what the stream offers, has sold, or was forecast before. */
function dueSkus(ledger: Ledger, stream: Stream, known: Readonly<Record<Sku, Outlook>>): readonly Sku[] {
  const { books, changed, now } = ledger;
  const offered = offeredIn(ledger, stream);
  const touched = changed.skus === 'all' ? Object.keys(books) : changed.skus.filter((sku) => books[sku] !== undefined);
  const concerns = (sku: Sku) => offered === null || offered.has(sku) || known[sku] !== undefined;
  const due = new Set(touched.filter((sku) => concerns(sku) || salesIn(ledger, stream, sku).ordered > 0));
  for (const sku in books) {
    const at = known[sku]?.dueAt;
    if (at === undefined ? offered === null || offered.has(sku) : at <= now) due.add(sku);
  }
  return [...due];
}

/** The end of the minute of its own that a SKU is in: the minutes of different SKUs begin at different seconds. */
function dueAt(at: Instant, sku: Sku): Instant {
  const { length } = sku;
  let phase = length;
  for (let index = 0; index < length; index += 1) phase = (phase * 31 + sku.charCodeAt(index)) % 997;
  const shift = (phase / 997) * REFRESH;
  return (Math.floor((at + shift) / REFRESH) + 1) * REFRESH - shift;
}

export function inputOf(ledger: Ledger, stream: Stream, sku: Sku): ForecastInput {
  return {
    sku,
    stream,
    asOf: ledger.now,
    sales: salesIn(ledger, stream, sku),
    stock: stockIn(ledger, stream, stream.account, sku),
    prior: priorOf(ledger, stream, sku),
    otherDaily: 0,
    threshold: ledger.settings.preferences.triggers.stockOutChance,
  };
}

/** The SKU's own plan, else its daily average as a stream's mean, else the line's. */
function priorOf(ledger: Ledger, stream: Stream, sku: Sku): Prior {
  const planned = stream.planned[sku] ?? ledger.settings.skus[sku]?.plannedUnits ?? null;
  if (planned !== null) return { mean: planned, from: 'planned' };
  const daily = dailyOf(ledger, sku);
  if (daily !== null && daily > 0) return { mean: daily, from: 'daily' };
  return { mean: lineMean(ledger.settings), from: 'line' };
}

const lineMeans = new WeakMap<ShopSettings['skus'], number>();
/** 全部商品: the mean over the SKUs that have a plan or an average. */
function lineMean(settings: ShopSettings): number {
  const known = lineMeans.get(settings.skus);
  if (known !== undefined) return known;
  const means = Object.values(settings.skus)
    .map((facts) => facts.plannedUnits ?? facts.dailySales)
    .filter((mean) => mean !== null);
  const mean = means.length === 0 ? UNPLANNED : means.reduce((sum, one) => sum + one, 0) / means.length;
  lineMeans.set(settings.skus, mean);
  return mean;
}
