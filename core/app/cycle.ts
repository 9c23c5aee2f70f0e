import { applyEvent, emptyLedger, type Ledger } from '../decide/ledger/ledger.ts';
import type { Alerts } from '../decide/triggers/alerts.ts';
import type { LogEvent } from '../domain/event.ts';
import type { Findings } from '../domain/finding.ts';
import type { ShopId } from '../domain/ids.ts';
import { judgeAlerts } from './judge-alerts.ts';
import { NOTHING_TAUGHT, type Taught, withEvent, withLessons } from './lessons.ts';
import { type Outlooks, refreshOutlooks } from './outlook.ts';
import { type WatchedStreams, watchedAfter, withBegan, withEnds } from './watch.ts';

export { detailOf } from './detail.ts';
export { badgesOf, panelOf, popupOf } from './views.ts';

/**
 * The way of the data, top to bottom. An event goes into the ledger; a stream that is over teaches; what was touched is
 * forecast anew; triggers look at that; what is to be looked back upon is noted; and the view is drawn from the state. Pure: time comes in events, and the same log gives the same state to the byte.
 */
export type ShopState = {
  readonly ledger: Ledger;
  /** What past streams taught. */
  readonly taught: Taught;
  readonly outlooks: Outlooks;
  /** What each trigger holds, and the alerts that are made of it: one for each cause. */
  readonly findings: Findings;
  readonly alerts: Alerts;
  /** What is noted of streams on air, to be looked back upon. */
  readonly watched: WatchedStreams;
};

/** Of the state's shape: a snapshot of another version is not used, the log is folded anew. */
export const STATE_VERSION = 9;

export const emptyState = (shop: ShopId): ShopState => ({
  ledger: emptyLedger(shop),
  taught: NOTHING_TAUGHT,
  outlooks: {},
  findings: {},
  alerts: {},
  watched: {},
});

export function advance(state: ShopState, event: LogEvent): ShopState {
  const ledger = applyEvent(state.ledger, event);
  const ended = withEnds(withBegan(state.watched, event), ledger, state.outlooks);
  const taught = withLessons(withEvent(state.taught, event), ledger, ended);
  const { outlooks, due } = refreshOutlooks(ledger, taught, state.outlooks);
  const { findings, alerts } = judgeAlerts({ ledger, taught, outlooks, due, since: state.ledger.now }, state);
  const watched = watchedAfter(ended, ledger, outlooks, { before: state.alerts, after: alerts }, event);
  return { ledger, taught, outlooks, findings, alerts, watched };
}
