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

/** For how long an alert can be put off: `morning` is the team's next. */
export const SNOOZES = ['tenMinutes', 'hour', 'morning'] as const;
export type Snooze = (typeof SNOOZES)[number];

/** What a person said of an alert, and how urgent it was then. `stands`: false once it has become much more urgent. */
export type Answered = { readonly at: Instant; readonly urgency: number; readonly stands: boolean };

/** One cause, as it is shown: what the most urgent of its triggers says. Its id is the cause, whichever of them leads. */
export type Alert = {
  readonly id: string;
  readonly trigger: TriggerId;
  /** Other triggers that hold of the same cause. */
  readonly also: readonly TriggerId[];
  readonly subject: Subject;
  readonly state: 'raised' | 'acknowledged' | 'snoozed';
  readonly raisedAt: Instant;
  readonly snoozedUntil: Instant | null;
  readonly answered: Answered | null;
  readonly goesTo: 'controller' | 'operator';
  /** The reason in one sentence, with its figures. */
  readonly reason: Phrase;
  /** What it proposes. */
  readonly proposes: Phrase;
  /** Ranked by minutes and money at risk, on one scale for all triggers; larger is more urgent. */
  readonly urgency: number;
};
