import type { ListingState, OfferKind } from '../../core/domain/console.ts';

/** What the practice console shows: numbers as a platform knows them. Whoever serves the page makes them. */
export type ConsoleRow = {
  /** What identifies the listing on this page. */
  readonly key: string;
  readonly link: number;
  readonly title: string;
  readonly price: number;
  readonly state: ListingState;
  readonly sellable: number;
  readonly pinned: boolean;
  readonly offer: OfferKind | null;
  /** Null: a console that shows no count of its own. */
  readonly sold: number | null;
  readonly clicks: number;
  readonly impressions: number;
  readonly cart: number;
  /** What one buyer may take; null or missing: as much as there is. */
  readonly perBuyer?: number | null;
};
export type Said = { readonly id: number; readonly who: string; readonly text: string };
export type ConsoleWorld = {
  readonly live: 'idle' | 'live' | 'ended';
  readonly viewers: number;
  readonly comments: number;
  readonly rows: readonly ConsoleRow[];
  /** The newest comments, oldest first. */
  readonly said: readonly Said[];
  /** How long it has been live, ms. */
  readonly liveMs: number;
};

/** Calls back at once and whenever the world has changed, until aborted. */
export type WorldFeed = (show: (world: ConsoleWorld) => void, signal: AbortSignal) => void;
