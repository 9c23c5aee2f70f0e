import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTOR, CommandWorld, REPLICA_LAG, type Script, type Sent, type Told } from '../../test/builders/command-world.ts';
import { type StockOptions, StockSystem } from '../../test/builders/systems.ts';
import { auditRows } from '../decide/commands/audit.ts';
import { foldJournal } from '../decide/commands/steps.ts';
import { type CommandKind, isOpen, landed } from '../domain/command.ts';
import type { CommandIntent } from '../domain/intent.ts';
import type { Dispatcher } from './dispatch.ts';

const HOUR = 3_600_000;
type Stock = ConstructorParameters<typeof StockSystem>[0];

/** A system with stock, a worker on it, and a hand that presses. */
function shop(stock: Stock = { A: { x: 60, y: 40 } }, options: StockOptions = {}, script: Partial<Script> = {}) {
  const system = new StockSystem(stock, options);
  const world = new CommandWorld(Object.keys(stock), { sent: [], told: [], ...script }, system);
  const dispatcher = world.start();
  let keys = 0;
  const press = async (command: CommandKind, more: Partial<CommandIntent> = {}, ms = 10_000) => {
    const answer = dispatcher.run(world.intent(`here:${++keys}`, command, more), ACTOR);
    await world.pass(ms);
    return answer;
  };
  const last = () => foldJournal(world.journal).at(-1);
  return { system, world, dispatcher, press, last };
}
/** What our commands hold back, by their journal. */
const withheld = (world: CommandWorld): number =>
  foldJournal(world.journal)
    .flatMap(landed)
    .reduce((units, { change }) => units - (change ?? 0), 0);

describe('by quantity', () => {
  it.each(['adjust', 'compareAndSet', 'absolute'] as const)(
    '%s: a limit holds, and its undo gives back what is not sold',
    async (lever) => {
      const { system, world, press } = shop({ A: { x: 60, y: 40 } }, { lever });
      expect(await press('limit', { quantity: 30 })).toBeNull();
      expect(system.total('A')).toBe(30);
      system.buy('A', 12, world.now);
      expect(await press('restore', { undoes: 'c1' })).toBeNull();
      expect([system.total('A'), system.sold, withheld(world)]).toEqual([88, 12, 0]);
    },
  );

  it('what buyers take between our look and our write is not given back to anybody', async () => {
    const { system, world, press } = shop();
    world.buys = [0, 0, 0, 5];
    expect(await press('limit', { quantity: 30 })).toBeNull();
    expect([system.total('A'), withheld(world)]).toEqual([25, 70]);
    await press('restore', { undoes: 'c1' });
    expect(system.total('A')).toBe(95);
  });

  it('a pause stops every place that has any, and a resume leaves a limit in force', async () => {
    const { system, press } = shop();
    await press('limit', { quantity: 30 });
    expect(await press('pause')).toBeNull();
    expect(system.total('A')).toBe(0);
    expect(await press('resume', { undoes: 'c2' })).toBeNull();
    expect(system.total('A')).toBe(30);
  });

  it('a release adds to what is on sale, and is taken back as far as it is unsold', async () => {
    const { system, world, press } = shop();
    await press('limit', { quantity: 10 });
    expect(await press('release', { quantity: 20 })).toBeNull();
    expect(system.total('A')).toBe(30);
    system.buy('A', 18, world.now);
    expect(await press('takeBack', { quantity: 20, undoes: 'c2' })).toBeNull();
    expect([system.total('A'), withheld(world)]).toEqual([0, 82]);
    expect((await press('takeBack', { quantity: 1, undoes: 'c2' }))?.key).toBe('command:refused.takeBackMost');
  });

  it('a release beyond what may be promised is refused, with the number that may be', async () => {
    const { world, press } = shop();
    await press('limit', { quantity: 90 });
    expect(await press('release', { quantity: 11 })).toEqual({ key: 'command:refused.mayRelease', values: { skus: 'A', n: 10 } });
    expect(foldJournal(world.journal)).toHaveLength(1);
  });

  it('a drip leaves its first batch, and its batches come from the worker', async () => {
    const { system, world, dispatcher, press } = shop();
    expect(await press('drip', { quantity: 15, drip: { by: 'hand', everyMs: null } })).toBeNull();
    const { gesture, kind, ...wish } = world.intent('here:batch', 'release', { quantity: 15 });
    const batch = dispatcher.runOwn({ ...wish, of: 'c1' }, ACTOR);
    await world.pass(10_000);
    expect(await batch).toEqual({ command: 'c2', say: null });
    expect([system.total('A'), foldJournal(world.journal).at(-1)?.command.of]).toEqual([30, 'c1']);
  });

  it('is done where there is something to do, though elsewhere there is nothing', async () => {
    const { system, world, press } = shop({ A: { x: 0 }, B: { x: 7 } });
    expect(await press('pause')).toBeNull();
    expect([system.total('B'), world.sends.length]).toEqual([0, 1]);
    expect((await press('pause'))?.key).toBe('command:refused.nothingOnSale');
  });

  it('is refused while another system writes, unless the lever compares', async () => {
    const { world, press } = shop();
    world.othersAt = world.now - 4_000;
    expect((await press('limit', { quantity: 5 }, 100))?.key).toBe('command:refused.disturbed');
    const set = shop({ A: { x: 60 } }, { lever: 'compareAndSet' });
    set.world.othersAt = set.world.now;
    expect(await set.press('limit', { quantity: 5 })).toBeNull();
  });

  it('writes nothing where the stock changed meanwhile, and says what it is now', async () => {
    const { system, world, press } = shop({ A: { x: 60 } }, { lever: 'compareAndSet', tellsOnHand: false });
    world.buys = [0, 0, 0, 5];
    expect(await press('limit', { quantity: 30 })).toEqual({
      key: 'command:failed.changedMeanwhile',
      values: { skus: 'A', was: 60, now: 55 },
    });
    expect([system.total('A'), withheld(world), world.sends.length]).toEqual([55, 0, 1]);
  });
});

describe('per buyer', () => {
  it('is set, read back, and goes back to what it was', async () => {
    const { system, press } = shop();
    system.does('A', { perBuyer: 5 }, 0);
    expect(await press('limit', { quantity: 2, per: 'buyer' })).toBeNull();
    expect([system.perBuyer, system.total('A')]).toEqual([2, 100]);
    expect(await press('restore', { undoes: 'c1', per: 'buyer' })).toBeNull();
    expect(system.perBuyer).toBe(5);
  });

  it('is not overwritten where somebody else has set it since', async () => {
    const { system, press } = shop();
    await press('limit', { quantity: 2, per: 'buyer' });
    system.does('A', { perBuyer: 3 }, 0);
    expect(await press('restore', { undoes: 'c1', per: 'buyer' })).toEqual({
      key: 'command:refused.perBuyerChanged',
      values: { skus: 'A', now: 3 },
    });
    expect(system.perBuyer).toBe(3);
  });
});

describe('without an answer', () => {
  const blind = (sent: Sent) => shop({ A: { x: 60 } }, { tellsOnHand: false }, { sent: [sent] });

  it.each([
    ['losesAnswer', 'confirmed', 30],
    ['losesWrite', 'failed', 60],
  ] as const)('a figure that sales do not move tells for certain: %s', async (sent, step, total) => {
    const { system, press, last } = shop({ A: { x: 60 } }, {}, { sent: [sent] });
    await press('limit', { quantity: 30 }, 90_000);
    expect([last()?.step, system.total('A')]).toEqual([step, total]);
  });

  it('a level that buyers move does not: it is said within ten seconds, stays unknown, and is never sent again', async () => {
    const { world, press, last } = blind('losesAnswer');
    expect((await press('limit', { quantity: 30 }))?.key).toBe('command:unknown.unclear');
    await world.pass(HOUR);
    expect([last()?.step, last()?.say?.key, world.sends.length]).toEqual(['unknown', 'command:unknown.cannotTell', 1]);
    expect(world.journal.filter(({ step }) => step === 'unknown')).toHaveLength(2);
    expect((await press('limit', { quantity: 5 }))?.key).toBe('command:refused.unknownOpen');
  });

  it.each([
    ['done', 'confirmed', 30],
    ['notDone', 'failed', 0],
  ] as const)('until a person says what they see: %s', async (as, step, held) => {
    const { world, dispatcher, press, last } = blind('losesAnswer');
    await press('limit', { quantity: 30 });
    const MEI = { ...ACTOR, name: 'Mei' };
    expect((await dispatcher.settleBy('c1', as, MEI))?.key).toBe('command:refused.mayStillLand');
    await world.pass(HOUR);
    expect(await dispatcher.settleBy('c1', as, MEI)).toBeNull();
    expect([last()?.step, withheld(world)]).toEqual([step, held]);
    const [row] = auditRows(foldJournal(world.journal));
    expect(row).toMatchObject({ step, say: { key: `command:settled.${as}`, values: { by: 'Mei' } } });
    await world.pass(HOUR);
    expect(world.journal.at(-1)?.step).toBe(step);
    expect((await dispatcher.settleBy('c1', 'done', MEI))?.key).toBe('command:refused.notOpen');
    expect(await press('limit', { quantity: 5 })).toBeNull();
  });

  it('and is not said again by every worker that wakes', async () => {
    const { world, press } = blind('losesAnswer');
    await press('limit', { quantity: 30 }, HOUR);
    const said = world.journal.length;
    for (let life = 0; life < 5; life += 1) {
      void world.start().recover();
      await world.pass(HOUR);
    }
    expect(world.journal).toHaveLength(said);
  });

  it('also where the worker died meanwhile', async () => {
    const { world, last } = blind('does');
    world.crashAt = [{ call: 4, after: true }];
    void world.start().run(world.intent('k', 'limit', { quantity: 30 }), ACTOR);
    await world.pass(1_000);
    const reborn = world.start();
    void reborn.recover();
    await world.pass(HOUR);
    expect(last()?.say?.key).toBe('command:unknown.cannotTell');
    expect(await reborn.settleBy('c1', 'done', ACTOR)).toBeNull();
    expect([last()?.step, last()?.readBack]).toMatchObject(['confirmed', [{ levels: [{ level: 30 }] }]]);
  });
});

it('two commands never act on one stock at once, whatever their kinds', async () => {
  const { world, dispatcher } = shop({ A: { x: 60 } }, {}, { sent: ['hangsAndDoes'] });
  const first = dispatcher.run(world.intent('one', 'limit', { quantity: 30 }), ACTOR);
  await world.pass(100);
  const others = (['release', 'drip', 'pause', 'restore'] as const).map((kind) =>
    dispatcher.run(world.intent(kind, kind, { quantity: 1, drip: { by: 'hand', everyMs: null } }), ACTOR),
  );
  await world.pass(1_000);
  expect(new Set((await Promise.all(others)).map((say) => say?.key))).toEqual(new Set(['command:refused.busy']));
  await world.pass(HOUR);
  expect([(await first)?.key, world.sends.length]).toEqual(['command:unknown.notSeenYet', 1]);
});

describe('whatever happens', () => {
  const sent = fc.oneof(
    fc.constantFrom<Sent>('does', 'does', 'refuses', 'losesAnswer', 'losesWrite', 'fails500AndDoes', 'hangsAndDoes'),
    fc.integer({ min: 1, max: 50_000 }).map((late): Sent => ({ late })),
  );
  const runs = fc.record({
    tellsOnHand: fc.boolean(),
    lever: fc.constantFrom('adjust' as const, 'compareAndSet' as const),
    stock: fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.integer({ min: 0, max: 80 }), { minKeys: 1 }),
    sent: fc.array(sent, { maxLength: 5 }),
    told: fc.array(fc.constantFrom<Told>('truth', 'timeout', 'hangs', 'old'), { maxLength: 6 }),
    buys: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 30 }),
    crashes: fc.array(fc.record({ call: fc.integer({ min: 1, max: 20 }), after: fc.boolean() }), { maxLength: 2 }),
    presses: fc.array(
      fc.record({
        kind: fc.constantFrom<CommandKind>('pause', 'resume', 'limit', 'restore', 'release', 'takeBack', 'drip'),
        quantity: fc.integer({ min: 1, max: 90 }),
        undoes: fc.boolean(),
        wait: fc.integer({ min: 0, max: 90_000 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  });

  /** Who is asked looks in the system itself, and says what is true there. */
  async function answer(world: CommandWorld, dispatcher: Dispatcher) {
    // A worker that dies at it never answers.
    for (const { command, step } of foldJournal(world.journal))
      if (step === 'unknown') void dispatcher.settleBy(command.id, world.done.has(command.key) ? 'done' : 'notDone', ACTOR);
    await world.pass(1_000);
  }

  it('every unit is on sale, sold or withheld by what the journal says: none is lost, none made, none sent twice', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async ({ tellsOnHand, lever, stock, sent, told, buys, crashes, presses }) => {
        const system = new StockSystem({ A: stock }, { tellsOnHand, lever });
        const all = system.total('A');
        const world = new CommandWorld(['A'], { sent, told }, system);
        world.buys = [...buys];
        world.crashAt = crashes;
        let dispatcher = world.start();
        const slowest: number[] = [];
        const revive = async () => {
          while (world.killed) {
            await world.pass(REPLICA_LAG);
            dispatcher = world.start();
            void dispatcher.recover();
            await world.pass(1_000);
          }
        };
        for (const [n, { kind, quantity, undoes, wait }] of presses.entries()) {
          const last = foldJournal(world.journal).at(-1)?.command.id ?? null;
          const more = { quantity, undoes: undoes ? last : null, drip: { by: 'hand', everyMs: null } as const };
          const pressedAt = world.now;
          void dispatcher.run(world.intent(`here:${n}`, kind, more), ACTOR).then(() => slowest.push(world.now - pressedAt));
          await world.pass(wait);
          await revive();
        }
        for (let n = 0; n < 6; n += 1) {
          await world.pass(HOUR);
          await revive();
          await answer(world, dispatcher);
          await revive();
        }
        const states = foldJournal(world.journal);
        expect(states.filter(({ step }) => isOpen(step))).toEqual([]);
        expect(new Set(world.sends.map(({ key }) => key)).size).toBe(world.sends.length);
        expect(world.sends.every(({ journalled }) => journalled)).toBe(true);
        expect(Math.max(0, ...slowest)).toBeLessThanOrEqual(10_000);
        expect(system.total('A') + system.sold + withheld(world)).toBe(all);
        expect(withheld(world)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
