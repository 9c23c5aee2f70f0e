import type { ListingState, OfferKind } from './console.ts';

/**
 * A platform's console page, described: where its rows are, what they say, and what a person may do there. Data with a
 * closed vocabulary, never code, so that a profile can be read, compared, taught and exchanged.
 */
export type Profile = {
  readonly schema: 1;
  /** Of a built-in one its file's name; of a taught one `taught:` and a ULID. */
  readonly id: string;
  /** Grows by one with each change. */
  readonly rev: number;
  readonly origin: 'builtin' | 'taught' | 'imported';
  /** As the platform or the person calls the page; shown as it is. */
  readonly name: string;
  /** Hosts as `shop.tiktok.com` or `*.tiktok.com`; paths as prefixes. Both empty: any page of the account's site. */
  readonly match: { readonly hosts: readonly string[]; readonly paths: readonly string[] };
  /** Rows may stand in frames of the page's own origin, too, and the requests that tell of them be made there. */
  readonly frames: boolean;
  /** Null: only its address is known, and the page is to be taught. */
  readonly rows: Rows | null;
  readonly fields: {
    readonly title?: Read;
    readonly picture?: Read;
    readonly link?: Read;
    readonly code?: Read;
    readonly sellable?: Read;
    readonly perBuyer?: Read;
    readonly sold?: Read;
    readonly clicks?: Read;
    readonly impressions?: Read;
    readonly cart?: Read;
    readonly pinned?: Present | Words<'yes' | 'no'>;
    readonly state?: Words<ListingState>;
    readonly offer?: Words<OfferKind>;
  };
  readonly page: {
    readonly live?: Words<'live' | 'idle' | 'ended'>;
    readonly room?: Read;
    readonly viewers?: Read;
    readonly comments?: Read;
  };
  /** The page's own JSON answers that are read as they come by: never asked for; a witness that refuses and supports, never a ground for an act. */
  readonly data: readonly PageData[];
  readonly actions: Readonly<Partial<Record<PageActionKind, PageAction>>>;
  /** Beside which part of a row the badge is drawn. */
  readonly badge: string;
  /** What is said of this page, by whom and when. Empty for taught ones: the page itself is the source. */
  readonly evidence: readonly Evidence[];
};

/** One that says where the rows are. */
export type Readable = Profile & { readonly rows: Rows };
export const isReadable = (profile: Profile): profile is Readable => profile.rows !== null;

export type Rows = {
  /** The element that holds the rows; looked for in the document, in open shadow roots and, with `frames`, in frames. */
  readonly within: string;
  readonly row: string;
  /** What looks like a row and is none: a list's head, a skeleton. */
  readonly exclude?: string;
  /** What identifies a listing; never its place, never its link number. */
  readonly key: Read;
  /** Fields that agree wherever two rows bear one key: a copy of a row. Where they do not, the key names two listings. */
  readonly witnesses: readonly Witness[];
  /** The page shows all rows at once, so that a missing one is gone. */
  readonly complete: boolean;
};
export type Witness = 'title' | 'picture' | 'link';

/**
 * Text of an element (of the row itself without `at`) or one of its attributes, or with `address` the page's own address;
 * `pattern` keeps its first group.
 */
export type Read = { readonly at?: string; readonly attribute?: string; readonly pattern?: string; readonly address?: true };
/** Whether something is there. */
export type Present = { readonly at: string };
/** One of a few words: what the page writes on the left, what it means on the right. Anything else is unknown. */
export type Words<W extends string> = Read & { readonly words: Readonly<Record<string, W>> };

export type PageActionKind = 'pin' | 'unpin' | 'pause' | 'resume' | 'limit' | 'perBuyer';

/** One thing that a person does in a row. Its control is what all its locators agree on, and bears one of its texts. */
export type PageAction = {
  readonly control: {
    /** Within the row; each finds exactly one element, or the action is off. */
    readonly css: readonly string[];
    /**
     * Its whole text or accessible name, in any of the page's languages. `{title}`, `{link}` and `{key}` stand for what the
     * row itself says there at the moment: `Pin {title}`.
     */
    readonly text: readonly string[];
    readonly role?: string;
  };
  /** Labels that are never clicked, whatever the locators say: contained anywhere in the control's text. */
  readonly forbid: readonly string[];
  readonly before: RowState;
  readonly after: RowState;
  /** What takes it back; null: nothing known does, and it stays *guide*. */
  readonly inverse: PageActionKind | null;
  /** As far as it may ever go: what needs a number, a second click or a dialog is *guide* only. */
  readonly most: 'guide' | 'assist';
  /** What the page listens to. Either way there is one click event and no more. */
  readonly activation: 'click' | 'pointer';
  /** How long the state after it may take to show, ms. */
  readonly waitMs: number;
};
/** How a row stands: all that is named must hold. `text`: some control of the row bears one of these texts, whole (as a control's own). */
export type RowState = {
  readonly text?: readonly string[];
  readonly state?: ListingState;
  readonly pinned?: boolean;
};

/** One of the page's own JSON answers. Paths are dotted (`data.promotions`); `[]` is not needed for `rows`. */
export type PageData = {
  readonly id: string;
  readonly host: string;
  /** How the address's path begins. */
  readonly path: string;
  readonly rows: string;
  /** The row's key as the profile reads it off the page. */
  readonly key: string;
  readonly fields: Readonly<
    Partial<Record<'title' | 'code' | 'sellable' | 'sold' | 'clicks' | 'impressions' | 'cart' | 'pinned', string>>
  >;
  readonly page?: Readonly<Partial<Record<'room' | 'viewers' | 'comments', string>>>;
};

export type Evidence = {
  /** The source's name. */
  readonly source: string;
  /** When it was last changed or captured, as `2026-03-24` or `2026-03`. */
  readonly date: string;
  readonly says: string;
  readonly sure: 'confirmed' | 'conflict' | 'inferred' | 'unknown';
};

/** In place of a profile's id: nothing known reads this account's page, and a person teaches it there. */
export const UNTAUGHT = 'untaught';
