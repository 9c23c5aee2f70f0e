import type { ListingKey, Sku, VariantId } from '../../../domain/ids.ts';
import type { Component } from '../../../domain/listing.ts';
import { between, chanceOf } from './chance.ts';
import { GOODS, type Goods } from './goods.ts';

export const PLACES = ['US-LAX-01', 'DE-FRA-01', 'GB-BHX-01'] as const;
/** How a warehouse's orders fall on its places while all have stock. */
export const SHARES: readonly number[] = [0.6, 0.25, 0.15];

export type SimVariant = { readonly id: VariantId; readonly title: string; readonly components: readonly Component[] };
export type SimListing = {
  readonly key: ListingKey;
  readonly link: number;
  readonly title: string;
  readonly group: string;
  readonly price: number;
  readonly pace: number;
  readonly variants: readonly SimVariant[];
};
export type SimSku = {
  readonly sku: Sku;
  readonly title: string;
  readonly group: string;
  /** What a stream sells of it as a rule. */
  readonly planned: number;
  /** By place, in the order of `PLACES`. */
  readonly start: readonly number[];
  readonly channelStart: number;
};
export type Catalogue = { readonly listings: readonly SimListing[]; readonly skus: readonly SimSku[] };

/** `BAG-TOT` alone, `BAG-TOT-CREAM` with a variant `Cream 米`. */
const skuOf = (code: string, variant: string | null): Sku =>
  variant === null ? code : `${code}-${(variant.split(' ')[0] ?? '').toUpperCase()}`;

function variantsOf({ code, variants, uses }: Goods): readonly SimVariant[] {
  if (uses !== undefined) return [{ id: code, title: '', components: uses.map((sku) => ({ sku, unitsPerSale: 1 })) }];
  if (variants.length === 0) return [{ id: code, title: '', components: [{ sku: code, unitsPerSale: 1 }] }];
  return variants.map((title) => {
    const sku = skuOf(code, title);
    return { id: sku, title, components: [{ sku, unitsPerSale: 1 }] };
  });
}

/** Some have plenty, some enough, and some will not last: that is what a rehearsal is for. */
function plenty(roll: number): number {
  if (roll < 0.06) return 0.7;
  return roll < 0.4 ? 1.6 : 3.2;
}

/** Sizes in the middle sell more than those at the ends: the mean of two even draws. */
function shareOf(variant: number, variants: number): number {
  const below = (x: number) => (x < 0.5 ? 2 * x * x : 1 - 2 * (1 - x) ** 2);
  return below((variant + 1) / variants) - below(variant / variants);
}

function skusOf(seed: number, { code, title, group, pace, variants }: Goods): readonly SimSku[] {
  const names = variants.length === 0 ? [null] : variants;
  return names.map((variant, index) => {
    const sku = skuOf(code, variant);
    const chance = chanceOf(seed, 'stock', sku);
    const planned = Math.max(2, Math.round(pace * 22 * shareOf(index, names.length)));
    const total = Math.max(12, Math.round(planned * plenty(chance()) * (0.85 + 0.3 * chance())));
    const start = [Math.round(total * 0.58), Math.round(total * 0.26), 0];
    start[2] = total - (start[0] ?? 0) - (start[1] ?? 0);
    // One in ten is offered on the channel beyond what the warehouse has: nobody subtracted the last orders.
    const oversells = chance() < 0.1;
    const channelStart = oversells ? total + between(chance, 4, 12) : Math.max(1, Math.floor(total * (0.8 + 0.2 * chance())));
    return { sku, title: variant === null ? title : `${title} ${variant}`, group, planned, start, channelStart };
  });
}

const known = new Map<number, Catalogue>();

/** The same for ever for one seed. */
export function catalogueOf(seed: number): Catalogue {
  const found = known.get(seed);
  if (found !== undefined) return found;
  const listings = GOODS.map((one, index) => ({
    key: `R-${1001 + index}`,
    link: index + 1,
    title: one.title,
    group: one.group,
    price: one.price,
    pace: one.pace,
    variants: variantsOf(one),
  }));
  const skus = GOODS.filter((one) => one.uses === undefined).flatMap((one) => skusOf(seed, one));
  const made = { listings, skus };
  known.set(seed, made);
  return made;
}
