import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aStream, T0 } from '../../test/builders/events.ts';
import { aJudgedShop, facts, type JudgedShop, priced } from '../../test/builders/judged-shop.ts';
import { DAY, HOUR } from '../domain/instant.ts';

/**
 * The law of too little: more stock never raises, and more sales never lower, how urgent the most urgent alert of a SKU is, whichever of
 * the triggers leads. Too much of it, interest in it, and a link that nobody can buy are other matters.
 */
const OTHERS = ['overstock', 'breakout', 'stalled', 'stale'];
const urgencyOf = (shop: JudgedShop): number =>
  Math.max(
    0,
    ...shop
      .alerts()
      .filter(({ trigger, subject }) => subject.sku === 'TEE' && !OTHERS.includes(trigger))
      .map(({ urgency }) => urgency),
  );

const settings = fc.record({
  safety: fc.option(fc.integer({ min: 1, max: 300 })),
  daily: fc.option(fc.integer({ min: 1, max: 40 })),
  price: fc.option(fc.integer({ min: 1, max: 50_000 })),
  planned: fc.integer({ min: 1, max: 400 }),
  next: fc.option(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 600 }))),
});
type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;
const aShop = ({ safety, daily, price, planned, next }: Settings, live: boolean): JudgedShop => {
  const tee = facts('TEE', {
    safetyStock: safety,
    dailySales: daily,
    plannedUnits: planned,
    ...(price === null ? {} : { supply: priced(price) }),
  });
  const later =
    next === null
      ? []
      : [
          aStream('acc', T0 + next[0] * DAY, T0 + next[0] * DAY + 2 * HOUR, {
            id: 'next',
            actualStart: null,
            planned: { TEE: next[1] },
          }),
        ];
  return aJudgedShop({ skus: [tee], streams: [...(live ? [aStream('acc', T0, T0 + 2 * HOUR)] : []), ...later] });
};

describe('the most urgent alert of a SKU', () => {
  const stock = fc.integer({ min: 0, max: 600 });
  const more = fc.integer({ min: 1, max: 60 });

  it('between streams never becomes more urgent with more stock', () => {
    const at = (given: Settings, levels: readonly number[]) => {
      const shop = aShop(given, false);
      for (const [index, units] of levels.entries()) {
        shop.read(index, { TEE: units });
        shop.tick(index);
      }
      return urgencyOf(shop);
    };
    fc.assert(
      fc.property(settings, stock, more, stock, (given, units, plus, before) => {
        expect(at(given, [units + plus])).toBeLessThanOrEqual(at(given, [units]));
        // Whatever was raised before.
        expect(at(given, [before, units + plus])).toBeLessThanOrEqual(at(given, [before, units]));
      }),
      { numRuns: 100 },
    );
  });

  /** So many units sold in each of some minutes, from so many. */
  const live = (given: Settings, units: number, sold: readonly number[]) => {
    const shop = aShop(given, true);
    let left = units;
    shop.read(0, { TEE: left, CAP: 500 });
    for (const [index, one] of sold.entries()) {
      left -= Math.min(left, one);
      shop.read(index + 1, { TEE: left, CAP: 500 });
      shop.tick(index + 1);
    }
    return shop;
  };
  // Some in each minute: without a sale a forecast is held calm, and the first one lets it follow a silence downwards.
  const sold = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 12 });

  it('on air never becomes more urgent with more stock', () => {
    fc.assert(
      fc.property(settings, fc.integer({ min: 80, max: 600 }), more, sold, (given, units, plus, minutes) => {
        expect(urgencyOf(live(given, units + plus, minutes))).toBeLessThanOrEqual(urgencyOf(live(given, units, minutes)));
      }),
      { numRuns: 25 },
    );
  });

  it('on air never becomes less urgent with more sales', () => {
    fc.assert(
      fc.property(
        settings,
        fc.integer({ min: 80, max: 600 }),
        fc.integer({ min: 1, max: 6 }),
        sold,
        (given, units, plus, minutes) => {
          const busier = [...minutes.slice(0, -1), (minutes.at(-1) ?? 0) + plus];
          expect(urgencyOf(live(given, units, busier))).toBeGreaterThanOrEqual(urgencyOf(live(given, units, minutes)));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is one alert for each group that it goes to', () => {
    fc.assert(
      fc.property(settings, stock, sold, (given, units, minutes) => {
        const of = live(given, units, minutes)
          .alerts()
          .filter(({ trigger, subject }) => subject.sku === 'TEE' && !OTHERS.includes(trigger));
        expect(new Set(of.map(({ goesTo }) => goesTo)).size).toBe(of.length);
      }),
      { numRuns: 15 },
    );
  });
});
