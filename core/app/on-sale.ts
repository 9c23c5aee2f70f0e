import { listingOf } from '../decide/commands/targets.ts';
import { promiseOf, type SkuLine } from '../decide/view/line.ts';
import { type Command, isPage } from '../domain/command.ts';
import { type Component, leastOver } from '../domain/listing.ts';
import type { StockActs } from '../domain/view.ts';
import type { ShopState } from './cycle.ts';
import { factsOf } from './facts.ts';
import { lineOf, streamOn } from './lines.ts';

export type OnSale = Pick<StockActs, 'sellable' | 'withheld' | 'mayRelease'>;

/** What a variant, or a listing with only one, uses up. */
export function componentsOf(
  { ledger }: Pick<ShopState, 'ledger'>,
  { account, listing, variant }: Pick<Command, 'account' | 'listing' | 'variant'>,
): readonly Component[] {
  const variants = listingOf(factsOf(ledger), account, listing)?.variants ?? [];
  return variants.filter(({ id }) => variant === null || id === variant).flatMap(({ components }) => components);
}

/** What stands on sale where a command has written, in units of sale. From old numbers, and while a write is open, nothing may be released. */
export function onSaleOf({ ledger, outlooks }: Pick<ShopState, 'ledger' | 'outlooks'>, command: Command): OnSale {
  const stream = streamOn(ledger, command.account);
  const ahead = stream === null ? undefined : outlooks[stream.id];
  const components = componentsOf({ ledger }, command);
  const lines = new Map<string, SkuLine>();
  for (const { sku } of components) lines.set(sku, lineOf(ledger, stream, command.account, sku, ahead?.[sku] ?? null));
  const placesOf = (sku: string) => {
    const source = command.targets.find((target) => target.sku === sku)?.source;
    return lines.get(sku)?.stock.places.filter(({ place, gone }) => place.source === source && !gone) ?? [];
  };
  const sellable = leastOver(components, (sku) => levelOf(placesOf(sku).map(({ level }) => level)));
  const withheld = leastOver(components, (sku) => placesOf(sku).reduce((sum, place) => sum + Math.max(0, place.withheld), 0));
  const isSure = [...lines.values()].every(({ freshness, stock }) => freshness === 'fresh' && !stock.frozen);
  const promised = leastOver(components, (sku) => promiseIn(lines.get(sku)));
  const mayRelease = !isSure || sellable === null || promised === null ? null : Math.max(0, promised - Math.max(0, sellable));
  return { sellable, withheld: Math.max(0, withheld ?? 0), mayRelease };
}

const promiseIn = (line: SkuLine | undefined): number | null => (line === undefined ? null : promiseOf(line));
const levelOf = (levels: readonly (number | null)[]): number | null =>
  levels.length === 0 || levels.includes(null) ? null : levels.reduce<number>((sum, level) => sum + (level ?? 0), 0);

/** Done on the console page, and not by a system's own API. */
export const isByPage = ({ targets }: Command): boolean => targets.some(({ source }) => isPage(source));
