/** What the card shows, as plain data: the session says it, the card draws it. */
export type Button = {
  readonly id: 'back' | 'next' | 'stop' | 'save' | 'ready' | 'done';
  readonly main?: boolean;
  readonly disabled?: boolean;
};
export type Choice = {
  readonly id: string;
  readonly label: string;
  /** What else is to be known before it is chosen, a line each. */
  readonly lines: readonly string[];
  readonly chosen: boolean;
};
/** A word of the page, and what it may mean. */
export type Meaning = {
  readonly word: string;
  readonly means: string;
  readonly of: readonly { readonly id: string; readonly label: string }[];
};
export type CardView = {
  readonly text: string;
  /** What went wrong with the last thing that the person did, and what to do. */
  readonly problem: string | null;
  /** Whose a click is now: ours, or the live page's, on which something is being shown; or all is over, and nothing is to be said of it. */
  readonly shield: 'on' | 'off' | 'over';
  readonly choices: readonly Choice[];
  readonly lines: readonly string[];
  readonly meanings: readonly Meaning[];
  /** The page's name, to be changed; null where it is not asked for. */
  readonly name: string | null;
  readonly buttons: readonly Button[];
};
