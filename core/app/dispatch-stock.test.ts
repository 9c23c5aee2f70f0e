import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPress } from '../../test/builders/command.ts';
import { ACTOR, aPosition, aReading, aSource, aStream, T0 } from '../../test/builders/events.ts';
import { fakeClock } from '../../test/builders/fake-clock.ts';
import { type StockOptions, StockSystem } from '../../test/builders/systems.ts';
import { readingBody } from '../decide/ledger/diff.ts';
import { applyEvent, emptyLedger } from '../decide/ledger/ledger.ts';
import { salesOf } from '../decide/ledger/sales.ts';
import { stockOf } from '../decide/ledger/stock.ts';
import type { CommandKind } from '../domain/command.ts';
import type { LogEvent } from '../domain/event.ts';
import { HOUR, SECOND } from '../domain/instant.ts';
import type { CommandIntent } from '../domain/intent.ts';
import type { Phrase } from '../domain/phrase.ts';
import { good } from '../domain/problem.ts';
import { memoryLog } from '../edge/storage/memory-log.ts';
import type { Source } from '../ports.ts';
import { createDispatcher } from './dispatch.ts';

const SKU = 'TEE';
const soon = () => new Promise((resolve) => setImmediate(resolve));

/** A shop whose own system ships and sells, polled every five seconds, with a dispatcher over its real ledger. */
async function shop(levels: Readonly<Record<string, number>>, options: StockOptions = {}) {
  const clock = fakeClock(T0);
  const system = new StockSystem({ [SKU]: levels }, options);
  const log = memoryLog('main', { origin: 'here', clock });
  let ledger = emptyLedger('main');
  log.subscribe((events) => {
    ledger = events.reduce(applyEvent, ledger);
  }, new AbortController().signal);
  const account = { id: 'acc', name: '', profile: 'p', site: '', channel: 'own', pool: null };
  const settings = { sources: [aSource('own', 'both')], accounts: [account], streams: [aStream('acc', T0, T0 + 3 * HOUR)] };
  await log.append([
    { type: 'settings', actor: ACTOR, body: settings },
    { type: 'tick', actor: ACTOR, body: { now: T0, intervalMs: 5 * SECOND, start: true } },
  ]);
  const shown = () => system.shows(SKU, clock.now()).levels;
  async function poll() {
    clock.advance(5 * SECOND);
    const positions = shown().map(({ location, level }) => aPosition(SKU, location, { sellable: level }));
    await log.append([
      { type: 'reading', actor: ACTOR, body: readingBody(ledger, aReading('own', clock.now(), positions)) },
      { type: 'tick', actor: ACTOR, body: { now: clock.now(), intervalMs: 5 * SECOND, start: false } },
    ]);
  }
  /** Time passes, and the system does not answer. */
  async function silence(seconds: number) {
    clock.advance(seconds * SECOND);
    await log.append([{ type: 'tick', actor: ACTOR, body: { now: clock.now(), intervalMs: 5 * SECOND, start: false } }]);
  }
  const source = {
    id: 'own',
    abilities: { orders: false, ...system.levers },
    setLevels: async ({ sku }, writes) => {
      system.does(sku, { writes }, clock.now());
      return good(null);
    },
    readBack: async ({ sku }) => good({ source: 'own', sku, ...system.shows(sku, clock.now()), at: clock.now() }),
  } as Partial<Source> as Source;
  let keys = 0;
  const dispatcher = createDispatcher({
    log,
    clock,
    ids: () => `c${++keys}`,
    sourceOf: async () => source,
    state: () => ({ ledger, outlooks: {} }),
    lease: { mayAct: async () => true },
    signal: new AbortController().signal,
  });
  /** Presses, and waits as long as patience takes. */
  async function press(command: CommandKind, more: Partial<CommandIntent> = {}): Promise<Phrase | null | undefined> {
    let said: Phrase | null | undefined;
    void dispatcher.run(aPress({ command, key: `k${++keys}`, listing: SKU, skus: [SKU], ...more }), ACTOR).then((say) => {
      said = say;
    });
    for (let n = 0; n < 12 && said === undefined; n += 1) {
      await soon();
      clock.advance(SECOND / 2);
    }
    await soon();
    return said;
  }
  await poll();
  return {
    system,
    clock,
    log,
    poll,
    silence,
    press,
    ledger: () => ledger,
    last: () => Object.values(ledger.commands).at(-1),
    sold: () => salesOf(ledger, 'stream', SKU).net,
    stock: () => stockOf(ledger, SKU, 'acc', null),
    buy: (units: number) => system.buy(SKU, units, clock.now()),
  };
}

describe('commands by quantity over a real ledger', () => {
  it('withhold and give back, and sales are sales throughout', async () => {
    const it = await shop({ x: 60, y: 40 });
    expect(await it.press('limit', { quantity: 30 })).toBeNull();
    expect(it.stock()).toMatchObject({ available: 100, channelWithheld: 70, safeToPromise: 100 });
    it.buy(12);
    await it.poll();
    expect(it.sold()).toBe(12);
    expect(await it.press('release', { quantity: 71 })).toMatchObject({ key: 'command:refused.mayRelease', values: { n: 70 } });
    expect(await it.press('release', { quantity: 20 })).toBeNull();
    it.buy(5);
    await it.poll();
    const limit = Object.values(it.ledger().commands).find(({ command }) => command.kind === 'limit')?.command.id ?? null;
    expect(await it.press('restore', { undoes: limit })).toBeNull();
    await it.poll();
    expect([it.system.total(SKU), it.sold(), it.stock().available, it.stock().channelWithheld]).toEqual([83, 17, 83, 0]);
  });

  it('are refused while another system writes, and again allowed when it rests', async () => {
    const it = await shop({ x: 60 });
    it.system.bring(SKU, 'x', 40, it.clock.now());
    await it.poll();
    expect((await it.press('limit', { quantity: 30 }))?.key).toBe('command:refused.disturbed');
    await it.poll();
    await it.poll();
    expect(await it.press('limit', { quantity: 30 })).toBeNull();
  });

  it('put nothing on sale by numbers that are old, and take off all the same', async () => {
    const it = await shop({ x: 60 });
    await it.press('limit', { quantity: 30 });
    await it.silence(60);
    expect((await it.press('release', { quantity: 5 }))?.key).toBe('command:refused.mayReleaseUnknown');
    expect((await it.press('limit', { quantity: 40 }))?.key).toBe('command:refused.limitMost');
    expect(await it.press('limit', { quantity: 20 })).toBeNull();
    await it.poll();
    expect(await it.press('release', { quantity: 5 })).toBeNull();
    expect(it.system.total(SKU)).toBe(25);
  });

  it('that another system overwrites are said to be reverted, are not fought, and hold nothing any more', async () => {
    const it = await shop({ x: 60 });
    await it.press('limit', { quantity: 10 });
    await it.poll();
    it.buy(3);
    await it.poll();
    it.system.bring(SKU, 'x', 53, it.clock.now());
    await it.poll();
    expect(it.last()?.revertedAt).toBe(it.clock.now());
    expect(it.stock()).toMatchObject({ available: 60, channelWithheld: 0 });
    expect((await it.press('restore'))?.key).toBe('command:refused.nothingWithheld');
    expect([it.system.total(SKU), it.sold()]).toEqual([60, 3]);
  });

  it('leave a log from which the same ledger comes again', async () => {
    const it = await shop({ x: 60, y: 3 }, { tellsOnHand: false });
    await it.press('limit', { quantity: 9 });
    it.buy(4);
    await it.poll();
    await it.press('restore');
    await it.poll();
    const again = (await it.log.since(null)).reduce((state, event: LogEvent) => applyEvent(state, event), emptyLedger('main'));
    expect(again).toEqual(it.ledger());
  });

  it('never turn into sales, nor hide one, whatever is pressed and bought', async () => {
    const act = fc.record({
      kind: fc.constantFrom<CommandKind>('limit', 'restore', 'pause', 'resume', 'release', 'drip'),
      quantity: fc.integer({ min: 1, max: 60 }),
      before: fc.integer({ min: 0, max: 6 }),
      after: fc.integer({ min: 0, max: 6 }),
    });
    const given = fc.record({
      levels: fc.dictionary(fc.constantFrom('x', 'y'), fc.integer({ min: 0, max: 60 }), { minKeys: 1 }),
      tellsOnHand: fc.boolean(),
      lever: fc.constantFrom('adjust' as const, 'compareAndSet' as const),
      acts: fc.array(act, { minLength: 1, maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ levels, tellsOnHand, lever, acts }) => {
        const it = await shop(levels, { tellsOnHand, lever });
        const all = it.system.total(SKU);
        for (const { kind, quantity, before, after } of acts) {
          it.buy(before);
          await it.poll();
          await it.press(kind, { quantity, drip: { by: 'hand', everyMs: null } });
          it.buy(after);
          await it.poll();
        }
        await it.poll();
        expect(it.sold()).toBe(it.system.sold);
        expect(it.system.total(SKU) + it.system.sold + it.stock().channelWithheld).toBe(all);
        expect(it.stock()).toMatchObject({ available: all - it.system.sold, frozen: false, uncertain: 0 });
      }),
      { numRuns: 80 },
    );
  }, 60_000);
});
