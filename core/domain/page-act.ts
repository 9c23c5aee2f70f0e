import type { Moved } from './command.ts';
import type { AccountId, CommandId, ListingKey } from './ids.ts';
import type { Instant } from './instant.ts';
import type { PageActionKind } from './profile.ts';

/** How an action leaves the pin of its row; null: as it was. */
export const pinnedBy = (action: PageActionKind): boolean | null =>
  action === 'pin' || action === 'unpin' ? action === 'pin' : null;

/** What the worker asks of a console page: one action, on the row of one key. */
export type PageAsk = {
  /** The command's id: the page does nothing twice for it. */
  readonly id: string;
  readonly action: PageActionKind;
  readonly key: ListingKey;
  /** `guide`: row and control are outlined, a person clicks. `assist`: one click of ours. */
  readonly level: 'guide' | 'assist';
  /** Of the profile that the person approved it with. */
  readonly profileHash: string;
  /** What the person saw: the row that is acted on must say the same. */
  readonly room: string | null;
  readonly title: string | null;
  /** The seller's own code, where the page tells it. */
  readonly code?: string | null;
  /** Of these, what the person saw by the page's own data alone: no row drew it. */
  readonly fromData?: readonly ('room' | 'title' | 'code')[];
  /** The number that a person types (limit, per buyer); shown, and read back. Null with `perBuyer`: the limit is taken off. */
  readonly number: number | null;
  /** The number follows the row's figure: it is that and so much. Missing: it is fixed. */
  readonly by?: number;
  /** No greater number is to be typed. */
  readonly most?: number;
  /** How long a person is waited for, ms. */
  readonly waitMs: number;
};

/** One run on a page that was guided or assisted: three confirmed ones with one profile allow a person to promote it. */
export type GuidedBody = {
  readonly account: AccountId;
  readonly profileHash: string;
  readonly action: PageActionKind;
  readonly did: PageActed['did'];
  readonly gate: Gate | null;
  readonly level: PageAsk['level'];
  readonly command: CommandId;
  readonly data?: DataWitness;
  readonly at: Instant;
};

/**
 * What the page's own data said of the row that was to be acted on: `agrees`, as a second witness beside what the row
 * draws; `contrary`, and that refused the act or made its outcome unclear. It never permits: the page can forge it.
 */
export type DataWitness = 'agrees' | 'contrary';

/** Every check before and after a click, in the order in which they are made. */
export const GATES = [
  'visible',
  'address',
  'room',
  'profile',
  'health',
  'quiet',
  'modal',
  'row',
  'copies',
  'witness',
  'control',
  'text',
  'forbidden',
  'enabled',
  'size',
  'hit',
  'figure',
  'before',
  'after',
  'others',
] as const;
export type Gate = (typeof GATES)[number];

/**
 * What became of it. `done`: the row, found again by its key, shows the state after, and no other row changed.
 * `already`: it stood so before, nothing was clicked. `refused`: a check failed before the click, nothing was clicked.
 * `nothing`: the person did not click. `unclear`: something was clicked, and what came of it cannot be told.
 */
export type PageActed = {
  readonly id: string;
  readonly did: 'done' | 'already' | 'refused' | 'nothing' | 'unclear';
  readonly gate: Gate | null;
  /** What was found there instead, for the person: never used otherwise. */
  readonly found: string | null;
  /** Missing: it said nothing. */
  readonly data?: DataWitness;
  /** Of a number that was typed: what the row went from and to. */
  readonly moved?: Moved;
};
