import type { Wish } from '../decide/commands/check.ts';
import { type DripFacts, dripByHand, dripNext } from '../decide/commands/drip.ts';
import type { Actor } from '../domain/actor.ts';
import type { DripBody } from '../domain/guard.ts';
import type { CommandId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Intent } from '../domain/intent.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import { type Acting, PASSING } from './acting.ts';
import { dripFactsOf, liveDrips } from './drip-facts.ts';
import { isByPage } from './on-sale.ts';

export type Drips = ReturnType<typeof createDrips>;

/** What passes by itself; old numbers do, too. */
const PASSES: ReadonlySet<string> = new Set([...PASSING, 'command:refused.mayReleaseUnknown']);

/** Drips at work: each looks at the log, takes one step, and waits for the next event or its time. Nothing is known but by the log. */
export function createDrips(deps: Acting) {
  const { state, append, actor, signal } = deps;
  const working = new Set<CommandId>();
  let alarm = new AbortController();

  const factsOf = (id: CommandId): DripFacts | null => dripFactsOf(state(), id, deps.now());
  const say = (command: CommandId, step: DripBody['step'], why: DripBody['why'], by: Actor, words?: Phrase) =>
    append({
      type: 'drip',
      actor: by,
      body: { command, step, why, at: deps.now(), ...(words === undefined ? {} : { say: words }) },
    });

  /** After every event, and when one is due. */
  function run(): void {
    if (signal.aborted) return;
    const live = liveDrips(state().ledger);
    for (const { command } of live) {
      if (working.has(command.id) || !isDue(command.id)) continue;
      working.add(command.id);
      step(command.id)
        .catch((error: unknown) => deps.report('drip', error))
        .finally(() => {
          working.delete(command.id);
          wakeNext();
        });
    }
    wakeNext();
  }
  function isDue(id: CommandId): boolean {
    const facts = factsOf(id);
    return facts !== null && dripNext(facts).do !== 'nothing';
  }

  async function step(id: CommandId): Promise<void> {
    const { command } = factsOf(id)?.drip ?? {};
    if (command === undefined || !(await deps.lease.mayAct(JSON.stringify([command.account, command.listing])))) return;
    const facts = factsOf(id);
    if (facts === null || signal.aborted) return;
    const next = dripNext(facts);
    if (next.do === 'wait') await say(id, 'waits', next.why, actor());
    if (next.do === 'end') await say(id, 'ended', next.why, actor());
    if (next.do !== 'release') return;
    const refused = await release(facts, next.units, actor());
    if (refused !== null && !PASSES.has(refused.key) && !signal.aborted) await say(id, 'waits', 'failed', actor(), refused);
  }

  /** Why it was refused, with nothing done; null once it is a command, whatever becomes of that. */
  async function release(facts: DripFacts, units: number, by: Actor): Promise<Phrase | null> {
    const { command } = facts.drip;
    // Until it is sent a stop comes in time.
    const stands = () => state().ledger.drips[command.id]?.step !== 'stopped';
    const ended = await deps.dispatcher.runOwn(batchOf(facts, units), by, stands);
    return ended.command === null ? ended.say : null;
  }

  /** At the nearest time of any. */
  function wakeNext(): void {
    alarm.abort();
    alarm = new AbortController();
    const now = deps.now();
    const times = liveDrips(state().ledger).flatMap(({ command }) => dueAt(command.id) ?? []);
    const at = Math.min(...times.filter((time) => time > now));
    if (Number.isFinite(at) && !signal.aborted) deps.clock.wake(at, due, AbortSignal.any([alarm.signal, signal]));
  }
  function due(): void {
    run();
    // By page nothing is done: a person is told.
    if (liveDrips(state().ledger).some(({ command }) => isByPage(command)))
      deps.tick?.().catch((error: unknown) => deps.report('drip', error));
  }
  function dueAt(id: CommandId): Instant | null {
    const facts = factsOf(id);
    const every = facts?.drip.command.drip?.everyMs ?? null;
    if (facts === null || every === null || facts.said?.step === 'waits') return null;
    return (facts.batches.at(-1)?.at ?? facts.drip.at) + every;
  }

  /** What a person asks of one: null where it was done, else what they must be told. */
  async function intent({ command: id, action }: Extract<Intent, { kind: 'drip' }>, by: Actor): Promise<Phrase | null> {
    const facts = factsOf(id);
    const isLive = liveDrips(state().ledger).some(({ command }) => command.id === id);
    if (facts === null || !isLive) return phrase('drip:refused.over');
    if (action === 'next') {
      const hand = dripByHand(facts);
      return hand.ok ? pressed(facts, hand.units, by) : hand.say;
    }
    if (action === 'goOn' && facts.said?.step !== 'waits') return phrase('drip:refused.goesOn');
    await say(id, action === 'stop' ? 'stopped' : 'goesOn', 'person', by);
    return null;
  }
  async function pressed(facts: DripFacts, units: number, by: Actor): Promise<Phrase | null> {
    const stands = () => state().ledger.drips[facts.drip.command.id]?.step !== 'stopped';
    return (await deps.dispatcher.runOwn(batchOf(facts, units), by, stands)).say;
  }

  return { run, intent };
}

/** The next batch as a command. Its key says which one it is: it is asked for once, by whomever. */
function batchOf({ drip: { command }, batches, byPage }: DripFacts, units: number): Wish {
  return {
    command: 'release',
    key: `${command.actor.origin}:${command.id}/${batches.length + 1}`,
    account: command.account,
    listing: command.listing,
    variant: command.variant,
    skus: command.targets.map(({ sku }) => sku),
    undoes: null,
    because: command.because,
    quantity: units,
    of: command.id,
    // Where it began: what goes by a system is never put before a person on a page.
    via: byPage ? 'page' : 'api',
  };
}
