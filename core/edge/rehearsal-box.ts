import type { Instant } from '../domain/instant.ts';
import { HOUR, MINUTE } from '../domain/instant.ts';
import { rescaled, simulated } from './clock.ts';
import type { Calls, RehearsalState, RehearsalWrite } from './messages/protocol.ts';

/** A rehearsal that nobody has looked at for a simulated day is over: the next visit starts a fresh one. */
const OVER_MS = 24 * HOUR;
const DEFAULT = { seed: 7, lagMinutes: 0, rate: 10 };

type Ask = Parameters<Calls['rehearsal.set']>[0];
/** Where the box is kept: one stored value. */
export type Shelf = { get(): Promise<RehearsalState | null>; set(state: RehearsalState): Promise<void> };
export type RehearsalBox = {
  state(): RehearsalState;
  /** Written down before it counts: the simulation is a pure function of what is in here. */
  write(write: RehearsalWrite): Promise<void>;
  /** A new rate holds from now on; an injection happens now; a restart is another rehearsal. */
  set(ask: Ask): Promise<RehearsalState>;
};

/** The rehearsal's clock, its seed and its logged writes. `forget` drops the log of the rehearsal before. */
export async function openRehearsalBox(shelf: Shelf, now: () => Instant, forget: () => Promise<void>): Promise<RehearsalBox> {
  const stored = await shelf.get();
  const usable = stored !== null && !isOver(stored, now());
  let state = usable ? stored : freshState(now(), DEFAULT);
  if (!usable) {
    await forget();
    await shelf.set(state);
  }

  let tail: Promise<unknown> = Promise.resolve();
  /** One after the other, each on top of what was kept before it: none is lost. */
  function keep(change: (before: RehearsalState) => RehearsalState): Promise<RehearsalState> {
    const mine = tail.then(async () => {
      const next = change(state);
      await shelf.set(next);
      state = next;
      return state;
    });
    tail = mine.catch(() => {});
    return mine;
  }
  const write = async (entry: RehearsalWrite) =>
    void (await keep((before) => ({ ...before, writes: [...before.writes, entry] })));
  async function set({ restart, rate, inject, pin }: Ask): Promise<RehearsalState> {
    if (restart !== undefined) {
      // The old log goes first: an old box without a log is still a rehearsal, a new box on an old log is none.
      await forget();
      await keep(({ clock }) => freshState(now(), { ...restart, rate: clock.rate }));
    }
    if (rate !== undefined) await keep((before) => ({ ...before, clock: rescaled(before.clock, now(), rate) }));
    if (inject !== undefined) await write({ kind: 'inject', what: inject, at: simulated(state.clock, now()) });
    if (pin !== undefined) await write({ kind: 'pin', listing: pin, at: simulated(state.clock, now()) });
    return state;
  }
  return { state: () => state, write, set };
}

const isOver = ({ clock, startsAt }: RehearsalState, now: Instant): boolean => simulated(clock, now) > startsAt + OVER_MS;

function freshState(now: Instant, { seed, lagMinutes, rate }: typeof DEFAULT): RehearsalState {
  const startsAt = Math.floor(now / MINUTE) * MINUTE;
  const lag = lagMinutes >= 360 ? 'lag360' : lagMinutes >= 75 ? 'lag75' : 'lag0';
  return {
    seed,
    startsAt,
    clock: { realAnchor: now, anchor: startsAt, rate },
    writes: [{ kind: 'inject', what: lag, at: startsAt }],
  };
}
