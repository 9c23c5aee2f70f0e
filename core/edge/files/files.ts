import type { ShopSettings } from '../../domain/settings.ts';
import { readListings, writeListingCsv } from './listing-csv.ts';
import { readSheet } from './sheet.ts';
import { readSkus, writeShortSkuCsv, writeSkuCsv } from './sku-csv.ts';

/** What the options page reads and writes of files: tables in, settings out, nothing saved. */
export const files = {
  readTable: readSheet,
  readSkus: (table: Parameters<typeof readSkus>[0], { skus, preferences }: ShopSettings) =>
    readSkus(table, skus, preferences.restock.rates.home),
  writeSkus: writeSkuCsv,
  writeShortSkus: writeShortSkuCsv,
  readListings,
  writeListings: writeListingCsv,
};
