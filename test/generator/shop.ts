import type { Chance } from './random.ts';

/** A product as the generator knows it and no forecast does. */
export type Product = {
  readonly sku: string;
  /** Share of viewers that look at it in a minute: while it is presented, and otherwise. */
  readonly shownLook: number;
  readonly idleLook: number;
  /** Share of those who look that buy. */
  readonly buys: number;
  /** First and last stream that offers it. */
  readonly from: number;
  readonly to: number;
};

/** Sixty products or so, a few of which come and go; what sells best sells thirty times as much as what sells least. */
export function catalogue(chance: Chance, streams: number): readonly Product[] {
  return Array.from({ length: 60 }, (_, index) => {
    const isNew = chance.happens(0.35);
    const from = isNew ? chance.whole(1, Math.max(1, streams - 2)) : 0;
    return {
      sku: `SKU-${String(index + 1).padStart(3, '0')}`,
      shownLook: chance.between(0.1, 0.25),
      idleLook: chance.between(0.0004, 0.004),
      buys: 0.006 * chance.factor(0.9),
      from,
      to: chance.happens(0.25) ? from + chance.whole(4, 20) : streams,
    };
  });
}
