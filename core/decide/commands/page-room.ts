import { drawn, type RowSeen } from '../../domain/console.ts';
import type { ConsoleState } from '../../domain/health.ts';
import type { AccountId, ListingKey, Sku } from '../../domain/ids.ts';
import { type Component, type Listing, leastOver, listingId, listingOfSku } from '../../domain/listing.ts';
import { heldOnPage } from '../../domain/on-page.ts';
import type { ShopSettings } from '../../domain/settings.ts';
import type { CommandFacts } from './facts.ts';
import type { Room } from './room.ts';
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
  return row === undefined || !console?.keys.includes(key) ? null : drawn(row, 'sellable');
}

/**
 * What may be released by page. Where we note nothing as withheld there, more may be put on sale all the same (decision 022): a
 * console's figure is a wave that people type, and no count of a system's that others rely on. What may be promised bounds it,
 * less all that the account's page sells of the SKU on any row. Where a channel source reads the same stock, it is not for us:
 * what is typed would look like sales and restocks there.
 */
export function roomOnPage(
  facts: Facts,
  { account, key }: Pick<Listing, 'account' | 'key'>,
  components: readonly Component[],
): PageRoom {
  const sellable = drawnOn(facts.consoles[account], key);
  const withheld = heldOnPage(facts.commands, account, key).all;
  const why = unknownOn(facts, { account, key }, components, sellable);
  const mayRelease = why === null ? leastOver(components, (sku) => leftOf(facts, account, sku)) : null;
  return { sellable, withheld, mayRelease: mayRelease === null ? null : Math.max(0, mayRelease), why };
}

function unknownOn(
  facts: Facts,
  { account, key }: Pick<Listing, 'account' | 'key'>,
  components: readonly Component[],
  sellable: number | null,
): Refusal {
  const skus = components.map(({ sku }) => sku);
  const channel = facts.settings.accounts[account]?.channel ?? null;
  const read = skus.filter((sku) => facts.places(sku).some(({ place, gone }) => !gone && place.source === channel));
  if (read.length > 0) return ['channelReads', { skus: read.join(', ') }];
  if (sellable === null) return ['pageUnread', { listing: key }];
  const selling = sellingOn(facts, account);
  const others = [...new Set(skus.flatMap((sku) => selling.get(sku)?.unread ?? []))];
  if (others.length > 0) return ['pageShared', { skus: skus.join(', '), listings: others.join(', ') }];
  return skus.some((sku) => facts.promise(account, sku) === null) ? ['mayReleaseUnknown', { skus: skus.join(', ') }] : null;
}

/** Units of a SKU that may still be put on sale, beyond what all rows of the page sell. */
function leftOf(facts: Facts, account: AccountId, sku: Sku): number | null {
  const safe = facts.promise(account, sku);
  return safe === null ? null : safe - (sellingOn(facts, account).get(sku)?.units ?? 0);
}

/** Units of a SKU that the rows of a page sell at most, and rows of which that is not known, as a person calls them. */
type Selling = { readonly units: number; readonly unread: readonly string[] };
const remembered = new WeakMap<
  ConsoleState,
  { readonly listings: ShopSettings['listings']; readonly bySku: ReadonlyMap<Sku, Selling> }
>();

/**
 * By SKU, over all rows of an account's page. Of one that was scrolled away what it showed last: buyers only lower it. Of several
 * variants the one that takes the most. Remembered: every row of a long list asks for it.
 */
export function sellingOn(
  { consoles, settings }: Pick<Facts, 'consoles' | 'settings'>,
  account: AccountId,
): ReadonlyMap<Sku, Selling> {
  const page = consoles[account];
  if (page === undefined) return new Map();
  const known = remembered.get(page);
  if (known?.listings === settings.listings) return known.bySku;
  const bySku = new Map<Sku, Selling>();
  for (const row of Object.values(page.rows)) {
    const { variants } = settings.listings[listingId(account, row.key)] ?? listingOfSku(account, row.key, '');
    for (const sku of new Set(variants.flatMap(({ components }) => components.map((one) => one.sku)))) {
      const each = Math.max(...variants.map(({ components }) => unitsIn(components, sku)));
      bySku.set(sku, withRow(bySku.get(sku) ?? { units: 0, unread: [] }, row, each));
    }
  }
  remembered.set(page, { listings: settings.listings, bySku });
  return bySku;
}
function withRow({ units, unread }: Selling, row: RowSeen, each: number): Selling {
  const isOff = row.state === 'soldOut' || row.state === 'removed';
  const figure = drawn(row, 'sellable') ?? (isOff ? 0 : null);
  const name = row.link === null ? (row.title ?? row.key) : String(row.link);
  return figure === null ? { units, unread: [...unread, name] } : { units: units + figure * each, unread };
}
const unitsIn = (components: readonly Component[], sku: Sku): number =>
  components.reduce((units, one) => (one.sku === sku ? units + one.unitsPerSale : units), 0);
