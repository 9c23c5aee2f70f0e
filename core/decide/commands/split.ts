/**
 * Shares whole units over places in proportion to what each has, never more than it has; what rounding leaves goes to the
 * largest remainders, the first of equals first (Hamilton's method). `units` beyond the total are not shared out.
 */
export function shareOut(units: number, has: readonly number[]): readonly number[] {
  const all = has.reduce((sum, one) => sum + one, 0);
  if (all <= 0 || units <= 0) return has.map(() => 0);
  const most = Math.min(units, all);
  const exact = has.map((one) => (most * one) / all);
  const parts = exact.map(Math.floor);
  const left = most - parts.reduce((sum, one) => sum + one, 0);
  const byRest = exact
    .map((share, n) => ({ n, rest: share - Math.floor(share) }))
    .toSorted((a, b) => b.rest - a.rest || a.n - b.n);
  for (const { n } of byRest.slice(0, left)) parts[n] = (parts[n] ?? 0) + 1;
  return parts;
}
