import { salesOf } from '../decide/ledger/sales.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import { stockOf } from '../decide/ledger/stock.ts';
import type { AccountId, Sku } from '../domain/ids.ts';
import type { SkuSales } from '../domain/sales.ts';
import type { SkuStock } from '../domain/stock.ts';
import { endOf, type Stream } from '../domain/stream.ts';
import { sharingOf } from './sharing.ts';

type Scope<About, Counted> = { readonly about: About; readonly bySku: Map<Sku, Counted> };
type Pool = { readonly account: AccountId | null; readonly stream: Stream | null };

/** A ledger never changes, so neither does what was counted from it: forecast, triggers and view ask for the same. */
const stocks = new WeakMap<Ledger, Scope<Pool, SkuStock>[]>();
const sales = new WeakMap<Ledger, Scope<Stream, SkuSales>[]>();

/** What there is of a SKU for an account, with what comes in before the stream's end. */
export function stockIn(ledger: Ledger, stream: Stream | null, account: AccountId | null, sku: Sku): SkuStock {
  const same = (pool: Pool) => pool.stream === stream && pool.account === account;
  const bySku = scopeIn(stocks, ledger, same, () => ({ stream, account }));
  const known = bySku.get(sku) ?? stockOf(ledger, sku, account, stream === null ? null : endOf(stream));
  bySku.set(sku, known);
  return known;
}

/** What a stream has sold of a SKU. */
export function salesIn(ledger: Ledger, stream: Stream, sku: Sku): SkuSales {
  const bySku = scopeIn(
    sales,
    ledger,
    (one) => one === stream,
    () => stream,
  );
  const known = bySku.get(sku) ?? salesOf(ledger, stream.id, sku, sharingOf(ledger, stream, sku));
  bySku.set(sku, known);
  return known;
}

function scopeIn<About, Counted>(
  kept: WeakMap<Ledger, Scope<About, Counted>[]>,
  ledger: Ledger,
  same: (about: About) => boolean,
  about: () => About,
): Map<Sku, Counted> {
  const scopes = kept.get(ledger) ?? [];
  if (scopes.length === 0) kept.set(ledger, scopes);
  let scope = scopes.find((one) => same(one.about));
  if (scope === undefined) {
    scope = { about: about(), bySku: new Map() };
    scopes.push(scope);
  }
  return scope.bySku;
}
