import { type Decided, decideCommand, decideWish, type Wish } from '../decide/commands/check.ts';
import type { CommandFacts } from '../decide/commands/facts.ts';
import { PAGE_SEND_MS, type PagesCan } from '../decide/commands/page.ts';
import type { Actor } from '../domain/actor.ts';
import { type Command, type CommandState, type CommandTarget, isOpen, isPage, type SourceLevers } from '../domain/command.ts';
import type { CommandId, Sku, SourceId } from '../domain/ids.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import type { CommandIntent } from '../domain/intent.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import { bad } from '../domain/problem.ts';
import type { Clock, Lease, Log, Source } from '../ports.ts';
import type { ShopState } from './cycle.ts';
import { factsOf } from './facts.ts';
import { createHolds, type Live } from './holds.ts';
import { leversOf } from './levers.ts';
import { createPlanning } from './planning.ts';
import { answerOf, noSystem, within, writesOf } from './readback.ts';
import { createSettling } from './settle.ts';

export type DispatchDeps = {
  /** `durable`: whether what it answers for is on disk. Without a journal on disk nothing is sent. */
  readonly log: Pick<Log, 'append'> & { readonly durable?: () => boolean };
  readonly clock: Clock;
  /** A fresh ULID at each call. */
  readonly ids: () => CommandId;
  /** The source, opened; null where it is not set up. */
  readonly sourceOf: (source: SourceId) => Promise<Source | null>;
  /** Must hold every event that the log has answered for. */
  readonly state: () => Pick<ShopState, 'ledger' | 'outlooks'>;
  readonly lease: Pick<Lease, 'mayAct'>;
  /** What may be done on the console pages that are open. */
  readonly pages?: () => PagesCan;
  /** So much of a person's time, by this clock: a rehearsal's runs faster. Missing: the same. */
  readonly byClock?: (realMs: number) => number;
  /** Ends all reading back: the shop is closed. What is open then is taken up by the next `recover`. */
  readonly signal: AbortSignal;
};

/** How a command ended that the worker asked for itself. `command` null: it was refused, and nothing is in the journal. */
export type Ended = { readonly command: CommandId | null; readonly say: Phrase | null };

export type Dispatcher = {
  /** Answers, within ten seconds, with what the person must be told; null: confirmed by reading back. */
  run(intent: CommandIntent, actor: Actor): Promise<Phrase | null>;
  /**
   * What the worker does by itself: a drip's batch (`of`), a guard's pause. Nobody pressed, so there is no gesture to look at;
   * all else that refuses a command refuses this one, and the same key is one command here, too. No message leads here.
   * `stands`: whether it is still wanted, asked until it is sent: a person may stop it.
   */
  runOwn(wish: Wish, actor: Actor, stands?: () => boolean): Promise<Ended>;
  /** A person says what became of a command that reading cannot tell; answers with why that may not be said, or null. */
  settleBy(command: CommandId, as: 'done' | 'notDone', actor: Actor, only?: readonly Sku[]): Promise<Phrase | null>;
  /** At every start, and safe at any time: takes up what an earlier life of the worker left open. Never sends anything. */
  recover(): Promise<void>;
};

/** The person hears by now, counted from the press. */
const SAY_MS = 8 * SECOND;

/** Nothing of it was sent. */
const STOPPED = phrase('drip:refused.stopped');
const always = () => true;

export const createDispatcher = (deps: DispatchDeps): Dispatcher =>
  dispatcherOver(deps, () => ({ ...factsOf(deps.state()), pages: deps.pages?.() ?? {} }));

/** The same over facts instead of a ledger: what `createDispatcher` and its tests stand on. */
export function dispatcherOver(
  deps: Omit<DispatchDeps, 'state' | 'pages'>,
  facts: () => Omit<CommandFacts, 'levers'>,
): Dispatcher {
  const { log, clock, sourceOf, lease, signal } = deps;
  const holds = createHolds(log);
  const { settle, settleBy, endUnsent, hurry } = createSettling({ holds, clock, sourceOf, facts, signal });
  const planAll = createPlanning({ clock, sourceOf, facts, signal });
  const byKey = new Map<string, Promise<Ended>>();
  const isDurable = () => log.durable?.() !== false;
  /** On a page a person is waited for; who pressed sees at once what to click there, and can stop it. */
  const pageMs = () => deps.byClock?.(PAGE_SEND_MS) ?? PAGE_SEND_MS;
  const sendMsOf = ({ source }: CommandTarget): number =>
    isPage(source) ? pageMs() : facts().settings.preferences.patience.answerMs;
  const sayMsOf = ({ targets }: Command): number => (targets.some(({ source }) => isPage(source)) ? pageMs() : SAY_MS);

  const run = async (intent: CommandIntent, actor: Actor): Promise<Phrase | null> =>
    (await once(intent, actor, (now) => decideCommand(intent, now))).say;
  const runOwn = (wish: Wish, actor: Actor, stands = always): Promise<Ended> =>
    once(wish, actor, (now) => (stands() ? decideWish(wish, now) : { ok: false, say: STOPPED }), stands);

  /** The same key twice is one command, in this life and over lives. */
  function once(wish: Wish, actor: Actor, decide: (now: CommandFacts) => Decided, stands = always): Promise<Ended> {
    const known = byKey.get(wish.key);
    if (known !== undefined) return known;
    const earlier = Object.values(facts().commands).find(({ command }) => command.key === wish.key);
    if (earlier !== undefined) return Promise.resolve({ command: earlier.command.id, say: earlier.say });
    const answer = begin(wish, actor, decide, stands);
    byKey.set(wish.key, answer);
    return answer;
  }

  async function begin(wish: Wish, actor: Actor, decide: (now: CommandFacts) => Decided, stands: () => boolean): Promise<Ended> {
    const pressedAt = clock.now();
    // Nothing is logged of what is refused: the same key may be pressed again.
    const refuse = (say: Phrase): Ended => {
      byKey.delete(wish.key);
      return { command: null, say };
    };
    if (!(await mayAct(wish))) return refuse(phrase('command:refused.elsewhere'));
    const levers = await leversNow(Object.keys(facts().settings.sources));

    // From the check to the hold nothing waits, so that no other command can come between.
    const decided = decide({ ...facts(), levers });
    if (!decided.ok) return refuse(decided.say);
    const command = commandOf(deps.ids(), wish, actor, decided, pressedAt);
    if (!holds.mayTake(command)) return refuse(phrase('command:refused.busy', { listing: wish.listing }));
    let heard: Live['heard'] = () => {};
    const answer = new Promise<Ended>((resolve) => {
      heard = (say) => resolve({ command: command.id, say });
    });
    const one = holds.take({
      command,
      step: 'requested',
      writes: [],
      answers: [],
      seen: [],
      said: null,
      sentAt: pressedAt,
      heard,
    });
    try {
      await holds.request(one);
    } catch {
      holds.release(one);
      return refuse(phrase('command:refused.storage'));
    }
    void carryOut(one, levers, pressedAt, stands);
    return answer;
  }

  /** One command, top to bottom: plan, journal, act once, read back. */
  async function carryOut(one: Live, levers: SourceLevers, pressedAt: Instant, stands: () => boolean): Promise<void> {
    const timer = new AbortController();
    const late = () => void sayUnknown(one, 'notSeenYet').catch(() => {});
    clock.wake(pressedAt + sayMsOf(one.command), late, AbortSignal.any([timer.signal, signal]));
    const unsent = await journalPlan(one, levers, stands);
    if (unsent !== null) await endUnsent(one, unsent);
    else {
      await sendAll(one);
      await settle(one);
    }
    timer.abort();
  }

  /** Says why nothing may be sent; null once what will be written is on disk. */
  async function journalPlan(one: Live, levers: SourceLevers, stands: () => boolean): Promise<Phrase | null> {
    if (!isDurable()) return phrase('command:refused.storage');
    const plan = await planAll(one.command, levers);
    if (!plan.ok) return plan.problem.say;
    one.writes = plan.value;
    try {
      await holds.record(one, { step: 'executing', id: one.command.id, writes: plan.value, at: clock.now() });
    } catch {
      return phrase('command:refused.storage');
    }
    if (!stands()) return STOPPED;
    return isDurable() ? null : phrase('command:refused.storage');
  }

  /** Each target is sent once, whatever the others answered: a half-done pause is nearer to what was wanted than none. */
  async function sendAll(one: Live): Promise<void> {
    const { key, targets } = one.command;
    for (const [n, target] of targets.entries()) {
      // The shop is closing: what is not sent now never is.
      if (signal.aborted) return;
      if (writesOf(target, one.writes).length === 0 && !isPage(target.source)) continue;
      const source = await sourceOf(target.source).catch(() => null);
      one.sentAt = clock.now();
      one.answers[n] = answerOf(
        await within(clock, sendMsOf(target), signal, (ending) => send(source, one, target, `${key}/${n}`, ending)),
      );
    }
    one.sentAt = clock.now();
  }

  /** The one call to the world that changes something. */
  async function send(source: Source | null, { command, writes }: Live, target: CommandTarget, key: string, ending: AbortSignal) {
    const own = writesOf(target, writes);
    const perBuyer = own[0]?.perBuyer;
    if (source?.act !== undefined) return source.act(target, command, ending, own);
    if (perBuyer !== undefined) return source?.setPerBuyer?.(target, perBuyer.to, key, ending) ?? bad(noSystem(target));
    if (own.some(({ lever }) => lever === 'flag')) {
      const onSale = command.kind === 'resume';
      return source?.setFlag?.(target, onSale, key, ending) ?? bad(noSystem(target));
    }
    return source?.setLevels?.(target, own, key, ending) ?? bad(noSystem(target));
  }

  async function recover(): Promise<void> {
    hurry();
    const left = Object.values(facts().commands).filter(({ command, step }) => isOpen(step) && !holds.has(command.id));
    await Promise.all(left.map(adopt));
  }

  async function adopt({ command, step, writes, say, at }: CommandState): Promise<void> {
    if (!(await mayAct(command)) || holds.has(command.id)) return;
    // The last write may have been sent as late as this.
    const sentAt = Math.min(clock.now(), at + command.targets.reduce((ms, target) => ms + sendMsOf(target), 0));
    const one = holds.take({ command, step, writes, answers: [], seen: [], said: say?.key ?? null, sentAt, heard: () => {} });
    if (step === 'requested') return endUnsent(one, phrase('command:failed.notSent'));
    await sayUnknown(one, 'interrupted').catch(() => {});
    void settle(one);
  }

  async function settleByPerson(
    id: CommandId,
    as: 'done' | 'notDone',
    actor: Actor,
    only?: readonly Sku[],
  ): Promise<Phrase | null> {
    const one = holds.get(id);
    if (one !== undefined) return settleBy(one, as, actor, only ?? null);
    const state = facts().commands[id];
    return phrase(state !== undefined && isOpen(state.step) ? 'command:refused.elsewhere' : 'command:refused.notOpen');
  }

  const sayUnknown = (one: Live, why: 'interrupted' | 'notSeenYet') =>
    holds.record(one, { step: 'unknown', id: one.command.id, say: phrase(`command:unknown.${why}`), at: clock.now() });

  const mayAct = ({ account, listing }: Pick<Command, 'account' | 'listing'>) => lease.mayAct(JSON.stringify([account, listing]));

  async function leversNow(sources: readonly SourceId[]): Promise<SourceLevers> {
    const pairs = sources.map(async (id) => [id, leversOf(await sourceOf(id).catch(() => null))] as const);
    return Object.fromEntries(await Promise.all(pairs));
  }

  return { run, runOwn, settleBy: settleByPerson, recover };
}

function commandOf(
  id: CommandId,
  { key, command: kind, account, listing, variant, undoes, because, quantity = null, per, drip, of }: Wish,
  actor: Actor,
  { targets, affects }: Pick<Command, 'targets' | 'affects'>,
  requestedAt: Instant,
): Command {
  const plain = { id, key, kind, account, listing, variant, targets, affects, quantity, undoes, because, actor, requestedAt };
  return { ...plain, ...(per === undefined ? {} : { per }), ...(drip == null ? {} : { drip }), ...(of == null ? {} : { of }) };
}
