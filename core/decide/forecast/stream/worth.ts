import { type Instant, MINUTE } from '../../../domain/instant.ts';

/** What the minutes of a stream are worth, as running sums: `sums[k]` is what the first k minutes from `from` are worth together. */
export type Worth = { readonly from: Instant; readonly sums: readonly number[] };

export function worthOf(from: Instant, minutes: number, of: (minute: number) => number): Worth {
  const sums = [0];
  let sum = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    sum += of(minute);
    sums.push(sum);
  }
  return { from, sums };
}

/** What lies between two instants is worth; parts of a minute count as such, and after the last minute each is like it. */
export const worthBetween = (worth: Worth, from: Instant, to: Instant): number =>
  to <= from ? 0 : worthUntil(worth, to) - worthUntil(worth, from);

function worthUntil({ from, sums }: Worth, at: Instant): number {
  const minutes = Math.max(0, (at - from) / MINUTE);
  const known = Math.min(Math.floor(minutes), Math.max(0, sums.length - 2));
  const below = sums[known] ?? 0;
  return below + (minutes - known) * ((sums[known + 1] ?? below) - below);
}
