import { describe, expect, it } from 'vitest';
import { aShop, evening, over } from '../../../test/builders/evening-shop.ts';
import { aStream, T0 } from '../../../test/builders/events.ts';
import type { DeskAsk } from '../../domain/desk.ts';
import { DAY, HOUR, MINUTE } from '../../domain/instant.ts';
import type { Mode, ModeKind, Shipment } from '../../domain/shipping.ts';
import { deskOf } from './desk.ts';

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
    expect(during?.funnel).toMatchObject({
      viewers: { count: 1_000, by: 'console' },
      impressions: { count: null, by: null, at: null },
      ordered: { count: 120 },
      paid: { count: null },
    });
  });

  it('names who counted each step, and when: the console, else a file', () => {
    const { shop } = shortEvening(60);
    shop.page(60.1, 'TEE', 900, { TEE: { impressions: 5_000, clicks: 400 } });
    const row = { account: 'acc', of: { stream: 'A' }, minutes: null, by: 'file', at: T0 + 30 * MINUTE } as const;
    const none = { impressions: null, clicks: null, cart: null, ordered: null, paid: null };
    shop.feed(61, {
      type: 'funnels',
      body: {
        rows: [
          { ...row, ...none, listing: 'BAG', cart: 70, clicks: 100 },
          { ...row, ...none, listing: null, viewers: 800, comments: 42 },
        ],
      },
    });
    const seen = T0 + 60.1 * MINUTE;
    expect(desk(shop, 'during').during?.funnel).toMatchObject({
      // The console's own count comes before the file's.
      viewers: { count: 900, by: 'console' },
      comments: { count: 42, by: 'file', at: T0 + 30 * MINUTE },
      impressions: { count: 5_000, by: 'console', at: seen },
      clicks: { count: 500, by: 'both', at: T0 + 30 * MINUTE },
      cart: { count: 70, by: 'file', at: T0 + 30 * MINUTE },
    });
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

  it('holds against each other what was forecast and what came of the same SKUs, and says what that leaves out', () => {
    const { shop, stream } = shortEvening(60);
    // NEW comes when half of the stream is over.
    for (let minute = 60; minute < 120; minute += 1) {
      shop.stock.set('NEW', 500 - (minute - 60));
      shop.read(minute + 0.9);
    }
    over(shop, stream);
    const after = desk(shop, 'after').after;
    const of = (share: number) => after?.whole.find((one) => one.share === share);
    const late = after?.review.skus.NEW?.net ?? 0;
    expect(late).toBeGreaterThan(30);
    expect(of(0.1)).toMatchObject({ net: (after?.totals.net ?? 0) - late, leftOut: { skus: 1, net: late } });
    expect(of(0.75)).toMatchObject({ net: after?.totals.net, leftOut: { skus: 0, net: 0 } });
  });

  it('shows the newest stream that was looked back upon, whatever nobody watched since', () => {
    const { shop, stream } = shortEvening();
    over(shop, stream);
    const unwatched = aStream('acc', T0 + 300 * MINUTE, T0 + 400 * MINUTE, { id: 'Z', actualStart: null });
    shop.feed(199, { type: 'settings', body: { streams: [unwatched] } });
    shop.tick(500);
    const view = desk(shop, 'after');
    expect(view.streams.map(({ id, is, reviewed }) => [id, is, reviewed])).toEqual([
      ['A', 'over', true],
      ['Z', 'over', false],
    ]);
    expect(view.after?.stream.id).toBe('A');
    expect(desk(shop, 'after', 'Z').after).toBeNull();
  });

  describe('before a stream', () => {
    /** Three days before a stream that wants 400 of TEE, with 150 there; air takes a day and a half in all, sea forty. */
    function planned(modes = [mode('air', 1.5), mode('seaSlow', 40)]) {
      const shop = aShop({ TEE: 400, CAP: 60, BAG: 60 });
      shop.stock.set('TEE', 150);
      shop.read(0);
      const stream = aStream('acc', T0 + 3 * DAY, T0 + 3 * DAY + 2 * HOUR, { id: 'N', actualStart: null });
      shop.feed(1, { type: 'settings', body: { streams: [stream], modes } });
      return shop;
    }
    const mode = (kind: ModeKind, days: number): Mode => ({
      id: kind,
      name: kind,
      kind,
      route: kind,
      to: null,
      from: null,
      parts: { main: { days, spread: 0 } },
      cutOff: null,
      peaks: [],
      freight: null,
      battery: true,
      liquid: true,
    });

    it('lists what is missing first, what closes it, and until when', () => {
      const before = desk(planned(), 'before').before;
      expect(before?.rows.map(({ sku }) => sku)[0]).toBe('TEE');
      expect(before?.red).toBe(1);
      const [tee, ...others] = before?.rows ?? [];
      expect(tee).toMatchObject({
        available: 150,
        verdict: { kind: 'short' },
        actions: [{ say: { key: 'desk:check.ship', values: { name: 'air' } } }],
      });
      expect(tee?.gap).toBeGreaterThan(150);
      expect(tee?.actions[0]?.by).toBeLessThanOrEqual(T0 + 1.5 * DAY);
      expect(others.map(({ gap, actions }) => [gap, actions])).toEqual([
        [0, []],
        [0, []],
      ]);
      expect(before?.totals.gap).toBe(tee?.gap);
    });

    it('proposes no shipment that arrives too late', () => {
      const [tee] = desk(planned([mode('seaSlow', 40)]), 'before').before?.rows ?? [];
      expect(tee).toMatchObject({
        actions: [{ say: { key: 'desk:check.limit', values: { units: tee?.gap } }, by: T0 + 3 * DAY }],
      });
    });

    it('tells the warehouse what to expect, and the restock page what to order', () => {
      const shop = planned();
      const notice = desk(shop, 'before').before?.notice;
      expect(notice?.rows[0]?.sku).toBe('TEE');
      expect(notice?.days).toHaveLength(notice?.rows[0]?.units.length ?? 0);
      const restock = deskOf(shop.state(), { tab: 'restock', stream: null, sku: 'TEE' }, FRAME).restock;
      expect(restock?.rows.map(({ sku }) => sku)).toContain('TEE');
      expect(restock?.plan).toMatchObject({ sku: 'TEE' });
      const parts = restock?.plan?.parts;
      expect(restock?.plan?.need).toBeGreaterThan(0);
      expect(parts?.scheduled).toBeGreaterThan(300);
    });

    it('counts a shipment that is put away in time, and not one that is late', () => {
      const shop = planned();
      const shipment = (at: number): Shipment => ({
        id: 's',
        name: 'AIR-1',
        to: { source: 'wms', location: 'LAX' },
        lines: [{ sku: 'TEE', units: 500 }],
        stage: 'shipped',
        expectedAt: at,
        putAwayAt: at,
        chance: null,
      });
      shop.feed(2, { type: 'settings', body: { shipments: [shipment(T0 + 4 * DAY)] } });
      expect(desk(shop, 'before').before?.rows[0]).toMatchObject({ sku: 'TEE', inboundInTime: 0 });
      shop.feed(3, { type: 'settings', body: { shipments: [shipment(T0 + 2 * DAY)] } });
      expect(desk(shop, 'before').before?.rows.find(({ sku }) => sku === 'TEE')).toMatchObject({ inboundInTime: 500, gap: 0 });
    });
  });

  it('has nothing to show of a stream that nobody watched', () => {
    const shop = aShop();
    shop.read(0);
    expect(desk(shop, 'during').during).toBeNull();
    expect(desk(shop, 'after', 'nowhere').after).toBeNull();
  });
});
