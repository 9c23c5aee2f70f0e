import { applyEvent, emptyLedger, type Ledger } from '../decide/ledger/ledger.ts';
import type { Alerts } from '../decide/triggers/alerts.ts';
import type { LogEvent } from '../domain/event.ts';
import type { ShopId } from '../domain/ids.ts';
import { judgeAlerts } from './judge-alerts.ts';
import { type Outlooks, refreshOutlooks } from './outlook.ts';

export { detailOf } from './detail.ts';
export { badgesOf, panelOf, popupOf } from './views.ts';

/**
 * The way of the data, top to bottom. An event goes into the ledger; what it touched is forecast anew; triggers look at that;
 * and the view is drawn from the state. Pure: time comes in events, and the same log gives the same state to the byte.
 */
export type ShopState = {
  readonly ledger: Ledger;
  readonly outlooks: Outlooks;
  readonly alerts: Alerts;
};

/** Of the state's shape: a snapshot of another version is not used, the log is folded anew. */
export const STATE_VERSION = 2;

export const emptyState = (shop: ShopId): ShopState => ({ ledger: emptyLedger(shop), outlooks: {}, alerts: {} });

export function advance(state: ShopState, event: LogEvent): ShopState {
  const ledger = applyEvent(state.ledger, event);
  const { outlooks, due } = refreshOutlooks(ledger, state.outlooks);
  const alerts = judgeAlerts(ledger, outlooks, due, state.alerts);
  return { ledger, outlooks, alerts };
}
