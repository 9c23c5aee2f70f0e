import { MINUTE } from '../../domain/instant.ts';
import { levelOf } from '../../domain/position.ts';
import type { Flicker, Held, Ledger, Recent } from './state.ts';

const HOLDS = 3;

/** How far apart the swings of one flicker may be, ms: a few answers, whatever the interval. */
export const flickerWindow = ({ tick }: Ledger): number => Math.max(3 * MINUTE, 6 * (tick?.intervalMs ?? 0));

/**
 * Two replicas that disagree show as 10, 8, 10, 8. Three swings between the same two levels are a flicker: what was booked
 * in them is taken back, and nothing is derived until one level has held for three readings.
 */
export function startsFlicker(recent: readonly Recent[], from: number, to: number): boolean {
  const [second, third] = recent.slice(-2);
  return (
    second !== undefined &&
    third !== undefined &&
    second.from === from &&
    second.to === to &&
    third.from === to &&
    third.to === from
  );
}

/** Takes the next level of a flickering place; `settled` is the movement to book once it holds. */
export function stepFlicker(
  flicker: Flicker,
  level: number,
): { readonly flicker: Flicker | null; readonly settled: number | null } {
  const held = level === flicker.last ? flicker.held + 1 : 1;
  if (held >= HOLDS) return { flicker: null, settled: level - flicker.base };
  return { flicker: { ...flicker, low: Math.min(flicker.low, level), last: level, held }, settled: null };
}

/** What is shown of a place: unknown where the source no longer says; the lower of the two levels while it flickers. */
export function shownLevel({ gone, position, flicker, level }: Held): number | null {
  if (gone || levelOf(position) === null) return null;
  return flicker === null ? level : Math.min(flicker.low, level ?? flicker.low);
}
