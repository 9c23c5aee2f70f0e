import { quantileOf } from '../decide/forecast/negative-binomial.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { Sku } from '../domain/ids.ts';
import { lastOf, type Stream } from '../domain/stream.ts';
import type { FanPoint } from '../domain/view.ts';
import { modelFor, type Taught } from './lessons.ts';
import type { Outlook } from './lines.ts';
import { stageFrom } from './outlook.ts';
import { partOf } from './part.ts';

const FAN_STEPS = 12;
/**
 * How a SKU is expected to sell from now to the end, with the interval: it ends where the forecast does. Where sales are told late,
 * it begins with what was sold since they were.
 */
export function fanOf(
  ledger: Ledger,
  taught: Taught,
  stream: Stream,
  sku: Sku,
  { ahead, forecast, toldAt }: Outlook,
): readonly FanPoint[] {
  const stage = stageFrom(ledger, taught, stream, toldAt);
  const from = Math.max(stage.show.at, Math.min(lastOf(stream), ledger.now));
  if (stage.until <= from) return [];
  const partBy = partOf(modelFor(taught, ledger.settings, stream.account), stage, sku);
  const most = ahead.most ?? Number.POSITIVE_INFINITY;
  return Array.from({ length: FAN_STEPS + 1 }, (_, step) => {
    const by = from + ((stage.until - from) * step) / FAN_STEPS;
    const part = partBy(by);
    const sold = forecast.soldSoFar + (ahead.sold - forecast.soldSoFar) * part;
    const units = { size: ahead.rest.size, mean: ahead.rest.mean * part };
    const end = (share: number) => Math.min(most, Math.round(sold + quantileOf(units, share)));
    return { at: Math.round(by), p10: end(0.1), median: end(0.5), p90: end(0.9) };
  });
}
