import { afterEach, describe, expect, it, vi } from 'vitest';
import { recordedOf } from '../../core/app/recorded.ts';
import { reviewOf } from '../../core/app/reviews.ts';
import type { Judged } from '../../core/domain/desk.ts';
import { MINUTE } from '../../core/domain/instant.ts';
import { betterIn, playerOf, replayIn } from '../../core/edge/replay-worker.ts';
import replayScript from '../../entrypoints/replay.ts';
import { aShop, evening, over } from '../builders/evening-shop.ts';
import { T0 } from '../builders/events.ts';

const never = new AbortController().signal;
afterEach(() => void vi.unstubAllGlobals());

/** The page's Web Worker, here in this very thread: what is posted is cloned, as between threads. */
function startWorker(): Worker {
  const [page, inside] = [new EventTarget(), new EventTarget()];
  let ended = false;
  const say = (to: EventTarget, data: unknown) => {
    const copy = structuredClone(data);
    queueMicrotask(() => ended || to.dispatchEvent(new MessageEvent('message', { data: copy })));
  };
  vi.stubGlobal('self', Object.assign(inside, { postMessage: (data: unknown) => say(page, data) }));
  void replayScript.main();
  const terminate = () => {
    ended = true;
  };
  return Object.assign(page, { postMessage: (data: unknown) => say(inside, data), terminate }) as unknown as Worker;
}
function recordedEvening() {
  const shop = aShop();
  shop.stock.set('TEE', 60);
  const stream = over(shop, evening(shop, 'A'));
  const { ledger, watched } = shop.state();
  const recorded = recordedOf(ledger.settings.streams.A ?? stream, shop.events);
  if (recorded === null) throw new Error('It was not recorded.');
  return { of: { recorded, settings: ledger.settings, lessons: [] }, review: reviewOf(ledger, watched, 'A') };
}

describe('a recording in a worker of the page’s own', () => {
  it('is lived through from end to end, to the review that it had', async () => {
    const { of, review } = recordedEvening();
    expect(await replayIn(startWorker, of, never)).toEqual(review);
  });

  it('that cannot be lived through is said to be none', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { of } = recordedEvening();
    const broken = { ...of, recorded: { ...of.recorded, base: { ...of.recorded.base, stood: { books: null } as never } } };
    await expect(replayIn(startWorker, broken, never)).rejects.toThrow();
  });

  it('tells which numbers would have served better, one by one', async () => {
    const { of } = recordedEvening();
    const { preferences } = of.settings;
    const triggers = { ...preferences.triggers, stockOutChance: 0.999, stockOutMinutes: 1 };
    const told: Judged[] = [];
    const settings = { ...of.settings, preferences: { ...preferences, triggers } };
    const judged = await betterIn(startWorker, { of: { ...of, settings }, proposals: [] }, (one) => told.push(one), never);
    expect(judged?.found.map(({ setting, by }) => [setting, by])).toContainEqual(['stockOutMinutes', 'replay']);
    expect(told.map(({ done }) => done)).toEqual(Array.from({ length: (judged?.of ?? 0) + 1 }, (_, index) => index));
  });

  it('goes to any moment of it, also back', async () => {
    const { of } = recordedEvening();
    const player = playerOf(startWorker, of);
    const left = async (minute: number) => {
      const { view, alerts } = await player.seek(T0 + minute * MINUTE, null);
      const row = Object.values(view.rows).find(({ title }) => title === 'TEE');
      return [row?.left, alerts.some(({ trigger, sku }) => trigger === 'stockOut' && sku === 'TEE')];
    };
    expect(await left(5)).toEqual([60, false]);
    expect(await left(100)).toEqual([0, true]);
    expect(await left(5)).toEqual([60, false]);
    player.close();
  });
});
