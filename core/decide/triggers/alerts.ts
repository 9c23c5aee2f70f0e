import type { Alert, Answered, TriggerId } from '../../domain/alert.ts';
import { equal } from '../../domain/equal.ts';
import type { AlertActionBody } from '../../domain/event.ts';
import type { Finding, Findings } from '../../domain/finding.ts';
import type { Instant } from '../../domain/instant.ts';
import { findingId, without } from './findings.ts';

export type Alerts = Readonly<Record<string, Alert>>;

/** Too little of a SKU is one cause, however many triggers say so. */
const TOO_LITTLE: readonly TriggerId[] = ['stockOut', 'safety', 'schedule', 'cover', 'pulse'];
/** Who leads goes on leading until another is so much more urgent: words that change places cannot be read. */
const LEADS_ON = 10;
/** An answer was to what it was then: so much more urgent, it asks again. A sixteenth of the time, or another rule on air. */
const MUCH_MORE = 100;

/** One cause, one alert for each group that it goes to. On air each stream has its own controller. */
export function causeOf({
  id,
  trigger,
  goesTo,
  subject: { stream, sku },
}: Pick<Finding, 'id' | 'trigger' | 'goesTo' | 'subject'>) {
  if (!TOO_LITTLE.includes(trigger) || sku === undefined) return id;
  const of = goesTo === 'controller' && stream !== undefined ? { stream, sku } : { sku };
  return findingId({ id: 'tooLittle', variant: goesTo }, of);
}

/** The alerts after findings have changed: only causes that were touched are looked at. */
export function alertsAfter(alerts: Alerts, was: Findings, is: Findings, now: Instant): Alerts {
  if (was === is) return alerts;
  const touched = new Map<string, Finding[]>();
  for (const id of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const [before, after] = [was[id], is[id]];
    if (before === after) continue;
    for (const one of [before, after]) if (one !== undefined) touched.set(causeOf(one), []);
  }
  if (touched.size === 0) return alerts;
  for (const one of Object.values(is)) touched.get(causeOf(one))?.push(one);
  let next = alerts;
  for (const [cause, findings] of touched) {
    const before = alerts[cause];
    const alert = alertOf(cause, findings, before ?? null, now);
    if (alert === null) next = without(next, cause);
    else if (before === undefined || !equal(before, alert)) next = { ...next, [cause]: alert };
  }
  return next;
}

/** What the most urgent says, and who else says so. */
function alertOf(id: string, findings: readonly Finding[], before: Alert | null, now: Instant): Alert | null {
  const most = Math.max(...findings.map(({ urgency }) => urgency));
  const led = findings.find(({ trigger, urgency }) => trigger === before?.trigger && urgency >= most - LEADS_ON);
  const lead = led ?? findings.find(({ urgency }) => urgency === most);
  if (lead === undefined) return null;
  const { quietUntil: _, ...words } = lead;
  return {
    ...words,
    id,
    also: TOO_LITTLE.filter((trigger) => trigger !== lead.trigger && findings.some((one) => one.trigger === trigger)),
    urgency: most,
    state: before?.state ?? 'raised',
    raisedAt: before?.raisedAt ?? now,
    snoozedUntil: before?.snoozedUntil ?? null,
    answered: before?.answered ?? null,
  };
}

/** What people said of alerts, and snoozes that have run out. An answer to an earlier raising does not count for a new one. */
export function withActions(alerts: Alerts, actions: Readonly<Record<string, AlertActionBody>>, now: Instant): Alerts {
  let next = alerts;
  for (const alert of Object.values(alerts)) {
    const action = actions[alert.id];
    if (action === undefined || action.at < alert.raisedAt) continue;
    const answered = answeredBy(alert, action.at);
    const until = action.action === 'snooze' && action.until !== null && action.until > now ? action.until : null;
    const said = action.action === 'acknowledge' ? 'acknowledged' : until === null ? 'raised' : 'snoozed';
    const state = answered.stands ? said : 'raised';
    const snoozedUntil = state === 'snoozed' ? until : null;
    if (state === alert.state && snoozedUntil === alert.snoozedUntil && answered === alert.answered) continue;
    next = { ...next, [alert.id]: { ...alert, state, snoozedUntil, answered } };
  }
  return next;
}

/** An answer holds for the cause, whichever trigger leads, until it is much more urgent than what was answered. */
function answeredBy({ answered, urgency }: Alert, at: Instant): Answered {
  if (answered?.at !== at) return { at, urgency, stands: true };
  return answered.stands && urgency >= answered.urgency + MUCH_MORE ? { ...answered, stands: false } : answered;
}
