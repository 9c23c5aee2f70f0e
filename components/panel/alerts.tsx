import type { Alert } from '../../core/domain/alert.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { AlertActs, Also, Snoozed } from '../parts/alert-acts.tsx';
import { Icon } from '../parts/icon.tsx';
import { useMirror, usePanel, useUi } from './panel-context.ts';

const SHOWN = 2;
const NONE: readonly Alert[] = [];

/** Alerts worst first: the reason with its figures, what it proposes, and two ways to quieten it. */
export function Alerts() {
  const say = useSay();
  const { ui, send } = usePanel();
  const alerts = useMirror(({ view }) => view?.alerts ?? NONE);
  const all = useUi(({ allAlerts }) => allAlerts);
  const raised = alerts.filter(({ state }) => state !== 'snoozed');
  if (alerts.length === 0) return null;
  const shown = all ? raised : raised.slice(0, SHOWN);
  return (
    <section className="alerts" aria-label={say('panel:alerts.title')}>
      <ul aria-live="polite">
        {shown.map((alert) => (
          <AlertLine key={alert.id} alert={alert} />
        ))}
      </ul>
      {raised.length > SHOWN && (
        <button type="button" className="more" aria-expanded={all} onClick={() => ui.setState({ allAlerts: !all })}>
          {all ? say('panel:alerts.fewer') : say('panel:alerts.more', { n: raised.length - SHOWN })}
        </button>
      )}
      <Snoozed alerts={alerts.filter(({ state }) => state === 'snoozed')} answer={send} />
    </section>
  );
}

function AlertLine({ alert }: { alert: Alert }) {
  const say = useSay();
  const { send } = usePanel();
  const reason = say.phrase(alert.reason);
  const proposes = say.phrase(alert.proposes);
  return (
    <li className={`alert is-${alert.state} to-${alert.goesTo}`}>
      <Icon name={alert.state === 'acknowledged' ? 'check' : 'warn'} />
      <div className="alert-text">
        <p dir="auto" title={reason}>
          <strong>{say(`common:trigger.${alert.trigger}`)}</strong> {reason}
          <Also also={alert.also} />
        </p>
        <p className="quiet clip" dir="auto" title={proposes}>
          {alert.state === 'acknowledged' && `${say('common:alert.acknowledged')} · `}
          {proposes}
        </p>
      </div>
      <AlertActs alert={alert} answer={send} />
    </li>
  );
}
