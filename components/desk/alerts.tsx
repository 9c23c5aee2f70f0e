import type { PopupView } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { AlertActs, Also, Snoozed } from '../parts/alert-acts.tsx';
import { useDesk } from './desk-context.ts';

type Rows = PopupView['alerts'];

/** All alerts of the shop, worst first, with what answers them; what was put off stands apart. */
export function Alerts({ alerts }: { alerts: Rows }) {
  const say = useSay();
  const { send } = useDesk();
  const awake = alerts.filter(({ state }) => state !== 'snoozed');
  return (
    <>
      {awake.length === 0 && <p className="quiet">{say('desk:noAlerts')}</p>}
      <ul className="alert-list">
        {awake.map((alert) => (
          <Line key={alert.id} alert={alert} />
        ))}
      </ul>
      <Snoozed alerts={alerts.filter(({ state }) => state === 'snoozed')} answer={send} />
    </>
  );
}

function Line({ alert }: { alert: Rows[number] }) {
  const say = useSay();
  const { ask, send, now } = useDesk();
  const { sku } = alert.subject;
  return (
    <li className={`card is-${alert.state}`} data-alert={alert.trigger}>
      <p>
        <strong>{say(`common:trigger.${alert.trigger}`)}</strong> <span dir="auto">{say.phrase(alert.reason)}</span>
        <Also also={alert.also} />
      </p>
      <p className="quiet">
        {alert.state === 'acknowledged' && `${say('common:alert.acknowledged')} · `}
        {say.age(now() - alert.raisedAt)} · <span dir="auto">{say.phrase(alert.proposes)}</span>
      </p>
      <div className="acts">
        {sku !== undefined && alert.goesTo === 'operator' && (
          <button type="button" className="link" onClick={() => ask({ tab: 'restock', stream: null, sku })}>
            {say('desk:openPlan')}
          </button>
        )}
        <AlertActs alert={alert} answer={send} />
      </div>
    </li>
  );
}
