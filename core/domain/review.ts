import type { Alert, TriggerId } from './alert.ts';
import type { CommandKind } from './command.ts';
import type { Funnel } from './funnel.ts';
import type { AccountId, CommandId, ListingKey, Sku, SourceId, StreamId } from './ids.ts';
import type { Instant, Zone } from './instant.ts';
import type { Phrase } from './phrase.ts';
import type { ShutWhy } from './recording.ts';

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
  /** When there was first nothing left of it, if ever: what was merely paused, or waited for the next wave, did not run out. */
  readonly outAt: Instant | null;
  /** How long it could not be bought, ms, by why; missing: not told apart. */
  readonly shut?: Readonly<Partial<Record<ShutWhy, number>>>;
  /** It was meant to sell out. */
  readonly plannedSellOut?: true;
};
export type AlertReview = {
  readonly alert: string;
  readonly trigger: TriggerId;
  readonly sku: Sku | null;
  readonly raisedAt: Instant;
  readonly clearedAt: Instant | null;
  readonly done: 'acknowledge' | 'snooze' | null;
  /** What follows was not kept by earlier versions. Which listing or source it is about, where it is no SKU. */
  readonly listing?: ListingKey;
  readonly source?: SourceId;
  /** As it was said first, with its figures. */
  readonly reason?: Phrase;
  readonly goesTo?: Alert['goesTo'];
  /** Who acknowledged or snoozed it. */
  readonly by?: string;
  /** The first command for that listing or SKU within some minutes. */
  readonly command?: {
    readonly id: CommandId;
    readonly kind: CommandKind;
    readonly quantity?: number;
    readonly at: Instant;
    readonly by: string;
  };
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
