import { useState } from 'react';
import { type Alert, SNOOZES, type Snooze } from '../../core/domain/alert.ts';
import type { Intent } from '../../core/domain/intent.ts';
import { useSay } from '../i18n/use-phrase.tsx';

/** What answers an alert: the worker, at the end of a port. */
export type Answer = (intent: Extract<Intent, { kind: 'alert' }>) => unknown;

/** Seen, or put off for a while. */
export function AlertActs({ alert: { id, state }, answer }: { alert: Pick<Alert, 'id' | 'state'>; answer: Answer }) {
  const say = useSay();
  return (
    <div className="alert-acts">
      {state === 'raised' && (
        <button type="button" onClick={() => answer({ kind: 'alert', alert: id, action: 'acknowledge' })}>
          {say('common:alert.acknowledge')}
        </button>
      )}
      <select
        aria-label={say('common:alert.snooze')}
        value=""
        onChange={({ target }) => answer({ kind: 'alert', alert: id, action: 'snooze', lasts: target.value as Snooze })}
      >
        <option value="" disabled>
          {say('common:alert.snooze')}
        </option>
        {SNOOZES.map((lasts) => (
          <option key={lasts} value={lasts}>
            {say(`common:alert.snoozeFor.${lasts}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Those that were put off: how many and until when, opened to wake one. */
export function Snoozed({ alerts, answer }: { alerts: readonly Alert[]; answer: Answer }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const next = Math.min(...alerts.map(({ snoozedUntil }) => snoozedUntil ?? Number.POSITIVE_INFINITY));
  if (!Number.isFinite(next)) return null;
  return (
    <div className="snoozed">
      <button type="button" className="more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {say('common:alert.snoozed', { n: alerts.length, at: { instant: next } })}
      </button>
      {open && (
        <ul>
          {alerts.map((alert) => (
            <li key={alert.id}>
              <span dir="auto">
                <strong>{say(`common:trigger.${alert.trigger}`)}</strong> {say.phrase(alert.reason)}
              </span>
              <button type="button" onClick={() => answer({ kind: 'alert', alert: alert.id, action: 'wake' })}>
                {say('common:alert.wake')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What else holds of the same cause, in one clause. */
export function Also({ also }: { also: Alert['also'] }) {
  const say = useSay();
  if (also.length === 0) return null;
  const names = also.map((trigger) => say(`common:trigger.${trigger}`)).join(', ');
  return <span className="also"> ({say('common:alert.also', { also: names })})</span>;
}
