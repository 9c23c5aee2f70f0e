import { beforeEach, describe, expect, test } from 'vitest';
import { simulated } from './clock.ts';
import type { RehearsalState } from './messages/protocol.ts';
import { openRehearsalBox, type Shelf } from './rehearsal-box.ts';

const T = 1_700_000_012_345;
let now = T;
let kept: RehearsalState | null = null;
let forgotten = 0;
const shelf: Shelf = {
  get: async () => kept,
  set: async (state) => {
    kept = structuredClone(state);
  },
};
const forget = async () => {
  forgotten += 1;
};
const open = () => openRehearsalBox(shelf, () => now, forget);
beforeEach(() => {
  now = T;
  kept = null;
  forgotten = 0;
});

describe('the rehearsal’s box', () => {
  test('the next worker finds the same clock, seed and writes', async () => {
    const box = await open();
    await box.write({ kind: 'flag', sku: 'A', onSale: false, key: 'k', at: T });
    await box.set({ inject: 'raid' });
    now += 60_000;
    const again = await open();
    expect(forgotten).toBe(1);
    expect(again.state()).toEqual(box.state());
    expect(again.state().writes.map((write) => write.kind)).toEqual(['inject', 'flag', 'inject']);
  });
  test('two writes at once are both kept, in their order', async () => {
    const box = await open();
    const flag = (sku: string) => box.write({ kind: 'flag', sku, onSale: false, key: sku, at: T });
    await Promise.all([flag('A'), box.set({ inject: 'raid' }), flag('B')]);
    expect(box.state().writes.map((write) => write.kind)).toEqual(['inject', 'flag', 'inject', 'flag']);
    expect(kept).toEqual(box.state());
  });
  test('another rate holds from now on and moves no time', async () => {
    const box = await open();
    now += 5_000;
    const before = simulated(box.state().clock, now);
    await box.set({ rate: 120 });
    expect(simulated(box.state().clock, now)).toBe(before);
    expect(simulated(box.state().clock, now + 1_000)).toBe(before + 120_000);
  });
  test('a restart forgets log and writes, and keeps the rate', async () => {
    const box = await open();
    await box.set({ rate: 60, inject: 'outage' });
    const state = await box.set({ restart: { seed: 3, lagMinutes: 75 } });
    expect(forgotten).toBe(2);
    expect(state).toMatchObject({ seed: 3, clock: { rate: 60 }, writes: [{ what: 'lag75' }] });
  });
  test('one that nobody looked at for a simulated day starts anew', async () => {
    await open();
    now += 3 * 3_600_000;
    await open();
    expect(forgotten).toBe(2);
  });
});
