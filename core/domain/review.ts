import type { TriggerId } from './alert.ts';
import type { Funnel } from './funnel.ts';
import type { AccountId, Sku, StreamId } from './ids.ts';
import type { Instant, Zone } from './instant.ts';

/** What was forecast of one SKU when so much of the planned length had passed. */
export type SaidAt = {
  readonly share: number;
  readonly mean: number;
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
};
export const REVIEW_SHARES = [0, 0.1, 0.25, 0.5, 0.75] as const;

export type SkuReview = {
  readonly sku: Sku;
  readonly ordered: number;
  readonly released: number;
  readonly net: number;
  readonly lost: number;
  readonly said: readonly SaidAt[];
  /** Available at the start and at the end; null where unknown. */
  readonly had: number | null;
  readonly left: number | null;
  /** When it first ran out, if it did. */
  readonly outAt: Instant | null;
};
export type AlertReview = {
  readonly alert: string;
  readonly trigger: TriggerId;
  readonly sku: Sku | null;
  readonly raisedAt: Instant;
  readonly clearedAt: Instant | null;
  readonly done: 'acknowledge' | 'snooze' | null;
};
/** One stream that is over, as it is looked back upon. Kept when its events are folded away. */
export type Review = {
  readonly stream: StreamId;
  readonly account: AccountId;
  readonly title: string;
  readonly zone: Zone;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly plannedEndsAt: Instant;
  readonly skus: Readonly<Record<Sku, SkuReview>>;
  readonly alerts: readonly AlertReview[];
  /** What the console counted by its end. */
  readonly funnels: readonly Funnel[];
};
