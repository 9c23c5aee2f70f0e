import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listingRow, variantRow } from '../../../test/builders/view.ts';
import type { Candidate } from '../../domain/advice.ts';
import type { Selling } from '../../domain/capacity.ts';
import { phrase } from '../../domain/phrase.ts';
import type { ListingRow } from '../../domain/view.ts';
import { cueOf } from './cue.ts';
import { rationOf } from './ration.ts';

const row = (over: Partial<ListingRow>) =>
  listingRow('TUMBLER', { link: 3, left: 120, safeToPromise: 104, pace: 1.4, freshness: 'fresh', ...over });
const next: Candidate = {
  listing: 'l',
  key: 'MAT',
  link: 5,
  title: 'Mats',
  left: 412,
  extra: 60,
  why: phrase('core:pin.byUnits'),
};
const can = (over: Partial<Selling> = {}): Selling => ({
  account: 'shop-us',
  dispatchDays: 3,
  preOrder: false,
  backorder: false,
  longerHandling: false,
  ...over,
});
const say = (of: ListingRow, after: Candidate | null = next, selling: Selling | null = can()) => {
  const { kind, units, say: said } = cueOf(of, after, selling);
  return [kind, units, said.key] as const;
};

describe('the cue of the link on air', () => {
  it.each<[string, Partial<ListingRow>, ReturnType<typeof say>]>([
    ['plenty', {}, ['plenty', 104, 'core:cue.plenty']],
    ['some are left', { left: 10, safeToPromise: 8 }, ['lastCall', 8, 'core:cue.lastCall']],
    ['one more than some', { left: 11, safeToPromise: 8 }, ['plenty', 8, 'core:cue.plenty']],
    ['a few minutes are left at this pace', { left: 40, safeToPromise: 40, pace: 8 }, ['lastCall', 40, 'core:cue.lastCall']],
    ['a wave is nearly sold out, the warehouse is full', { left: 400, safeToPromise: 3 }, ['plenty', 3, 'core:cue.plenty']],
    ['nothing is released', { left: 400, safeToPromise: 0 }, ['wait', 0, 'core:cue.wait']],
    ['sold out', { left: 0, safeToPromise: 0 }, ['soldOut', 0, 'core:cue.soldOutLink']],
    ['a number is old', { freshness: 'stale' }, ['unknown', null, 'core:cue.unknown']],
    ['nothing was ever read', { left: null, safeToPromise: null }, ['unknown', null, 'core:cue.unknown']],
  ])('where %s', (_name, over, said) => {
    expect(say(row(over))).toEqual(said);
  });

  it('names the variants that are sold out', () => {
    const variants = [variantRow('M', { title: 'M', left: 0 }), variantRow('L', { title: 'L', left: 120 })];
    expect(cueOf(row({ variants }), next, null).say).toMatchObject({ key: 'core:cue.someOut', values: { out: 'M' } });
  });

  it.each([
    ['pre-orders', can({ preOrder: true }), next, 'core:cue.soldOutPreOrder'],
    ['orders to be shipped later', can({ backorder: true }), next, 'core:cue.soldOutBackorder'],
    ['neither: another link', can(), next, 'core:cue.soldOutLink'],
    ['neither: another link without a number', can(), { ...next, link: null }, 'core:cue.soldOutNext'],
    ['nobody knows what, and there is no other link', null, null, 'core:cue.soldOut'],
  ])('proposes what this channel can do: %s', (_name, selling, after, key) => {
    expect(say(row({ left: 0, safeToPromise: 0 }), after, selling)[2]).toBe(key);
  });

  it('never says more than may be promised, and no scarcity while there is plenty in the pool', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(2_000), fc.double({ min: 0, max: 50, noNaN: true }), (left, safe, pace) => {
        const promise = Math.min(left, safe);
        const { kind, units } = cueOf(row({ left, safeToPromise: promise, pace }), next, null);
        expect(units ?? 0).toBeLessThanOrEqual(promise);
        if (kind === 'lastCall') expect(left).toBeLessThanOrEqual(Math.max(10, pace * 5));
      }),
    );
  });
});

describe('what makes it last', () => {
  it.each([
    ['it lasts anyway', { left: 100, wanted: 90, minutesLeft: 60, perOrder: 2 }, null],
    ['nothing is left', { left: 0, wanted: 90, minutesLeft: 60, perOrder: 2 }, null],
    ['the stream is over', { left: 10, wanted: 90, minutesLeft: 0, perOrder: 2 }, null],
    [
      'half of what is wanted, three a buyer',
      { left: 60, wanted: 120, minutesLeft: 60, perOrder: 3 },
      { perBuyer: 1, batch: 10 },
    ],
    ['most of it, four a buyer', { left: 90, wanted: 120, minutesLeft: 60, perOrder: 4 }, { perBuyer: 3, batch: 15 }],
    ['one a buyer anyway', { left: 60, wanted: 120, minutesLeft: 60, perOrder: 1.1 }, { perBuyer: null, batch: 10 }],
    [
      'nobody knows how many a buyer takes',
      { left: 5, wanted: 120, minutesLeft: 95, perOrder: null },
      { perBuyer: null, batch: 1 },
    ],
  ])('%s', (_name, given, expected) => {
    const ration = rationOf(given);
    expect(ration === null ? null : { perBuyer: ration.perBuyer, batch: ration.batch.units }).toEqual(expected);
  });
});
