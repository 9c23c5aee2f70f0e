import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { T0 } from '../../../test/builders/events.ts';
import { DAY } from '../../domain/instant.ts';
import { NO_FACTS } from '../../domain/settings.ts';
import { NO_SUPPLY, type SupplyFacts } from '../../domain/supply.ts';
import { DEFAULT_TRIGGERS, type TriggerSettings } from '../../domain/trigger-settings.ts';
import { breakout } from './breakout.ts';
import type { DayCase, Interest, Planned, PoolCase } from './cases.ts';
import { cover } from './cover.ts';
import { overstock } from './overstock.ts';
import { schedule } from './schedule.ts';

type Over = Partial<Omit<DayCase, 'settings'>> & {
  settings?: Partial<TriggerSettings>;
  season?: SupplyFacts['season'];
  base?: number;
};
/** One pool serves everything, unless pools are given. */
const aDay = ({ settings, season = null, base = 0, ...over }: Over = {}): DayCase => ({
  kind: 'day',
  now: T0,
  sku: 'TEE',
  title: 'Tee',
  facts: { sku: 'TEE', ...NO_FACTS, supply: { ...NO_SUPPLY, season } },
  settings: { ...DEFAULT_TRIGGERS, ...settings },
  available: 1_000,
  daily: 10,
  seaDays: null,
  coming: [],
  planned: [],
  pools: [aPool({ available: 1_000, base, ...over })],
  interest: null,
  worth: null,
  certain: true,
  ...over,
});
const ship = (days: number | null, units: number) => ({ name: 'SEA-7', at: days === null ? null : T0 + days * DAY, units });
const aPool = ({ available = 0, base = 0, coming = [], planned = [], rivals = [] }: Partial<PoolCase>): PoolCase => ({
  available,
  base,
  coming,
  planned,
  rivals,
});
const stream = (days: number, units: number, id = `s${days}`, more: Partial<Planned> = {}): Planned => ({
  stream: id,
  title: id,
  startsAt: T0 + days * DAY,
  units,
  keeps: 0,
  guess: false,
  ...more,
});

describe('cover', () => {
  it.each<[string, Over, string | null]>([
    ['13.9 days', { available: 139 }, 'core:cover.reason'],
    ['14 days', { available: 140 }, null],
    ['20.9 days, where sea freight takes 21', { available: 209, seaDays: 21 }, 'core:cover.sea'],
    ['21 days, where sea freight takes 21', { available: 210, seaDays: 21 }, null],
    ['13.9 days, where sea freight takes 9', { available: 139, seaDays: 9 }, 'core:cover.reason'],
    ['10 days, and 40 more put away in 9', { available: 100, coming: [ship(9, 40)] }, 'core:cover.covered'],
    ['10 days, and 40 more put away in 11', { available: 100, coming: [ship(11, 40)] }, 'core:cover.reason'],
    ['10 days, and 39 more put away in 9', { available: 100, coming: [ship(9, 39)] }, 'core:cover.reason'],
    ['10 days, and 40 more that nobody has a date for', { available: 100, coming: [ship(null, 40)] }, 'core:cover.reason'],
    ['10 days, and 40 more that are overdue', { available: 100, coming: [ship(-1, 40)] }, 'core:cover.overdue'],
    ['two shipments that make up for it together', { available: 100, coming: [ship(9, 25), ship(8, 15)] }, 'core:cover.covered'],
    ['nothing sells', { available: 1, daily: 0 }, null],
    ['nobody knows what sells', { available: 1, daily: null }, null],
    ['nobody knows what there is', { available: null }, null],
    ['a line of its own', { available: 200, settings: { coverDays: 30 } }, 'core:cover.reason'],
  ])('with %s', (_name, over, key) => {
    expect(cover.judge(aDay(over), false)?.reason.key ?? null).toBe(key);
  });

  it('is cleared a tenth above the line, and less urgent where a shipment covers it', () => {
    expect(cover.judge(aDay({ available: 150 }), true)).not.toBeNull();
    expect(cover.judge(aDay({ available: 155 }), true)).toBeNull();
    const [open, covered] = [[], [ship(2, 500)]].map(
      (coming) => cover.judge(aDay({ available: 100, coming }), false)?.urgency ?? 0,
    );
    expect(covered).toBeLessThan(open ?? 0);
  });
});

describe('schedule', () => {
  it.each<[string, Over, boolean]>([
    ['1.49 times the forecast in 6.9 days', { available: 149, planned: [stream(6.9, 100)] }, true],
    ['1.5 times the forecast in 6.9 days', { available: 150, planned: [stream(6.9, 100)] }, false],
    ['1.49 times the forecast in 7.1 days', { available: 149, planned: [stream(7.1, 100)] }, false],
    ['too little for both streams together', { available: 250, planned: [stream(2, 100), stream(5, 100)] }, true],
    ['enough for both streams together', { available: 300, planned: [stream(2, 100), stream(5, 100)] }, false],
    ['base sales until then', { available: 150, base: 2, planned: [stream(3, 100)] }, true],
    ['inbound put away before it', { available: 100, coming: [ship(2.9, 50)], planned: [stream(3, 100)] }, false],
    ['inbound put away after it', { available: 100, coming: [ship(3.1, 50)], planned: [stream(3, 100)] }, true],
    [
      'inbound that the shop does not count',
      { available: 100, coming: [ship(2.9, 50)], planned: [stream(3, 100)], settings: { scheduleStockAlone: true } },
      true,
    ],
    [
      'too little for the first, enough comes before the second',
      { available: 100, coming: [ship(4, 500)], planned: [stream(3, 100), stream(5, 10)] },
      true,
    ],
    ['no stream', { available: 0, planned: [] }, false],
    ['a stream that sells nothing of it', { available: 0, planned: [stream(3, 0)] }, false],
    ['unknown stock', { available: null, planned: [stream(3, 100)] }, false],
    ['inbound that is overdue', { available: 100, coming: [ship(-1, 50)], planned: [stream(3, 100)] }, true],
    ['units set aside for a later stream', { available: 150, planned: [stream(3, 100), stream(20, 0, 's', { keeps: 1 })] }, true],
    ['units set aside for itself', { available: 150, planned: [stream(3, 100, 's', { keeps: 90 })] }, false],
    ['a guess, and some stock', { available: 1, planned: [stream(3, 100, 's', { guess: true })] }, false],
    ['a guess, and none', { available: 0, planned: [stream(3, 100, 's', { guess: true })] }, true],
  ])('with %s', (_name, over, raised) => {
    expect(schedule.judge(aDay(over), false) !== null).toBe(raised);
  });

  it('takes for a stream of several warehouses what those of its own do not have, and no more than there is', () => {
    const shared = (elsewhere: number, wants: number) => ({
      planned: [stream(1, wants)],
      apart: { available: elsewhere, coming: [] },
      shared: { available: 200, coming: [] },
    });
    const said = (rivals: PoolCase['rivals']) =>
      schedule.judge(aDay({ pools: [aPool({ available: 200, planned: [stream(3, 100)], rivals })] }), false)?.reason.values
        ?.there;
    expect(said([])).toBeUndefined();
    expect(said([shared(500, 400)])).toBeUndefined();
    expect(said([shared(300, 400)])).toBe(100);
    expect(said([shared(0, 4_000)])).toBe(0);
    // It comes after this one.
    expect(said([{ ...shared(0, 4_000), planned: [stream(4, 4_000)] }])).toBeUndefined();
  });

  it('says of the pool that lacks most', () => {
    const pools = [
      aPool({ available: 100, planned: [stream(1, 80, 'uk')] }),
      aPool({ available: 0, planned: [stream(3, 200, 'us')] }),
    ];
    expect(schedule.judge(aDay({ pools, available: 9_000 }), false)?.reason.values).toMatchObject({ stream: 'us', missing: 300 });
  });

  it('names the stream at which most is missing', () => {
    const said = schedule.judge(aDay({ available: 100, planned: [stream(1, 80, 'first'), stream(4, 200, 'second')] }), false);
    expect(said?.reason.values).toMatchObject({ stream: 'second', wants: 280, there: 100, missing: 320 });
  });

  it('counts no stream twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 6.9, noNaN: true }), fc.nat(200)), { minLength: 1, maxLength: 6 }),
        (all) => {
          const planned = all
            .map(([days, units], index) => stream(days, units, `s${index}`))
            .toSorted((a, b) => a.startsAt - b.startsAt);
          const wants = planned.reduce((sum, { units }) => sum + units, 0);
          const enough = aDay({ available: 1.5 * wants + 1, planned });
          expect(schedule.judge(enough, false)).toBeNull();
          const said = schedule.judge(aDay({ available: 0, planned }), false);
          expect(Number(said?.reason.values?.wants ?? 0)).toBeLessThanOrEqual(wants);
        },
      ),
    );
  });
});

describe('overstock', () => {
  it.each<[string, Over, string | null]>([
    ['90 days', { available: 900 }, null],
    ['91 days', { available: 910 }, 'core:overstock.reason'],
    ['80 days and 20 more to come', { available: 800, coming: [ship(30, 200)] }, 'core:overstock.reason'],
    ['91 days, of which a stream takes some', { available: 910, planned: [stream(2, 50)] }, null],
    ['91 days of a new SKU', { available: 910, season: 'new' }, 'core:overstock.new'],
    ['91 days of a seasonal SKU', { available: 910, season: 'seasonal' }, 'core:overstock.seasonal'],
    ['some, and none sells', { available: 3, daily: 0 }, 'core:overstock.none'],
    ['some, and nobody knows what sells', { available: 3, daily: null }, null],
  ])('with %s', (_name, over, key) => {
    expect(overstock.judge(aDay(over), false)?.reason.key ?? null).toBe(key);
  });
  it('is cleared a tenth below the line', () => {
    expect(overstock.judge(aDay({ available: 820 }), true)).not.toBeNull();
    expect(overstock.judge(aDay({ available: 810 }), true)).toBeNull();
  });
});

describe('breakout', () => {
  /** A hundred thousand impressions, 5 % clicked before, 4 % of clicks bought; the shop's mean is 2 %. */
  const interest = (over: {
    clicks?: number;
    before?: number;
    ordered?: number | null;
    many?: number;
    of?: Interest['of'];
  }): Interest => {
    const { clicks = 7_500, before = 5_000, ordered = 300, many = 1, of = 'stream' } = over;
    const times = (units: number) => Math.round(units * many);
    return {
      now: { impressions: times(100_000), clicks: times(clicks) },
      buys: ordered === null ? null : { clicks: times(clicks), ordered: times(ordered) },
      before: { impressions: times(100_000), clicks: times(before) },
      shop: { clicks: 200_000, ordered: 4_000 },
      of,
      by: 'file',
      at: T0,
    };
  };
  it.each<[string, Interest | null, string | null]>([
    ['up 50 % on the last stream', interest({}), 'core:breakout.stream'],
    ['up 49 % on the last stream', interest({ clicks: 7_450 }), null],
    ['up 50 % on the week before', interest({ of: 'week' }), 'core:breakout.week'],
    ['up 49 % on the week before', interest({ clicks: 7_450, of: 'week' }), null],
    ['a conversion under the mean', interest({ ordered: 149 }), null],
    ['a conversion at the mean', interest({ ordered: 150 }), null],
    ['nobody counts what is ordered', interest({ ordered: null }), null],
    ['counts too small to mean anything', interest({ many: 0.0005 }), null],
    ['clicks beyond chance, orders not', interest({ ordered: 155 }), null],
    ['nobody counts at all', null, null],
  ])('where %s', (_name, of, key) => {
    expect(breakout.judge(aDay({ interest: of, available: 100_000 }), false)?.reason.key ?? null).toBe(key);
  });
  it('says who counted, and when', () => {
    const { reason } = breakout.judge(aDay({ interest: interest({}) }), false) ?? {};
    expect(reason?.values).toMatchObject({ by: 'file', at: { instant: T0 } });
  });
  it('is quiet where nobody knows what the shop sells of its clicks', () => {
    expect(breakout.judge(aDay({ interest: { ...interest({}), shop: null } }), false)).toBeNull();
  });
  it('is cleared when a fifth of the rise is gone', () => {
    expect(breakout.judge(aDay({ interest: interest({ clicks: 7_050 }) }), true)).not.toBeNull();
    expect(breakout.judge(aDay({ interest: interest({ clicks: 6_950 }) }), true)).toBeNull();
  });
});
