import type { Sku } from './ids.ts';

/** What is left of a market's day (`2026-11-23`) once its events are folded away. Units net; days out of stock say so. */
export type DayTotal = { readonly day: string; readonly sku: Sku; readonly net: number; readonly outOfStock: boolean };
