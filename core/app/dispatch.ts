import type { CommandFacts } from '../decide/commands/facts.ts';
import type { Actor } from '../domain/actor.ts';
import type { CommandId, SourceId } from '../domain/ids.ts';
import type { Intent } from '../domain/intent.ts';
import type { Phrase } from '../domain/phrase.ts';
import type { Clock, Lease, Log, Source } from '../ports.ts';

export type CommandIntent = Extract<Intent, { kind: 'command' }>;

export type DispatchDeps = {
  readonly log: Pick<Log, 'append' | 'origin'>;
  readonly clock: Clock;
  /** A fresh ULID at each call. */
  readonly ids: () => CommandId;
  /** The source, opened; null where it is not set up, or may not be reached. */
  readonly sourceOf: (source: SourceId) => Promise<Source | null>;
  /** What the ledger holds at this moment: `factsOf(ledger)` of `facts.ts`. Must hold every event that the log has answered for. */
  readonly state: () => Omit<CommandFacts, 'levers'>;
  readonly lease: Pick<Lease, 'mayAct'>;
  /** Ends all reading back: the shop is closed. What is open then is taken up by the next `recover`. */
  readonly signal: AbortSignal;
};

export type Dispatcher = {
  /** Answers, within ten seconds, with what the person must be told; null: confirmed by reading back. */
  run(intent: CommandIntent, actor: Actor): Promise<Phrase | null>;
  /** At every start, and safe at any time: takes up what an earlier life of the worker left open. Never sends anything. */
  recover(): Promise<void>;
};

export declare function createDispatcher(deps: DispatchDeps): Dispatcher;
