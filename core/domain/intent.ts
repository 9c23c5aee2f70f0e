import type { Snooze } from './alert.ts';
import type { CommandKind, DripPace } from './command.ts';
import type { OfferKind } from './console.ts';
import type { DeskAsk } from './desk.ts';
import type { ExplainedBody } from './event.ts';
import type { AccountId, CommandId, ListingKey, Sku, SourceId, StreamId, VariantId } from './ids.ts';
import type { PageActionKind } from './profile.ts';
import type { EmergencyBody } from './restock.ts';

/** A press: `trusted` is isTrusted of the event, `seenVisibleMs` for how long the control had been really visible and unmoved. */
export type Press = { readonly trusted: boolean; readonly seenVisibleMs: number };

/** What a person asks for on a surface. The worker decides; a surface never acts. */
export type Intent =
  /** Confirmed on the strip. */
  | {
      readonly kind: 'command';
      readonly command: CommandKind;
      /** Made when armed: pressing twice is one command. */
      readonly key: string;
      readonly account: AccountId;
      readonly listing: ListingKey;
      readonly variant: VariantId | null;
      /** What the person saw named on the strip; refused where it is no longer so. */
      readonly skus: readonly Sku[];
      readonly undoes: CommandId | null;
      readonly because: string | null;
      /** N of release, take back, limit and drip, in units of sale. */
      readonly quantity?: number | null;
      readonly per?: 'buyer';
      readonly drip?: DripPace | null;
      /** Missing: by connector where one can, else by page. */
      readonly via?: 'api' | 'page';
      /**
       * `heldMs`: for how long the control was held down (pausing a whole link, several links). `preset`: a release's own button.
       * `links`: how many links this one press acts on; missing: one.
       */
      readonly gesture: Press & {
        readonly heldMs?: number;
        readonly preset?: boolean;
        readonly links?: number;
      };
    }
  /** The next batch by hand; go on after it stood still. */
  | { readonly kind: 'drip'; readonly command: CommandId; readonly action: 'next' | 'goOn'; readonly gesture: Press }
  | { readonly kind: 'drip'; readonly command: CommandId; readonly action: 'stop' }
  /** Anyone may stop a guard's countdown. */
  | { readonly kind: 'guard'; readonly guard: string; readonly action: 'stop' }
  /** A person says what became of a command that cannot be told by reading. */
  | {
      readonly kind: 'settle';
      readonly command: CommandId;
      readonly as: 'done' | 'notDone';
      /** Of a command on several SKUs, these alone were done; missing: all. */
      readonly skus?: readonly Sku[];
      readonly gesture: Press;
    }
  /** The person thought better of a guided step. */
  | { readonly kind: 'stopAct'; readonly command: CommandId }
  | { readonly kind: 'teach'; readonly on: boolean }
  /** One click of ours for one action of this account's page; or a person's own again. */
  | {
      readonly kind: 'promote';
      readonly account: AccountId;
      readonly action: PageActionKind;
      readonly on: true;
      readonly gesture: Press;
    }
  | { readonly kind: 'promote'; readonly account: AccountId; readonly action: PageActionKind; readonly on: false }
  | { readonly kind: 'alert'; readonly alert: string; readonly action: 'acknowledge' | 'wake' }
  | { readonly kind: 'alert'; readonly alert: string; readonly action: 'snooze'; readonly lasts: Snooze }
  /** An offer begins or ends: for the forecast; it changes nothing on the console. */
  | {
      readonly kind: 'offer';
      readonly account: AccountId;
      readonly listing: ListingKey;
      readonly offer: OfferKind;
      readonly on: boolean;
    }
  | { readonly kind: 'explain'; readonly body: ExplainedBody }
  | { readonly kind: 'startStream'; readonly stream: StreamId }
  | { readonly kind: 'endStream'; readonly stream: StreamId }
  | { readonly kind: 'chooseStream'; readonly stream: StreamId }
  | { readonly kind: 'pollNow'; readonly source: SourceId | null }
  | { readonly kind: 'detail'; readonly listing: string; readonly variant: VariantId }
  | { readonly kind: 'closeDetail' }
  /** What the desk is to show. */
  | { readonly kind: 'desk'; readonly ask: DeskAsk }
  /** How far a call for emergency supply has come. */
  | { readonly kind: 'emergency'; readonly body: Omit<EmergencyBody, 'at'> }
  | { readonly kind: 'openWindow' };

/** A command that was pressed. */
export type CommandIntent = Extract<Intent, { kind: 'command' }>;
