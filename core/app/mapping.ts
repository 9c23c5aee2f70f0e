import { doubtOf } from '../decide/commands/doubt.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { RowSeen } from '../domain/console.ts';
import type { AccountId, Sku } from '../domain/ids.ts';
import { type Listing, listingId, listingOfSku } from '../domain/listing.ts';
import type { Mapping, MappingRow, Proposal } from '../domain/mapping.ts';
import { phrase } from '../domain/phrase.ts';

/** What an account's page shows, link by link, beside what each is mapped to: unmapped and doubtful ones first. */
export function mappingOf(ledger: Ledger, account: AccountId): Mapping {
  const skus = knownSkus(ledger);
  const finder = createFinder(skus);
  const console = ledger.consoles[account];
  const here = new Set(console?.keys ?? []);
  const rows = Object.values(console?.rows ?? {}).map((row) => rowOf(ledger, account, row, here.has(row.key), finder));
  const rank = ({ mapped, doubt }: MappingRow) => (mapped === null ? 0 : doubt === null ? 2 : 1);
  return { rows: rows.toSorted((a, b) => rank(a) - rank(b) || (a.link ?? 1e9) - (b.link ?? 1e9)), skus };
}

function rowOf(ledger: Ledger, account: AccountId, seen: RowSeen, onPage: boolean, finder: Finder): MappingRow {
  const own = ledger.settings.listings[listingId(account, seen.key)] ?? null;
  const mapped = own ?? (finder.has(seen.key) ? listingOfSku(account, seen.key, '') : null);
  const doubt = mapped === null ? null : doubtOf(mapped, seen, finder.has);
  const proposal = mapped === null || doubt !== null ? proposalFor(account, seen, finder) : null;
  const title = seen.title ?? own?.title ?? '';
  return { key: seen.key, link: seen.link, title, code: seen.code ?? null, onPage, mapped, doubt, proposal };
}

function proposalFor(account: AccountId, { key, title, code }: RowSeen, finder: Finder): Proposal | null {
  const listing = (skus: readonly Sku[]): Listing => ({
    account,
    key,
    title: title ?? '',
    variants: skus.map((sku) => ({
      id: sku,
      title: skus.length === 1 ? '' : finder.titleOf(sku),
      components: [{ sku, unitsPerSale: 1 }],
    })),
  });
  const byCode = code == null ? null : finder.whole(code);
  if (code != null && byCode !== null)
    return { listing: listing([byCode]), sure: true, why: phrase('options:mapping.byCode', { code }) };
  // The code of a product, where SKUs are its sizes: a person says whether all of them are on sale.
  const sizes = code == null ? [] : finder.startingWith(code);
  if (code != null && sizes.length > 0)
    return { listing: listing(sizes), sure: false, why: phrase('options:mapping.byStart', { code, count: sizes.length }) };
  const byTitle = title === null ? [] : finder.titled(title);
  if (byTitle.length === 1) return { listing: listing(byTitle), sure: false, why: phrase('options:mapping.byTitle') };
  return null;
}

function knownSkus({ books, settings }: Ledger): Mapping['skus'] {
  const all = new Set([...Object.keys(books), ...Object.keys(settings.skus)]);
  return [...all].map((sku) => ({ sku, title: titleIn(books, sku) ?? settings.skus[sku]?.title ?? '' })).toSorted(bySku);
}
const bySku = (a: { readonly sku: Sku }, b: { readonly sku: Sku }) => (a.sku < b.sku ? -1 : 1);
const titleIn = (books: Ledger['books'], sku: Sku): string | null =>
  Object.values(books[sku]?.places ?? {}).find(({ position }) => position.title)?.position.title ?? null;

const MOST_SIZES = 100;
const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Finds SKUs by what a page says of them. Letters' case and width do not matter; everything else does. */
function createFinder(skus: Mapping['skus']) {
  const byPlain = new Map<string, Sku[]>();
  const byTitle = new Map<string, Sku[]>();
  const titles = new Map(skus.map(({ sku, title }) => [sku, title]));
  const put = (map: Map<string, Sku[]>, name: string, sku: Sku) => map.set(name, [...(map.get(name) ?? []), sku]);
  for (const { sku, title } of skus) {
    put(byPlain, plain(sku), sku);
    if (title !== '') put(byTitle, plain(title), sku);
  }
  return {
    has: (sku: Sku): boolean => titles.has(sku),
    titleOf: (sku: Sku): string => titles.get(sku) ?? '',
    /** The one SKU that this is; null where none or several are. */
    whole(code: string): Sku | null {
      if (titles.has(code)) return code;
      const [first, second] = byPlain.get(plain(code)) ?? [];
      return first !== undefined && second === undefined ? first : null;
    },
    /** SKUs that go on after the code and a separator: `CARDI` has `CARDI-S`, and not `CARDIGAN`. */
    startingWith(code: string): readonly Sku[] {
      const start = plain(code);
      if (start.length < 2) return [];
      const found = [...byPlain].filter(([name]) => name.startsWith(start) && /^[-_./ ]/.test(name.slice(start.length)));
      return found.length > MOST_SIZES ? [] : found.flatMap(([, all]) => all);
    },
    titled: (title: string): readonly Sku[] => byTitle.get(plain(title)) ?? [],
  };
}
type Finder = ReturnType<typeof createFinder>;
