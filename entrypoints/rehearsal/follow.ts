import type { WorldFeed } from '../../components/practice/console-world.ts';
import type { Standing } from '../../components/practice/toolbar.ts';
import { browser } from '../../core/edge/browser.ts';
import { simulated } from '../../core/edge/clock.ts';
import { callsClient } from '../../core/edge/messages/calls-client.ts';
import type { Calls, RehearsalState } from '../../core/edge/messages/protocol.ts';
import { lagAt, SHOW_MS } from '../../core/edge/source/simulation/show.ts';
import { type SimWorld, worldAt } from '../../core/edge/source/simulation/world.ts';

/** The page computes the same world from the same few numbers; it looks at it this often, in real time. */
const LOOK_MS = 250;
type Ask = Parameters<Calls['rehearsal.set']>[0];

/** The rehearsal as this page follows it: the worker holds its state, and every write of it reaches us. */
export async function followRehearsal(signal: AbortSignal) {
  const call = callsClient((message) => browser.runtime.sendMessage(message));
  let state = await call('rehearsal.get', {});
  let world: SimWorld = worldAt(state, now());
  const watchers = new Set<() => void>();

  function now(): number {
    return simulated(state.clock, Date.now());
  }
  function look(): void {
    world = worldAt(state, now());
    for (const watcher of watchers) watcher();
  }
  function take(next: RehearsalState): void {
    state = next;
    look();
  }
  // The worker keeps the state in storage before it counts: a pause from the panel is seen here at once.
  const changed = (items: Record<string, unknown>) => {
    if ('rehearsal' in items) call('rehearsal.get', {}).then(take, () => {});
  };
  browser.storage.local.onChanged.addListener(changed);
  const timer = setInterval(look, LOOK_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    browser.storage.local.onChanged.removeListener(changed);
  });
  function follow<T>(read: () => T, show: (value: T) => void, until: AbortSignal): void {
    const watcher = () => show(read());
    watchers.add(watcher);
    until.addEventListener('abort', () => watchers.delete(watcher));
    watcher();
  }
  const feed: WorldFeed = (show, until) => follow(() => world, show, until);
  const standingNow = (): Standing => ({
    minute: Math.floor((now() - state.startsAt) / 60_000),
    minutes: SHOW_MS / 60_000,
    rate: state.clock.rate,
    lag: `lag${lagAt(state, now())}` as Standing['lag'],
    outage: world.outage,
  });
  return {
    feed,
    standing: (show: (standing: Standing) => void, until: AbortSignal) => follow(standingNow, show, until),
    set: async (ask: Ask) => take(await call('rehearsal.set', ask)),
    /** Another shop, with a warehouse as late as it is now. */
    anew: () => ({ seed: (state.seed % 9_973) + 1, lagMinutes: lagAt(state, now()) }),
  };
}
