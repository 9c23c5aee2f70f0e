import type { OfferKind } from './console.ts';
import type { Sku } from './ids.ts';

/** 福利款, 主推款, 利润款, 清仓: what a SKU is there for in a stream. */
export type RoleInStream = 'traffic' | 'hero' | 'profit' | 'clearance';

/** 福利款 and 清仓 are there to be gone by the end: planned to sell out, until somebody says otherwise of a stream. */
export const isToSellOut = (role: RoleInStream | null | undefined): boolean => role === 'traffic' || role === 'clearance';

/** What the seller expects of a stream beside its plan; each is optional. Money in the shop's own unit: only ratios count. */
export type Expected = {
  readonly viewers: number | null;
  readonly adSpend: number | null;
  readonly prices: Readonly<Record<Sku, number>>;
  readonly roles: Readonly<Record<Sku, RoleInStream>>;
  /** On offer all through the stream. */
  readonly offers?: Readonly<Record<Sku, OfferKind>>;
};
