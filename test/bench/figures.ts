/** The value below which this share of the values lies. NaN where there is none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** `p50 8.1 ms, p95 12.0 ms, n 200`. */
export const spread = (values: readonly number[], digits = 0): string =>
  `p50 ${median(values).toFixed(digits)} ms, p95 ${quantile(values, 0.95).toFixed(digits)} ms, n ${values.length}`;
