import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aContext } from '../../test/builders/context.ts';
import { aShop, evening, over, SKUS, TWO_HOURS } from '../../test/builders/evening-shop.ts';
import { aStream, T0 } from '../../test/builders/events.ts';
import type { LogEvent } from '../domain/event.ts';
import type { Expected } from '../domain/expected.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../domain/instant.ts';
import { NO_FACTS } from '../domain/settings.ts';
import { advance, detailOf, emptyState, panelOf, type ShopState } from './cycle.ts';

describe('before a stream', () => {
  it('says of each SKU what the stream will sell, as planned, and holds the stock against it', () => {
    const shop = aShop({ TEE: 400, CAP: 60 });
    shop.stock.set('TEE', 150);
    shop.read(0);
    shop.stream(aStream('acc', T0 + DAY, T0 + DAY + 2 * HOUR, { actualStart: null }));
    expect(shop.forecast('TEE')?.net.mean).toBeGreaterThan(100);
    expect(shop.forecast('TEE')?.drain.mean).toBeCloseTo(400, -1);
    expect(shop.forecast('TEE')?.stockOut.shortBy).toBeGreaterThan(200);
    expect(shop.forecast('CAP')).toMatchObject({ soldSoFar: 0, stockOut: { shortBy: null }, why: { key: 'core:why.before' } });
    const view = panelOf(shop.state(), aContext());
    const rows = Object.values(view.rows);
    expect(rows.find(({ key }) => key === 'TEE')).toMatchObject({ verdict: { kind: 'short' }, pace: null });
    expect(rows.find(({ key }) => key === 'CAP')?.verdict).toEqual({ kind: 'enough' });
  });

  it('starts from the SKU’s own past once there is one, and a new SKU from its group', () => {
    const shop = aShop({});
    for (const [day, id] of ['A', 'B', 'C'].entries()) over(shop, evening(shop, id, { from: day * 24 * 60, minutes: 120 }));
    shop.feed(3 * 24 * 60 - 60, {
      type: 'settings',
      body: { skus: ['BAG', 'NEW'].map((sku) => ({ sku, ...NO_FACTS, group: 'bags' })) },
    });
    shop.stock.set('NEW', 1_000);
    const start = T0 + 3 * DAY;
    const rundown = [{ key: 'TEE', startsAt: start + 20 * MINUTE, endsAt: start + 40 * MINUTE }];
    shop.read(3 * 24 * 60 - 50);
    const listings = ['TEE', 'CAP', 'BAG', 'NEW'].map((key) => ({
      account: 'acc',
      key,
      title: key,
      variants: [{ id: key, title: '', components: [{ sku: key, unitsPerSale: 1 }] }],
    }));
    shop.feed(3 * 24 * 60 - 40, {
      type: 'settings',
      body: { listings, streams: [aStream('acc', start, start + 2 * HOUR, { id: 'D', actualStart: null, rundown })] },
    });
    const tee = shop.forecast('TEE', 'D');
    expect(tee?.why.values).toMatchObject({ from: 'own', count: 1 });
    // Presented it sells 200 an evening; CAP, which nobody plans to present this time, next to nothing.
    expect(tee?.net.mean).toBeGreaterThan(130);
    expect(tee?.net.mean).toBeLessThan(260);
    expect(shop.forecast('CAP', 'D')?.net.mean).toBeLessThan(60);
    expect(shop.forecast('NEW', 'D')?.why.values).toMatchObject({ from: 'group' });
    expect(shop.forecast('NEW', 'D')?.net.mean).toBeGreaterThan(10);
  });
});

describe('what the seller expects beside the plan', () => {
  /** Three evenings at a price of 20 with 100 spent on advertising, then one to come. */
  function tonight(expected: Partial<Expected>, past: (day: number) => Partial<Expected> = () => ({})) {
    const shop = aShop({});
    for (let day = 0; day < 4; day += 1) {
      const stream = evening(shop, `S${day}`, { from: day * 24 * 60, minutes: 60 }, 60, 1, { ...USUAL, ...past(day) });
      over(shop, stream);
    }
    shop.stream(
      aStream('acc', T0 + 4 * DAY, T0 + 4 * DAY + HOUR, { id: 'N', actualStart: null, expected: { ...USUAL, ...expected } }),
    );
    return { shop, bag: shop.forecast('BAG', 'N')?.net.mean ?? 0 };
  }
  const USUAL: Expected = { viewers: null, adSpend: 100, prices: { BAG: 20 }, roles: { BAG: 'hero' } };

  it('scales by viewers, by advertising where none are named, and by a price against the usual one', () => {
    const { bag: usual } = tonight({});
    expect(tonight({ viewers: 2_000 }).bag / usual).toBeCloseTo(2, 0);
    expect(tonight({ adSpend: 400 }).bag / usual).toBeGreaterThan(1.1);
    expect(tonight({ adSpend: 400 }).bag / usual).toBeLessThan(2);
    expect(tonight({ viewers: 1_000, adSpend: 400 }).bag).toBeCloseTo(usual, 0);
    expect(tonight({ prices: { BAG: 16 } }).bag / usual).toBeGreaterThan(1.2);
    expect(tonight({ prices: { BAG: 40 } }).bag / usual).toBeLessThan(0.6);
    expect(tonight({ prices: {} }).bag).toBeCloseTo(usual, 0);
  });

  it('keeps what a SKU was there for', () => {
    expect(tonight({}).shop.state().taught.learned.acc?.skus.BAG?.role).toBe('hero');
  });
});

describe('during a stream', () => {
  it('knows that what is yet to be presented has yet to sell', () => {
    const shop = aShop({});
    for (const [day, id] of ['A', 'B', 'C'].entries()) over(shop, evening(shop, id, { from: day * 24 * 60, minutes: 120 }));
    evening(shop, 'D', { from: 3 * 24 * 60, minutes: 120 }, 60);
    // TEE has had its turn; CAP has sold nothing in an hour, and its turn comes.
    expect(shop.forecast('TEE', 'D')?.soldSoFar).toBeGreaterThan(190);
    expect(shop.forecast('TEE', 'D')?.net.mean).toBeLessThan(230);
    expect(shop.forecast('CAP', 'D')?.soldSoFar).toBe(0);
    expect(shop.forecast('CAP', 'D')?.net.mean).toBeGreaterThan(120);
    expect(shop.forecast('CAP', 'D')?.why).toMatchObject({ key: 'core:why.slots', values: { from: 'own', count: 1 } });
  });

  it('follows the viewers who come at once', () => {
    const usual = aShop({});
    const raided = aShop({});
    for (const shop of [usual, raided]) {
      for (const [day, id] of ['A', 'B', 'C'].entries()) over(shop, evening(shop, id, { from: day * 24 * 60, minutes: 120 }));
      evening(shop, 'D', { from: 3 * 24 * 60, minutes: 120 }, 60);
    }
    const at = 3 * 24 * 60 + 60;
    usual.page(at, null, 1_000);
    raided.page(at, null, 3_000);
    for (const shop of [usual, raided]) shop.tick(at + 1.1);
    expect(raided.forecast('BAG', 'D')?.net.mean).toBeGreaterThan((usual.forecast('BAG', 'D')?.net.mean ?? 0) + 5);
  });

  it('takes an offer that a person marks into account, and its end', () => {
    const shop = aShop();
    evening(shop, 'stream', TWO_HOURS, 50);
    const before = shop.forecast('BAG')?.net.mean ?? 0;
    const offer = (minute: number, on: boolean) =>
      shop.feed(minute, {
        type: 'offer',
        body: { account: 'acc', listing: 'BAG', kind: 'flashPrice', at: T0 + minute * MINUTE, on },
      });
    offer(50, true);
    expect(shop.forecast('BAG')?.net.mean).toBeGreaterThan(before + 0.5);
    expect(shop.forecast('BAG')?.why.key).toBe('core:why.offered');
    offer(53, false);
    shop.tick(54.5);
    expect(shop.forecast('BAG')?.why.key).not.toBe('core:why.offered');
  });

  it('blames a pause on nobody: units that could not be bought are lost demand, and the rest is expected as before', () => {
    const shop = aShop({});
    for (const [day, id] of ['A', 'B', 'C'].entries()) over(shop, evening(shop, id, { from: day * 24 * 60, minutes: 120 }));
    const from = 3 * 24 * 60;
    evening(shop, 'D', { from, minutes: 120 }, 40);
    for (let minute = 40; minute < 70; minute += 1) {
      shop.page(from + minute, null, 1_000, { BAG: { state: 'paused' } });
      shop.read(from + minute + 0.9);
    }
    const bag = shop.forecast('BAG', 'D');
    expect(bag?.lost.soFar).toBeGreaterThan(20);
    expect(bag?.lost.soFar).toBeLessThan(40);
    // Forty were sold, thirty lost, and fifty minutes are to come.
    expect(bag?.net.mean).toBeGreaterThan(80);
  });

  it('is calm: without anything new it moves by the greater of one unit and 2 % at most', () => {
    fc.assert(
      fc.property(
        fc.record({ TEE: fc.integer({ min: 1, max: 3_000 }), CAP: fc.integer({ min: 1, max: 300 }) }),
        fc.integer({ min: 1, max: 110 }),
        fc.constantFrom(5, 20, 60),
        (planned, minute, seconds) => {
          const shop = aShop(planned);
          evening(shop, 'stream', TWO_HOURS, minute);
          const steps = Array.from({ length: 12 }, (_, step) => minute + ((step + 1) * seconds) / 60);
          for (const at of steps) {
            const before = SKUS.map((sku) => shop.forecast(sku)?.net.mean ?? 0);
            shop.tick(at, seconds * SECOND);
            for (const [index, sku] of SKUS.entries()) {
              const [was, is] = [before[index] ?? 0, shop.forecast(sku)?.net.mean ?? 0];
              expect(Math.abs(is - was)).toBeLessThanOrEqual(Math.max(1, 0.02 * was) + 1e-6);
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('draws the course that it counts with: it ends where the forecast does, and rises in the slots and offers', () => {
    const shop = aShop({});
    for (const [day, id] of ['A', 'B', 'C'].entries()) over(shop, evening(shop, id, { from: day * 24 * 60, minutes: 120 }));
    evening(shop, 'D', { from: 3 * 24 * 60, minutes: 120 }, 50);
    const fan = (sku: string) => detailOf(shop.state(), `acc\u001f${sku}`, sku)?.skus[0]?.fan ?? [];
    for (const sku of SKUS) {
      const { median, p10, p90 } = shop.forecast(sku, 'D')?.net ?? {};
      expect(fan(sku).at(-1)).toMatchObject({ median, p10, p90 });
    }
    // CAP is presented from 80 to 100: of seventy minutes nothing comes in the first thirty.
    expect(fan('CAP')[4]?.median).toBeLessThan(4);
    expect(fan('CAP')[9]?.median).toBeGreaterThan(0.7 * (fan('CAP').at(-1)?.median ?? 0));
    const even = (fan('BAG')[1]?.p90 ?? 0) / (fan('BAG').at(-1)?.p90 ?? 1);
    shop.page(3 * 24 * 60 + 50, null, 1_000, { BAG: { offer: 'flashPrice' } });
    expect((fan('BAG')[1]?.p90 ?? 0) / (fan('BAG').at(-1)?.p90 ?? 1)).toBeGreaterThan(even);
  });

  it('goes on beyond its planned end, and shows what is behind it', () => {
    const shop = aShop();
    evening(shop, 'stream', TWO_HOURS, 130);
    const bag = shop.forecast('BAG');
    expect(bag?.net.mean).toBeGreaterThan(bag?.soldSoFar ?? 0);
    const detail = detailOf(shop.state(), 'acc\u001fBAG', 'BAG');
    const fan = detail?.skus[0]?.fan ?? [];
    expect(fan[0]?.median).toBe(bag?.soldSoFar);
    expect(fan.at(-1)?.p90).toBeGreaterThanOrEqual(fan.at(-1)?.p10 ?? 0);
    expect(fan.at(-1)?.at).toBeGreaterThan(T0 + 130 * MINUTE);
  });
});

describe('what a stream teaches', () => {
  it('is written down once it is settled, once, and outlives the log it came from', () => {
    const shop = aShop();
    const stream = over(shop, evening(shop, 'A'));
    const written = () => shop.events.filter(({ type }) => type === 'learned');
    // Counted at once, and written down when nothing of it is given back any more.
    expect(written()).toHaveLength(0);
    expect(shop.state().taught.settling).toHaveLength(1);
    shop.tick(181);
    const lessons = written();
    expect(lessons).toHaveLength(1);
    expect(shop.state().taught).toMatchObject({ streams: ['A'], settling: [], unwritten: [] });
    const again = advance(shop.state(), lessons[0] as LogEvent);
    expect(again.taught).toEqual(shop.state().taught);
    // The recording is gone, the lesson is not.
    const rest = shop.events.filter(({ type }) => type === 'learned' || type === 'settings').reduce(advance, emptyState('main'));
    expect(rest.taught.learned).toEqual(shop.state().taught.learned);
    expect(rest.taught.learned.acc?.skus.TEE?.net).toBe(200);
    expect(stream.actualEnd).toBe(null);
  });

  it('is net of what was given back within the hour', () => {
    const shop = aShop();
    const lines = (state: 'paid' | 'released', revision: number, from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => ({
        source: 'wms',
        order: `o${from + index}`,
        line: '1',
        revision,
        sku: 'TEE',
        quantity: 1,
        createdAt: T0 + (30 + from + index) * MINUTE,
        state,
      }));
    const orders = (minute: number, told: ReturnType<typeof lines>) =>
      shop.feed(minute, {
        type: 'orders',
        body: { source: 'wms', receivedAt: T0 + minute * MINUTE, watermark: T0 + minute * MINUTE, lines: told },
      });
    const stream = evening(shop, 'A', TWO_HOURS, 0);
    shop.read(1);
    orders(60, lines('paid', 1, 0, 10));
    over(shop, stream);
    const teaches = () => shop.state().taught.settling[0]?.lesson.skus.TEE?.net;
    expect(teaches()).toBe(10);
    orders(140, lines('released', 2, 0, 4));
    shop.tick(181);
    expect(shop.state().taught.learned.acc?.skus.TEE?.net).toBe(6);
    expect(shop.state().ledger.reviews.A?.skus.TEE).toMatchObject({ ordered: 10, released: 4, net: 6 });
  });

  it('counts for the next stream of the account at once, settled or not', () => {
    const shop = aShop({});
    over(shop, evening(shop, 'A'));
    const next = evening(shop, 'B', { from: 130, minutes: 120 }, 1);
    expect(next.id).toBe('B');
    expect(shop.state().taught).toMatchObject({ streams: ['A'], settling: [] });
  });

  it('is the same from the log, from a snapshot, and from a snapshot and the log’s tail', () => {
    const shop = aShop();
    over(shop, evening(shop, 'A'));
    evening(shop, 'B', { from: 24 * 60, minutes: 120 }, 30);
    const half = Math.floor(shop.events.length * 0.7);
    const snapshot = JSON.parse(JSON.stringify(shop.events.slice(0, half).reduce(advance, emptyState('main')))) as ShopState;
    const resumed = shop.events.slice(half).reduce(advance, snapshot);
    expect(JSON.stringify(resumed)).toBe(JSON.stringify(shop.state()));
  });

  it('of one odd evening does not spoil the next', () => {
    const [calm, odd] = [aShop({}), aShop({})];
    for (const [index, shop] of [calm, odd].entries()) {
      for (const [day, id] of ['A', 'B', 'C', 'D'].entries())
        over(shop, evening(shop, id, { from: day * 24 * 60, minutes: 120 }, 120, index === 1 && day === 3 ? 12 : 1));
      shop.stream(aStream('acc', T0 + 4 * DAY, T0 + 4 * DAY + 2 * HOUR, { id: 'E', actualStart: null }));
    }
    const [usual, after] = [calm, odd].map((shop) => shop.forecast('BAG', 'E')?.net.mean ?? 0);
    // One evening of twelve times the usual, out of four: their mean would be nearly four times as much.
    expect(after).toBeLessThan(2 * (usual ?? 0));
  });

  it('does not learn of a stream that never began', () => {
    const shop = aShop();
    shop.read(0);
    shop.stream(aStream('acc', T0 + HOUR, T0 + 2 * HOUR, { actualStart: null }));
    shop.tick(180);
    expect(shop.state().taught.unwritten).toEqual([]);
    expect(shop.events.some(({ type }) => type === 'learned')).toBe(false);
  });

  it('stays small, however many streams there were', () => {
    const shop = aShop();
    for (let day = 0; day < 12; day += 1) over(shop, evening(shop, `S${day}`, { from: day * 24 * 60, minutes: 60 }));
    shop.tick(12 * 24 * 60);
    const { learned } = shop.state().taught;
    expect(learned.acc?.streams).toBe(12);
    expect(JSON.stringify(learned.acc).length).toBeLessThan(200_000);
  });
});
