import type { Actor } from '../domain/actor.ts';
import type { Draft } from '../domain/event.ts';
import type { Instant } from '../domain/instant.ts';
import type { Clock, Lease } from '../ports.ts';
import type { ShopState } from './cycle.ts';
import type { Dispatcher } from './dispatch.ts';

/** What whoever acts by itself needs: a drip with its batches, a guard. */
export type Acting = {
  readonly state: () => ShopState;
  /** By the log where the machine's clock was set back. */
  readonly now: () => Instant;
  readonly clock: Pick<Clock, 'wake'>;
  readonly append: (draft: Draft) => Promise<unknown>;
  /** The worker of this browser. */
  readonly actor: () => Actor;
  readonly dispatcher: Pick<Dispatcher, 'runOwn'>;
  readonly lease: Pick<Lease, 'mayAct'>;
  /** Time passes: what falls due is told, though nothing else happens. Missing: it is told with the next event. */
  readonly tick?: () => Promise<unknown>;
  readonly report: (where: string, error: unknown) => void;
  readonly signal: AbortSignal;
};

/** Refusals that pass by themselves: somebody else is at it. It is tried again while its time lasts. */
export const PASSING: readonly string[] = ['command:refused.busy', 'command:refused.unknownOpen', 'command:refused.elsewhere'];
