import { expect, it } from 'vitest';
import { MOMENTS, runKills } from '../soak/kills.ts';

/** A small one of `npm run soak:kills`, by its own seed. */
it('commands through faults and killed workers: none lost, none doubled, and both ledgers agree', async () => {
  const done = await runKills({ commands: 60, killsEach: 2, seed: 7 });
  expect(done.wrong).toEqual([]);
  expect(done.commands).toBeGreaterThanOrEqual(60);
  expect(done.kills).toEqual(Object.fromEntries(MOMENTS.map((moment) => [moment, 2])));
}, 180_000);
