/** Whole parts that add up to the whole, by weight: each rounded down, the rest to the largest remainders (Hamilton's method). Evenly where nothing has weight. */
export function wholeParts(whole: number, weights: readonly number[]): readonly number[] {
  const all = weights.reduce((sum, one) => sum + one, 0);
  const exact = weights.map((weight) => whole * (all > 0 ? weight / all : 1 / weights.length));
  const parts = exact.map(Math.floor);
  const rest = whole - parts.reduce((sum, one) => sum + one, 0);
  const order = exact.map((one, index) => ({ index, over: one - Math.floor(one) })).toSorted((a, b) => b.over - a.over);
  for (const { index } of order.slice(0, Math.max(0, rest))) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
