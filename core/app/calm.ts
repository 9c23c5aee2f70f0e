import type { Outcome } from '../decide/forecast/stream/outcome.ts';
import type { Forecast } from '../domain/forecast.ts';
import type { Outlook } from './lines.ts';

/** Without anything new a mean moves by no more than the greater of these, in units and as a share of itself. */
const UNITS = 1;
const SHARE = 0.02;

/**
 * A number that jumps while nothing happens is not believed: without a new sale, pin, viewer count, offer or plan the mean
 * moves a little at a time, and gets where the model has it over the next few cycles.
 */
export function calmed(
  before: Outlook | null,
  evidence: string,
  outcome: Outcome,
  forecast: (outcome: Outcome) => Forecast,
): Forecast {
  const said = forecast(outcome);
  if (before === null || before.evidence !== evidence) return said;
  const was = before.forecast.net.mean;
  const most = Math.max(UNITS, SHARE * was);
  const moved = said.net.mean - was;
  if (Math.abs(moved) <= most) return said;
  const { rest, demand } = outcome;
  const mean = Math.max(0, was + Math.sign(moved) * most - outcome.sold);
  const scale = rest.mean > 0 ? mean / rest.mean : 1;
  return forecast({ ...outcome, rest: { ...rest, mean }, demand: { ...demand, mean: demand.mean * scale } });
}
