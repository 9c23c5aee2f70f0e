import type { Actor } from '../domain/actor.ts';
import { isPage } from '../domain/command.ts';
import type { Draft } from '../domain/event.ts';
import type { SourceId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Clock, Consoles, Lease, Log, Source } from '../ports.ts';
import type { ShopState } from './cycle.ts';
import { createDispatcher } from './dispatch.ts';
import { createDrips } from './drips.ts';
import { createGuards } from './guards.ts';
import { createLevers } from './levers.ts';
import { createPageActs } from './page-acts.ts';

type Deps = {
  readonly log: Pick<Log, 'append'> & { readonly durable: () => boolean };
  readonly clock: Clock;
  /** By the log where the machine's clock was set back. */
  readonly now: () => Instant;
  /** So much of a person's time, by the shop's clock. */
  readonly byClock: (realMs: number) => number;
  readonly lease: Lease;
  readonly ids: () => string;
  readonly state: () => ShopState;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly actor: () => Actor;
  readonly tick: () => Promise<unknown>;
  /** A system's source; null where it is not set up. */
  readonly open: (source: SourceId) => Promise<Source | null>;
  readonly consoles: Consoles;
  readonly changed: () => void;
  readonly report: (where: string, error: unknown) => void;
  readonly signal: AbortSignal;
};

/** Whatever acts in one shop: what systems and pages can be told, the commands that tell them, and what acts by itself. */
export function createHands(deps: Deps) {
  const { clock, byClock, lease, ids, state, append, changed, report, signal } = deps;
  const levers = createLevers({ sources: () => Object.keys(state().ledger.settings.sources), open: deps.open, changed });
  const pageActs = createPageActs({
    ledger: () => state().ledger,
    consoles: deps.consoles,
    clock,
    byClock,
    append,
    changed,
    report,
  });
  const dispatcher = createDispatcher({
    log: deps.log,
    clock,
    ids,
    sourceOf: async (id) => (isPage(id) ? pageActs.source(id) : deps.open(id)),
    state,
    lease,
    pages: pageActs.canNow,
    byClock,
    signal,
  });
  const acting = { tick: deps.tick, state, now: deps.now, clock, append, actor: deps.actor, dispatcher, lease, report, signal };
  const drips = createDrips(acting);
  const guards = createGuards({ ...acting, byClock, ids, levers: levers.all });
  return {
    levers,
    pageActs,
    dispatcher,
    drips,
    guards,
    /** Drips and guards do what has fallen due. */
    run() {
      drips.run();
      guards.run();
    },
  };
}
export type Hands = ReturnType<typeof createHands>;
