import { expect, it } from 'vitest';
import { aSource, T0 } from '../../../test/builders/events.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import { EMPTY_SETTINGS } from '../../domain/settings.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { otherDailyOf } from './sales.ts';
import { EMPTY_BOOK } from './state.ts';

const account = { id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: 'live', pool: null };

/** Ten days of which each sold five here, ten in another channel, and one that no channel told of. */
function ledger(channel: string | null, firstDay = '2026-11-12'): Ledger {
  const days = Object.fromEntries(
    Array.from({ length: 10 }, (_, day) => [`2026-11-${13 + day}`, { by: { live: 5, shopify: 10, wms: 1, folded: 99 }, out: 0 }]),
  );
  const settings: ShopSettings = {
    ...EMPTY_SETTINGS,
    sources: { live: aSource('live', 'channel'), shopify: aSource('shopify', 'channel'), wms: aSource('wms', 'warehouse') },
    accounts: { acc: { ...account, channel } },
  };
  return { ...emptyLedger('main'), now: T0, firstDay, settings, books: { TEE: { ...EMPTY_BOOK, days } } };
}

it.each([
  ['what others than the account’s channel take a day', ledger('live'), 11],
  ['nothing where the account has no channel to be told apart', ledger(null), 0],
  ['nothing before a week is known', ledger('live', '2026-11-20'), 0],
])('counts %s', (_name, given, units) => {
  expect(otherDailyOf(given, 'TEE', 'acc')).toBeCloseTo(units);
});
