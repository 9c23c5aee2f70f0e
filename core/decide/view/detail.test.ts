import { describe, expect, it } from 'vitest';
import { aRow } from '../../../test/builders/rows.ts';
import { pageFigures } from './detail.ts';

describe('what the console page says of a listing', () => {
  const row = aRow('A', {
    sellable: null,
    sold: 63,
    clicks: 18_812,
    impressions: null,
    cart: null,
    about: { impressions: 120_000 },
    fromData: ['clicks'],
  });

  it('is told apart by how surely it is known; what is unknown is left out', () => {
    expect(pageFigures(row)).toEqual([
      { of: 'impressions', count: 120_000, as: 'about' },
      { of: 'clicks', count: 18_812, as: 'data' },
      { of: 'sold', count: 63, as: 'exact' },
    ]);
    expect(pageFigures(undefined)).toEqual([]);
  });

  it('is exact where it is, whatever else is said', () => {
    expect(pageFigures({ ...row, impressions: 119_204 })[0]).toEqual({ of: 'impressions', count: 119_204, as: 'exact' });
  });
});
