import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aShop, evening, over } from '../../../test/builders/evening-shop.ts';
import { aStream, T0 } from '../../../test/builders/events.ts';
import type { DeskAsk } from '../../domain/desk.ts';
import { DAY, HOUR, MINUTE } from '../../domain/instant.ts';
import { deskOf } from './desk.ts';
import { wholeParts } from './notice.ts';

const FRAME = { clock: { realAnchor: 0, anchor: 0, rate: 1 }, notices: [] };
type Shop = ReturnType<typeof aShop>;
const desk = (shop: Shop, tab: DeskAsk['tab'], stream: string | null = null) =>
  deskOf(shop.state(), { tab, stream, sku: null }, FRAME);

/** TEE is there 60 times, and would be sold 200 times. */
function shortEvening(until = 120) {
  const shop = aShop();
  shop.stock.set('TEE', 60);
  return { shop, stream: evening(shop, 'A', { from: 0, minutes: 120 }, until) };
}

describe('the desk', () => {
  it('lists streams that are planned, on air and over, in the order of time', () => {
    const { shop, stream } = shortEvening();
    over(shop, stream);
    const next = aStream('acc', T0 + DAY, T0 + DAY + 2 * HOUR, { id: 'C', actualStart: null });
    shop.feed(199, { type: 'settings', body: { streams: [next] } });
    evening(shop, 'B', { from: 200, minutes: 60 }, 2);
    expect(desk(shop, 'streams').streams.map(({ id, is }) => [id, is])).toEqual([
      ['A', 'over'],
      ['B', 'onAir'],
      ['C', 'planned'],
    ]);
    expect(desk(shop, 'streams')).toMatchObject({ during: null, after: null });
  });

  it('shows the stream that is on air where none was asked for: worst first, what is lost, how it goes on', () => {
    const { shop } = shortEvening(60);
    const during = desk(shop, 'during').during;
    expect(during?.stream.id).toBe('A');
    expect(during?.rows.map(({ sku }) => sku)[0]).toBe('TEE');
    expect(during?.rows[0]).toMatchObject({ net: 60, verdict: { kind: 'out' } });
    expect(during?.lost.soFar).toBeGreaterThan(0);
    // TEE sold 60, BAG one a minute.
    expect(during?.curve.at(-1)?.net).toBe(120);
    expect(during?.fan.at(-1)?.at).toBeGreaterThanOrEqual(T0 + 120 * MINUTE);
    expect(during?.fan.at(-1)?.median).toBeGreaterThan(120);
    expect(during?.funnel).toEqual({ viewers: 1_000, impressions: null, clicks: null, cart: null, ordered: 120, paid: null });
  });

  it('looks back upon a stream at once, says until when it may change, and sums up exactly', () => {
    const { shop, stream } = shortEvening();
    over(shop, stream);
    const after = desk(shop, 'after').after;
    expect(after?.settlesAt).toBe(T0 + 180 * MINUTE);
    // CAP sold 200 of its own slot, BAG 120.
    expect(after?.totals).toMatchObject({ ordered: 380, released: 0, net: 380 });
    expect(after?.whole.map(({ share }) => share)).toEqual([0, 0.1, 0.25, 0.5, 0.75]);
    expect(after?.whole.at(-1)?.missed).toBeLessThan(after?.whole[0]?.missed ?? 0);
    const notice = after?.notice;
    expect(notice?.rows.map(({ sku, units }) => [sku, units.reduce((a, b) => a + b, 0)])).toEqual([
      ['CAP', 200],
      ['BAG', 120],
      ['TEE', 60],
    ]);
    shop.tick(181);
    expect(desk(shop, 'after').after).toMatchObject({ settlesAt: null, totals: after?.totals });
  });

  it('names numbers that would have served better, with what they rest on', () => {
    const { shop, stream } = shortEvening();
    over(shop, stream);
    const better = desk(shop, 'after').after?.better ?? [];
    const planned = better.find(({ setting, sku }) => setting === 'plannedUnits' && sku === 'CAP');
    expect(planned).toMatchObject({ from: 60, to: 200 });
    const safety = better.find(({ setting, sku }) => setting === 'safetyStock' && sku === 'TEE');
    expect(safety).toMatchObject({ from: null });
    expect(safety?.to).toBeGreaterThan(100);
    // What did not run out needs no more safety stock.
    expect(better.some(({ setting, sku }) => setting === 'safetyStock' && sku === 'BAG')).toBe(false);
  });

  it('has nothing to show of a stream that nobody watched', () => {
    const shop = aShop();
    shop.read(0);
    expect(desk(shop, 'during').during).toBeNull();
    expect(desk(shop, 'after', 'nowhere').after).toBeNull();
  });
});

describe('parts of a whole', () => {
  it('add up to it, each within one of its share', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 6 }),
        (whole, weights) => {
          const all = weights.reduce((sum, one) => sum + one, 0);
          const shares = weights.map((one) => one / all);
          const parts = wholeParts(whole, shares);
          expect(parts.reduce((sum, one) => sum + one, 0)).toBe(whole);
          for (const [index, part] of parts.entries()) expect(Math.abs(part - whole * (shares[index] ?? 0))).toBeLessThan(1);
        },
      ),
    );
  });
});
