import { describe, expect, it } from 'vitest';
import { aPosition, aReading, aSource, aStream, eventMaker } from '../../test/builders/events.ts';
import { readingBody } from '../decide/ledger/diff.ts';
import { applyEvent, emptyLedger, type Ledger } from '../decide/ledger/ledger.ts';
import { DAY, HOUR } from '../domain/instant.ts';
import type { Review } from '../domain/review.ts';
import { EMPTY_SETTINGS } from '../domain/settings.ts';
import { baseDailyOf, daysSoldOf, servedFrom } from './base.ts';

const NOW = Date.UTC(2026, 8, 27, 16);
const dayName = (back: number): string => new Date(NOW - back * DAY).toISOString().slice(0, 10);
const startsAt = (back: number) => NOW - back * DAY + HOUR;

/** Twenty days of five a day; a stream every other evening, which sold fifty of `tee` and nothing of `mug`. */
function aLedger(reviewed: readonly number[]): Ledger {
  const make = eventMaker();
  let ledger = emptyLedger('main');
  const log = (draft: Parameters<typeof make>[1]) => {
    ledger = applyEvent(ledger, make(NOW, draft));
  };
  const on = (back: number) => back % 2 === 0;
  const backs = Array.from({ length: 20 }, (_, index) => index + 1);
  const streams = backs.filter(on).map((back) =>
    aStream('acc', startsAt(back), startsAt(back) + 2 * HOUR, {
      id: `s${back}`,
      zone: 'UTC',
      actualEnd: startsAt(back) + 2 * HOUR,
    }),
  );
  log({ type: 'settings', body: { sources: [aSource('wms', 'warehouse')], streams } });
  log({
    type: 'reading',
    body: readingBody(
      ledger,
      aReading(
        'wms',
        NOW,
        ['tee', 'mug'].map((sku) => aPosition(sku, 'LAX', { sellable: 9 })),
      ),
    ),
  });
  const days = backs.flatMap((back) => [
    { sku: 'tee', day: dayName(back), net: on(back) ? 55 : 5 },
    { sku: 'mug', day: dayName(back), net: 5 },
  ]);
  log({ type: 'history', body: { file: 'f', of: 'TikTok Shop', from: dayName(20), to: dayName(1), at: NOW, days } });
  for (const back of reviewed) {
    const tee = { sku: 'tee', ordered: 50, released: 0, net: 50, lost: 0, said: [], had: null, left: null, outAt: null };
    const at = startsAt(back);
    const review: Review = {
      stream: `s${back}`,
      account: 'acc',
      title: '',
      zone: 'UTC',
      startsAt: at,
      endsAt: at + HOUR,
      plannedEndsAt: at + HOUR,
      skus: { tee },
      alerts: [],
      funnels: [],
    };
    log({ type: 'reviewed', body: review });
  }
  return ledger;
}
const streamDays = (ledger: Ledger, sku: string) => daysSoldOf(ledger, sku).filter(({ stream }) => stream).length;

describe('days without streams', () => {
  it('leave out every day with a stream while nobody knows what it was about', () => {
    expect(streamDays(aLedger([]), 'tee')).toBe(10);
    expect(streamDays(aLedger([]), 'mug')).toBe(10);
    expect(baseDailyOf(aLedger([]), 'tee', null)).toBe(5);
  });
  it('of a SKU take in days whose streams were about others', () => {
    const ledger = aLedger([2, 4, 6]);
    expect(streamDays(ledger, 'tee')).toBe(10);
    expect(streamDays(ledger, 'mug')).toBe(7);
    expect(baseDailyOf(ledger, 'mug', null)).toBe(5);
  });
});

it('counts for a pool what its own accounts and warehouses saw sold, and what nobody can tell apart', () => {
  const place = (source: string) => ({ source, location: 'A' });
  const account = (id: string, channel: string | null, source: string) => ({
    id,
    name: id,
    profile: 'practice',
    site: `https://${id}.example`,
    channel,
    pool: [place(source)],
  });
  const settings = {
    ...EMPTY_SETTINGS,
    sources: Object.fromEntries(
      (['ukShop', 'usShop', 'shopify'] as const)
        .map((id) => aSource(id, 'channel'))
        .concat(aSource('ukHub', 'warehouse'), aSource('usHub', 'warehouse'))
        .map((source) => [source.id, source]),
    ),
    accounts: {
      uk: account('uk', 'ukShop', 'ukHub'),
      us: account('us', 'usShop', 'usHub'),
      page: account('page', null, 'usHub'),
    },
  };
  const all = ['ukShop', 'orders:ukShop', 'usShop', 'console:page', 'console:uk', 'ukHub', 'usHub', 'shopify', 'folded'];
  const counted = (source: string) => all.filter(servedFrom(settings, [place(source)]));
  expect(counted('ukHub')).toEqual(['ukShop', 'orders:ukShop', 'console:uk', 'ukHub', 'shopify', 'folded']);
  expect(counted('usHub')).toEqual(['usShop', 'console:page', 'usHub', 'shopify', 'folded']);
  expect(all.filter(servedFrom(settings, null))).toEqual(all);
});
