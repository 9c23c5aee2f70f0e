import type { ShareAt } from '../decide/ledger/share.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { ListingKey, Sku } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { listingId } from '../domain/listing.ts';
import type { ShopSettings } from '../domain/settings.ts';
import { lastOf, type Stream, startOf } from '../domain/stream.ts';

/**
 * How a stream shares what its channel sells with streams of other accounts that sell from the same one at the same time: no order and
 * no fall of stock says whose it was. A SKU that one of them alone offers is that one's; one that several offer is counted in equal
 * parts. Undefined: nobody shares.
 */
export function sharingOf(ledger: Ledger, stream: Stream, sku: Sku): ShareAt | undefined {
  const others = rivalsOf(ledger.settings, stream);
  if (others.length === 0) return undefined;
  const all = [stream, ...others].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const offers = new Map(all.map((one) => [one, offeredBy(ledger, one)?.has(sku) ?? null]));
  return (at) => {
    const on = all.filter((one) => isOn(one, at));
    const known = on.filter((one) => offers.get(one) === true);
    const may = known.length > 0 ? known : on.filter((one) => offers.get(one) === null);
    const sharers = may.length > 0 ? may : on;
    const rank = sharers.indexOf(stream);
    return rank === -1 ? null : { rank, of: sharers.length };
  };
}

const isOn = (one: Stream, at: Instant): boolean => at >= startOf(one) && at <= lastOf(one);

const rivals = new WeakMap<Stream, { readonly settings: ShopSettings; readonly others: readonly Stream[] }>();
/** Streams of other accounts on the same channel source that ran while this one did. */
function rivalsOf(settings: ShopSettings, stream: Stream): readonly Stream[] {
  const known = rivals.get(stream);
  if (known?.settings === settings) return known.others;
  const channel = settings.accounts[stream.account]?.channel ?? null;
  const others = Object.values(settings.streams).filter(
    (one) =>
      one.account !== stream.account &&
      channel !== null &&
      settings.accounts[one.account]?.channel === channel &&
      overlap(one, stream),
  );
  rivals.set(stream, { settings, others });
  return others;
}
const overlap = (one: Stream, other: Stream): boolean =>
  one.actualStart !== null && other.actualStart !== null && one.actualStart < lastOf(other) && other.actualStart < lastOf(one);

const offered = new WeakMap<
  Stream,
  { readonly listings: ShopSettings['listings']; readonly rows: unknown; readonly skus: ReadonlySet<Sku> | null }
>();
/**
 * What a stream offers: by the listings that are mapped to its account, and the rows that its page has shown, seen or not now: what was
 * sold must not change hands when a tab is closed. Null: nothing is known of it.
 */
function offeredBy({ settings, consoles }: Ledger, stream: Stream): ReadonlySet<Sku> | null {
  const rows = consoles[stream.account]?.rows;
  const known = offered.get(stream);
  if (known?.listings === settings.listings && known.rows === rows) return known.skus;
  const mapped = Object.values(settings.listings).filter(({ account }) => account === stream.account);
  const keys = stream.listings ?? [...new Set([...mapped.map(({ key }) => key), ...Object.keys(rows ?? {})])];
  const skusOf = (key: ListingKey): readonly Sku[] =>
    settings.listings[listingId(stream.account, key)]?.variants.flatMap(({ components }) => components.map(({ sku }) => sku)) ?? [
      key,
    ];
  const skus = keys.length === 0 ? null : new Set(keys.flatMap(skusOf));
  offered.set(stream, { listings: settings.listings, rows, skus });
  return skus;
}
