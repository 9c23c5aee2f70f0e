import { beforeEach, describe, expect, it } from 'vitest';
import { ActingShop, SETTINGS } from '../../test/builders/acting-shop.ts';
import type { DripPace } from '../domain/command.ts';

const MINUTE = 60_000;
const byTime: DripPace = { by: 'time', everyMs: MINUTE };
let shop: ActingShop;
beforeEach(async () => {
  shop = new ActingShop();
  await shop.start();
});

/** Begins a drip of ten; answers with its id. */
async function begin(drip: DripPace = byTime): Promise<string> {
  expect(await shop.press({ quantity: 10, drip })).toBeNull();
  return shop.drip?.command ?? '';
}
const gesture = { trusted: true, seenVisibleMs: 600 };
const act = (command: string, action: 'next' | 'stop' | 'goOn') =>
  shop.ask(action === 'stop' ? { kind: 'drip', command, action } : { kind: 'drip', command, action, gesture });

describe('a drip by time', () => {
  it('puts its first batch on sale, withholds the rest, and releases a batch each interval', async () => {
    await begin();
    expect(shop.level).toBe(10);
    expect(shop.drip).toMatchObject({ state: 'running', batch: 10, batches: 1, released: 10, why: null });
    await shop.pass(MINUTE + 5_000);
    expect(shop.level).toBe(20);
    await shop.pass(MINUTE + 5_000);
    expect([shop.level, shop.drip?.batches, shop.drip?.released]).toEqual([30, 3, 30]);
    const batches = (await shop.journal()).filter(({ kind }) => kind === 'release');
    expect(batches.map(({ surface, step }) => `${surface} ${step}`)).toEqual(['worker confirmed', 'worker confirmed']);
    expect(shop.errors).toEqual([]);
  });

  it('ends when nothing is left to release, and says so', async () => {
    shop.level = 25;
    await shop.pass(6_000);
    await begin();
    await shop.pass(4 * MINUTE);
    expect([shop.level, shop.sent]).toEqual([25, [-15, 10, 5]]);
    expect(shop.drip).toMatchObject({ state: 'ended', why: { key: 'drip:ended.soldOut' } });
  });

  it('is stopped by a person: nothing more is released, and undoing it gives back what is withheld', async () => {
    const drip = await begin();
    await shop.pass(MINUTE + 5_000);
    expect(await act(drip, 'stop')).toBeNull();
    await shop.pass(3 * MINUTE);
    expect([shop.level, shop.drip?.state, shop.drip?.why?.key]).toEqual([20, 'stopped', 'drip:stopped.person']);
    expect(await act(drip, 'goOn')).toBe('drip:refused.over');
    expect(await act(drip, 'next')).toBe('drip:refused.over');
    expect(await shop.press({ command: 'restore', undoes: drip })).toBeNull();
    expect(shop.level).toBe(100);
  });

  it('has in the audit log that it stood still and why, who let it go on, and who stopped it', async () => {
    const drip = await begin();
    shop.close();
    shop.clock.advance(30 * MINUTE);
    await shop.boot();
    await shop.pass(10_000);
    await act(drip, 'goOn');
    await act(drip, 'stop');
    const steps = (await shop.audit()).filter(({ of, kind }) => kind === 'drip' && of === drip);
    expect(steps.map(({ step, surface, listing, say }) => [step, surface, listing, say?.key])).toEqual([
      ['waits', 'worker', 'K', 'drip:waits.closed'],
      ['goesOn', 'panel', 'K', undefined],
      ['stopped', 'panel', 'K', 'drip:stopped.person'],
    ]);
  });

  it('is over when it is undone while it runs', async () => {
    const drip = await begin();
    await shop.press({ command: 'restore', undoes: drip });
    await shop.pass(3 * MINUTE);
    expect([shop.level, shop.drip?.state]).toEqual([100, 'ended']);
  });

  it('a stop between due and release is in time', async () => {
    const drip = await begin();
    let go = () => {};
    shop.look = new Promise((resolve) => {
      go = resolve;
    });
    await shop.pass(MINUTE);
    expect((await shop.journal()).at(-1)).toMatchObject({ kind: 'release', step: 'requested' });
    const stopped = shop.open.intent({ kind: 'drip', command: drip, action: 'stop' }, 'panel');
    go();
    await shop.pass(3 * MINUTE);
    expect(await stopped).toBeNull();
    expect([shop.level, shop.sent]).toEqual([10, [-90]]);
    expect((await shop.journal()).at(-1)).toMatchObject({ step: 'failed', say: { key: 'drip:refused.stopped' } });
  });

  it('stands still after the listing was paused, whatever is resumed, until a person says go on', async () => {
    const drip = await begin();
    await shop.press({ command: 'pause' });
    await shop.press({ command: 'resume' });
    await shop.pass(2 * MINUTE);
    expect([shop.level, shop.drip?.state, shop.drip?.why?.key]).toEqual([10, 'waits', 'drip:waits.changed']);
    expect(await act(drip, 'goOn')).toBeNull();
    await shop.pass(5_000);
    expect([shop.level, shop.drip?.state]).toEqual([20, 'running']);
  });

  it('stands still where a batch is refused, in the words of the refusal', async () => {
    await begin();
    shop.refuses.push('refused');
    await shop.pass(3 * MINUTE);
    expect([shop.level, shop.drip?.state, shop.drip?.why?.key]).toEqual([10, 'waits', 'source:problem.refused']);
  });

  it('stands still where nobody knows what became of a batch, and does not send it again', async () => {
    await begin();
    shop.refuses.push('holds');
    await shop.pass(MINUTE + 20_000);
    expect([shop.drip?.state, shop.drip?.why?.key]).toEqual(['waits', 'drip:waits.unknown']);
    await shop.pass(3 * MINUTE);
    expect([shop.level, shop.sent]).toEqual([10, [-90]]);
  });

  it('stands still when its stream has ended', async () => {
    const drip = await begin();
    const streams = (SETTINGS.streams ?? []).map((stream) => ({ ...stream, actualEnd: shop.clock.now() }));
    await shop.open.change({ streams }, 'desk');
    await shop.pass(3 * MINUTE);
    expect([shop.level, shop.drip?.state, shop.drip?.why?.key]).toEqual([10, 'waits', 'drip:waits.stream']);
    await act(drip, 'goOn');
    await shop.pass(5_000);
    expect([shop.level, shop.drip?.state]).toEqual([20, 'running']);
  });
});

describe('a worker that dies', () => {
  /** Closed for so long, and opened again. */
  async function away(ms: number): Promise<void> {
    shop.close();
    await shop.pass(ms);
    await shop.boot();
    await shop.pass(1_000);
  }

  it('and comes back in time goes on where it was, and releases nothing twice', async () => {
    await begin();
    await away(20_000);
    await away(5_000);
    expect(shop.level).toBe(10);
    await shop.pass(40_000);
    expect(shop.level).toBe(20);
    await away(1_000);
    await shop.pass(40_000);
    expect(shop.level).toBe(20);
    await shop.pass(25_000);
    expect([shop.level, shop.sent]).toEqual([30, [-90, 10, 10]]);
  });

  it('and comes back too late stands still, over two restarts, until a person says go on', async () => {
    const drip = await begin();
    await away(10 * MINUTE);
    expect([shop.level, shop.drip?.state, shop.drip?.why?.key]).toEqual([10, 'waits', 'drip:waits.closed']);
    await away(1_000);
    await shop.pass(5 * MINUTE);
    expect([shop.level, shop.drip?.state]).toEqual([10, 'waits']);
    expect(await act(drip, 'goOn')).toBeNull();
    await shop.pass(5_000);
    // One batch, not the ten whose time has passed.
    expect([shop.level, shop.drip?.state]).toEqual([20, 'running']);
  });

  it('between asking for a batch and sending it releases nothing, and stands still', async () => {
    await begin();
    const append = shop.disk.append;
    let dies = false;
    shop.close();
    await shop.boot({
      openStored: async () => ({
        ...shop.disk,
        append: async (drafts) => {
          const events = await append(drafts);
          const isAsked = drafts.some((draft) => draft.type === 'command' && draft.body.step === 'requested');
          if (isAsked) dies = true;
          return dies ? new Promise<never>(() => {}) : events;
        },
      }),
    });
    await shop.pass(MINUTE + 5_000);
    expect([dies, shop.level]).toEqual([true, 10]);
    await away(1_000);
    await shop.pass(3 * MINUTE);
    expect([shop.level, shop.drip?.state, shop.drip?.why?.key]).toEqual([10, 'waits', 'command:failed.notSent']);
  });

  it('leaves a drip alone that another browser holds', async () => {
    await begin();
    shop.close();
    await shop.boot({ lease: { mayPoll: async () => true, mayAct: async () => false } });
    await shop.pass(5 * MINUTE);
    expect([shop.level, shop.drip?.state]).toEqual([10, 'running']);
  });
});

describe('a drip by hand', () => {
  it('releases a batch for each press, in the name of who pressed', async () => {
    const drip = await begin({ by: 'hand', everyMs: null });
    await shop.pass(5 * MINUTE);
    expect([shop.level, shop.drip?.why?.key]).toEqual([10, 'drip:holds.hand']);
    expect(await act(drip, 'next')).toBeNull();
    expect([shop.level, shop.drip?.released]).toEqual([20, 20]);
    expect((await shop.journal()).at(-1)).toMatchObject({ kind: 'release', actor: 'Lin', surface: 'panel' });
    expect(await act(drip, 'goOn')).toBe('drip:refused.goesOn');
  });

  it.each(['next', 'goOn'] as const)('does nothing for a press that no hand and no eye was behind: %s', async (action) => {
    const drip = await begin({ by: 'hand', everyMs: null });
    const press = (trusted: boolean, seenVisibleMs: number) =>
      shop.ask({ kind: 'drip', command: drip, action, gesture: { trusted, seenVisibleMs } });
    expect(await press(false, 600)).toBe('command:refused.untrusted');
    expect(await press(true, 499)).toBe('command:refused.unseen');
    expect(shop.level).toBe(10);
  });

  it('makes one batch of two presses at the same moment', async () => {
    const drip = await begin({ by: 'hand', everyMs: null });
    const both = [1, 2].map(() => shop.open.intent({ kind: 'drip', command: drip, action: 'next', gesture }, 'panel'));
    await shop.pass(3_000);
    expect(await Promise.all(both)).toEqual([null, null]);
    expect(shop.level).toBe(20);
  });
});

describe('a drip as the warehouse ships', () => {
  const capacity = (orders: number) => ({
    source: 'wh',
    ordersADay: 100,
    zone: 'UTC',
    cutOff: '23:59',
    weekdays: [1, 2, 3, 4, 5, 6, 7] as const,
    holidays: [],
    open: { orders, at: shop.clock.now() },
    unitsPerOrder: 1,
  });
  const shipped = (orders: number) => shop.open.change({ capacities: [capacity(orders)] }, 'options');
  const sellOut = async () => {
    shop.level = 0;
    await shop.pass(6_000);
  };

  it('follows a wave that is sold with the next as soon as the warehouse can ship it', async () => {
    await shipped(1_000);
    await begin({ by: 'shipping', everyMs: null });
    expect(shop.drip?.why?.key).toBe('drip:holds.onSale');
    await sellOut();
    await shop.pass(2 * MINUTE);
    expect([shop.level, shop.drip?.state, shop.drip?.why?.key]).toEqual([0, 'running', 'drip:holds.full']);
    await shipped(0);
    await shop.pass(5_000);
    expect([shop.level, shop.drip?.batches]).toEqual([10, 2]);
  });

  it('does not guess what a warehouse can ship of which nobody said it', async () => {
    await begin({ by: 'shipping', everyMs: null });
    await sellOut();
    await shop.pass(2 * MINUTE);
    expect([shop.level, shop.drip?.why?.key]).toEqual([0, 'drip:holds.noCapacity']);
  });
});
