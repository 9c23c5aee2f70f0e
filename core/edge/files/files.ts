import type { OrdersAsk } from '../../domain/orders-file.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { Table } from '../../domain/table.ts';
import { readCalendar } from './calendar.ts';
import { textOfBytes } from './csv.ts';
import { readFunnels, writeFunnelTemplate } from './funnel-csv.ts';
import { readListings, writeListingCsv } from './listing-csv.ts';
import { lookAtOrders, readOrders } from './order-csv.ts';
import { type RundownAsk, readRundown } from './rundown-csv.ts';
import { readSheet } from './sheet.ts';
import { readShipments, writeShipmentCsv } from './shipment-csv.ts';
import { readSkus, writeSkuCsv } from './sku-csv.ts';
import { readStock, writeLongStockTemplate, writeStockTemplate } from './stock-csv.ts';

type Known<K extends keyof ShopSettings> = Pick<ShopSettings, K>;
type FunnelsAsk = Omit<Parameters<typeof readFunnels>[1], 'streams' | 'listings'>;

/** What the options page reads and writes of files: tables in, settings out, nothing saved. */
export const files = {
  readTable: readSheet,
  readSkus: (table: Table, { skus, preferences }: ShopSettings) => readSkus(table, skus, preferences.restock.rates.home),
  writeSkus: writeSkuCsv,
  readStock: (table: Table, { skus, preferences }: ShopSettings) => readStock(table, skus, preferences.restock.rates.home),
  writeStockTemplate,
  writeLongStockTemplate,
  readListings,
  writeListings: writeListingCsv,
  readShipments,
  writeShipments: writeShipmentCsv,
  lookAtOrders,
  readOrders: (table: Table, ask: OrdersAsk, known: Known<'skus' | 'listings'>) => readOrders(table, ask, known),
  readFunnels: (table: Table, ask: FunnelsAsk, { streams, listings }: Known<'streams' | 'listings'>) =>
    readFunnels(table, { ...ask, streams, listings }),
  writeFunnelTemplate,
  readRundown: (table: Table, ask: Omit<RundownAsk, 'skus' | 'listings'>, { skus, listings }: Known<'skus' | 'listings'>) =>
    readRundown(table, { ...ask, skus, listings }),
  readCalendar: (bytes: ArrayBuffer, ask: Parameters<typeof readCalendar>[1]) => readCalendar(textOfBytes(bytes), ask),
};
