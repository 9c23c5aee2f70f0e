/**
 * Everything that is said between the contexts of the extension, declared once. Both ends infer from here;
 * the receiver parses what comes (`parse.ts`) and knows who sent it (`senders.ts`) before anything else.
 */

import type { Surface } from '../../domain/actor.ts';
import type { AuditRow } from '../../domain/audit.ts';
import type { PageHealth, PageShown } from '../../domain/console.ts';
import type { DeskView } from '../../domain/desk.ts';
import type { AccountId, ShopId, SourceId, StreamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Intent } from '../../domain/intent.ts';
import type { Mapping } from '../../domain/mapping.ts';
import type { PageActed, PageAsk } from '../../domain/page-act.ts';
import type { Phrase } from '../../domain/phrase.ts';
import type { RowProblem } from '../../domain/problem.ts';
import type { Profile } from '../../domain/profile.ts';
import type { RecordedFile, RecordingRow } from '../../domain/recorded.ts';
import type { RestockPlan } from '../../domain/restock.ts';
import type { SettingsBody, ShopSettings, SourceConfig } from '../../domain/settings.ts';
import type { DetailView, PanelPatch, PanelView, PopupView } from '../../domain/view.ts';
import type { InputCalls } from './input-calls.ts';

/** The port's name of every surface. */
export const VIEW_PORT = 'stockcue/view';
/** The port of a console page's content script. */
export const CONSOLE_PORT = 'stockcue/console';

export type ViewKind = 'panel' | 'popup' | 'desk';

/** Surface to worker, over the port. The first word must be `hello`. */
export type ToWorker =
  | {
      readonly say: 'hello';
      readonly surface: Surface;
      readonly kind: ViewKind;
      /** An embedded panel shows nothing until its nonce, tab and sender match. A side panel says the name in its own address; null in other documents of the extension's own. */
      readonly nonce: string | null;
      readonly shop: ShopId | null;
      readonly stream: StreamId | null;
      /** Of a window that was opened from a console page: that page's site, whose accounts it shows. */
      readonly site?: string | null;
    }
  /** A gap or a new epoch: asks for a snapshot. */
  | { readonly say: 'resync' }
  | { readonly say: 'intent'; readonly id: string; readonly intent: Intent };

/** Worker to surface. Epoch and rev are per subscription. */
export type ToSurface =
  | { readonly say: 'panel'; readonly epoch: string; readonly rev: number; readonly view: PanelView }
  | { readonly say: 'popup'; readonly epoch: string; readonly rev: number; readonly view: PopupView }
  | { readonly say: 'desk'; readonly epoch: string; readonly rev: number; readonly view: DeskView }
  | { readonly say: 'patch'; readonly epoch: string; readonly from: number; readonly to: number; readonly patch: PanelPatch }
  | { readonly say: 'detail'; readonly view: DetailView | null }
  /** Posted at least each interval: posting is what keeps the worker alive. */
  | { readonly say: 'beat'; readonly now: Instant }
  | { readonly say: 'answer'; readonly id: string; readonly problem: Phrase | null }
  /** The panel is not bound, or no longer: an empty box, and nothing of the shop. */
  | { readonly say: 'refused' };

/** Content script to worker, over the console port. */
export type FromConsole =
  | { readonly say: 'seen'; readonly body: Omit<PageShown, 'account' | 'seenAt'> }
  /** Asks for a one-time nonce for the frame that it is about to make. */
  | { readonly say: 'nonce' }
  /** The page does not let the frame be drawn, or took it away. */
  | { readonly say: 'frameLost'; readonly why: 'removed' | 'refused' }
  /** Whether the profile recognises the page, which checks failed, and what was found. */
  | ({ readonly say: 'health' } & PageHealth)
  /** Code that is not on every console page, wanted now. */
  | { readonly say: 'needs'; readonly code: 'act' | 'teach' }
  /** How the frame stands on the page; null: as it was laid, and drawn as it is. */
  | { readonly say: 'stands'; readonly id: string; readonly wrong: string | null }
  | { readonly say: 'acted'; readonly acted: PageActed }
  /** The number that a guided person is to type has followed the row. */
  | { readonly say: 'types'; readonly id: string; readonly number: number }
  /** A person has taught this page, and saves it. */
  | { readonly say: 'taught'; readonly profile: Profile };

/** Worker to content script. */
export type ToConsole =
  | { readonly say: 'nonce'; readonly nonce: string }
  /** Badges beside the page's own rows: safe to promise by listing key, null is unknown. */
  | { readonly say: 'badges'; readonly badges: readonly Badge[] }
  /** Which account this page is of, and how it is read; null: nothing known reads it. `hash`: of what the profile does, see `profile-hash.ts`. */
  | { readonly say: 'account'; readonly account: AccountId; readonly profile: Profile | null; readonly hash: string }
  | { readonly say: 'act'; readonly ask: PageAsk }
  /** The person thought better of it, or it took too long. */
  | { readonly say: 'stopAct'; readonly id: string }
  | { readonly say: 'teach'; readonly on: boolean }
  /** Before anything is done that was confirmed in the frame. */
  | { readonly say: 'howStands'; readonly id: string }
  | { readonly say: 'beat' };
export type Badge = { readonly key: string; readonly units: number | null; readonly stale: boolean };

/** Requests with one answer, from the extension's own pages. Each has its parser in `parse.ts`. */
export type Calls = InputCalls & {
  'settings.get': (ask: { shop: ShopId }) => {
    settings: ShopSettings;
    withSecret: readonly SourceId[];
    /** What is wrong as a whole: storage refused, a defect. */
    notices: readonly Phrase[];
  };
  'settings.change': (ask: { shop: ShopId; change: SettingsBody }) => { problem: Phrase | null };
  /** All settings go, with the keys and the permissions that they needed; the log stays. */
  'settings.reset': (ask: { shop: ShopId }) => { problem: Phrase | null };
  /** Carries a secret: only this and `robot.save` do. */
  'source.save': (ask: { shop: ShopId; config: SourceConfig; secret: Readonly<Record<string, string>> | null }) => {
    problem: Phrase | null;
  };
  'source.remove': (ask: { shop: ShopId; source: SourceId }) => { problem: Phrase | null };
  'source.check': (ask: { shop: ShopId; source: SourceId }) => {
    ok: boolean;
    lines: readonly { ok: boolean; say: Phrase }[];
    rows: readonly RowProblem[];
  };
  'places.get': (ask: { shop: ShopId }) => { places: readonly { source: SourceId; location: string; skus: number }[] };
  /** What an account's page shows, and what each link is mapped to. */
  'mapping.get': (ask: { shop: ShopId; account: AccountId }) => Mapping;
  'audit.get': (ask: { shop: ShopId }) => { rows: readonly AuditRow[] };
  /** All restock plans, most urgent first, and the same as lines to paste or to send to a chat robot. */
  'restock.get': (ask: { shop: ShopId }) => { plans: readonly RestockPlan[]; lines: readonly Phrase[] };
  /** Streams whose log is kept; one of them whole; and one that goes. */
  'recordings.list': (ask: { shop: ShopId }) => { rows: readonly RecordingRow[] };
  'recordings.get': (ask: { shop: ShopId; stream: StreamId }) => { found: RecordedFile | null };
  /** A file that somebody chose is kept as a recording of its own. */
  'recordings.keep': (ask: { shop: ShopId; text: string }) => { problem: Phrase | null };
  'recordings.remove': (ask: { shop: ShopId; stream: StreamId }) => { problem: Phrase | null };
  /** The rehearsal's clock, its logged writes and its switches: the practice console computes the same world from them. */
  'rehearsal.get': (ask: Record<never, never>) => RehearsalState;
  'rehearsal.set': (ask: {
    rate?: number;
    inject?: RehearsalInjection;
    /** The listing that the controller presents out of turn, or (null) none, until the rundown's next slot. */
    pin?: string | null;
    restart?: { seed: number; lagMinutes: number };
  }) => RehearsalState;
  /** Sites were granted or revoked: reconcile content scripts. */
  'sites.reconcile': (ask: Record<never, never>) => { registered: readonly string[] };
};

export type RehearsalInjection = 'restock' | 'raid' | 'outage' | 'outageEnd' | 'stockOut' | 'lag0' | 'lag75' | 'lag360';
/** The simulation is a pure function of (seed, simulated time, writes): this is all that it needs. */
export type RehearsalState = {
  readonly seed: number;
  readonly clock: { readonly realAnchor: Instant; readonly anchor: Instant; readonly rate: number };
  readonly startsAt: Instant;
  readonly writes: readonly RehearsalWrite[];
};
export type RehearsalWrite = { readonly at: Instant } & (
  | { readonly kind: 'flag'; readonly sku: string; readonly onSale: boolean; readonly key: string }
  /** Signed: what is withheld from sale is below zero, what is put on sale above. */
  | { readonly kind: 'level'; readonly sku: string; readonly change: number; readonly key: string }
  /** What one buyer may take, in units of sale; null: as much as there is. */
  | { readonly kind: 'perBuyer'; readonly sku: string; readonly most: number | null; readonly key: string }
  | { readonly kind: 'inject'; readonly what: RehearsalInjection }
  | { readonly kind: 'pin'; readonly listing: string | null }
);
