import { describe, expect, it } from 'vitest';
import { aShop, evening, over } from '../../test/builders/evening-shop.ts';
import { aStream, T0 } from '../../test/builders/events.ts';
import type { OfferKind } from '../domain/console.ts';
import { DAY, HOUR, MINUTE } from '../domain/instant.ts';
import type { Stream } from '../domain/stream.ts';
import { offersIn } from './offers-in.ts';

const NOW = 3 * 24 * 60;
/** Three evenings behind it, and one that is planned or (`minutes`) on air. */
function fourth(more: Partial<Stream>, minutes: number | null = null) {
  const shop = aShop({});
  for (const [day, id] of ['A', 'B', 'C'].entries()) over(shop, evening(shop, id, { from: day * 24 * 60, minutes: 120 }));
  const start = T0 + 3 * DAY;
  const on = minutes !== null;
  shop.read(NOW - 0.5);
  shop.stream(aStream('acc', start, start + 2 * HOUR, { id: 'D', actualStart: on ? start : null, ...more }));
  for (let minute = 0; minute < (minutes ?? 0); minute += 1) {
    shop.page(NOW + minute, null, 1_000);
    shop.sell({ BAG: 1 });
    shop.read(NOW + minute + 0.9);
  }
  return shop;
}
const expecting = (kind: OfferKind) => ({
  expected: { viewers: null, adSpend: null, prices: {}, roles: {}, offers: { BAG: kind } },
});
const slotsOf = (offer?: OfferKind) => {
  const slot = { key: 'BAG', startsAt: T0 + 3 * DAY + 60 * MINUTE, endsAt: T0 + 3 * DAY + 90 * MINUTE };
  return { rundown: [offer === undefined ? slot : { ...slot, offer }] };
};
const bag = (shop: ReturnType<typeof fourth>) => shop.forecast('BAG', 'D')?.net.mean ?? 0;

describe('an offer that is planned', () => {
  it('raises what is expected: of the whole stream more than of one slot', () => {
    const plain = bag(fourth({}));
    expect(bag(fourth(expecting('coupon'))) / plain).toBeCloseTo(1.5, 1);
    const [slot, onOffer] = [bag(fourth(slotsOf())), bag(fourth(slotsOf('flashPrice')))];
    expect(onOffer / slot).toBeGreaterThan(1.1);
    expect(onOffer / slot).toBeLessThan(1.5);
  });

  it('counts in a running stream for what is to come, and is on for as long as planned once it begins', () => {
    const [plain, planned] = [fourth(slotsOf(), 50), fourth(slotsOf('flashPrice'), 50)];
    const gain = bag(planned) - bag(plain);
    expect(gain).toBeGreaterThan(5);
    expect(planned.forecast('BAG', 'D')?.why.key).toBe('core:why.slots');
  });

  it('does not take what is given away for demand', () => {
    expect(bag(fourth(expecting('giveaway')))).toBeCloseTo(bag(fourth({})), 6);
    expect(bag(fourth(slotsOf('giveaway')))).toBeCloseTo(bag(fourth(slotsOf())), 6);
  });
});

describe('an offer that the console shows', () => {
  it('raises what is expected while it is on, and says so', () => {
    const shop = fourth({}, 50);
    const before = bag(shop);
    shop.page(NOW + 50, null, 1_000, { BAG: { offer: 'flashPrice' } });
    const on = shop.forecast('BAG', 'D');
    expect(on?.net.mean).toBeGreaterThan(before + 2);
    expect(on?.why.key).toBe('core:why.offered');
    shop.read(NOW + 50.9);
    shop.page(NOW + 51, null, 1_000, { BAG: { offer: null } });
    expect(bag(shop)).toBeLessThan((on?.net.mean ?? 0) - 2);
    expect(shop.forecast('BAG', 'D')?.why.key).toBe('core:why.plain');
  });

  it('does not while it is a giveaway', () => {
    const [plain, given] = [fourth({}, 50), fourth({}, 50)];
    plain.page(NOW + 50, null, 1_000);
    given.page(NOW + 50, null, 1_000, { BAG: { offer: 'giveaway' } });
    for (const shop of [plain, given]) shop.tick(NOW + 51.1);
    expect(bag(given)).toBeCloseTo(bag(plain), 6);
  });

  it('is not on in the stream of tomorrow', () => {
    const shop = fourth({}, 50);
    const start = T0 + 4 * DAY;
    shop.page(NOW + 50, null, 1_000, { BAG: { offer: 'flashPrice' } });
    const forecast = (id: string) => {
      shop.feed(NOW + 50.1, {
        type: 'settings',
        body: { streams: [aStream('acc', start, start + 2 * HOUR, { id, actualStart: null })] },
      });
      return shop.forecast('BAG', id)?.net.mean;
    };
    const on = forecast('E');
    shop.page(NOW + 51, null, 1_000, { BAG: { offer: null } });
    expect(forecast('F')).toBeCloseTo(on ?? 0, 6);
  });
});

describe('what is really on replaces the plan', () => {
  const span = (startsAt: number, endsAt: number, kind: OfferKind = 'coupon') => ({ sku: 'BAG', kind, startsAt, endsAt });
  const plan = [span(60, 90)];
  const told = (startsAt: number, endsAt: number, open: boolean, kind: OfferKind = 'coupon') => ({
    ...span(startsAt, endsAt, kind),
    open,
  });
  it.each([
    ['to come, it counts as planned', [], 50, plan],
    ['nobody tells of offers: it is believed for what was, too', [], 70, plan],
    [
      'others are told of, and it has not begun: it may yet',
      [told(10, 20, false, 'giveaway')],
      70,
      [span(10, 20, 'giveaway'), span(70, 90)],
    ],
    ['begun, it lasts as long as planned', [told(65, 70, true)], 70, [span(65, 90)]],
    ['ended before, it is over', [told(65, 68, false)], 70, [span(65, 68)]],
    ['ended before its time came, it begins again', [told(10, 20, false)], 50, [span(10, 20), span(60, 90)]],
    ['of another kind, both are on', [told(65, 70, false, 'flashPrice')], 70, [span(65, 70, 'flashPrice'), span(70, 90)]],
  ])('%s', (_, real, at, expected) => {
    expect(offersIn(real, plan, at)).toEqual(expected);
  });
});
