import type { Sku } from '../../../domain/ids.ts';
import { MINUTE } from '../../../domain/instant.ts';
import type { Sale, Shut } from '../../../domain/recording.ts';
import type { Model } from './model.ts';
import { presentStill } from './presence.ts';
import { type Plan, priceFactor, type Usual } from './rates.ts';
import type { Piece } from './spans.ts';
import { exposureOf, liftsOf, pieces, type Stage } from './stage.ts';
import { worthBetween } from './worth.ts';

/** What is known of one SKU in a stream. `left`: units that can still be sold, null where unknown. `settled`: units net
 * of what was given back so far; null where nobody tells that before the end. */
export type SkuKnown = {
  readonly sku: Sku;
  readonly sales: readonly Pick<Sale, 'at' | 'units'>[];
  readonly shut: readonly Shut[];
  readonly left: number | null;
  readonly settled: number | null;
  /** It is for sale in this stream, as somebody who knows says; without it that follows from what is planned and sold. */
  readonly present?: boolean;
  readonly plan?: Plan;
};

/** Units sold, and units expected by the usual rate, old evidence counting less. */
type Lately = { readonly sold: number; readonly expected: number };

/** A SKU before this stream's own pace is weighed. */
export type Counted = Pick<SkuKnown, 'sku' | 'left' | 'settled'> & {
  readonly sold: number;
  /** By each of FRESH. */
  readonly lately: readonly Lately[];
  readonly seenPrior: number;
  readonly restPrior: number;
  /** Expected of a whole stream, whenever in it the SKU has its turn. */
  readonly wholePrior: number;
  /** Expected by the usual rate while it could not be bought. */
  readonly shutPrior: number;
  /** The chance that it is in this stream at all. */
  readonly presence: number;
  readonly rate: number;
  readonly doubt: number;
  /** How unsure the end makes the time that is left, as a squared ratio. */
  readonly loose: number;
};

/** Of a list by whole numbers, at any number: along the line between its neighbours. */
function between(by: readonly number[], at: number): number {
  const below = Math.max(0, Math.floor(at));
  const [one, next] = [by[below] ?? 0, by[below + 1] ?? 0];
  return one + (at - below) * (next - one);
}

/** What a time of a SKU is worth against a plain one, by how it stands and by its offer. */
export function liftIn(model: Pick<Model, 'usual'>, { course }: Stage, sku: Sku): (piece: Piece) => number {
  const { own, unknown } = model.usual(sku);
  const lifts = liftsOf(course, own, unknown);
  return (piece) => lifts[piece.stands] * (piece.offered ? course.offer : 1);
}

/** The SKU's own past, starting from what the seller expects of the whole stream as it is planned. */
function planned(model: Model, stage: Stage, sku: Sku, { units, worth }: Plan): Usual {
  const all = pieces(stage, sku, stage.show.startsAt, stage.until);
  const exposure = exposureOf(all, stage.worth, liftIn(model, stage, sku));
  return exposure <= 0 ? model.usual(sku) : model.usual(sku, { rate: Math.max(units, LEAST_PLAN) / exposure, worth });
}
/** Nobody offers what cannot sell at all. */
const LEAST_PLAN = 0.05;

/** The time that is left is known better than this always. */
const MOST_LOOSE = 0.7;

export function countOf(model: Model, stage: Stage, { sku, sales, shut, left, settled, present, plan }: SkuKnown): Counted {
  const { startsAt, at } = stage.show;
  const factor = priceFactor(model.learned, model.course, sku, stage.show.expected?.prices[sku]);
  const usual = plan === undefined ? model.usual(sku) : planned(model, stage, sku, plan);
  const { doubt } = usual;
  // What the seller plans is planned at its price.
  const rate = usual.rate * (plan === undefined ? factor : 1);
  const lift = liftIn(model, stage, sku);
  const open = pieces(stage, sku, startsAt, at, shut);
  const exposure = exposureOf(open, stage.worth, lift);
  const whole = shut.length === 0 ? exposure : exposureOf(pieces(stage, sku, startsAt, at), stage.worth, lift);
  const isThere = present === true || sales.length > 0 || stage.spans.has(sku) || plan !== undefined;
  const presence = isThere
    ? 1
    : presentStill(model.presence(sku, stage.show.rundown.length > 0), (rate * exposure) / model.batch);
  let sold = 0;
  for (const sale of sales) sold += sale.units;
  const rest = exposureOf(pieces(stage, sku, at, Math.max(at, stage.until)), stage.worth, lift);
  return {
    sku,
    left,
    settled,
    sold,
    lately: stage.fresh.map(({ worth, by }) => {
      let units = 0;
      for (const sale of sales) units += sale.units * between(by, (at - sale.at) / MINUTE);
      return { sold: units, expected: presence * rate * exposureOf(open, worth, lift) };
    }),
    seenPrior: presence * rate * exposure,
    restPrior: presence * rate * rest,
    wholePrior:
      presence *
      rate *
      (stage.planned ? exposure + rest : usual.unknown * worthBetween(stage.worth, startsAt, Math.max(at, stage.until))),
    shutPrior: rate * (whole - exposure),
    presence,
    rate,
    doubt,
    loose: stage.until > at ? Math.min(MOST_LOOSE, stage.course.lateSpread / (stage.until - at)) ** 2 : 0,
  };
}
