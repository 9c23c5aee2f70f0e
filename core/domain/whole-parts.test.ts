import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeParts } from './whole-parts.ts';

describe('parts of a whole', () => {
  it('add up to it, each within one of its share', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 6 }),
        (whole, weights) => {
          const all = weights.reduce((sum, one) => sum + one, 0);
          const parts = wholeParts(whole, weights);
          expect(parts.reduce((sum, one) => sum + one, 0)).toBe(whole);
          for (const [index, part] of parts.entries())
            expect(Math.abs(part - (whole * (weights[index] ?? 0)) / all)).toBeLessThan(1);
        },
      ),
    );
  });

  it('are even where nothing has weight', () => {
    expect(wholeParts(7, [0, 0, 0])).toEqual([3, 2, 2]);
    expect(wholeParts(7, [])).toEqual([]);
  });
});
