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

describe('a reset of the settings', () => {
  it('takes all of them, and leaves the streams that have begun and the audit log, with who did it', async () => {
    await shop.press({ command: 'pause' });
    const before = await shop.audit();
    await shop.open.change(
      { streams: [aStream('acc', T + 9 * MINUTE, T + 99 * MINUTE, { id: 'next', actualStart: null })] },
      'options',
    );
    await end();
    expect(await reset()).toBeNull();
    const { streams, ...rest } = shop.open.settings();
    expect(rest).toEqual({ ...EMPTY_SETTINGS, streams: undefined });
    expect(Object.keys(streams)).toEqual(['st']);
    const after = await shop.audit();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map(({ kind, step, actor, surface }) => [kind, step, actor, surface])).toEqual([
      ['guard', 'turnedOff', 'Lin', 'options'],
      ['reset', 'done', 'Lin', 'options'],
    ]);
    expect(shop.errors).toEqual([]);
  });

  it('is the same after a restart: it is an event of the log', async () => {
    await end();
    await reset();
    shop.close();
    await shop.boot();
    expect(shop.open.settings().sources).toEqual({});
    expect(Object.keys(shop.open.settings().streams)).toEqual(['st']);
  });

  it('is refused while a stream is on air, and while nobody knows what became of a command: nothing stops, nothing goes', async () => {
    expect(await reset()).toBe('worker:reset.running');
    shop.refuses.push('holds');
    void shop.open.intent(shop.wish({ command: 'limit', quantity: 25 }), 'panel');
    await shop.pass(2 * SECOND);
    await end();
    expect(await reset()).toBe('worker:reset.commands');
    expect(Object.keys(shop.open.settings().guards)).toEqual(['CUP']);
  });

  it('stops what counts down and what puts on sale by itself, and says by whom', async () => {
    // What is withheld counts as available.
    await shop.open.change({ guards: guards.map((guard) => ({ ...guard, pauseAt: 90 })) }, 'options');
    await shop.press({ quantity: 30, drip: { by: 'time', everyMs: MINUTE } });
    shop.level = 12;
    await shop.pass(6 * SECOND);
    await end();
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
    await end();
    await reset();
    shop.level = 1;
    await shop.pass(10 * MINUTE);
    expect(shop.open.health()).toEqual([]);
    expect(shop.errors).toEqual([]);
  });
});
