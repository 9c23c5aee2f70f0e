import type { ListingState, OfferKind } from '../../domain/console.ts';

/**
 * A platform's console page, described: where its rows are and what they say. Data with a closed vocabulary, never code,
 * so that a profile can be read, compared and exchanged.
 */
export type Profile = {
  readonly id: string;
  /** Paths of the page's address on which it applies, as prefixes; the site itself is the console account's. */
  readonly paths: readonly string[];
  readonly rows: {
    /** The element that holds the rows; looked for in the document and in open shadow roots. */
    readonly within: string;
    readonly row: string;
    /** What identifies a listing; never its place, never its link number. */
    readonly key: Read;
    /** Fields that agree wherever two rows bear one key: a copy of a row. Where they do not, the key names two listings. */
    readonly witnesses: readonly ('title' | 'link')[];
    /** The page shows all rows at once, so that a missing one is gone. */
    readonly complete: boolean;
  };
  readonly fields: {
    readonly title?: Read;
    readonly link?: Read;
    readonly sellable?: Read;
    readonly sold?: Read;
    readonly clicks?: Read;
    readonly impressions?: Read;
    readonly cart?: Read;
    readonly pinned?: Present;
    readonly state?: Words<ListingState>;
    readonly offer?: Words<OfferKind>;
  };
  readonly page: {
    readonly live?: Words<'live' | 'idle' | 'ended'>;
    readonly room?: Read;
    readonly viewers?: Read;
    readonly comments?: Read;
  };
  /** What may be done on the page: nothing yet, every profile only observes. */
  readonly actions: Readonly<Record<string, never>>;
  /** Beside which part of a row the badge is drawn. */
  readonly badge: string;
};

/** Text of an element (of the row itself without `at`) or one of its attributes; `pattern` keeps its first group. */
export type Read = { readonly at?: string; readonly attribute?: string; readonly pattern?: string };
/** Whether something is there. */
export type Present = { readonly at: string };
/** One of a few words: what the page writes on the left, what it means on the right. Anything else is unknown. */
export type Words<W extends string> = Read & { readonly words: Readonly<Record<string, W>> };
