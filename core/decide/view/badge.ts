import type { Alert } from '../../domain/alert.ts';

/** Of the operator's alerts those that lose a day each day: the rest waits for the desk. */
const PRESSING: readonly Alert['trigger'][] = ['safety', 'schedule', 'pulse'];
const MOST = 99;

/** What the toolbar's icon says: how many alerts are urgent. All that the controller must see, and of the operator's those that press; seen and snoozed ones do not count. */
export function badgeOf(alerts: readonly Alert[]): string {
  const urgent = alerts.filter(
    ({ state, goesTo, trigger, also }) =>
      state === 'raised' && (goesTo === 'controller' || [trigger, ...also].some((one) => PRESSING.includes(one))),
  );
  if (urgent.length === 0) return '';
  return urgent.length > MOST ? `${MOST}+` : String(urgent.length);
}
