import { beforeEach, describe, expect, it } from 'vitest';
import { ActingShop, T } from '../../test/builders/acting-shop.ts';
import { aStream } from '../../test/builders/events.ts';
import { EMPTY_SETTINGS } from '../domain/settings.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const guards = [{ sku: 'CUP', pauseAt: 20, capOversold: false, wavesOf: null, mostPerHour: 2 }];
let shop: ActingShop;
beforeEach(async () => {
  shop = new ActingShop();
  await shop.start({ guards });
});
const reset = async () => (await shop.open.reset('options'))?.key ?? null;
const end = () => shop.ask({ kind: 'endStream', stream: 'st' });
/** Until units are given back no more. */
async function settled(): Promise<void> {
  await end();
  await shop.pass(61 * MINUTE);
}

describe('a reset of the settings', () => {
  it('takes all of them, and leaves the streams that have begun and the audit log, with who did it', async () => {
    await shop.press({ command: 'pause' });
    const before = await shop.audit();
    await shop.open.change(
      { streams: [aStream('acc', T + 190 * MINUTE, T + 290 * MINUTE, { id: 'next', actualStart: null })] },
      'options',
    );
    await settled();
    expect(await reset()).toBeNull();
    const { streams, ...rest } = shop.open.settings();
    expect(rest).toEqual({ ...EMPTY_SETTINGS, streams: undefined });
    expect(Object.keys(streams)).toEqual(['st']);
    expect((await shop.open.recordings()).map(({ stream }) => stream)).toEqual(['st']);
    const after = await shop.audit();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map(({ kind, step, actor, surface }) => [kind, step, actor, surface])).toEqual([
      ['guard', 'turnedOff', 'Lin', 'options'],
      ['reset', 'done', 'Lin', 'options'],
    ]);
    expect(shop.errors).toEqual([]);
  });

  it('is the same after a restart: it is an event of the log', async () => {
    await settled();
    await reset();
    shop.close();
    await shop.boot();
    expect(shop.open.settings().sources).toEqual({});
    expect(Object.keys(shop.open.settings().streams)).toEqual(['st']);
    expect(shop.open.desk({ tab: 'after', stream: 'st', sku: null }).after?.review.skus.CUP).toMatchObject({ left: 100 });
  });

  it('is refused while a stream is on air or settles, and while nobody knows what became of a command: nothing stops, nothing goes', async () => {
    expect(await reset()).toBe('worker:reset.running');
    await end();
    expect(await reset()).toBe('worker:reset.settling');
    await shop.pass(61 * MINUTE);
    shop.refuses.push('holds');
    void shop.open.intent(shop.wish({ command: 'limit', quantity: 25 }), 'panel');
    await shop.pass(2 * SECOND);
    expect(await reset()).toBe('worker:reset.commands');
    expect(Object.keys(shop.open.settings().guards)).toEqual(['CUP']);
  });

  it('stops what counts down and what puts on sale by itself, and says by whom', async () => {
    // What is withheld counts as available.
    await shop.open.change({ guards: guards.map((guard) => ({ ...guard, pauseAt: 90 })) }, 'options');
    await shop.press({ quantity: 30, drip: { by: 'time', everyMs: MINUTE } });
    await settled();
    shop.level = 12;
    await shop.ask({ kind: 'pollNow', source: null });
    expect(shop.panel.guards.map(({ step }) => step)).toEqual(['counting']);
    expect(await reset()).toBeNull();
    await shop.pass(10 * MINUTE);
    expect([shop.onSale, shop.flags, shop.sent]).toEqual([true, [], [-70]]);
    const stopped = (await shop.audit()).filter(({ step }) => step === 'stopped');
    expect(stopped.map(({ kind, actor, surface }) => `${kind} ${actor} ${surface}`).sort()).toEqual([
      'drip Lin options',
      'guard Lin options',
    ]);
  });

  it('polls nobody any more', async () => {
    await settled();
    await reset();
    shop.level = 1;
    await shop.pass(10 * MINUTE);
    expect(shop.open.health()).toEqual([]);
    expect(shop.errors).toEqual([]);
  });
});
