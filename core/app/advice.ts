import type { Stage } from '../decide/forecast/stream/stage.ts';
import { exposureOf, liftsOf, pieces } from '../decide/forecast/stream/stage.ts';
import { worthBetween } from '../decide/forecast/stream/worth.ts';
import { cueOf, moveOnTo } from '../decide/view/cue.ts';
import type { Advice, Candidate } from '../domain/advice.ts';
import type { Sku } from '../domain/ids.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import { inHome, type Money, money } from '../domain/money.ts';
import { digitsOf } from '../domain/money-text.ts';
import { phrase } from '../domain/phrase.ts';
import { isRunning, type Stream } from '../domain/stream.ts';
import type { ListingRow } from '../domain/view.ts';
import type { ShopState } from './cycle.ts';
import { type Outlooks, stageNow } from './outlook.ts';

/** A slot that nobody planned lasts so long. */
const SLOT = 6 * MINUTE;
const SHOWN = 3;
/** So many are looked at closely: those that have most to sell. */
const CLOSELY = 20;

/** What to say and what to pin, from the rows as they are drawn. Null where no stream is on air. */
export function adviceOf(state: ShopState, stream: Stream | null, rows: readonly ListingRow[]): Advice | null {
  if (stream === null || !isRunning(stream, state.ledger.now)) return null;
  const pinNext = candidatesOf(state, stream, rows);
  const onAir = rows.find(({ pinned }) => pinned === true);
  const selling = state.ledger.settings.sellings[stream.account] ?? null;
  return { cue: onAir === undefined ? null : cueOf(onAir, moveOnTo(rows), selling), pinNext };
}

/** Links in stock that would sell most, in money where all have a price, by being presented now. */
function candidatesOf(state: ShopState, stream: Stream, rows: readonly ListingRow[]): readonly Candidate[] {
  const known = state.outlooks[stream.id] ?? {};
  const open = mostOf(rows.filter(mayBePinned), (row) => restOf(row, known));
  if (open.length === 0) return [];
  const stage = stageNow(state.ledger, state.taught, stream);
  const weighed = open.map((row) => ({ row, extra: extraOf(stage, row, known), margin: marginOf(state, row) }));
  const priced = weighed.every(({ margin }) => margin !== null);
  return weighed
    .filter(({ extra }) => extra >= 1)
    .toSorted((a, b) => (priced ? b.extra * (b.margin?.minor ?? 0) - a.extra * (a.margin?.minor ?? 0) : b.extra - a.extra))
    .slice(0, SHOWN)
    .map(({ row: { id, key, link, title, left }, extra, margin }) => ({
      listing: id,
      key,
      link,
      title,
      left: left ?? 0,
      extra: Math.round(extra),
      minutes: slotMinutes(stage),
      margin,
      why: phrase(priced ? 'core:pin.byMargin' : 'core:pin.byUnits', { left: left ?? 0, extra: Math.round(extra) }),
    }));
}

const mayBePinned = ({ pinned, freshness, verdict, left, state: is }: ListingRow): boolean => {
  const canBuy = is === 'onSale' || is === 'unknown';
  return pinned !== true && freshness === 'fresh' && verdict.kind === 'enough' && (left ?? 0) > 0 && canBuy;
};

/** Those that have most to sell, each counted once: rows are many, and few are looked at closely. */
function mostOf(rows: readonly ListingRow[], of: (row: ListingRow) => number): readonly ListingRow[] {
  const counted = rows.map((row) => ({ row, units: of(row) }));
  return counted
    .sort((a, b) => b.units - a.units)
    .slice(0, CLOSELY)
    .map(({ row }) => row);
}

const skusIn = (row: ListingRow): readonly Sku[] => row.variants.flatMap(({ skus }) => skus.slice(0, 1).map(({ sku }) => sku));
const restOf = (row: ListingRow, known: Outlooks[string]): number =>
  skusIn(row).reduce((units, sku) => units + (known[sku]?.ahead.rest.mean ?? 0), 0);

const slotEnd = ({ show: { at }, until }: Stage): Instant => Math.min(until, at + SLOT);
const slotMinutes = (stage: Stage): number => Math.max(1, Math.round((slotEnd(stage) - stage.show.at) / MINUTE));

/** Units that a slot from now on sells beyond what sells anyway, as far as they are there. */
function extraOf(stage: Stage, row: ListingRow, known: Outlooks[string]): number {
  const { at } = stage.show;
  const to = slotEnd(stage);
  const lifts = liftsOf(stage.course);
  let units = 0;
  for (const { skus, left } of row.variants) {
    const [first] = skus;
    const rest = first === undefined ? 0 : (known[first.sku]?.ahead.rest.mean ?? 0);
    if (first === undefined || rest <= 0) continue;
    const all = exposureOf(pieces(stage, first.sku, at, stage.until), stage.worth, ({ stands }) => lifts[stands]);
    if (all <= 0) continue;
    const more = (rest / all) * worthBetween(stage.worth, at, to) * (lifts.shown - lifts.idle);
    units += Math.min(more / first.unitsPerSale, Math.max(0, (left ?? 0) - rest / first.unitsPerSale));
  }
  return units;
}

/** Price less unit cost in the home currency; null where one of them or a rate is not set. */
function marginOf({ ledger }: ShopState, row: ListingRow): Money | null {
  const [sku] = skusIn(row);
  const supply = sku === undefined ? undefined : ledger.settings.skus[sku]?.supply;
  if (supply?.price == null || supply.unitCost === null) return null;
  const { rates } = ledger.settings.preferences.restock;
  const [price, cost] = [inHome(supply.price, rates, digitsOf), inHome(supply.unitCost, rates, digitsOf)];
  return price === null || cost === null ? null : money(price.minor - cost.minor, rates.home);
}
