import type { Model } from '../decide/forecast/stream/model.ts';
import type { Plan } from '../decide/forecast/stream/rates.ts';
import type { Start } from '../decide/forecast/why.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { Sku } from '../domain/ids.ts';
import type { ShopSettings } from '../domain/settings.ts';
import type { Stream } from '../domain/stream.ts';
import { dailyOf } from './lines.ts';

/** Whose usual pace a SKU starts from in a stream; with the seller's plan where that is it. */
export type Beginning = { readonly from: Start; readonly plan: Plan | null };

/** What a plan is worth in units of experience: of this very stream, of any stream, and a mere average. */
const WORTH = { stream: 4, sku: 1.5, average: 0.7 };
/** Where nobody has planned anything: a few units, said to be a guess by its wide interval. */
const UNPLANNED = 5;
/** A SKU that has been in so many streams (by how old they are) needs no start but its own. */
const OWN = 0.5;

/** The plan for this stream or SKU, else its own past, else its daily average, else its group's or the line's past or mean. */
export function beginningOf(ledger: Ledger, { learned }: Model, stream: Stream, sku: Sku): Beginning {
  const planned = stream.planned[sku];
  if (planned !== undefined) return { from: 'planned', plan: { units: planned, worth: WORTH.stream } };
  const facts = ledger.settings.skus[sku];
  if (facts?.plannedUnits != null) return { from: 'planned', plan: { units: facts.plannedUnits, worth: WORTH.sku } };
  if ((learned.skus[sku]?.weight ?? 0) >= OWN) return { from: 'own', plan: null };
  const daily = dailyOf(ledger, sku);
  if (daily !== null && daily > 0) return { from: 'daily', plan: { units: daily, worth: WORTH.average } };
  if (learned.streams > 0) return { from: facts?.group == null ? 'line' : 'group', plan: null };
  const mean = lineMean(ledger.settings);
  return { from: mean === null ? 'nothing' : 'line', plan: { units: mean ?? UNPLANNED, worth: WORTH.average } };
}

/** Whether a SKU starts from a plan or its own past streams: then it may be in a stream of which nothing else is known. */
export const isExpected = ({ settings }: Ledger, { learned }: Model, stream: Stream, sku: Sku): boolean =>
  stream.planned[sku] !== undefined || settings.skus[sku]?.plannedUnits != null || (learned.skus[sku]?.weight ?? 0) >= OWN;

const lineMeans = new WeakMap<ShopSettings['skus'], number>();
/** 全部商品: the mean over the SKUs that have a plan or an average; null where none has. */
function lineMean(settings: ShopSettings): number | null {
  let mean = lineMeans.get(settings.skus);
  if (mean === undefined) {
    const means = Object.values(settings.skus)
      .map((facts) => facts.plannedUnits ?? facts.dailySales)
      .filter((one) => one !== null);
    mean = means.reduce((sum, one) => sum + one, 0) / means.length;
    lineMeans.set(settings.skus, mean);
  }
  return Number.isNaN(mean) ? null : mean;
}
