import type { RowSeen } from '../../domain/console.ts';
import type { ConsoleState } from '../../domain/health.ts';
import type { AccountId, ListingKey, Sku } from '../../domain/ids.ts';
import { type Component, type Listing, leastOver } from '../../domain/listing.ts';
import { heldOnPage } from '../../domain/on-page.ts';
import type { CommandFacts } from './facts.ts';
import type { Room } from './room.ts';
import { listingOf } from './targets.ts';
import type { Refusal } from './wish.ts';

type Facts = Pick<CommandFacts, 'settings' | 'places' | 'promise' | 'consoles' | 'commands'>;
/** What stands on sale of a listing on its page. `why`: why it is not known what may be released there; null: it is known. */
export type PageRoom = Room & { readonly why: Refusal };

/**
 * What a row sells, as the page draws it exactly and now. Not what it abbreviates, not what its own data says (that can be
 * forged), not what it showed before it was scrolled away. Null: not known.
 */
export function drawnOn(console: ConsoleState | undefined, key: ListingKey): number | null {
  const row = console?.rows[key];
  return row === undefined || !console?.keys.includes(key) ? null : exactOf(row);
}
const exactOf = ({ sellable, fromData }: RowSeen): number | null => (fromData?.includes('sellable') === true ? null : sellable);

/**
 * What may be released by page. Where we note nothing as withheld there, more may be put on sale all the same (decision 022): a
 * console's figure is a wave that people type, and no count of a system's that others rely on. What may be promised bounds it,
 * less all that the account's page sells of the SKU on any row. Where a channel source reads the same stock, it is not for us:
 * what is typed would look like sales and restocks there.
 */
export function roomOnPage(facts: Facts, { account, key }: Pick<Listing, 'account' | 'key'>, components: readonly Component[]): PageRoom {
  const sellable = drawnOn(facts.consoles[account], key);
  const withheld = heldOnPage(facts.commands, account, key).all;
  const why = unknownOn(facts, { account, key }, components, sellable);
  const mayRelease = why === null ? leastOver(components, (sku) => leftOf(facts, account, sku)) : null;
  return { sellable, withheld, mayRelease: mayRelease === null ? null : Math.max(0, mayRelease), why };
}

function unknownOn(facts: Facts, { account, key }: Pick<Listing, 'account' | 'key'>, components: readonly Component[], sellable: number | null): Refusal {
  const skus = components.map(({ sku }) => sku);
  if (sellable === null) return ['pageUnread', { listing: key }];
  const channel = facts.settings.accounts[account]?.channel ?? null;
  const read = skus.filter((sku) => facts.places(sku).some(({ place, gone }) => !gone && place.source === channel));
  if (read.length > 0) return ['channelReads', { skus: read.join(', ') }];
  const others = [...new Set(skus.flatMap((sku) => unreadRows(facts, account, sku)))];
  if (others.length > 0) return ['pageShared', { skus: skus.join(', '), listings: others.join(', ') }];
  return skus.some((sku) => facts.promise(account, sku) === null) ? ['mayReleaseUnknown', { skus: skus.join(', ') }] : null;
}

/** Units of a SKU that may still be put on sale, beyond what all rows of the page sell. */
function leftOf(facts: Facts, account: AccountId, sku: Sku): number | null {
  const safe = facts.promise(account, sku);
  return safe === null ? null : safe - rowsOf(facts, account, sku).reduce((sum, { units }) => sum + (units ?? 0), 0);
}
const unreadRows = (facts: Facts, account: AccountId, sku: Sku): readonly string[] =>
  rowsOf(facts, account, sku).flatMap(({ name, units }) => (units === null ? [name] : []));

/**
 * Rows of the page that use up a SKU, and how many units of it they sell at most; null: not known. Of one that was scrolled away
 * what it showed last: buyers only lower it. Of several variants the one that takes the most of it.
 */
function rowsOf(facts: Facts, account: AccountId, sku: Sku): readonly { readonly name: string; readonly units: number | null }[] {
  return Object.values(facts.consoles[account]?.rows ?? {}).flatMap((row) => {
    const listing = listingOf(facts, account, row.key);
    const each = Math.max(0, ...(listing?.variants ?? []).map(({ components }) => unitsIn(components, sku)));
    if (each === 0) return [];
    const isOff = row.state === 'soldOut' || row.state === 'removed';
    const figure = exactOf(row) ?? (isOff ? 0 : null);
    const name = row.link === null ? (row.title ?? row.key) : String(row.link);
    return [{ name, units: figure === null ? null : figure * each }];
  });
}
const unitsIn = (components: readonly Component[], sku: Sku): number =>
  components.reduce((units, one) => (one.sku === sku ? units + one.unitsPerSale : units), 0);
