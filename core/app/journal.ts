import { withDayTotals } from '../decide/ledger/day-totals.ts';
import { compareEvents, type Draft, type LogEvent } from '../domain/event.ts';
import type { Log, LogPlace } from '../ports.ts';
import { advance, emptyState, type ShopState, STATE_VERSION } from './cycle.ts';

/** Events between two snapshots: what a restart has to fold again at most. */
const SNAPSHOT_EVERY = 40;

export type Journal = {
  state(): ShopState;
  /** The last event that is in the state. */
  upTo(): LogPlace | null;
  /** Writes, folds and answers with the events. */
  append(...drafts: readonly Draft[]): Promise<readonly LogEvent[]>;
  /** Hands the state on to the log that takes over. */
  carry(memory: Log): Promise<void>;
  /** Folds the log anew: it holds more than was heard of it. */
  again(): Promise<void>;
};
type Deps = {
  readonly log: Log;
  /** The state is another one now. */
  readonly changed: (events: readonly LogEvent[]) => void;
  readonly report: (where: string, error: unknown) => void;
  readonly signal: AbortSignal;
};

/** The log and its fold, always in step: what is appended by anybody is folded at once, in log order. */
export async function openJournal({ log, changed, report, signal }: Deps): Promise<Journal> {
  // What an earlier life has left to fold counts too: a worker that dies often must not leave more and more.
  let { state, upTo, folded } = await load(log);
  let stale = false;
  let refolding: Promise<void> | null = null;

  function fold(events: readonly LogEvent[]) {
    for (const event of events) {
      state = advance(state, event);
      upTo = event;
    }
    folded += events.length;
    // Settings touch everything: to fold them again would cost a restart the most.
    if (folded >= SNAPSHOT_EVERY || events.some(({ type }) => type === 'settings')) snapshot();
    changed(events);
  }
  function snapshot() {
    if (upTo === null) return;
    folded = 0;
    log.saveSnapshot(STATE_VERSION, placeOf(upTo), state).catch((error: unknown) => report('snapshot', error));
  }
  /** Another browser's event belongs before what is folded already: fold anew from the snapshot before it. */
  async function refold() {
    try {
      for (stale = true; stale; ) {
        stale = false;
        const fresh = await load(log);
        if (!stale) ({ state, upTo, folded } = fresh);
      }
    } finally {
      refolding = null;
    }
    changed([]);
  }
  function again(): Promise<void> {
    refolding ??= refold().catch((error: unknown) => report('refold', error));
    return refolding;
  }
  function take(events: readonly LogEvent[]) {
    const last = upTo;
    stale = true;
    // What comes while we fold anew is in the log already: one more round takes it in.
    if (refolding !== null) return;
    if (last === null || events.every((event) => !isBefore(event, last))) return fold(events);
    void again();
  }
  log.subscribe((events) => {
    try {
      take(events);
    } catch (error) {
      // A defect of the fold must not look as if storage had failed.
      report('fold', error);
    }
  }, signal);
  return {
    state: () => state,
    upTo: () => upTo,
    append: (...drafts) => log.append(drafts),
    carry: async (memory) => (upTo === null ? undefined : memory.saveSnapshot(STATE_VERSION, upTo, state)),
    again,
  };
}

/** `folded`: events since the snapshot. */
async function load(log: Log): Promise<{ state: ShopState; upTo: LogPlace | null; folded: number }> {
  const base = await log.loadSnapshot(STATE_VERSION);
  // Saved by us under this version: the cast is where storage meets the app.
  let state = base === null ? emptyState(log.shop) : (base.state as ShopState);
  let upTo: LogPlace | null = base?.upTo ?? null;
  const events = await log.since(upTo);
  for (const event of events) {
    state = advance(state, event);
    upTo = placeOf(event);
  }
  // Without a snapshot (none yet, or made by another version) the days that were folded away are known by their totals alone.
  const days = base === null ? await log.days() : [];
  return { state: { ...state, ledger: withDayTotals(state.ledger, days) }, upTo, folded: events.length };
}

const placeOf = ({ at, origin, originSeq }: LogPlace): LogPlace => ({ at, origin, originSeq });
const isBefore = (event: LogEvent, place: LogPlace): boolean => compareEvents(event, { ...event, ...place }) < 0;
