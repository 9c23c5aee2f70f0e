import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTOR, CommandWorld, REPLICA_LAG, type Script, type Sent, type Told } from '../../test/builders/command-world.ts';
import { foldJournal } from '../decide/commands/steps.ts';
import { isOpen } from '../domain/command.ts';
import type { Phrase } from '../domain/phrase.ts';

const HOUR = 3_600_000;
const steps = (world: CommandWorld) => world.journal.map(({ step }) => step);
const lastSay = (world: CommandWorld) => foldJournal(world.journal).at(-1)?.say?.key;

/** Presses, lets time pass, and answers with what the person was told, and when. */
async function press(world: CommandWorld, key = 'here:1', ms = 10_000) {
  const dispatcher = world.start();
  let told: Phrase | null | undefined;
  void dispatcher.run(world.intent(key), ACTOR).then((say) => {
    told = say;
  });
  await world.pass(ms);
  return { dispatcher, told };
}
const world = (script: Partial<Script> = {}, skus = ['A']) => new CommandWorld(skus, { sent: [], told: [], ...script });

describe('one command', () => {
  it('is planned, journalled, sent once and read back', async () => {
    const it = world();
    const { told } = await press(it, 'here:1', 100);
    expect(told).toBeNull();
    expect(steps(it)).toEqual(['requested', 'executing', 'confirmed']);
    expect(it.sends).toEqual([{ key: 'here:1/0', journalled: true }]);
    expect(it.onSale.A).toBe(false);
  });

  it('is one command when pressed twice, at once or later', async () => {
    const it = world();
    const dispatcher = it.start();
    const twice = [dispatcher.run(it.intent('k'), ACTOR), dispatcher.run(it.intent('k'), ACTOR)];
    await it.pass(100);
    expect(await Promise.all(twice)).toEqual([null, null]);
    expect(await it.start().run(it.intent('k'), ACTOR)).toBeNull();
    expect(it.sends).toHaveLength(1);
  });

  it('is one at a time on a listing', async () => {
    const it = world({ sent: ['hangsAndDoes'] });
    const dispatcher = it.start();
    const first = dispatcher.run(it.intent('one'), ACTOR);
    const second = dispatcher.run(it.intent('two'), ACTOR);
    await it.pass(1_000);
    expect((await second)?.key).toBe('command:refused.busy');
    await it.pass(8_000);
    expect((await first)?.key).toBe('command:unknown.notSeenYet');
    expect((await dispatcher.run(it.intent('three'), ACTOR))?.key).toBe('command:refused.unknownOpen');
    await it.pass(HOUR);
    expect(steps(it)).toEqual(['requested', 'executing', 'unknown', 'confirmed']);
    const undo = dispatcher.run(it.intent('four', 'resume'), ACTOR);
    await it.pass(1_000);
    expect(await undo).toBeNull();
    expect(it.onSale.A).toBe(true);
  });

  it('has failed at once, with the reason, where the system says no', async () => {
    const it = world({ sent: ['refuses'] });
    expect((await press(it, 'k', 100)).told?.key).toBe('source:problem.refused');
    expect(steps(it)).toEqual(['requested', 'executing', 'failed']);
  });

  it.each(['network', 'credentials', 'hangs'] as const)('sends nothing where planning meets %s', async (plan) => {
    const it = world({ plan });
    const { told } = await press(it);
    expect(told?.key).toBe(plan === 'hangs' ? 'command:problem.noAnswer' : `source:problem.${plan}`);
    expect([steps(it), it.sends]).toEqual([['requested', 'failed'], []]);
  });

  it.each(['losesAnswer', 'fails500AndDoes'] as const)('is confirmed by reading back where it %s', async (sent) => {
    const it = world({ sent: [sent] });
    expect((await press(it)).told).toBeNull();
    expect(it.sends).toHaveLength(1);
  });

  it('is not called failed while a write without an answer may still land', async () => {
    const it = world({ sent: [{ late: 40_000 }] });
    expect((await press(it)).told?.key).toBe('command:unknown.mayStillLand');
    await it.pass(HOUR);
    expect(steps(it)).toEqual(['requested', 'executing', 'unknown', 'confirmed']);
  });

  it('is not called confirmed while a write without an answer may still undo what comes next', async () => {
    const it = world({ sent: [{ late: 20_000 }], blind: true });
    const dispatcher = it.start();
    const first = dispatcher.run(it.intent('k', 'resume'), ACTOR);
    await it.pass(10_000);
    expect((await first)?.key).toBe('command:unknown.unanswered');
    expect((await dispatcher.run(it.intent('k2', 'pause'), ACTOR))?.key).toBe('command:refused.unknownOpen');
    await it.pass(HOUR);
    expect(steps(it).at(-1)).toBe('confirmed');
  });

  it('has failed once the old state is read after the grace', async () => {
    const it = world({ sent: ['losesWrite'] });
    await press(it, 'k', 50_000);
    expect(steps(it)).toEqual(['requested', 'executing', 'unknown']);
    await it.pass(90_000);
    expect([steps(it).at(-1), lastSay(it)]).toEqual(['failed', 'command:failed.unchanged']);
    expect(it.sends).toHaveLength(1);
  });

  it('stays unknown, and is told within ten seconds, while it cannot be read', async () => {
    const it = world({ told: Array<Told>(8).fill('hangs') });
    expect((await press(it)).told?.key).toBe('command:unknown.notSeenYet');
    await it.pass(70_000);
    expect([steps(it), lastSay(it)]).toEqual([['requested', 'executing', 'unknown', 'unknown'], 'command:unknown.unread']);
    await it.pass(HOUR);
    expect(steps(it)).toEqual(['requested', 'executing', 'unknown', 'unknown', 'confirmed']);
  });

  it('waits for a slow replica without alarming anybody', async () => {
    const it = world({ told: ['old', 'old'] });
    expect((await press(it)).told).toBeNull();
    expect(steps(it)).toEqual(['requested', 'executing', 'confirmed']);
  });

  it('says per SKU what was done where only a part was', async () => {
    const it = world({ sent: ['does', 'refuses', 'does'] }, ['A', 'B', 'C']);
    const { told } = await press(it);
    expect(told).toEqual({ key: 'command:failed.partly', values: { done: 'A, C', left: 'B' } });
    expect(it.sends.map(({ key }) => key)).toEqual(['here:1/0', 'here:1/1', 'here:1/2']);
  });

  it('sends nothing without a journal', async () => {
    const it = world();
    it.journalRefuses = true;
    const { dispatcher, told } = await press(it, 'k', 100);
    expect([told?.key, it.sends]).toEqual(['command:refused.storage', []]);
    it.journalRefuses = false;
    const again = dispatcher.run(it.intent('k'), ACTOR);
    await it.pass(100);
    expect(await again).toBeNull();
  });
});

describe('what the worker does by itself', () => {
  const own = (world: CommandWorld, key: string) => {
    const { gesture, kind, ...wish } = world.intent(key);
    return wish;
  };

  it('needs no hand, is one command by its key, and says which', async () => {
    const it = world();
    const dispatcher = it.start();
    const twice = [dispatcher.runOwn(own(it, 'here:guard'), ACTOR), dispatcher.runOwn(own(it, 'here:guard'), ACTOR)];
    await it.pass(100);
    expect(await Promise.all(twice)).toEqual([
      { command: 'c1', say: null },
      { command: 'c1', say: null },
    ]);
    expect([it.onSale.A, it.sends.length]).toEqual([false, 1]);
    expect(await it.start().runOwn(own(it, 'here:guard'), ACTOR)).toEqual({ command: 'c1', say: null });
  });

  it('is refused for every other reason like anything else, and leaves no trace', async () => {
    const it = world();
    const answer = it.start().runOwn({ ...own(it, 'k'), skus: ['B'] }, ACTOR);
    await it.pass(100);
    expect([(await answer).command, (await answer).say?.key, it.journal]).toEqual([null, 'command:refused.changed', []]);
  });
});

describe('the world around a command', () => {
  it('sends nothing while the journal is in memory only', async () => {
    const it = world();
    const answer = it.start({ durable: () => false }).run(it.intent('k'), ACTOR);
    await it.pass(100);
    expect([(await answer)?.key, it.sends, steps(it).at(-1)]).toEqual(['command:refused.storage', [], 'failed']);
  });

  it('leaves a listing alone that another browser holds', async () => {
    const it = world();
    const answer = it.start({ lease: { mayAct: async () => false } }).run(it.intent('k'), ACTOR);
    await it.pass(100);
    expect([(await answer)?.key, it.journal]).toEqual(['command:refused.elsewhere', []]);
  });

  it('stops looking when the shop is closed, and the next life ends it', async () => {
    const it = world({ sent: ['losesAnswer'], told: ['timeout'] });
    const closing = new AbortController();
    void it.start({ signal: closing.signal }).run(it.intent('k'), ACTOR);
    await it.pass(400);
    closing.abort();
    await it.pass(HOUR);
    expect(steps(it).at(-1)).toBe('unknown');
    await it.start().recover();
    await it.pass(1_000);
    expect(steps(it).at(-1)).toBe('confirmed');
  });

  it('does not wait hours for a clock that was set back', async () => {
    const it = world({ sent: ['losesWrite'] });
    const { dispatcher } = await press(it);
    it.now -= 2 * HOUR;
    await dispatcher.recover();
    await it.pass(100_000);
    expect(lastSay(it)).toBe('command:failed.unchanged');
  });

  it('writes the outcome as soon as the journal can be written again', async () => {
    const it = world({ sent: ['losesAnswer'], told: ['timeout', 'timeout'] });
    const dispatcher = it.start();
    const answer = dispatcher.run(it.intent('k'), ACTOR);
    await it.pass(0);
    it.journalRefuses = true;
    await it.pass(20_000);
    expect([(await answer)?.key, steps(it)]).toEqual(['command:unknown.unread', ['requested', 'executing', 'unknown']]);
    it.journalRefuses = false;
    await it.pass(60_000);
    expect(steps(it).at(-1)).toBe('confirmed');
  });
});

describe('after a crash', () => {
  const crashed = async (call: number, after: boolean, script: Partial<Script> = {}) => {
    const it = world(script);
    it.crashAt = [{ call, after }];
    const { told } = await press(it);
    expect(told).toBeUndefined();
    await it.start().recover();
    await it.pass(HOUR);
    return it;
  };
  // The calls of one command, in order: request, plan, executing, send, read back, confirm.
  it.each([
    ['before it was asked for', 1, false, []],
    ['before planning', 1, true, ['requested', 'failed']],
    ['between plan and journal', 2, true, ['requested', 'failed']],
    ['between journal and act', 3, true, ['requested', 'executing', 'unknown', 'failed']],
    ['after it acted', 4, true, ['requested', 'executing', 'unknown', 'confirmed']],
    ['after it was read back', 5, true, ['requested', 'executing', 'unknown', 'confirmed']],
    ['after it was confirmed', 6, true, ['requested', 'executing', 'confirmed']],
  ] as const)('%s it is told apart and never repeated', async (_, call, after, expected) => {
    const it = await crashed(call, after);
    expect(steps(it)).toEqual(expected);
    expect(it.sends).toHaveLength(call >= 4 ? 1 : 0);
  });

  it('nothing was sent, and so it says', async () => {
    expect(lastSay(await crashed(2, true))).toBe('command:failed.notSent');
  });
});

describe('whatever happens', () => {
  const sent = fc.oneof(
    fc.constantFrom<Sent>('does', 'refuses', 'losesAnswer', 'losesWrite', 'fails500AndDoes', 'hangsAndDoes'),
    fc.integer({ min: 1, max: 50_000 }).map((late): Sent => ({ late })),
  );
  const told = fc.constantFrom<Told>('truth', 'timeout', 'hangs', 'throws', 'old');
  const runs = fc.record({
    skus: fc.constantFrom(['A'], ['A', 'B', 'C']),
    sent: fc.array(sent, { maxLength: 4 }),
    told: fc.array(told, { maxLength: 6 }),
    blind: fc.boolean(),
    crashes: fc.array(fc.record({ call: fc.integer({ min: 1, max: 16 }), after: fc.boolean() }), { maxLength: 3 }),
    /** What is pressed, how long after, and whether with the key of the one before. */
    presses: fc.array(
      fc.record({
        command: fc.constantFrom('pause' as const, 'resume' as const),
        wait: fc.integer({ min: 0, max: 90_000 }),
        again: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  });

  it('never sends twice, never before the journal, never confirms unread, and always ends', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async ({ skus, sent, told, blind, crashes, presses }) => {
        const it = new CommandWorld(skus, { sent, told, blind });
        it.crashAt = crashes;
        let dispatcher = it.start();
        const slowest: number[] = [];
        let key = 0;
        const revive = async () => {
          while (it.killed) {
            // A worker is not back before a replica has caught up.
            await it.pass(REPLICA_LAG);
            dispatcher = it.start();
            void dispatcher.recover();
            await it.pass(1_000);
          }
        };
        for (const { command, wait, again } of presses) {
          if (!again) key += 1;
          const pressedAt = it.now;
          void dispatcher.run(it.intent(`here:${key}`, command), ACTOR).then(() => slowest.push(it.now - pressedAt));
          await it.pass(wait);
          await revive();
        }
        for (let n = 0; n < 5; n += 1) {
          await it.pass(HOUR);
          await revive();
        }

        expect(new Set(it.sends.map(({ key }) => key)).size).toBe(it.sends.length);
        expect(it.sends.every(({ journalled }) => journalled)).toBe(true);
        expect(it.falseConfirms).toEqual([]);
        expect(Math.max(0, ...slowest)).toBeLessThanOrEqual(10_000);
        const states = foldJournal(it.journal);
        expect(states.filter(({ step }) => isOpen(step))).toEqual([]);
        expect(new Set(states.map(({ command }) => command.key)).size).toBe(states.length);
        // Every step in the journal was one that may follow: folding it leaves none out.
        const counted = states.map(({ command }) => it.journal.filter(({ id }) => id === command.id).at(-1)?.step);
        expect(counted).toEqual(states.map(({ step }) => step));
        const [last] = states.slice(-1);
        if (last?.step === 'confirmed') expect(Object.values(it.onSale)).toEqual(skus.map(() => last.command.kind === 'resume'));
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
