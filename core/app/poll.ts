import { readingBody } from '../decide/ledger/diff.ts';
import { ORDERS_KEPT, ordersBody } from '../decide/ledger/orders.ts';
import type { Actor } from '../domain/actor.ts';
import type { Draft } from '../domain/event.ts';
import { isFile } from '../domain/file-source.ts';
import type { SourceHealth } from '../domain/health.ts';
import type { SourceId } from '../domain/ids.ts';
import { HOUR, type Instant, MINUTE } from '../domain/instant.ts';
import { phrase } from '../domain/phrase.ts';
import { bad, type Outcome, type Problem } from '../domain/problem.ts';
import type { Reading } from '../domain/reading.ts';
import type { ShopSettings, SourceConfig } from '../domain/settings.ts';
import type { Clock, Lease, Source } from '../ports.ts';
import type { ShopState } from './cycle.ts';
import { nextPollAt, type PollState, polled, retryFrom, UNPOLLED } from './schedule.ts';
import { createTurns } from './turns.ts';

type Deps = {
  readonly settings: () => ShopSettings;
  readonly state: () => ShopState;
  readonly sourceOf: (id: SourceId) => Promise<Source | null>;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly actor: () => Actor;
  readonly clock: Clock;
  readonly lease: Lease;
  /** From an answer of the source to the next question. */
  readonly intervalMs: (source: SourceId) => number;
  readonly report: (where: string, error: unknown) => void;
  readonly signal: AbortSignal;
  /** 0 to 1 for the jitter; from source and time unless given, so that a replay waits alike. */
  readonly random?: (source: SourceId, at: Instant) => number;
};
type Line = {
  state: PollState;
  inFlight: boolean;
  again: boolean;
  random: number;
  armed: AbortController;
  /** Until then it is not asked for orders: its key may not read them. */
  noOrdersUntil: Instant;
};

/** A right that was given meanwhile is found after so long without anybody asking. */
const DENIED_MS = HOUR;

/** One poller for all sources: each in its own time, never two requests at once to one of them. */
export function createPoller(deps: Deps) {
  const { clock, signal } = deps;
  const random = deps.random ?? scatter;
  const lines = new Map<SourceId, Line>();
  const inTurn = createTurns();

  function lineOf(id: SourceId): Line {
    const known = lines.get(id);
    if (known !== undefined) return known;
    const state = reborn(deps.state().ledger.sources[id], clock.now());
    const fresh = { inFlight: false, again: false, random: random(id, clock.now()), noOrdersUntil: 0 };
    const line = { state, ...fresh, armed: new AbortController() };
    lines.set(id, line);
    return line;
  }

  function arm(id: SourceId) {
    const line = lineOf(id);
    line.armed.abort();
    line.armed = new AbortController();
    const config = deps.settings().sources[id];
    // A file is brought by a person: there is nothing to ask.
    if (signal.aborted || line.inFlight || config === undefined || isFile(config)) return;
    const at = nextPollAt(line.state, deps.intervalMs(id), clock.now(), line.random);
    clock.wake(at, () => run(id), AbortSignal.any([signal, line.armed.signal]));
  }

  function run(id: SourceId) {
    const line = lineOf(id);
    if (line.inFlight || signal.aborted) return;
    line.armed.abort();
    line.inFlight = true;
    poll(id, line)
      .catch((error: unknown) => {
        line.state = polled(line.state, clock.now(), { ok: false });
        deps.report('poll', error);
      })
      .finally(() => {
        line.inFlight = false;
        line.random = random(id, clock.now());
        if (line.again) {
          line.again = false;
          line.state = { ...line.state, lastPollAt: null };
        }
        arm(id);
      });
  }

  async function poll(id: SourceId, line: Line): Promise<void> {
    const at = clock.now();
    if (!(await deps.lease.mayPoll(id))) {
      line.state = { ...line.state, lastPollAt: at };
      return;
    }
    const config = deps.settings().sources[id];
    if (config === undefined) return;
    const { source, outcome } = await inTurn(config, () => inTime(id, (ending) => ask(id, ending)));
    // Removed or closed meanwhile: nobody's answer.
    if (signal.aborted || deps.settings().sources[id] === undefined) return;
    if (!outcome.ok) {
      const problem = bounded(outcome.problem);
      line.state = polled(line.state, clock.now(), { ok: false, retryAt: problem.retryAt });
      return failed(id, problem);
    }
    line.state = polled(line.state, clock.now(), { ok: true });
    const body = readingBody(deps.state().ledger, outcome.value);
    await deps.append({ type: 'reading', actor: deps.actor(), body });
    // Orders are what a channel sells; what a warehouse is given to ship, its stock tells.
    if (source?.abilities.orders && config.role !== 'warehouse') await pollOrders(source, config, line);
  }

  /** Every source ends by itself; this ends one that does not. */
  async function inTime<T>(id: SourceId, work: (ending: AbortSignal) => Promise<T>): Promise<T> {
    const done = new AbortController();
    const late = new AbortController();
    clock.wake(
      clock.now() + Math.max(2 * MINUTE, 12 * deps.intervalMs(id)),
      () => late.abort(),
      AbortSignal.any([signal, done.signal]),
    );
    try {
      return await work(AbortSignal.any([signal, late.signal]));
    } finally {
      done.abort();
    }
  }

  async function ask(id: SourceId, ending: AbortSignal): Promise<{ source: Source | null; outcome: Outcome<Reading> }> {
    try {
      const source = await deps.sourceOf(id);
      if (source === null) return { source, outcome: bad({ kind: 'refused', say: phrase('source:problem.notSetUp') }) };
      return { source, outcome: await source.positions(ending) };
    } catch (error) {
      deps.report('source', error);
      return { source: null, outcome: bad({ kind: 'internal', say: phrase('source:problem.internal') }) };
    }
  }

  async function pollOrders(source: Source, config: SourceConfig, line: Line): Promise<void> {
    // A clock that was set back does not make it wait for longer.
    if (clock.now() < line.noOrdersUntil && line.noOrdersUntil - clock.now() <= DENIED_MS) return;
    const since = deps.state().ledger.watermarks[source.id] ?? clock.now() - ORDERS_KEPT;
    const orders = await inTurn(config, () => inTime(source.id, async (ending) => source.orders?.(since, ending)));
    if (orders === undefined || signal.aborted || deps.settings().sources[source.id] === undefined) return;
    if (!orders.ok && orders.problem.kind === 'credentials') {
      line.noOrdersUntil = clock.now() + DENIED_MS;
      return;
    }
    if (!orders.ok) {
      const problem = bounded(orders.problem);
      // The stock is read on at its interval, unless the server asks us to wait.
      line.state = { ...line.state, retryAt: problem.retryAt ?? null };
      return failed(source.id, problem);
    }
    const body = ordersBody(deps.state().ledger, source.id, orders.value, clock.now());
    await deps.append({ type: 'orders', actor: deps.actor(), body });
  }

  const bounded = (problem: Problem): Problem =>
    problem.retryAt === undefined ? problem : { ...problem, retryAt: retryFrom(clock.now(), problem.retryAt) };

  async function failed(source: SourceId, problem: Problem): Promise<void> {
    await deps.append({ type: 'pollFailed', actor: deps.actor(), body: { source, failedAt: clock.now(), problem } });
  }

  function nudge() {
    const ids = Object.keys(deps.settings().sources);
    for (const [id, line] of lines) {
      if (ids.includes(id)) continue;
      line.armed.abort();
      if (!line.inFlight) lines.delete(id);
    }
    for (const id of ids) arm(id);
  }

  return {
    start: nudge,
    /** Sources, the interval or the clock have changed: every wake is counted anew. */
    nudge,
    /** At once, or as soon as the answer under way is in; what a server asked us to wait is still waited. */
    pollNow(source: SourceId | null) {
      for (const id of source === null ? Object.keys(deps.settings().sources) : [source]) {
        const line = lineOf(id);
        line.noOrdersUntil = 0;
        if (line.inFlight) line.again = true;
        else line.state = { ...line.state, lastPollAt: null };
        arm(id);
      }
    },
  };
}

/** A reborn worker neither hammers nor sleeps: after a good answer it waits out the interval, after a failure it asks at once. */
function reborn(health: SourceHealth | undefined, now: Instant): PollState {
  if (health === undefined) return UNPOLLED;
  const retryAt = health.problem?.retryAt ?? null;
  const waits = retryAt !== null && retryAt > now;
  return {
    lastPollAt: health.failures > 0 ? null : health.lastGoodAt,
    failures: health.failures,
    retryAt: waits ? retryAt : null,
  };
}

/** Evenly scattered from 0 to 1. FNV-1a; source: Fowler, Noll, Vo. */
function scatter(source: SourceId, at: Instant): number {
  let hash = 0x811c9dc5;
  for (const letter of `${source}|${at}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}
