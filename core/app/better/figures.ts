import { planOf } from '../../decide/restock/plan.ts';
import type { Better } from '../../domain/desk.ts';
import { phrase } from '../../domain/phrase.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import type { Review, SkuReview } from '../../domain/review.ts';
import type { Stream } from '../../domain/stream.ts';
import type { ShopState } from '../cycle.ts';
import { planInputOf } from '../restock/facts.ts';
import { restockOf } from '../restock/restock.ts';
import { scopesOf } from '../restock/scopes.ts';

/** Planned units that were wrong by so much, and by so many, are worth mending. */
const WRONG = 0.3;
const LEAST = 10;
/** Held back on purpose for more of the stream than this, what it sold tells little of what was wanted. */
const HELD_BACK = 0.1;
/** Of so many SKUs, those that lost the most. */
const MOST = 8;

/** Numbers for the next plan that would have served better, by the review's own figures: no recording is needed. */
export function betterByFigures(state: ShopState, stream: Stream, review: Review): readonly Better[] {
  const telling = Object.values(review.skus)
    .filter((one) => one.plannedSellOut !== true && !stream.plannedSellOut.includes(one.sku))
    .toSorted((a, b) => b.lost - a.lost || b.net - a.net);
  return [
    ...telling.flatMap((one) => plannedFor(state, stream, review, one) ?? []).slice(0, MOST),
    ...telling
      .filter(({ outAt }) => outAt !== null)
      .slice(0, MOST)
      .flatMap((one) => safetyFor(state, one) ?? []),
  ];
}

/** The seller's own plan against what was sold and would have been sold. Of what ran out never fewer than were planned. */
function plannedFor({ ledger }: ShopState, stream: Stream, review: Review, one: SkuReview): Better | null {
  const { sku, net, lost, outAt } = one;
  const from = ledger.settings.skus[sku]?.plannedUnits ?? null;
  const to = Math.round(net + lost);
  // What was planned for this stream alone is not what the next one starts from.
  if (from === null || to <= 0 || stream.planned[sku] !== undefined || isHeldBack(one, review)) return null;
  if (Math.abs(to - from) < Math.max(LEAST, WRONG * Math.max(from, to)) || (outAt !== null && to < from)) return null;
  const why = phrase('desk:better.planned', { sku, from, net, lost: Math.round(lost) });
  return { id: `plannedUnits ${sku}`, sku, setting: 'plannedUnits', from, to, why, did: [], by: 'figures' };
}

const isHeldBack = ({ shut }: SkuReview, { startsAt, endsAt }: Review): boolean =>
  (shut?.paused ?? 0) + (shut?.wave ?? 0) > HELD_BACK * (endsAt - startsAt);

const known = new WeakMap<RestockPlan, ReadonlyMap<SkuReview, Better | null>>();
/** Remembered while the plan is the same: a simulation for each look would be too much. */
function safetyFor(state: ShopState, one: SkuReview): Better | null {
  const plan = restockOf(state, one.sku);
  const remembered = known.get(plan)?.get(one);
  if (remembered !== undefined) return remembered;
  const found = safetyIn(state, plan, one);
  known.set(plan, new Map([[one, found]]));
  return found;
}

/**
 * It ran out, and the safety stock that was set by hand holds less than the plan would keep by itself, or less than such a stream takes
 * beyond what the plan expects of one. Where none is set none is proposed: the simulation has learned from this stream already, and
 * goes on doing so, while a number that is set stands in its place for good. The next order must be the larger for it.
 */
function safetyIn(state: ShopState, plan: RestockPlan, { sku, net, lost, had }: SkuReview): Better | null {
  const input = planInputOf(state, sku, scopesOf(state, sku).rest);
  const from = input.safetyStock;
  if (from === null || had === null || plan.need === null) return null;
  const simulated = Math.ceil(planOf({ ...input, safetyStock: null }).parts.safety);
  const expected = Math.round(input.streams.find(({ units }) => units > 0)?.units ?? input.cadence?.units ?? 0);
  const demand = Math.round(net + lost);
  const to = Math.max(simulated, expected > 0 ? demand - expected : 0);
  if (to <= from) return null;
  const { quantity } = planOf({ ...input, safetyStock: to });
  if (quantity <= planOf(input).quantity) return null;
  return {
    id: `safetyStock ${sku}`,
    sku,
    setting: 'safetyStock',
    from,
    to,
    why: phrase('desk:better.safety', { sku, had, demand, from, simulated }),
    did: [phrase('desk:better.orders', { from: plan.quantity, to: quantity })],
    by: 'plan',
  };
}
