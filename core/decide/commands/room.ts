import type { AccountId, Sku, SourceId } from '../../domain/ids.ts';
import { type Component, leastOver } from '../../domain/listing.ts';
import type { CommandFacts } from './facts.ts';

/** What stands on sale of a variant in the system that is told about it, in units of sale; null: not known. */
export type Room = {
  readonly sellable: number | null;
  /** What we hold back there and could give back. */
  readonly withheld: number;
  /** What may still be put on sale: safe to promise less what is on sale, and never more than is withheld. */
  readonly mayRelease: number | null;
};

/** `told`: which system is told about a SKU; null: none can be. */
export function roomOf(
  { places, promise }: Pick<CommandFacts, 'places' | 'promise'>,
  account: AccountId,
  components: readonly Component[],
  told: (sku: Sku) => SourceId | null,
): Room {
  const here = new Map(
    components.map(({ sku }) => {
      const source = told(sku);
      return [sku, places(sku).filter(({ place, gone }) => !gone && place.source === source)];
    }),
  );
  const placesOf = (sku: Sku) => here.get(sku) ?? [];
  const sellable = (sku: Sku): number | null => {
    const levels = placesOf(sku).map(({ level }) => level);
    return levels.length === 0 ? null : levels.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  };
  const withheld = (sku: Sku): number => placesOf(sku).reduce((sum, one) => sum + Math.max(0, one.withheld), 0);
  const mayRelease = (sku: Sku): number | null => {
    const [safe, on] = [promise(account, sku), sellable(sku)];
    return safe === null || on === null ? null : Math.max(0, Math.min(safe - on, withheld(sku)));
  };
  const on = leastOver(components, sellable);
  return {
    sellable: on === null ? null : Math.max(0, on),
    withheld: leastOver(components, withheld) ?? 0,
    mayRelease: leastOver(components, mayRelease),
  };
}
