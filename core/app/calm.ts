import type { Model } from '../decide/forecast/stream/model.ts';
import { type Outcome, wantedOf, withDemand } from '../decide/forecast/stream/outcome.ts';
import type { Outlook } from './lines.ts';

/** Without anything new a mean moves by no more than the greater of these, in units and as a share of itself. */
const UNITS = 1;
const SHARE = 0.02;

/**
 * A number that jumps while nothing happens is not believed: without a new sale, pin, viewer count, offer or plan what buyers
 * ask for moves a little at a time, and gets where the model has it over the next few cycles. How much of it is there to be
 * sold follows the stock at once: that is counted, not estimated.
 */
export function calmed(
  before: Pick<Outlook, 'evidence' | 'wanted'> | null,
  evidence: string,
  outcome: Outcome,
  model: Pick<Model, 'kept'>,
): Outcome {
  if (before === null || before.evidence !== evidence || outcome.kept <= 0) return outcome;
  const wanted = wantedOf(outcome);
  const most = Math.max(UNITS, SHARE * before.wanted);
  const moved = wanted - before.wanted;
  if (Math.abs(moved) <= most) return outcome;
  const beyond = moved - Math.sign(moved) * most;
  return withDemand(model, outcome, Math.max(0, outcome.demand.mean - beyond / outcome.kept));
}
