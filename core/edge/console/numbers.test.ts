import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn } from './numbers.ts';

describe('a number on a page', () => {
  it.each([
    ['0', 0],
    ['1204', 1204],
    ['1,204', 1204],
    ['1.234', 1234],
    ['1 204 000', 1_204_000],
    ['1\u202f204', 1204],
    ['1\u00a0204', 1204],
    ['１，２０４', 1204],
    ['４０', 40],
    [' 12 ', 12],
  ])('%j is exactly %d', (text, exact) => {
    expect(countIn(text)).toEqual({ exact, about: null });
  });

  it.each([
    ['18.8k', 18_800],
    ['3.4K+', 3_400],
    ['1.2万', 12_000],
    ['1.2w', 12_000],
    ['１．２万', 12_000],
    ['1.1亿', 110_000_000],
    ['3千', 3_000],
    ['18,8 mil', 18_800],
    ['2,5 mi', 2_500_000],
    ['1,2 tr', 1_200_000],
    ['1,2tr', 1_200_000],
    ['7 nghìn', 7_000],
    ['12,5rb', 12_500],
    ['1,1 jt', 1_100_000],
    ['2.5M', 2_500_000],
    ['1.25 หมื่น', 12_500],
    ['99+', 99],
    ['1,000+', 1_000],
    ['约 300', 300],
    ['~1.2k', 1_200],
  ])('%j is about %d, and never exact', (text, about) => {
    expect(countIn(text)).toEqual({ exact: null, about });
  });

  it.each([
    ['thousands of a thousand, or a fraction of one', '1.234k'],
    ['the same with a comma', '1,234 mil'],
    ['two kinds of separator', '1.234,567'],
    ['a fraction of a unit', '3.5'],
    ['groups that are none', '1,2,3'],
    ['a unit that nobody knows', '12 pcs'],
    ['a number in a sentence', 'Low stock: 1'],
    ['digits that are not read', '٣٤'],
    ['less than nothing', '-3'],
    ['a name that every object bears', '3 constructor'],
    ['nothing', ''],
    ['no text', null],
  ])('%s is unknown: %j', (_, text) => {
    expect(countIn(text)).toEqual({ exact: null, about: null });
  });

  it('is exact however its thousands are set apart', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.constantFrom(',', '.', ' ', '\u00a0', '\u202f', ''), (count, separator) => {
        const text = String(count).replace(/\B(?=(\d{3})+$)/g, separator);
        expect(countIn(text).exact).toBe(count);
      }),
    );
  });
});
