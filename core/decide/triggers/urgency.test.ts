import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aCapacityCase,
  aDayCase,
  aListingCase,
  anInterest,
  anOffersCase,
  aSkuCase,
  aSourceCase,
} from '../../../test/builders/cases.ts';
import { T0 } from '../../../test/builders/events.ts';
import { DAY, HOUR } from '../../domain/instant.ts';
import { breakout } from './breakout.ts';
import { capacity } from './capacity.ts';
import { cover } from './cover.ts';
import { oversell } from './oversell.ts';
import { overstock } from './overstock.ts';
import { pulse } from './pulse.ts';
import { safety } from './safety.ts';
import { schedule } from './schedule.ts';
import { stale } from './stale.ts';
import { stalled } from './stalled.ts';
import { stockOut } from './stock-out.ts';
import { minutesOf, type Risk, urgencyOf } from './urgency.ts';

describe('the scale', () => {
  it.each<[string, Risk, number]>([
    ['now, on air', { onAir: true, minutes: 0 }, 900],
    ['now, on air, and a hundred thousand at risk', { onAir: true, minutes: 0, units: 1_000, worth: 100 }, 1_000],
    ['in a quarter of an hour', { minutes: 15 }, 306],
    ['in three hours', { minutes: 180 }, 223],
    ['in a day', { minutes: minutesOf(1) }, 153],
    ['in a week', { minutes: minutesOf(7) }, 87],
    ['in 90 days', { minutes: minutesOf(90) }, 0],
    ['not to be foreseen', { minutes: null }, 0],
    ['in a day, half as likely: as in two', { minutes: minutesOf(1), chance: 0.5 }, urgencyOf({ minutes: minutesOf(2) })],
    ['ten thousand at risk, some day', { minutes: null, units: 100, worth: 100 }, 80],
    ['what has no price', { minutes: null, units: 100, worth: null }, 0],
  ])('of %s', (_name, risk, urgency) => {
    expect(urgencyOf(risk)).toBe(urgency);
  });

  it('puts what is live before all that has days, whatever it costs', () => {
    const some = fc.record({
      minutes: fc.option(fc.double({ min: -10, max: 1e6, noNaN: true })),
      chance: fc.double({ min: 0, max: 1, noNaN: true }),
      units: fc.double({ min: -10, max: 1e9, noNaN: true }),
      worth: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
    });
    fc.assert(
      fc.property(some, some, (live, days) => {
        expect(urgencyOf({ ...live, onAir: true })).toBeGreaterThanOrEqual(urgencyOf(days));
      }),
    );
  });
});

const out = (over: Parameters<typeof aSkuCase>[0]) => stockOut.judge(aSkuCase(over), false)?.urgency ?? -1;
const inDays = (days: number, units: number) => [
  { stream: 's', title: 's', startsAt: T0 + HOUR + days * DAY, units, keeps: 0, guess: false },
];
const plan = (days: number, units: number, worth: number | null = null) =>
  schedule.judge(aDayCase({ available: 0, planned: inDays(days, units), worth }), false)?.urgency ?? -1;
const covers = (available: number, worth: number | null = null) =>
  cover.judge(aDayCase({ available, worth }), false)?.urgency ?? -1;
const low = (available: number, worth: number | null = null, dailySales: number | null = null) =>
  safety.judge(aSkuCase({ available, safety: 100, worth, dailySales }), false)?.urgency ?? -1;
const rush = (available: number, worth: number | null = null) =>
  pulse.judge(aSkuCase({ available, net: 50, dailySales: 10, worth }), false)?.urgency ?? -1;
const over = (units: number, worth: number | null, onAir = true, lasts: number | null = 60) =>
  oversell.judge(anOffersCase({ offered: [{ name: 'shop', units }], worth, onAir, lasts }), false)?.urgency ?? -1;
const stuck = (expected: number, worth: number | null = null) =>
  stalled.judge(aListingCase({ expected, worth }), false)?.urgency ?? -1;
const loaded = (expected: number, worth: number | null = null) =>
  capacity.judge(aCapacityCase({ expected, worth }), false)?.urgency ?? -1;
const rises = (available: number, worth: number | null = null) =>
  breakout.judge(aDayCase({ interest: anInterest(9_000), available, worth }), false)?.urgency ?? -1;
const lies = (available: number, worth: number | null = null) =>
  overstock.judge(aDayCase({ available, worth }), false)?.urgency ?? -1;

/** The more urgent one first. */
describe('ranked by minutes and money', () => {
  it.each<[string, number, number]>([
    ['old numbers before all', stale.judge(aSourceCase(20), false)?.urgency ?? -1, out({ available: 0, out: { chance: 1 } })],
    ['sold out before short', out({ available: 0, out: { chance: 1 } }), out({ out: { chance: 0.9, minutesLeft: 30 } })],
    ['sooner before later', out({ out: { chance: 0.9, minutesLeft: 10 } }), out({ out: { chance: 0.9, minutesLeft: 90 } })],
    ['likely before unlikely', out({ out: { chance: 0.9, minutesLeft: 20 } }), out({ out: { chance: 0.5, minutesLeft: 20 } })],
    [
      'a stock-out of dear goods first',
      out({ out: { chance: 1 }, lost: 9, worth: 50 }),
      out({ out: { chance: 1 }, lost: 9, worth: 5 }),
    ],
    ['a link that nobody can buy before a stock-out in an hour', stuck(10), out({ out: { chance: 0.9, minutesLeft: 60 } })],
    ['a silence that costs more', stuck(20, 50), stuck(20, 5)],
    ['a stock-out in an hour before a warehouse that fills up', out({ out: { chance: 0.9, minutesLeft: 60 } }), loaded(240)],
    ['a fuller warehouse', loaded(400), loaded(250)],
    ['orders that are too many, by what they are worth', loaded(400, 80), loaded(400, 8)],
    ['oversold by more', over(200, 10), over(110, 10)],
    ['oversold on air before oversold tomorrow', over(110, null), over(110, null, false)],
    ['what lasts for minutes before what lasts for days', over(110, null, true, 20), over(110, null, true, 3_000)],
    ['the least of what is live before the most of what has days', loaded(240), plan(0, 1_000, 1_000)],
    ['a stream tomorrow before one in a week', plan(1, 100), plan(6, 100)],
    ['a stream of dear goods', plan(3, 100, 100), plan(3, 100, 1)],
    ['a stream tomorrow before stock for a week', plan(1, 100), covers(70)],
    ['stock for a day before stock for ten', covers(10), covers(100)],
    ['dear stock', covers(50, 100), covers(50, 1)],
    ['less of the safety stock', low(5), low(80)],
    ['safety stock that sells fast', low(50, null, 50), low(50, null, 2)],
    ['dear safety stock', low(50, 100), low(50, 1)],
    ['a rush that leaves less', rush(20), rush(500)],
    ['a rush on dear goods', rush(20, 100), rush(20, 1)],
    ['interest in what is nearly gone', rises(50), rises(2_000)],
    ['interest in dear goods', rises(500, 100), rises(500, 1)],
    ['stock for ten days before what lies too long', covers(100), lies(1_000)],
    ['dear goods that lie too long', lies(2_000, 100), lies(2_000, 1)],
  ])('%s', (_name, first, second) => {
    expect(second).toBeGreaterThanOrEqual(0);
    expect(first).toBeGreaterThan(second);
  });
});
