/** One write as it comes: a variant's flag, or what is on hand in some of its stock locations. */
export type Write = {
  readonly id: string;
  readonly enabled?: boolean;
  readonly stockLevels?: readonly { readonly stockLocationId: string; readonly stockOnHand: number }[];
};
type Level = { onHand: number; allocated: number };
type Variant = {
  readonly id: string;
  readonly sku: string;
  enabled: boolean;
  readonly levels: Map<string, Level>;
  /** Every write that came, and every one that was done, by its key. */
  readonly received: string[];
  readonly committed: { readonly key: string; readonly write: Write }[];
};

const LOCATIONS: Readonly<Record<string, string>> = { '1': 'LAX', '2': 'FRA' };

/** What the platform holds, and the ledger of what it has done. */
export function createPlatform(skus: readonly string[], onHand: number) {
  const variants = new Map(skus.map((sku, n) => [sku, variantOf(String(n + 1), sku, onHand)]));
  const byId = new Map([...variants.values()].map((one) => [one.id, one]));
  const known = (sku: string): Variant => {
    const one = variants.get(sku);
    if (one === undefined) throw new Error(`No such SKU: ${sku}`);
    return one;
  };
  return {
    skuOf: (id: string): string | undefined => byId.get(id)?.sku,
    received: (sku: string, key: string): void => void known(sku).received.push(key),
    commit(sku: string, key: string, write: Write): void {
      const one = known(sku);
      one.committed.push({ key, write });
      if (write.enabled !== undefined) one.enabled = write.enabled;
      for (const { stockLocationId, stockOnHand } of write.stockLevels ?? []) {
        const level = one.levels.get(stockLocationId);
        if (level !== undefined) level.onHand = stockOnHand;
      }
    },
    /** A buyer takes one, where it can be bought. */
    buy(sku: string): boolean {
      const one = known(sku);
      const from = [...one.levels.values()].find(({ onHand: there, allocated }) => there > allocated);
      if (!one.enabled || from === undefined) return false;
      from.allocated += 1;
      return true;
    },
    page(id: string | undefined, skip: number, take: number) {
      const all = [...variants.values()].filter((one) => id === undefined || one.id === id);
      return { totalItems: all.length, items: all.slice(skip, skip + take).map(itemOf) };
    },
    updated: (sku: string) => ({ updateProductVariant: itemOf(known(sku)) }),
    /** What the ledger of the platform says of one SKU. */
    stands(sku: string) {
      const { enabled, levels, received, committed } = known(sku);
      const all = [...levels.values()];
      const sum = (of: (level: Level) => number) => all.reduce((total, level) => total + of(level), 0);
      return { enabled, onHand: sum((level) => level.onHand), allocated: sum((level) => level.allocated), received, committed };
    },
  };
}
export type Platform = ReturnType<typeof createPlatform>;

function variantOf(id: string, sku: string, onHand: number): Variant {
  const levels = new Map(Object.keys(LOCATIONS).map((location) => [location, { onHand, allocated: 0 }]));
  return { id, sku, enabled: true, levels, received: [], committed: [] };
}

/** In the words of Vendure's Admin API. */
function itemOf({ id, sku, enabled, levels }: Variant) {
  const stockLevels = [...levels].map(([location, { onHand, allocated }]) => ({
    stockOnHand: onHand,
    stockAllocated: allocated,
    stockLocation: { id: location, name: LOCATIONS[location] ?? '' },
  }));
  return { id, sku, name: sku, enabled, trackInventory: 'TRUE', stockLevels, product: { id: `p${id}`, enabled: true } };
}
