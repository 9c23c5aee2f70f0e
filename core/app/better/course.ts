import { loadOf } from '../../decide/triggers/capacity.ts';
import type { TriggerId } from '../../domain/alert.ts';
import type { LearnedBody } from '../../domain/event.ts';
import type { Sku, SourceId } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { RecordedStream } from '../../domain/recorded.ts';
import type { AlertReview, Review } from '../../domain/review.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import { capacityCase } from '../cases/capacity.ts';
import type { ShopState } from '../cycle.ts';
import { dailyOf } from '../lines.ts';
import { replay } from '../replay.ts';
import { reviewOf } from '../reviews.ts';

/** What ran out should have been said so long before. */
export const AHEAD = 15 * MINUTE;

/** How the stream went with some settings: what came of it, and what was said. */
export type Course = {
  readonly review: Review;
  readonly endsAt: Instant;
  readonly alerts: readonly AlertReview[];
  /** What really ran out, and was not meant to. `daily`: its daily sales are known, so a pulse could be seen. */
  readonly outs: readonly { readonly sku: Sku; readonly outAt: Instant; readonly daily: boolean }[];
  /** SKUs of which there was as much left at the end as they had sold: nothing pressed. */
  readonly plenty: ReadonlySet<Sku>;
  /** Alerts of a listing that did not sell which a sale ended, and nobody did anything. */
  readonly stalledInVain: number;
  /** Orders against what each warehouse could ship, just before the end. */
  readonly loads: readonly { readonly source: SourceId; readonly share: number }[];
};

/** Lives through the recording with these settings. Null where it has no end. */
export function courseOf(recorded: RecordedStream, settings: ShopSettings, lessons: readonly LearnedBody[]): Course | null {
  let [before, last]: [ShopState | null, ShopState | null] = [null, null];
  for (const state of replay(recorded, settings, lessons)) [before, last] = [last, state];
  const review = last === null ? null : reviewOf(last.ledger, last.watched, recorded.stream.id);
  if (before === null || review === null) return null;
  const { ledger } = before;
  const skus = Object.values(review.skus).filter(({ plannedSellOut }) => plannedSellOut !== true);
  return {
    review,
    endsAt: review.endsAt,
    alerts: review.alerts,
    outs: skus.flatMap(({ sku, outAt }) => (outAt === null ? [] : [{ sku, outAt, daily: dailyOf(ledger, sku) !== null }])),
    plenty: new Set(skus.filter(({ left, net, outAt }) => outAt === null && left !== null && left >= net).map(({ sku }) => sku)),
    stalledInVain: review.alerts.filter(isVainStall).length,
    loads: loadsOf(before),
  };
}

export const isVainStall = ({ trigger, clearedAt, done, command }: AlertReview): boolean =>
  trigger === 'stalled' && clearedAt !== null && done === null && command === undefined;

const loadsOf = ({ ledger, outlooks }: ShopState): Course['loads'] =>
  Object.values(ledger.settings.capacities).flatMap((capacity) => {
    const one = capacityCase(ledger, outlooks, capacity);
    return one === null ? [] : [{ source: capacity.source, share: loadOf(one).share }];
  });

/** When it was first said of a SKU, up to an instant; null: never. */
export function firstOf(alerts: readonly AlertReview[], trigger: TriggerId, sku: Sku, until: Instant): Instant | null {
  const said = alerts.filter((one) => one.trigger === trigger && one.sku === sku && one.raisedAt <= until);
  return said.length === 0 ? null : Math.min(...said.map(({ raisedAt }) => raisedAt));
}
