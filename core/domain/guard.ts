import type { AccountId, CommandId, ListingKey, Sku, VariantId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Phrase } from './phrase.ts';

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
  /** Who turned it on, as named in the options then. */
  readonly by?: string;
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
  /** Missing: the whole listing. */
  readonly variant?: VariantId | null;
  /** What it is about to do or did and why, or why it did not. */
  readonly say?: Phrase;
  /** When what set it off was over: only then may it go off again. */
  readonly clearedAt?: Instant;
};

const AFTER: Readonly<Record<GuardBody['step'], readonly GuardBody['step'][]>> = {
  counting: ['counting', 'stopped', 'acted', 'refused'],
  acted: ['acted', 'refused'],
  stopped: ['stopped'],
  refused: ['refused'],
};
/** Of a stop and an act the one that is in the log first counts; what came too late is none. */
export const mayFollow = (before: GuardBody['step'] | undefined, step: GuardBody['step']): boolean =>
  before === undefined || AFTER[before].includes(step);

/**
 * The steps of a drip that its commands do not tell. `waits`: it stands still until a person lets it go on. Why: a person said so;
 * its time passed while nobody was there to act; the warehouse is full; nothing may be promised any more; a batch failed, or nobody
 * knows what became of it; the numbers were too old; somebody else changed the stock; the stream is over.
 */
export type DripBody = {
  readonly command: CommandId;
  readonly step: 'stopped' | 'waits' | 'goesOn' | 'ended';
  readonly why: 'person' | 'closed' | 'capacity' | 'soldOut' | 'failed' | 'unknown' | 'stale' | 'changed' | 'stream';
  readonly at: Instant;
  /** In the words of whoever refused it. */
  readonly say?: Phrase;
};
/** What is over stays over, whoever was a moment late. */
export const isDripOver = (said: Pick<DripBody, 'step'> | undefined): boolean =>
  said?.step === 'stopped' || said?.step === 'ended';
