import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aRecording, EVENING } from '../../../test/builders/recordings.ts';
import { historyMean, lastHalfHour, pickup, runRate } from '../../decide/forecast/reference.ts';
import { HOUR, MINUTE } from '../../domain/instant.ts';
import type { Recording, Sale, Span } from '../../domain/recording.ts';
import { replay } from './replay.ts';

/** All streams lie within so many minutes, so that some overlap, some follow one another and some end together. */
const DAY = 600;
const minute = (most = DAY) => fc.integer({ min: 0, max: most }).map((minutes) => EVENING + 5 * MINUTE * Math.floor(minutes / 5));
const sku = fc.constantFrom('TEE', 'CAP', 'BAG');
const length = fc.integer({ min: 1, max: 30 }).map((minutes) => minutes * MINUTE);
const byTime = <T extends { readonly at: number }>(all: readonly T[]) => all.toSorted((a, b) => a.at - b.at);

/** What goes on in these hours, whichever stream it belongs to. */
const life = fc.record({
  sales: fc.array(fc.record({ sku, at: minute(), units: fc.integer({ min: 0, max: 9 }), released: fc.boolean() }), {
    maxLength: 60,
  }),
  pins: fc.array(fc.record({ sku, at: minute(), length }), { maxLength: 8 }),
  offers: fc.array(fc.record({ sku, at: minute(), length }), { maxLength: 4 }),
  viewers: fc.array(fc.record({ at: minute(), viewers: fc.integer({ min: 1, max: 5_000 }) }), { maxLength: 12 }),
  stock: fc.array(fc.record({ sku, at: minute(), available: fc.integer({ min: 0, max: 30 }) }), { maxLength: 8 }),
});
type Life = typeof life extends fc.Arbitrary<infer One> ? One : never;

const stream = fc.record({
  startsAt: minute(DAY / 2),
  lasts: fc.integer({ min: 4, max: 48 }),
  planned: fc.integer({ min: 4, max: 48 }),
  planned_skus: fc.array(fc.record({ sku, at: minute(), length }), { maxLength: 3 }),
  own: life,
});
type Stream = typeof stream extends fc.Arbitrary<infer One> ? One : never;

const spanOf = ({ sku: of, at, length: lasts }: Life['pins'][number]): Span => ({ sku: of, startsAt: at, endsAt: at + lasts });
const spansOf = (all: Life['pins']) => all.map(spanOf).toSorted((a, b) => a.startsAt - b.startsAt);

function recordingOf({ startsAt, planned, planned_skus, own }: Stream, index: number, endsAt: number): Recording {
  const sales: Record<string, Sale[]> = {};
  for (const { sku: of, ...sale } of byTime(own.sales))
    if (sale.at >= startsAt && sale.at < endsAt) sales[of] = [...(sales[of] ?? []), sale];
  return aRecording(
    0,
    {},
    {
      id: `S${index}`,
      startsAt,
      endsAt,
      plannedEndsAt: startsAt + planned * 5 * MINUTE,
      sales,
      rundown: spansOf(planned_skus),
      pins: spansOf(own.pins),
      viewers: byTime(own.viewers),
      stock: byTime(own.stock),
      offers: spansOf(own.offers).map((span) => ({ ...span, kind: 'coupon' })),
    },
  );
}

const endOf = ({ startsAt, lasts }: Stream): number => startsAt + lasts * 5 * MINUTE;

/** The same until this moment, and anything after it: what is not known yet is another stream's. */
function withFuture(one: Stream, other: Stream, at: number): Stream {
  const runs = endOf(one) > at;
  const upTo = <T extends { readonly at: number }>(mine: readonly T[], its: readonly T[]) => [
    ...mine.filter((event) => event.at <= at),
    ...its.filter((event) => event.at > at),
  ];
  const before = <T extends { readonly at: number }>(mine: readonly T[], its: readonly T[]) => [
    ...mine.filter((event) => event.at < at),
    ...its.filter((event) => event.at >= at),
  ];
  return {
    ...one,
    own: {
      // The status of what is sold in a stream is not known before it is over.
      sales: before(one.own.sales, other.own.sales).map((sale) => (runs ? { ...sale, released: !sale.released } : sale)),
      pins: before(
        // When a pin that goes on will end is not known either.
        one.own.pins.map((pin) => (pin.at + pin.length > at ? { ...pin, length: at - pin.at + 7 * MINUTE } : pin)),
        other.own.pins,
      ),
      // An offer's end is known from its start on.
      offers: upTo(one.own.offers, other.own.offers),
      viewers: upTo(one.own.viewers, other.own.viewers),
      stock: upTo(one.own.stock, other.own.stock),
    },
  };
}

/** All that is said at this moment or before it, ours and theirs, by stream and share. */
function saidUntil(recordings: readonly Recording[], at: number) {
  const said: Record<string, unknown> = {};
  for (const { recording, moments } of replay(recordings))
    for (const { share, known, history, outcomes } of moments) {
      if (known.at > at) continue;
      const theirs = [runRate, lastHalfHour, historyMean, pickup].map((one) => outcomes.map((of) => one(known, history, of.sku)));
      said[`${recording.id} ${share}`] = { outcomes, theirs, history: history.map(({ id }) => id) };
    }
  return said;
}

it('whatever comes after a moment, in this stream or beside it, changes nothing that was said by then', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(stream, stream, fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 7 }),
      minute(),
      (pairs, at) => {
        const inOrder = pairs.toSorted(([a], [b]) => a.startsAt - b.startsAt);
        const one = inOrder.map(([mine], index) => recordingOf(mine, index, endOf(mine)));
        const other = inOrder.map(([mine, its, more], index) =>
          recordingOf(
            withFuture(mine, its, at),
            index,
            endOf(mine) > at ? Math.max(at, mine.startsAt) + more * MINUTE : endOf(mine),
          ),
        );
        const said = saidUntil(one, at);
        compared += Object.keys(said).length;
        expect(saidUntil(other, at)).toEqual(said);
      },
    ),
    { numRuns: 80 },
  );
  expect(compared).toBeGreaterThan(200);
}, 60_000);

it('a stream teaches the one beside it from the moment it is over, and not before', () => {
  const early = aRecording(0, { TEE: [10, 20, 30] }, { id: 'early', endsAt: EVENING + HOUR });
  const beside = aRecording(0, {}, { id: 'beside', startsAt: EVENING + 30 * MINUTE });
  const moments = [...replay([early, beside])].find(({ recording }) => recording.id === 'beside')?.moments ?? [];
  // At 0 %, 10 % and 25 % (52 minutes past) it still runs.
  expect(moments.map(({ history, outcomes }) => [history.length, outcomes.length])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 1],
    [1, 1],
  ]);
});

it('is forecast at the very end, too, and never learns from itself', () => {
  const short = aRecording(1, { TEE: [3] }, { endsAt: EVENING + 25 * HOUR });
  const [, { moments } = { moments: [] }] = [...replay([aRecording(0, { TEE: [3] }), short])];
  expect(moments.map(({ share, history }) => [share, history.map(({ id }) => id)])).toEqual(
    [0, 0.1, 0.25, 0.5].map((share) => [share, ['S0']]),
  );
});
