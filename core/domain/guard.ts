import type { AccountId, CommandId, ListingKey, Sku } from './ids.ts';
import type { Instant } from './instant.ts';

/**
 * What may act by itself for one SKU, through an API only. Off until a person turns it on: each of the three is null or
 * false until then.
 */
export type Guard = {
  readonly sku: Sku;
  /** Pause when available is at or below this. */
  readonly pauseAt: number | null;
  /** Limit to what is left when the shop has oversold. */
  readonly capOversold: boolean;
  /** Near the warehouse's capacity: drip in waves of so many. */
  readonly wavesOf: number | null;
  /** How often it may act within an hour. */
  readonly mostPerHour: number;
};
export type GuardKind = 'pauseAt' | 'capOversold' | 'waves';

/** How long everyone has to stop it, ms. */
export const COUNTDOWN_MS = 15_000;

/** One step of one guard that goes off; each is in the log before anything is done. */
export type GuardBody = {
  readonly id: string;
  readonly step: 'counting' | 'stopped' | 'acted' | 'refused';
  readonly sku: Sku;
  readonly kind: GuardKind;
  readonly account: AccountId;
  readonly listing: ListingKey;
  /** When it acts unless it is stopped. */
  readonly actsAt: Instant;
  readonly at: Instant;
  readonly command: CommandId | null;
};

/** The steps of a drip that its commands do not tell. `waits`: it stands still until a person lets it go on. */
export type DripBody = {
  readonly command: CommandId;
  readonly step: 'stopped' | 'waits' | 'goesOn' | 'ended';
  readonly why: 'person' | 'closed' | 'capacity' | 'soldOut' | 'failed' | 'stream';
  readonly at: Instant;
};
