import fc from 'fast-check';
import { HOUR, MINUTE } from '../../core/domain/instant.ts';
import type { Recording, Sale } from '../../core/domain/recording.ts';

/** A Monday evening; any instant would do. */
export const EVENING = Date.UTC(2026, 10, 23, 12);

/** A stream of two hours, `day` days after the first, with units of each SKU at these minutes. */
export function aRecording(
  day: number,
  sold: Readonly<Record<string, readonly number[]>>,
  more: Partial<Recording> = {},
): Recording {
  const startsAt = EVENING + day * 24 * HOUR;
  const sales = Object.fromEntries(
    Object.entries(sold).map(([sku, minutes]) => [
      sku,
      minutes.map((minute): Sale => ({ at: startsAt + minute * MINUTE, units: 1, released: false })),
    ]),
  );
  return {
    id: `S${day}`,
    startsAt,
    endsAt: startsAt + 2 * HOUR,
    plannedEndsAt: startsAt + 2 * HOUR,
    sales,
    rundown: [],
    pins: [],
    viewers: [],
    stock: [],
    offers: [],
    ...more,
  };
}

const minutes = fc.array(fc.integer({ min: 0, max: 119 }), { maxLength: 40 }).map((all) => all.toSorted((a, b) => a - b));
const spans = (day: number) =>
  fc
    .array(
      fc.record({
        sku: fc.constantFrom('TEE', 'CAP'),
        from: fc.integer({ min: 0, max: 110 }),
        length: fc.integer({ min: 1, max: 20 }),
      }),
      { maxLength: 5 },
    )
    .map((all) =>
      all
        .toSorted((a, b) => a.from - b.from)
        .map(({ sku, from, length }) => {
          const startsAt = EVENING + day * 24 * HOUR + from * MINUTE;
          return { sku, startsAt, endsAt: startsAt + length * MINUTE };
        }),
    );

/** Some stream of two hours on this day. */
export const someRecording = (day: number): fc.Arbitrary<Recording> =>
  fc
    .record({ TEE: minutes, CAP: minutes, rundown: spans(day), pins: spans(day) })
    .map(({ TEE, CAP, rundown, pins }) => aRecording(day, { TEE, CAP }, { rundown, pins }));
