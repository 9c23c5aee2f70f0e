import { beforeAll, describe, expect, it } from 'vitest';
import { atLeast, closes, coverage, type Judged, judge, type Method, wape } from './judged.ts';

/** The forecast on streams of our own making, over four seeds; after thirty recorded streams and more. */
describe('on streams with a rundown', () => {
  let all: readonly Judged[] = [];
  beforeAll(() => {
    all = [1, 2, 3, 4].flatMap((seed) => judge(seed, 50, 20));
  }, 300_000);
  const at = (share: number) => all.filter((one) => one.share === share);

  it('a simple model that knows the rundown leaves enough to be done', () => {
    const part = closes(at(0.25), 'conjugate');
    expect(part).toBeGreaterThan(0.35);
    expect(part).toBeLessThan(0.63);
  });

  it.each([
    [0.25, 0.65],
    [0.5, 0.6],
  ])('at %d of a stream ours closes at least %d of the way from the run rate to who knows every rate', (share, part) => {
    expect(atLeast(at(share), 'ours')).toBeGreaterThanOrEqual(part);
  });

  it.each([0, 0.1, 0.25, 0.5, 0.75])(
    'at %d of a stream ours misses more than who knows all but the future, and he more than who knows all',
    (share) => {
      const missed = (method: Method) => wape(at(share), method);
      expect(missed('informed')).toBeLessThan(missed('ours'));
      expect(missed('oracle')).toBeLessThan(missed('informed'));
    },
  );

  it.each([0.1, 0.25, 0.5, 0.75])('at %d of a stream the interval holds about 80 %', (share) => {
    expect(coverage(at(share))).toBeGreaterThanOrEqual(0.75);
    expect(coverage(at(share))).toBeLessThanOrEqual(0.85);
  });
});
