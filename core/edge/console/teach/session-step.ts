import type { ListingState } from '../../../domain/console.ts';
import type { PageActionKind, Read } from '../../../domain/profile.ts';
import type { Pointed } from './again.ts';
import type { Taught } from './control.ts';
import type { Learned } from './draft.ts';
import type { Fact, LiveWord } from './facts.ts';
import type { Field } from './fields.ts';
import type { Demonstration, Snapshot } from './learn.ts';
import type { RowPick } from './rows.ts';

/** What the words of a page may mean; the last is none of them. */
export const STATES = ['onSale', 'paused', 'soldOut', 'removed', 'unknown'] as const satisfies readonly ListingState[];
export const LIVE = ['live', 'idle', 'ended', 'unknown'] as const satisfies readonly (LiveWord | 'unknown')[];

/** Where the person is in teaching, and what that step holds. */
export type Step =
  | { readonly at: 'rowA' }
  | { readonly at: 'rowB'; readonly first: Pointed }
  | { readonly at: 'rows'; readonly picks: readonly RowPick[]; readonly level: number }
  | { readonly at: 'key' }
  | { readonly at: 'fields' }
  | { readonly at: 'field'; readonly field: Field }
  | {
      readonly at: 'meanings';
      readonly of: 'state';
      readonly read: Read;
      readonly words: Readonly<Record<string, ListingState>>;
    }
  | {
      readonly at: 'meanings';
      readonly of: 'live';
      readonly read: Read;
      readonly words: Readonly<Record<string, LiveWord | 'unknown'>>;
    }
  | { readonly at: 'facts' }
  | { readonly at: 'fact'; readonly fact: Fact }
  | { readonly at: 'actions' }
  | { readonly at: 'control'; readonly kind: PageActionKind }
  | { readonly at: 'ready'; readonly kind: PageActionKind; readonly taught: Taught; readonly key: string }
  | {
      readonly at: 'demo';
      readonly kind: PageActionKind;
      readonly taught: Taught;
      readonly key: string;
      readonly watched: Watched;
    }
  | { readonly at: 'dry' }
  | { readonly at: 'saved' };
export type Watched = {
  readonly was: Snapshot;
  readonly dialogs: ReadonlySet<Element>;
  readonly seen: Omit<Demonstration, 'change'>;
};
export type Stand = { readonly step: Step; readonly learned: Learned };

const POINTING: readonly Step['at'][] = ['rowA', 'rowB', 'field', 'fact', 'control'];
export const isPointing = ({ at }: Step): boolean => POINTING.includes(at);
