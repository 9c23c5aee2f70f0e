import { expect, it } from 'vitest';
import { runHonest } from '../soak/honest.ts';

/** A small one of `npm run soak:honest`, by its own seed. */
it('clicks that are meant are taken: zoomed, resized, scrolled, sorted anew, with five changes a second', async () => {
  const { clicks, refused } = await runHonest(12, 7);
  expect(clicks).toBe(12);
  expect(refused.length).toBeLessThanOrEqual(1);
}, 180_000);
