import { describe, expect, test } from 'vitest';
import { simulated } from './clock.ts';
import type { RehearsalState } from './messages/protocol.ts';
import { openRehearsalBox, type Shelf } from './rehearsal-box.ts';

function shelf(): Shelf & { kept: RehearsalState | null } {
  const it = {
    kept: null as RehearsalState | null,
    get: async () => it.kept,
    set: async (state: RehearsalState) => {
      it.kept = structuredClone(state);
    },
  };
  return it;
}
const T = 1_700_000_012_345;

describe('the rehearsal’s box', () => {
  test('the next worker finds the same clock, seed and writes', async () => {
    const kept = shelf();
    const box = await openRehearsalBox(
      kept,
      () => T,
      async () => {},
    );
    await box.write({ kind: 'flag', sku: 'A', onSale: false, key: 'k', at: T });
    await box.set({ inject: 'raid' });
    const again = await openRehearsalBox(
      kept,
      () => T + 60_000,
      async () => {},
    );
    expect([box.fresh, again.fresh]).toEqual([true, false]);
    expect(again.state()).toEqual(box.state());
    expect(again.state().writes.map((write) => write.kind)).toEqual(['inject', 'flag', 'inject']);
  });
  test('another rate holds from now on and moves no time', async () => {
    let now = T;
    const box = await openRehearsalBox(
      shelf(),
      () => now,
      async () => {},
    );
    now += 5_000;
    const before = simulated(box.state().clock, now);
    await box.set({ rate: 120 });
    expect(simulated(box.state().clock, now)).toBe(before);
    expect(simulated(box.state().clock, now + 1_000)).toBe(before + 120_000);
  });
  test('a restart forgets the writes and keeps the rate', async () => {
    let restarts = 0;
    const box = await openRehearsalBox(
      shelf(),
      () => T,
      async () => {
        restarts += 1;
      },
    );
    await box.set({ rate: 60, inject: 'outage' });
    const state = await box.set({ restart: { seed: 3, lagMinutes: 75 } });
    expect(restarts).toBe(1);
    expect(state).toMatchObject({ seed: 3, clock: { rate: 60 }, writes: [{ what: 'lag75' }] });
  });
  test('one that nobody looked at for a simulated day starts anew', async () => {
    const kept = shelf();
    await openRehearsalBox(
      kept,
      () => T,
      async () => {},
    );
    expect(
      (
        await openRehearsalBox(
          kept,
          () => T + 3 * 3_600_000,
          async () => {},
        )
      ).fresh,
    ).toBe(true);
  });
});
