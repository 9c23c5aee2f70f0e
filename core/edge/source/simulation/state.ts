import type { ListingKey, Sku } from '../../../domain/ids.ts';
import { type Instant, SECOND } from '../../../domain/instant.ts';
import type { Catalogue } from './catalogue.ts';

/** The world moves in steps of this length. */
export const STEP_MS = 5 * SECOND;

export type SimOrder = {
  readonly id: string;
  readonly components: readonly { readonly sku: Sku; readonly quantity: number }[];
  readonly at: Instant;
  readonly state: 'unpaid' | 'paid' | 'released';
  readonly revision: number;
  readonly changedAt: Instant;
};
type Unpaid = { readonly id: string; readonly at: Instant; readonly pays: boolean };
type Kept = { readonly sku: Sku; readonly place: number; readonly quantity: number };
type Counts = { sold: number; clicks: number; impressions: number; cart: number };

/** The world on its way: moved forward only, step by step; nobody outside this folder sees it. */
export type Run = {
  at: Instant;
  /** The next step to be taken. */
  step: number;
  readonly catalogue: Catalogue;
  readonly channel: Map<Sku, number>;
  /** On hand by place. */
  readonly places: Map<Sku, number[]>;
  /** What the warehouse keeps for orders that are not paid yet: by order. */
  readonly kept: Map<string, readonly Kept[]>;
  readonly restocked: Map<Sku, number>;
  /** Units that writes put on sale; below zero: that they withhold. */
  readonly written: Map<Sku, number>;
  readonly orders: Map<string, SimOrder>;
  unpaid: Unpaid[];
  /** Paid, and not yet seen by the warehouse, in the order of payment. */
  unseen: { readonly id: string; readonly paidAt: Instant }[];
  readonly counts: Map<ListingKey, Counts>;
  /** SKUs that everybody wants until they are gone. */
  readonly burst: Set<Sku>;
};

/** More (or, negative, less) of a SKU on hand in one place. */
export function addTo(run: Run, sku: Sku, place: number, units: number): void {
  const levels = run.places.get(sku);
  if (levels !== undefined) levels[place] = (levels[place] ?? 0) + units;
}
