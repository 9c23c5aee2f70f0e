import type { CommandFacts } from '../decide/commands/facts.ts';
import { judge, judgedBy, type Known } from '../decide/commands/judge.ts';
import type { Actor } from '../domain/actor.ts';
import { accountOf, isOpen, isPage } from '../domain/command.ts';
import type { Sku, SourceId } from '../domain/ids.ts';
import { MINUTE, SECOND } from '../domain/instant.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { Clock, Source } from '../ports.ts';
import type { Holds, Live } from './holds.ts';
import { lookAt, writesOf } from './readback.ts';

/** A slow replica shows by then what the system said it has done. */
const PATIENCE_MS = 5 * SECOND;

type Deps = {
  readonly holds: Holds;
  readonly clock: Clock;
  readonly sourceOf: (source: SourceId) => Promise<Source | null>;
  readonly facts: () => Pick<CommandFacts, 'settings'>;
  readonly signal: AbortSignal;
};

/** The end of a command: looks until it is known what became of it. Nothing here sends. */
export function createSettling({ holds, clock, sourceOf, facts, signal }: Deps) {
  const graceMs = () => facts().settings.preferences.patience.graceMs;
  const sleepers = new Set<() => void>();
  const isSetUp = (source: SourceId) => {
    const { sources, accounts } = facts().settings;
    return isPage(source) ? accounts[accountOf(source)] !== undefined : sources[source] !== undefined;
  };

  async function settle(one: Live): Promise<void> {
    for (let looks = 0; !signal.aborted && isOpen(one.step); looks += 1) {
      const ended = await look(one).catch(() => {
        // The journal cannot be written: the command stays open, and is written as soon as it can be.
        one.heard(phrase('command:unknown.unwritten'));
        return false;
      });
      if (ended) return holds.release(one);
      await rest(untilNext(one, looks));
    }
    if (!isOpen(one.step)) holds.release(one);
  }

  /** One look at the very end of patience and of the grace, for these may decide. */
  function untilNext({ sentAt }: Live, looks: number): number {
    const ends = [PATIENCE_MS, graceMs()].map((ms) => sentAt + ms - clock.now()).filter((left) => left > 0);
    return Math.min(again(looks), ...ends);
  }

  /** One look at every target; true once the end is written. */
  async function look(one: Live): Promise<boolean> {
    const readAt = clock.now();
    // A clock that was set back must not stretch the grace.
    one.sentAt = Math.min(one.sentAt, readAt);
    const known = await lookAt(
      { clock, signal, sourceOf, isSetUp },
      { ...one, id: one.command.id, targets: one.command.targets },
    );
    if (signal.aborted) return false;
    one.seen = known;
    const time = { readAt, patientUntil: one.sentAt + PATIENCE_MS, graceUntil: one.sentAt + graceMs() };
    const verdict = judge(one.command.kind, known, time);
    const stamp = { id: one.command.id, at: clock.now() };
    if (verdict.step !== 'wait') {
      await holds.record(one, { ...verdict, ...stamp });
      return true;
    }
    if (verdict.loud) await holds.record(one, { ...stamp, step: 'unknown', say: verdict.say }, verdict.asks);
    return false;
  }

  /** A person says what they see, of a command that nobody can tell by reading. Null: so it is written. */
  async function settleBy(one: Live, as: 'done' | 'notDone', by: Actor, only: readonly Sku[] | null): Promise<Phrase | null> {
    const until = one.sentAt + graceMs();
    if (one.step !== 'unknown') return phrase('command:refused.notOpen');
    // It may still land, after whatever is done next.
    if (clock.now() < until) return phrase('command:refused.mayStillLand', { until: { instant: until } });
    const verdict = judgedBy(one.command.kind, one.seen.length > 0 ? one.seen : unseen(one), as, by.name, only);
    try {
      await holds.record(one, { ...verdict, id: one.command.id, at: clock.now() });
    } catch {
      return phrase('command:unknown.unwritten');
    }
    holds.release(one);
    hurry();
    return null;
  }

  /** Nothing was sent and nothing will be. Tried until the journal takes it, for until then the listing is held. */
  async function endUnsent(one: Live, say: Phrase): Promise<void> {
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        await holds.record(one, { step: 'failed', id: one.command.id, say, at: clock.now() });
        return holds.release(one);
      } catch {
        one.heard(say);
      }
      await rest(again(tries));
    }
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const awake = new AbortController();
      const wake = () => {
        sleepers.delete(wake);
        awake.abort();
        resolve();
      };
      sleepers.add(wake);
      signal.addEventListener('abort', wake, { once: true, signal: awake.signal });
      clock.wake(clock.now() + ms, wake, awake.signal);
    });
  }
  const hurry = () => {
    for (const wake of [...sleepers]) wake();
  };
  return { settle, settleBy, endUnsent, hurry };
}

/** No look has come back yet. */
const unseen = ({ command, writes }: Live): readonly Known[] =>
  command.targets.map((target) => ({
    target,
    writes: writesOf(target, writes),
    answer: { said: 'silent', say: null },
    readBack: null,
    gone: false,
  }));

/** How long to wait before the next look, ms: quickly at first, each minute in the end. It never gives up. */
const again = (looks: number): number => Math.min(MINUTE, 500 * 2 ** Math.min(looks, 10));
