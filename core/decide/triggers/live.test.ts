import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { T0 } from '../../../test/builders/events.ts';
import type { Capacity } from '../../domain/capacity.ts';
import { DAY, HOUR, MINUTE } from '../../domain/instant.ts';
import { DEFAULT_TRIGGERS } from '../../domain/trigger-settings.ts';
import { capacity, loadOf } from './capacity.ts';
import type { CapacityCase, ListingCase, OffersCase } from './cases.ts';
import { oversell } from './oversell.ts';
import { stalled } from './stalled.ts';
import { dispatchBy, workDays, workedOn } from './working-days.ts';

const at = (text: string): number => Date.parse(text);

describe('oversell', () => {
  const offers = (available: number | null, unseen: number, ...units: readonly number[]): OffersCase => ({
    kind: 'offers',
    sku: 'TEE',
    title: 'Tee',
    available,
    unseen,
    offered: units.map((one, index) => ({ name: `shop ${index + 1}`, units: one })),
    worth: null,
    onAir: true,
    lasts: null,
    certain: true,
  });
  it.each<[string, OffersCase, number | null]>([
    ['two listings that offer what there is together', offers(100, 0, 60, 40), null],
    ['two listings that offer one more', offers(100, 0, 60, 41), 1],
    ['two channels, and orders on their way', offers(100, 5, 60, 40), 5],
    ['one channel alone', offers(100, 0, 130), 30],
    ['nothing left, and nothing offered', offers(0, 0, 0), null],
    ['nothing left, and one offered', offers(0, 3, 1), 1],
    ['unknown stock', offers(null, 0, 100), null],
    ['nothing that tells what it offers', offers(10, 0), null],
  ])('of %s', (_name, given, over) => {
    expect(oversell.judge(given, false)?.reason.values?.over ?? null).toBe(over);
  });
  it('is over once what is offered is limited to what is left', () => {
    expect(oversell.judge(offers(100, 5, 95), true)).toBeNull();
  });
});

describe('stalled', () => {
  const listing = (over: Partial<ListingCase>): ListingCase => ({
    kind: 'listing',
    now: T0 + HOUR,
    account: 'acc',
    listing: 'TEE',
    title: 'Tee',
    link: 3,
    settings: DEFAULT_TRIGGERS,
    left: 50,
    silentSince: T0 + HOUR - 6 * MINUTE,
    expected: 10,
    size: 50,
    worth: null,
    certain: true,
    ...over,
  });
  it.each<[string, Partial<ListingCase>, boolean]>([
    ['no sale where ten were expected', {}, true],
    ['no sale where four were expected: chance allows it', { expected: 4 }, false],
    ['no sale where ten were expected of a rate that is very unsure', { size: 1 }, false],
    ['a silence of less than two minutes', { silentSince: T0 + HOUR - 119_000, expected: 100 }, false],
    ['nothing left', { left: 0 }, false],
    ['unknown stock', { left: null }, false],
    ['nothing to be expected', { expected: 0 }, false],
  ])('with %s', (_name, over, raised) => {
    expect(stalled.judge(listing(over), false) !== null).toBe(raised);
  });
  it('is over with the next sale', () => {
    expect(stalled.judge(listing({ silentSince: T0 + HOUR, expected: 0 }), true)).toBeNull();
  });
});

/** Los Angeles, Monday to Friday until 14:00; Thanksgiving is off. */
const warehouse = (over: Partial<Capacity> = {}): Capacity => ({
  source: 'wms',
  ordersADay: 100,
  zone: 'America/Los_Angeles',
  cutOff: '14:00',
  weekdays: [1, 2, 3, 4, 5],
  holidays: ['2026-11-26'],
  open: { orders: 0, at: T0 },
  unitsPerOrder: 1,
  ...over,
});

describe('working days', () => {
  it.each([
    ['on a Monday morning', '2026-11-23T10:00-08:00', '2026-11-23'],
    ['at the cut-off', '2026-11-23T14:00-08:00', '2026-11-23'],
    ['after the cut-off', '2026-11-23T14:01-08:00', '2026-11-24'],
    ['on a Friday evening', '2026-11-20T20:00-08:00', '2026-11-23'],
    ['on a Saturday', '2026-11-21T09:00-08:00', '2026-11-23'],
    ['after the cut-off before a holiday', '2026-11-25T15:00-08:00', '2026-11-27'],
    ['when it is Tuesday in Shanghai and Monday there', '2026-11-24T01:00+08:00', '2026-11-23'],
  ])('an order of %s goes with a day', (_name, ordered, day) => {
    expect(workedOn(warehouse(), at(ordered)).toString()).toBe(day);
  });
  it.each([
    ['two days after a Monday', '2026-11-23T10:00-08:00', 2, '2026-11-25T23:59:59.999-08:00'],
    ['two days after a Thursday, over a weekend', '2026-11-19T10:00-08:00', 2, '2026-11-23T23:59:59.999-08:00'],
    ['two days after a Tuesday, over a holiday', '2026-11-24T10:00-08:00', 2, '2026-11-27T23:59:59.999-08:00'],
    ['on the same day', '2026-11-23T10:00-08:00', 0, '2026-11-23T23:59:59.999-08:00'],
    ['over the end of summer time', '2026-10-30T10:00-07:00', 1, '2026-11-02T23:59:59.999-08:00'],
  ])('the deadline is %s', (_name, ordered, days, due) => {
    expect(dispatchBy(warehouse(), at(ordered), days)).toBe(at(due));
  });
  it.each([
    ['Monday morning to Wednesday', '2026-11-23T10:00-08:00', '2026-11-25T23:59-08:00', 3],
    ['Monday evening to Wednesday', '2026-11-23T20:00-08:00', '2026-11-25T23:59-08:00', 2],
    ['Friday evening to Monday', '2026-11-20T20:00-08:00', '2026-11-23T23:59-08:00', 1],
    ['over Thanksgiving', '2026-11-25T10:00-08:00', '2026-11-27T23:59-08:00', 2],
    ['no day at all', '2026-11-21T10:00-08:00', '2026-11-22T23:59-08:00', 0],
  ])('there are so many from %s', (_name, from, until, days) => {
    expect(workDays(warehouse(), at(from), at(until))).toBe(days);
  });
});

describe('capacity', () => {
  /** A stream on Friday evening; what it brings goes on Monday, and must be out two working days later. */
  const load = (over: Partial<CapacityCase>): CapacityCase => ({
    kind: 'capacity',
    now: at('2026-11-13T18:00-08:00'),
    capacity: warehouse(),
    name: 'LAX',
    zone: 'America/New_York',
    settings: DEFAULT_TRIGGERS,
    open: { orders: 0, at: at('2026-11-13T17:00-08:00') },
    taken: 0,
    expected: 0,
    endsAt: at('2026-11-13T21:00-08:00'),
    dispatchDays: 2,
    can: { longerHandling: false, preOrder: false },
    worth: null,
    certain: true,
    ...over,
  });
  const open = (orders: number, hours = 1) => ({ orders, at: at('2026-11-13T18:00-08:00') - hours * HOUR });
  it('counts working days until these orders’ deadline: Monday to Wednesday', () => {
    expect(loadOf(load({ expected: 240 }))).toMatchObject({
      canShip: 300,
      share: 0.8,
      dueAt: at('2026-11-18T23:59:59.999-08:00'),
    });
  });
  it.each<[string, Partial<CapacityCase>, string | null]>([
    ['80 % of it', { expected: 240 }, 'core:capacity.reason'],
    ['one order less', { expected: 239 }, null],
    ['open, taken and expected together', { open: open(100), taken: 60, expected: 80 }, 'core:capacity.reason'],
    ['open orders that were counted two days ago', { open: open(100, 48), taken: 60, expected: 80 }, 'core:capacity.old'],
    ['a share of 90 % that the shop set', { expected: 240, settings: { ...DEFAULT_TRIGGERS, capacityShare: 0.9 } }, null],
    ['open orders that nobody knows', { open: null, expected: 240 }, 'core:capacity.unknown'],
    ['a warehouse that ships nothing', { capacity: warehouse({ ordersADay: 0 }), expected: 1 }, 'core:capacity.reason'],
    ['nothing to ship', {}, null],
  ])('with %s', (_name, over, key) => {
    expect(capacity.judge(load(over), false)?.reason.key ?? null).toBe(key);
  });
  it.each([
    [{ longerHandling: true, preOrder: true }, 'core:capacity.proposesLonger'],
    [{ longerHandling: false, preOrder: true }, 'core:capacity.proposesPreOrder'],
    [{ longerHandling: false, preOrder: false }, 'core:capacity.proposes'],
  ])('proposes what the channel can do: %j', (can, key) => {
    expect(capacity.judge(load({ expected: 240, can }), false)?.proposes.key).toBe(key);
  });
  it('is cleared a tenth below', () => {
    expect(capacity.judge(load({ expected: 217 }), true)).not.toBeNull();
    expect(capacity.judge(load({ expected: 215 }), true)).toBeNull();
  });
  it('is never less urgent with more orders, nor more urgent with a longer deadline', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(500), fc.integer({ min: 0, max: 6 }), (orders, more, days) => {
        const urgency = (expected: number, dispatchDays: number) =>
          capacity.judge(load({ expected, dispatchDays, endsAt: at('2026-11-13T18:00-08:00') + DAY }), false)?.urgency ?? 0;
        expect(urgency(orders + more, days)).toBeGreaterThanOrEqual(urgency(orders, days));
        expect(urgency(orders, days + 1)).toBeLessThanOrEqual(urgency(orders, days));
      }),
    );
  });
});
