/**
 * Shares whole units over places, the first in rank filled first, never more than a place has. In as few places as can be:
 * an order that one place cannot fill alone is split by the system, and some then take more than was ordered (Vendure does).
 * Equal ranks go by the places' order; `units` beyond the total are not shared out.
 */
export function fill(units: number, has: readonly number[], rank: readonly number[]): readonly number[] {
  const parts = has.map(() => 0);
  let left = Math.max(0, units);
  const order = has.map((_, n) => n).toSorted((a, b) => (rank[b] ?? 0) - (rank[a] ?? 0) || a - b);
  for (const n of order) {
    const part = Math.min(left, has[n] ?? 0);
    parts[n] = part;
    left -= part;
  }
  return parts;
}
