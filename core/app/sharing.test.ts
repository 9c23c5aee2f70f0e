import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPosition, aReading, aSource, aStream, eventMaker, T0 } from '../../test/builders/events.ts';
import { readingBody } from '../decide/ledger/diff.ts';
import { sharedOut } from '../decide/ledger/share.ts';
import { HOUR, MINUTE } from '../domain/instant.ts';
import type { Listing } from '../domain/listing.ts';
import { NO_FACTS } from '../domain/settings.ts';
import { advance, detailOf, emptyState } from './cycle.ts';

const SKUS = ['ONE', 'TWO', 'BOTH'] as const;
const OFFERED = { one: ['ONE', 'BOTH'], two: ['TWO', 'BOTH'] } as const;

/** Two accounts that sell from one channel; the second goes on air an hour after the first. A minute sells one of each SKU. */
function evening(listed = true) {
  const make = eventMaker();
  let state = emptyState('main');
  const feed = (minute: number, draft: Parameters<typeof make>[1]) => {
    state = advance(state, make(T0 + minute * MINUTE, draft));
  };
  const listings = Object.entries(OFFERED).flatMap(([account, skus]) =>
    skus.map(
      (sku): Listing => ({
        account,
        key: sku,
        title: sku,
        variants: [{ id: sku, title: '', components: [{ sku, unitsPerSale: 1 }] }],
      }),
    ),
  );
  const account = (id: string) => ({ id, name: id, profile: 'practice', site: 'https://x.example', channel: 'shop', pool: null });
  feed(-1, {
    type: 'settings',
    body: {
      sources: [aSource('shop', 'both')],
      accounts: [account('one'), account('two')],
      skus: SKUS.map((sku) => ({ sku, ...NO_FACTS, plannedUnits: 240 })),
      streams: [aStream('one', T0, T0 + 4 * HOUR, { id: 'A' }), aStream('two', T0 + HOUR, T0 + 4 * HOUR, { id: 'B' })],
      ...(listed ? { listings } : {}),
    },
  });
  for (let minute = 0; minute <= 120; minute += 1) {
    const positions = SKUS.map((sku) => aPosition(sku, 'LAX', { sellable: 1_000 - minute, onSale: true }));
    const reading = aReading('shop', T0 + minute * MINUTE, positions);
    feed(minute, { type: 'reading', body: readingBody(state.ledger, reading) });
  }
  return {
    forecast: (stream: string, sku: string) => state.outlooks[stream]?.[sku]?.forecast,
    among: (account: string, sku: string) => detailOf(state, `${account}\u001f${sku}`, sku)?.skus[0]?.among,
  };
}

describe('two streams that sell from one channel', () => {
  it('have each what it alone offers, and equal parts of what both do while both are on', () => {
    const { forecast, among } = evening();
    const sold = (stream: string) => SKUS.map((sku) => forecast(stream, sku)?.soldSoFar ?? 0);
    // Before the second was on, all was the first one's.
    expect(sold('A')).toEqual([120, 59, 89]);
    expect(sold('B')).toEqual([0, 61, 31]);
    expect(among('one', 'BOTH')).toBe(2);
    expect(among('one', 'ONE')).toBe(undefined);
  });

  it('expect together to take from the pool what is sold there, not twice as much', () => {
    const { forecast } = evening();
    // Two hours are left, at one a minute.
    const drain = forecast('A', 'BOTH')?.drain.mean ?? 0;
    expect(drain).toBeGreaterThan(80);
    expect(drain).toBeLessThan(180);
  });

  it('share all where nobody knows what they offer', () => {
    const { forecast, among } = evening(false);
    expect([forecast('A', 'ONE')?.soldSoFar, forecast('B', 'ONE')?.soldSoFar]).toEqual([89, 31]);
    expect(among('two', 'TWO')).toBe(2);
  });
});

it('counts every unit once, however many share it', () => {
  const entry = fc.record({ ordered: fc.integer({ min: 0, max: 9 }), released: fc.integer({ min: 0, max: 3 }) });
  fc.assert(
    fc.property(fc.array(entry), fc.integer({ min: 1, max: 4 }), (units, of) => {
      const entries = units.map((one, at) => ({ ...one, at }));
      const total = (all: typeof entries) =>
        all.reduce((sum, { ordered, released }) => [sum[0] + ordered, sum[1] + released] as const, [0, 0] as readonly [
          number,
          number,
        ]);
      const parts = Array.from({ length: of }, (_, rank) => total([...sharedOut(entries, () => ({ rank, of }))]));
      expect(
        parts.reduce((sum, part) => [sum[0] + part[0], sum[1] + part[1]] as const, [0, 0] as readonly [number, number]),
      ).toEqual(total(entries));
      for (const [ordered] of parts) expect(Math.abs(ordered - total(entries)[0] / of)).toBeLessThan(1);
    }),
  );
});
