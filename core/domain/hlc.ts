import type { Instant } from './instant.ts';

/**
 * A hybrid logical clock: never runs backwards, not even when the machine's clock does.
 * Source: Kulkarni et al., "Logical Physical Clocks", OPODIS 2014.
 */
export type Hlc = { readonly wall: Instant; readonly count: number };

export const HLC_ZERO: Hlc = { wall: 0, count: 0 };

/** The stamp of the next local event, given the last stamp seen and what the machine's clock says. */
export function nextHlc(last: Hlc, now: Instant): Hlc {
  return now > last.wall ? { wall: now, count: 0 } : { wall: last.wall, count: last.count + 1 };
}

export function laterHlc(a: Hlc, b: Hlc): Hlc {
  return compareHlc(a, b) >= 0 ? a : b;
}

export function compareHlc(a: Hlc, b: Hlc): number {
  return a.wall - b.wall || a.count - b.count;
}
