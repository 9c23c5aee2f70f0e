import { useEffect, useState } from 'react';
import type { Instant } from '../../core/domain/instant.ts';
import type { Head } from '../../core/domain/view.ts';

/** The shop's time at this machine's time: a rehearsal runs at its own rate. */
export const shopTime = ({ clock }: Pick<Head, 'clock'>, real: Instant): Instant =>
  clock.anchor + (real - clock.realAnchor) * clock.rate;

/**
 * This machine's clock, drawn anew each second: ages keep growing whatever the worker does. What comes between two
 * seconds is measured by the clock as it stands then: a rehearsal at 120x would else read the future.
 */
export function useTicking(clock: () => Instant): Instant {
  const [, look] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => look(clock()), 1_000);
    return () => clearInterval(timer);
  }, [clock]);
  return clock();
}

/** In a person's time. */
export const secondsTo = (at: Instant, now: Instant, { clock }: Pick<Head, 'clock'>): number =>
  Math.max(0, Math.ceil((at - now) / clock.rate / 1_000));
