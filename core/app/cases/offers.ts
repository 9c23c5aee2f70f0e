import type { Ledger } from '../../decide/ledger/state.ts';
import { EMPTY_BOOK } from '../../decide/ledger/state.ts';
import type { OffersCase } from '../../decide/triggers/cases.ts';
import type { Sku, SourceId } from '../../domain/ids.ts';
import { DAY, MINUTE } from '../../domain/instant.ts';
import { listingId } from '../../domain/listing.ts';
import { placeOf } from '../../domain/position.ts';
import { dailyOf, lineOf, runningStreams, titleOf } from '../lines.ts';
import type { Outlooks } from '../outlook.ts';
import { worthOf } from './day.ts';

/**
 * What each channel and each console lets people buy of a SKU. A console page and its channel source are two views of one channel: the
 * source counts. A system that is its own warehouse lets nobody buy more than it has.
 */
export function offersCase(ledger: Ledger, outlooks: Outlooks, sku: Sku): OffersCase {
  const { settings } = ledger;
  const line = lineOf(ledger, null, null, sku, null);
  return {
    kind: 'offers',
    sku,
    title: titleOf(ledger, sku),
    available: line.stock.available,
    unseen: line.stock.unseen,
    offered: [...channelsOf(ledger, sku), ...consolesOf(ledger, sku)],
    worth: worthOf(settings, sku),
    onAir: runningStreams(ledger).length > 0,
    lasts: lastsFor(ledger, outlooks, sku, line.stock.available),
    certain: line.freshness === 'fresh' && !line.stock.frozen,
  };
}

const channelsOf = (ledger: Ledger, sku: Sku): OffersCase['offered'] =>
  Object.entries(channelUnits(ledger, sku)).map(([source, units]) => ({
    name: ledger.settings.sources[source]?.name || source,
    units,
  }));

/** Units on sale by channel; where it is paused nobody can buy what its channel holds. */
export function channelUnits(
  { books, settings }: Pick<Ledger, 'books' | 'settings'>,
  sku: Sku,
): Readonly<Record<SourceId, number>> {
  const units: Record<SourceId, number> = {};
  for (const [key, { level, gone, position }] of Object.entries((books[sku] ?? EMPTY_BOOK).places)) {
    const { source } = placeOf(key);
    if (gone || level === null || position.onSale === false) continue;
    if (settings.sources[source]?.role === 'channel') units[source] = (units[source] ?? 0) + level;
  }
  return units;
}

/** Listings of consoles that no channel source stands for, as far as their page tells a quantity. */
function consolesOf(ledger: Ledger, sku: Sku): OffersCase['offered'] {
  return Object.entries(ledger.consoles).flatMap(([account, { rows }]) => {
    const set = ledger.settings.accounts[account];
    if (set === undefined || set.channel !== null) return [];
    return Object.values(rows).flatMap(({ key, sellable, state, link }) => {
      if (sellable === null || state === 'paused' || state === 'removed') return [];
      const variants = ledger.settings.listings[listingId(account, key)]?.variants;
      // A number over several variants does not say of which.
      const components =
        variants === undefined ? [{ sku: key, unitsPerSale: 1 }] : variants.length === 1 ? (variants[0]?.components ?? []) : [];
      const each = components.find((one) => one.sku === sku)?.unitsPerSale;
      return each === undefined ? [] : [{ name: `${set.name} ${link ?? key}`, units: sellable * each }];
    });
  });
}

/** Minutes until what is there is sold, at the pace of the streams on air or at usual sales; null where nothing is known to sell. */
function lastsFor(ledger: Ledger, outlooks: Outlooks, sku: Sku, available: number | null): number | null {
  const onAir = runningStreams(ledger).flatMap(({ id }) => outlooks[id]?.[sku]?.forecast.stockOut.minutesLeft ?? []);
  const daily = dailyOf(ledger, sku) ?? 0;
  const usual = available === null || daily <= 0 ? [] : [(Math.max(0, available) / daily) * (DAY / MINUTE)];
  return onAir.length + usual.length === 0 ? null : Math.min(...onAir, ...usual);
}
