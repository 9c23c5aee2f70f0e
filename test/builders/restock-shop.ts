import { advance, emptyState } from '../../core/app/cycle.ts';
import { readingBody } from '../../core/decide/ledger/diff.ts';
import type { Draft } from '../../core/domain/event.ts';
import { DAY, HOUR } from '../../core/domain/instant.ts';
import type { Position } from '../../core/domain/position.ts';
import { NO_FACTS, type SettingsBody, type SkuFacts } from '../../core/domain/settings.ts';
import { aPosition, aReading, aSource, aStream, eventMaker } from './events.ts';
import { AIR, SEA } from './restock.ts';

/** Noon of a Monday in New York; any instant would do. */
export const NOW = Date.UTC(2026, 8, 7, 16);
export const facts = (sku: string, more: Partial<SkuFacts> = {}): SkuFacts => ({ ...NO_FACTS, sku, title: sku, ...more });
export const account = { id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: null, pool: null };
export const dayName = (back: number): string => new Date(NOW - back * DAY).toISOString().slice(0, 10);

/** A shop with one warehouse that was read just now; `tee` sells ten a day over the last thirty days. */
export function aRestockShop(
  settings: SettingsBody = {},
  positions: readonly Position[] = [aPosition('tee', 'LAX', { sellable: 100 })],
  /** What `tee` sold so many days back. */
  sold: ((back: number) => number) | null = () => 10,
) {
  const make = eventMaker();
  let state = emptyState('main');
  const log = (at: number, draft: Omit<Draft, 'actor'>) => {
    state = advance(state, make(at, draft));
  };
  const base: SettingsBody = {
    sources: [aSource('wms', 'warehouse')],
    accounts: [account],
    skus: [facts('tee')],
    modes: [SEA, AIR],
    ...settings,
  };
  log(NOW - 2, { type: 'settings', body: base });
  log(NOW - 1, { type: 'tick', body: { now: NOW - 1, intervalMs: 60_000, start: true } });
  log(NOW, { type: 'reading', body: readingBody(state.ledger, aReading('wms', NOW, positions)) });
  const days = Array.from({ length: 30 }, (_, back) => ({ sku: 'tee', day: dayName(back + 1), net: sold?.(back + 1) ?? 0 }));
  if (sold !== null)
    log(NOW, {
      type: 'history',
      body: { file: 'sold.csv', of: 'TikTok Shop', from: dayName(30), to: dayName(1), at: NOW, days },
    });
  return { state: () => state, log };
}
export const stream = (id: string, days: number, more = {}) =>
  aStream('acc', NOW + days * DAY, NOW + days * DAY + 3 * HOUR, { id, actualStart: null, zone: 'America/New_York', ...more });
