import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Broken, histories, play } from '../../test/soak/history.ts';
import { MISTAKES } from '../../test/soak/mistakes.ts';

/** A small one of `npm run soak:commands`, by a seed of its own: the soak draws others. */
it('in 2,000 histories with crashes, lost and doubled answers, other people and a pushing system no law is broken', async () => {
  await fc.assert(
    fc.asyncProperty(histories, (history) => play(history)),
    { numRuns: 2_000, seed: 2026, endOnFailure: true },
  );
}, 240_000);

it.each(Object.entries(MISTAKES))(
  'notices: %s',
  async (_, { built, breaks }) => {
    const found = await fc.check(
      fc.asyncProperty(histories, async (history) => {
        try {
          await play(history, built());
        } catch (broken) {
          if (broken instanceof Broken && broken.message === breaks) throw broken;
          if (!(broken instanceof Broken)) throw new Error('The history itself does not play.', { cause: broken });
        }
      }),
      { numRuns: 3_000, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
    expect(String(found.errorInstance)).toContain(breaks);
  },
  120_000,
);
