import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listingRow, variantRow } from '../../../test/builders/view.ts';
import type { Selling } from '../../domain/capacity.ts';
import type { ListingRow } from '../../domain/view.ts';
import { cueOf, type MoveOn, moveOnTo } from './cue.ts';
import { rationOf } from './ration.ts';

const row = (over: Partial<ListingRow>) =>
  listingRow('TUMBLER', { link: 3, left: 120, safeToPromise: 104, pace: 1.4, freshness: 'fresh', ...over });
const next: MoveOn = { link: 5, title: 'Mats', units: 412 };
const can = (over: Partial<Selling> = {}): Selling => ({
  account: 'shop-us',
  dispatchDays: 3,
  preOrder: false,
  backorder: false,
  longerHandling: false,
  ...over,
});
const say = (of: ListingRow, after: MoveOn | null = next, selling: Selling | null = can()) => {
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
    ['sale is paused, whatever there is', { state: 'paused' }, ['paused', null, 'core:cue.paused']],
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

describe('what to move on to', () => {
  const open = (key: string, units: number | null, over: Partial<ListingRow> = {}) =>
    listingRow(key, {
      title: key,
      link: null,
      left: 500,
      safeToPromise: units,
      freshness: 'fresh',
      state: 'onSale',
      pinned: false,
      ...over,
    });
  it('is the link with the most units that may be promised, however little is expected to sell of it', () => {
    const rows = [open('A', 40), open('B', 412, { verdict: { kind: 'short', by: 9, outAt: null } }), open('C', 100)];
    expect(moveOnTo(rows)).toEqual({ title: 'B', link: null, units: 412 });
  });
  it.each<[string, Partial<ListingRow>]>([
    ['is on air', { pinned: true }],
    ['is paused', { state: 'paused' }],
    ['was not read of late', { freshness: 'stale' }],
    ['is sold out', { left: 0 }],
    ['may not be promised', { safeToPromise: 0 }],
    ['nobody knows', { safeToPromise: null }],
  ])('is none that %s', (_, over) => {
    expect(moveOnTo([open('A', 900, over), open('B', 7)])?.title).toBe('B');
    expect(moveOnTo([open('A', 900, over)])).toBeNull();
  });
});
