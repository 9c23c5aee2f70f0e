import { describe, expect, it } from 'vitest';
import { aPosition, aReading, aSource, eventMaker, T0 } from '../../test/builders/events.ts';
import { readingBody } from '../decide/ledger/diff.ts';
import { applyEvent, emptyLedger, type Ledger } from '../decide/ledger/ledger.ts';
import { HOUR, SECOND } from '../domain/instant.ts';
import { freshnessOf } from './lines.ts';

/** A source that was read once, and then only time goes by: ticks at these seconds with these intervals. */
function played(ticks: readonly { readonly at: number; readonly interval: number }[], failsAt: number | null = null): Ledger {
  const make = eventMaker();
  let ledger = applyEvent(emptyLedger('main'), make(T0, { type: 'settings', body: { sources: [aSource('wms', 'warehouse')] } }));
  const body = readingBody(ledger, aReading('wms', T0, [aPosition('TEE', 'LAX', { sellable: 4 })]));
  ledger = applyEvent(ledger, make(T0, { type: 'reading', body }));
  for (const { at, interval } of ticks) {
    const now = T0 + at * SECOND;
    if (failsAt !== null && failsAt <= at) {
      const problem = { kind: 'network' as const, say: { key: 'source:problem.network' } };
      ledger = applyEvent(ledger, make(now, { type: 'pollFailed', body: { source: 'wms', failedAt: now, problem } }));
    }
    ledger = applyEvent(ledger, make(now, { type: 'tick', body: { now, intervalMs: interval * SECOND, start: false } }));
  }
  return ledger;
}
const live = (...seconds: number[]) => seconds.map((at) => ({ at, interval: 5 }));

describe('a source is', () => {
  it.each<[string, Ledger, string]>([
    ['fresh for three intervals', played([{ at: 0, interval: 5 }, ...live(5, 10, 15)]), 'fresh'],
    ['stale past them', played([{ at: 0, interval: 5 }, ...live(5, 10, 15, 20)]), 'stale'],
    [
      'fresh when a stream begins and it is asked more often from now on',
      played([
        { at: 0, interval: 300 },
        { at: 240, interval: 5 },
      ]),
      'fresh',
    ],
    ['stale three of the new intervals later', played([{ at: 0, interval: 300 }, ...live(240, 245, 250, 256)]), 'stale'],
    ['stale at once where it fails already', played([{ at: 0, interval: 300 }, ...live(240)], 200), 'stale'],
  ])('%s', (_name, ledger, freshness) => {
    expect(freshnessOf(ledger, 'wms')).toBe(freshness);
  });

  it('of unknown age where the clock was set back: stale until it is read again', () => {
    const make = eventMaker();
    const ticked = (ledger: Ledger, now: number) =>
      applyEvent(ledger, make(T0 + HOUR, { type: 'tick', body: { now, intervalMs: 5 * SECOND, start: false } }));
    const before = ticked(played(live(5)), T0 - HOUR);
    expect(freshnessOf(before, 'wms')).toBe('stale');
    const body = readingBody(before, aReading('wms', T0 - HOUR + SECOND, [aPosition('TEE', 'LAX', { sellable: 4 })]));
    const after = ticked(applyEvent(before, make(T0 + HOUR, { type: 'reading', body })), T0 - HOUR + 2 * SECOND);
    expect(freshnessOf(after, 'wms')).toBe('fresh');
    // From there on its age is known, and counts.
    expect(freshnessOf(ticked(after, T0 - HOUR + 17 * SECOND), 'wms')).toBe('stale');
  });

  it('never read where no answer came', () => {
    expect(freshnessOf(emptyLedger('main'), 'wms')).toBe('never');
  });
});
