import type { ListingKey } from './ids.ts';
import type { Money } from './money.ts';
import type { Phrase } from './phrase.ts';

/** One short line for the host, of the link on air. `units`: the only number that may be said aloud; null: none may. */
export type Cue = {
  readonly kind: 'plenty' | 'someOut' | 'lastCall' | 'wait' | 'paused' | 'soldOut' | 'unknown';
  /** `listingId`. */
  readonly listing: string;
  readonly link: number | null;
  readonly units: number | null;
  readonly say: Phrase;
};

/** What the controller might pin next. */
export type Candidate = {
  readonly listing: string;
  readonly key: ListingKey;
  readonly link: number | null;
  readonly title: string;
  readonly left: number;
  /** Units that presenting it now would sell beyond what sells anyway. */
  readonly extra: number;
  /** In so many minutes. */
  readonly minutes: number;
  /** Price less cost of one in the home currency; null where one of them is not set. */
  readonly margin: Money | null;
  readonly why: Phrase;
};

/** What makes stock last to the planned end: per buyer where it is known how many one takes, else by batches. Units of sale. */
export type Ration = {
  readonly perBuyer: number | null;
  readonly batch: { readonly units: number; readonly everyMinutes: number };
  readonly say: Phrase;
};

export type Advice = { readonly cue: Cue | null; readonly pinNext: readonly Candidate[] };
