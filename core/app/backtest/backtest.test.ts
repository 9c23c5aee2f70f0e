import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRecording, EVENING, someRecording } from '../../../test/builders/recordings.ts';
import { learn, NOTHING_LEARNED } from '../../decide/forecast/stream/learned.ts';
import { lessonOf } from '../../decide/forecast/stream/lesson.ts';
import { modelOf } from '../../decide/forecast/stream/model.ts';
import { forecastStream } from '../../decide/forecast/stream/outcome.ts';
import { HOUR, MINUTE } from '../../domain/instant.ts';
import { knownAt, type Recording } from '../../domain/recording.ts';
import { backtest } from './backtest.ts';

const each = (from: number, to: number, step: number) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, n) => from + n * step);

describe('a backtest', () => {
  it('scores each share by what was known then, beside the text-book methods', () => {
    // A unit each two minutes, evening after evening: every method is right, and the run rate exactly.
    const even = each(0, 10, 1).map((day) => aRecording(day, { TEE: each(0, 120, 2) }));
    const { streams, skus, points } = backtest(even, 4);
    expect([streams, skus, points.map(({ elapsed }) => elapsed)]).toEqual([4, 1, [0.1, 0.25, 0.5, 0.75]]);
    for (const { n, units, unlisted, methods } of points) {
      expect([n, units, unlisted]).toEqual([4, 240, 0]);
      expect(methods.runRate).toEqual({ wape: 0, bias: 0 });
      expect(methods.historyMean).toEqual({ wape: 0, bias: 0 });
      expect(methods.pickup).toEqual({ wape: 0, bias: 0 });
      expect(methods.stockcue.wape).toBeLessThan(0.2);
      expect(Math.abs(methods.stockcue.bias)).toBeLessThan(0.03);
    }
  });

  it('scores no share after the actual end, and counts what nobody could expect apart', () => {
    const early = aRecording(9, { TEE: [5, 10], HAT: [40] }, { endsAt: EVENING + 9 * 24 * HOUR + 50 * MINUTE });
    const { points } = backtest([aRecording(0, { TEE: [3] }), early], 1);
    expect(points.map(({ n }) => n)).toEqual([1, 1, 0, 0]);
    expect(points[1]).toMatchObject({ units: 2, unlisted: 1 });
  });

  it('scores a share at the very end', () => {
    const half = aRecording(1, { TEE: [5, 50] }, { endsAt: EVENING + 25 * HOUR });
    expect(backtest([aRecording(0, { TEE: [3] }), half], 1).points.map(({ n }) => n)).toEqual([1, 1, 1, 0]);
  });

  it('expects what sold net in an earlier stream, and what was ordered in this one', () => {
    const sale = (minute: number, units: number, released: boolean) => ({ at: EVENING + minute * MINUTE, units, released });
    const before = aRecording(0, {}, { sales: { TEE: [sale(5, 1, false)], CAP: [sale(5, 3, true)], BAG: [sale(5, 0, false)] } });
    const day = (minute: number, units: number, released: boolean) => ({
      ...sale(minute, units, released),
      at: EVENING + 24 * HOUR + minute * MINUTE,
    });
    const sales = { CAP: [day(100, 2, false)], BAG: [day(100, 4, false)], HAT: [day(2, 5, true)], MUG: [day(2, 0, false)] };
    const { points } = backtest([before, aRecording(1, {}, { sales })], 1);
    // The tee sold in the last stream and the hat in this one; what was only cancelled before, or of no unit, nobody expects.
    expect(points[0]).toMatchObject({ n: 2, units: 0, unlisted: 6 });
  });

  it('scores the last streams to begin, whichever ends last', () => {
    const long = aRecording(0, { TEE: [3] }, { id: 'long', endsAt: EVENING + 30 * HOUR });
    const { streams, points } = backtest([long, aRecording(1, { TEE: [1, 2, 3] })], 1);
    expect([streams, points[0]?.units]).toEqual([1, 3]);
  });

  it('knows of the stream itself nothing of what is cancelled, and of earlier ones all', () => {
    const sales = { TEE: [10, 20, 30].map((minute, n) => ({ at: EVENING + minute * MINUTE, units: 1, released: n > 0 })) };
    const half = aRecording(0, {}, { sales });
    expect(knownAt(half, EVENING + HOUR).sales.TEE).toHaveLength(3);
    const { points } = backtest([half, aRecording(1, { TEE: [1] })], 1);
    // One unit net in two hours: its rate over these two hours.
    expect(points[0]?.methods.historyMean.wape).toBeCloseTo(0);
  });

  it('says the same again', () => {
    const some = each(0, 6, 1).map((day) => aRecording(day, { TEE: each(day, 100, 3 + day), CAP: [7 * day] }));
    expect(backtest(some)).toEqual(backtest(some));
  });
});

/** The same stream until this moment, and another one after it. */
function withFuture(recording: Recording, other: Recording, at: number): Recording {
  const before = <T>(all: readonly T[], time: (one: T) => number) => all.filter((one) => time(one) < at);
  const after = <T>(all: readonly T[], time: (one: T) => number) => all.filter((one) => time(one) >= at);
  const skus = new Set([...Object.keys(recording.sales), ...Object.keys(other.sales)]);
  const sales = Object.fromEntries(
    [...skus].map((sku) => [
      sku,
      [
        ...before(recording.sales[sku] ?? [], (sale) => sale.at),
        ...after(other.sales[sku] ?? [], (sale) => sale.at).map((sale) => ({ ...sale, units: 7, released: true })),
      ],
    ]),
  );
  return {
    ...recording,
    endsAt: recording.endsAt - 17 * MINUTE,
    sales,
    pins: [...before(recording.pins, (pin) => pin.startsAt), ...after(other.pins, (pin) => pin.startsAt)],
    viewers: [{ at: at + MINUTE, viewers: 99_999 }],
  };
}

it('changing the future changes no forecast', () => {
  fc.assert(
    fc.property(
      fc.array(someRecording(0), { maxLength: 4 }),
      someRecording(1),
      someRecording(1),
      fc.integer({ min: 1, max: 100 }),
      (history, stream, other, minute) => {
        const at = stream.startsAt + minute * MINUTE;
        const learned = history.reduce((all, one) => learn(all, lessonOf(modelOf(all), one, [])), NOTHING_LEARNED);
        const model = modelOf(learned);
        expect(forecastStream(model, knownAt(withFuture(stream, other, at), at), ['TEE', 'CAP'])).toEqual(
          forecastStream(model, knownAt(stream, at), ['TEE', 'CAP']),
        );
      },
    ),
  );
});
