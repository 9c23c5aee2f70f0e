import type { Alert, Subject } from '../../domain/alert.ts';
import { equal } from '../../domain/equal.ts';
import type { AlertActionBody } from '../../domain/event.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Said, Trigger } from './trigger.ts';

export type Alerts = Readonly<Record<string, Alert>>;

/** One cause, one alert: its id is the trigger and its subject. */
export function alertId(trigger: Pick<Trigger, 'id' | 'variant'>, subject: Subject): string {
  const { stream = '', account = '', listing = '', sku = '', source = '' } = subject;
  return `${trigger.id}|${trigger.variant ?? ''}|${stream}|${account}|${listing}|${sku}|${source}`;
}

/** The alerts after one trigger has spoken of one subject. Equal words keep the very alert. */
export function afterSaid(
  alerts: Alerts,
  trigger: Pick<Trigger, 'id' | 'variant' | 'goesTo'>,
  subject: Subject,
  said: Said | null,
  now: Instant,
): Alerts {
  const id = alertId(trigger, subject);
  const before = alerts[id];
  if (said === null) return before === undefined ? alerts : without(alerts, id);
  const { goesTo, ...words } = said;
  const next: Alert = {
    id,
    trigger: trigger.id,
    subject,
    state: before?.state ?? 'raised',
    raisedAt: before?.raisedAt ?? now,
    snoozedUntil: before?.snoozedUntil ?? null,
    goesTo: goesTo ?? trigger.goesTo,
    ...words,
  };
  return before !== undefined && equal(before, next) ? alerts : { ...alerts, [id]: next };
}

/** What people said of alerts, and snoozes that have run out. An action on an earlier raising does not count for a new one. */
export function withActions(alerts: Alerts, actions: Readonly<Record<string, AlertActionBody>>, now: Instant): Alerts {
  let next = alerts;
  for (const alert of Object.values(alerts)) {
    const action = actions[alert.id];
    if (action === undefined || action.at < alert.raisedAt) continue;
    const sleeping = action.action === 'snooze' && action.until !== null && action.until > now;
    const state = action.action === 'acknowledge' ? 'acknowledged' : sleeping ? 'snoozed' : 'raised';
    const snoozedUntil = sleeping ? action.until : null;
    if (state === alert.state && snoozedUntil === alert.snoozedUntil) continue;
    next = { ...next, [alert.id]: { ...alert, state, snoozedUntil } };
  }
  return next;
}

function without(alerts: Alerts, id: string): Alerts {
  const next = { ...alerts };
  delete next[id];
  return next;
}
