import type { Placement } from '../storage/items.ts';
import { BAR } from './furniture.ts';

export const LEAST = { width: 320, height: 200 };
type Size = { readonly innerWidth: number; readonly innerHeight: number };
const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), Math.max(least, most));

/** Where the overlay stands in a window of this size: always within reach, whatever was remembered. CSS pixels. */
export function boxOf({ dock, x, y, width: wanted, height: high, collapsed }: Placement, { innerWidth, innerHeight }: Size) {
  const width = clamp(wanted, LEAST.width, Math.max(LEAST.width, innerWidth - 40));
  const right = Math.max(0, innerWidth - width);
  if (dock !== 'free') return { x: dock === 'left' ? 0 : right, y: 0, width, height: collapsed ? BAR : innerHeight };
  const height = collapsed ? BAR : clamp(high, LEAST.height, innerHeight);
  return { x: clamp(x, 0, right), y: clamp(y, 0, Math.max(0, innerHeight - BAR)), width, height };
}
