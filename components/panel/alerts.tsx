import type { Alert } from '../../core/domain/alert.ts';
import type { Head } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { shopTime, useMirror, usePanel, useUi } from './panel-context.ts';

const SHOWN = 2;
const SNOOZE_MS = 10 * 60_000;

/** Alerts worst first: the reason with its figures, what it proposes, and two ways to quieten it. */
export function Alerts({ head }: { head: Head }) {
  const say = useSay();
  const { ui } = usePanel();
  const alerts = useMirror(({ view }) => view?.alerts ?? []);
  const all = useUi(({ allAlerts }) => allAlerts);
  const raised = alerts.filter(({ state }) => state !== 'snoozed');
  if (raised.length === 0) return null;
  const shown = all ? raised : raised.slice(0, SHOWN);
  return (
    <section className="alerts" aria-label={say('panel:alerts.title')}>
      <ul aria-live="polite">
        {shown.map((alert) => (
          <AlertLine key={alert.id} alert={alert} head={head} />
        ))}
      </ul>
      {raised.length > SHOWN && (
        <button type="button" className="more" aria-expanded={all} onClick={() => ui.setState({ allAlerts: !all })}>
          {all ? say('panel:alerts.fewer') : say('panel:alerts.more', { n: raised.length - SHOWN })}
        </button>
      )}
    </section>
  );
}

function AlertLine({ alert, head }: { alert: Alert; head: Head }) {
  const say = useSay();
  const { send, now } = usePanel();
  const acknowledge = () => void send({ kind: 'alert', alert: alert.id, action: 'acknowledge', until: null });
  const snooze = () =>
    void send({ kind: 'alert', alert: alert.id, action: 'snooze', until: Math.round(shopTime(head, now()) + SNOOZE_MS) });
  const reason = say.phrase(alert.reason);
  const proposes = say.phrase(alert.proposes);
  return (
    <li className={`alert is-${alert.state} to-${alert.goesTo}`}>
      <Icon name={alert.state === 'acknowledged' ? 'check' : 'warn'} />
      <div className="alert-text">
        <p dir="auto" title={reason}>
          <strong>{say(`common:trigger.${alert.trigger}`)}</strong> {reason}
        </p>
        <p className="quiet clip" dir="auto" title={proposes}>
          {alert.state === 'acknowledged' && `${say('panel:alerts.acknowledged')} · `}
          {proposes}
        </p>
      </div>
      <div className="alert-acts">
        {alert.state === 'raised' && (
          <button type="button" onClick={acknowledge}>
            {say('panel:alerts.acknowledge')}
          </button>
        )}
        <button type="button" onClick={snooze} title={say('panel:alerts.snoozeLong')}>
          {say('panel:alerts.snooze')}
        </button>
      </div>
    </li>
  );
}
