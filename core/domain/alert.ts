import type { AccountId, ListingKey, Sku, SourceId, StreamId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Phrase } from './phrase.ts';

export type TriggerId =
  | 'cover'
  | 'schedule'
  | 'pulse'
  | 'breakout'
  | 'safety'
  | 'stockOut'
  | 'capacity'
  | 'oversell'
  | 'stalled'
  | 'stale'
  | 'overstock';

export type Subject = {
  readonly sku?: Sku;
  readonly source?: SourceId;
  readonly account?: AccountId;
  readonly listing?: ListingKey;
  readonly stream?: StreamId;
};

/** An instance of a trigger. Its id is the trigger and its subject: one cause, one alert. */
export type Alert = {
  readonly id: string;
  readonly trigger: TriggerId;
  readonly subject: Subject;
  readonly state: 'raised' | 'acknowledged' | 'snoozed';
  readonly raisedAt: Instant;
  readonly snoozedUntil: Instant | null;
  readonly goesTo: 'controller' | 'operator';
  /** The reason in one sentence, with its figures. */
  readonly reason: Phrase;
  /** What it proposes. */
  readonly proposes: Phrase;
  /** Ranked by money and minutes at risk; larger is more urgent. */
  readonly urgency: number;
};
