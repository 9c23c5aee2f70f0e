import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PopupView } from '../../domain/view.ts';
import type { Clock } from '../../ports.ts';
import { firstPaintItem, firstPaintWriter } from './first-paint.ts';
import { FIRST_PLACEMENT, languageItem, originOf, placementItem } from './items.ts';
import { type Area, type ItemTrouble, item } from './local.ts';

function memoryArea(): Area & { readonly held: Map<string, unknown>; sets: number } {
  const held = new Map<string, unknown>();
  const area = {
    held,
    sets: 0,
    get: async (key: string) => (held.has(key) ? { [key]: structuredClone(held.get(key)) } : {}),
    set: async (items: Record<string, unknown>) => {
      area.sets += 1;
      for (const [key, value] of Object.entries(items)) held.set(key, structuredClone(value));
    },
    remove: async (key: string) => void held.delete(key),
  };
  return area;
}
let area: ReturnType<typeof memoryArea>;
let troubles: ItemTrouble[];
beforeEach(() => {
  area = memoryArea();
  troubles = [];
});

describe('an item', () => {
  const spec = () => ({
    area,
    key: 'k',
    version: 3,
    schema: v.object({ n: v.number() }),
    fallback: { n: 0 },
    migrations: [
      { to: 2, value: (old: unknown) => ({ n: Number(old) }) },
      { to: 3, value: (old: unknown) => ({ n: (old as { n: number }).n * 10 }) },
    ],
    report: (trouble: ItemTrouble) => void troubles.push(trouble),
  });

  it('is the fallback, without a word, before it is set; then what was set', async () => {
    expect(await item(spec()).get()).toEqual({ n: 0 });
    await item(spec()).set({ n: 7 });
    expect(await item(spec()).get()).toEqual({ n: 7 });
    await item(spec()).remove();
    expect(await item(spec()).get()).toEqual({ n: 0 });
    expect(troubles).toEqual([]);
  });

  it('migrates step by step', async () => {
    area.held.set('k', { v: 1, value: '4' });
    expect(await item(spec()).get()).toEqual({ n: 40 });
  });

  it.each([
    ['nonsense', 'unread'],
    [{ v: 3, value: { n: 'x' } }, 'unread'],
    [{ v: 2, value: null }, 'unread'],
    [{ v: 0, value: 1 }, 'unread'],
    [{ v: 4, value: { n: 1 } }, 'later'],
  ])('reports %j as %s and uses the fallback', async (stored, why) => {
    area.held.set('k', stored);
    expect(await item(spec()).get()).toEqual({ n: 0 });
    expect(troubles).toEqual([{ key: 'k', why }]);
  });

  it('reports an area that refuses', async () => {
    area.get = () => Promise.reject(new Error('gone'));
    expect(await item(spec()).get()).toEqual({ n: 0 });
    expect(troubles).toEqual([{ key: 'k', why: 'refused' }]);
  });
});

describe('what is stored', () => {
  it('remembers the placement per site and the language per surface', async () => {
    await placementItem(area, 'https://a.example').set({ ...FIRST_PLACEMENT, dock: 'left' });
    expect((await placementItem(area, 'https://a.example').get()).dock).toBe('left');
    expect(await placementItem(area, 'https://b.example').get()).toEqual(FIRST_PLACEMENT);
    await languageItem(area, 'panel').set('zh');
    expect(await languageItem(area, 'panel').get()).toBe('zh');
    expect(await languageItem(area, 'popup').get()).toBeNull();
  });

  it('makes the origin once', async () => {
    expect(await originOf(area, () => 'first')).toBe('first');
    expect(await originOf(area, () => 'second')).toBe('first');
  });
});

describe("the popup's first paint", () => {
  const alert = (id: string) => ({ id, trigger: 'stale', also: [], reason: { key: 'a' }, proposes: { key: 'b' }, title: '' });
  const view = (alerts: number, asOf: number) =>
    ({
      head: { shop: 'main', teamZone: 'UTC', asOf, notices: [] },
      alerts: Array.from({ length: alerts }, (_, n) => alert(String(n))),
      streams: [],
      sources: [],
    }) as unknown as PopupView;

  it('keeps the 50 most urgent rows, at most each 5 s, and the last of a burst', async () => {
    const wakes: { at: number; then: () => void }[] = [];
    const clock: Clock = { now: () => 1_000, wake: (at, then) => void wakes.push({ at, then }) };
    const keep = firstPaintWriter(area, clock, new AbortController().signal, (error) => {
      throw error;
    });
    keep(view(60, 1));
    keep(view(60, 2));
    keep(view(60, 3));
    const stored = await firstPaintItem(area).get();
    expect([stored?.alerts.length, stored?.head.asOf, area.sets]).toEqual([50, 1, 1]);
    expect(wakes.map(({ at }) => at)).toEqual([6_000]);
    wakes[0]?.then();
    expect([(await firstPaintItem(area).get())?.head.asOf, area.sets]).toEqual([3, 2]);
  });

  it('shows nothing rather than what it cannot read', async () => {
    area.held.set('popup', { v: 1, value: { head: {}, alerts: 'many' } });
    expect(await firstPaintItem(area).get()).toBeNull();
  });
});
