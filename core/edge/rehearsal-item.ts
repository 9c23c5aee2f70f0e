import * as v from 'valibot';
import type { RehearsalState } from './messages/protocol.ts';
import { type Area, item } from './storage/local.ts';

const at = v.pipe(v.number(), v.finite());
const units = v.pipe(v.number(), v.integer(), v.minValue(0));
const what = v.picklist(['restock', 'raid', 'outage', 'outageEnd', 'stockOut', 'lag0', 'lag75', 'lag360']);
const write = v.variant('kind', [
  v.object({ at, kind: v.literal('flag'), sku: v.string(), onSale: v.boolean(), key: v.string() }),
  v.object({ at, kind: v.literal('level'), sku: v.string(), change: v.pipe(v.number(), v.integer()), key: v.string() }),
  v.object({ at, kind: v.literal('perBuyer'), sku: v.string(), most: v.nullable(units), key: v.string() }),
  v.object({ at, kind: v.literal('inject'), what }),
  v.object({ at, kind: v.literal('pin'), listing: v.nullable(v.string()) }),
]);
const state = v.object({
  seed: v.number(),
  clock: v.object({ realAnchor: at, anchor: at, rate: v.pipe(at, v.minValue(1)) }),
  startsAt: at,
  writes: v.array(write),
});

/** The rehearsal's box as it is stored: null where there was none, or none that can be read. */
export const rehearsalItem = (area: Area) =>
  item<RehearsalState | null>({ area, key: 'rehearsal', version: 1, schema: v.nullable(state), fallback: null });
