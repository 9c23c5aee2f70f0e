import { type Bodies, EVENT_VERSIONS, type EventType, type LogEvent } from '../../domain/event.ts';
import type { ShopId } from '../../domain/ids.ts';
import { EMPTY_SETTINGS } from '../../domain/settings.ts';
import { applyCommand, noteReverted } from './commands.ts';
import { applyConsole } from './console.ts';
import { applyExplained } from './explained.ts';
import { applyPollFailed } from './health.ts';
import { applyOrders } from './orders.ts';
import { applyReading } from './reading.ts';
import { applySettings } from './settings.ts';
import type { Ledger } from './state.ts';

export type { Ledger } from './state.ts';

export function emptyLedger(shop: ShopId): Ledger {
  return {
    shop,
    settings: EMPTY_SETTINGS,
    now: 0,
    tick: null,
    sources: {},
    feeds: {},
    watermarks: {},
    ordersFrom: {},
    consoles: {},
    commands: {},
    alertActions: {},
    books: {},
    flickering: [],
    firstDay: null,
    changed: { skus: 'all', rest: true },
    unread: 0,
  };
}

/** One reducer a kind of event. */
const reducers: { readonly [T in EventType]: (ledger: Ledger, body: Bodies[T]) => Ledger } = {
  settings: (ledger, body) => ({
    ...ledger,
    settings: applySettings(ledger.settings, body),
    changed: { skus: 'all', rest: true },
  }),
  reading: (ledger, body) => noteReverted(applyReading(ledger, body), body),
  pollFailed: applyPollFailed,
  orders: applyOrders,
  consoleSeen: applyConsole,
  tick: (ledger, { now, intervalMs }) => ({
    ...ledger,
    tick: { now, intervalMs, since: ledger.tick?.intervalMs === intervalMs ? ledger.tick.since : now },
    changed: { skus: [], rest: true },
  }),
  command: applyCommand,
  explained: applyExplained,
  alertAction: (ledger, body) => ({
    ...ledger,
    alertActions: { ...ledger.alertActions, [body.alert]: body },
    changed: { skus: [], rest: true },
  }),
};

/** The next ledger. Pure: the same events in the same order give the same ledger, wherever and whenever. */
export function applyEvent(ledger: Ledger, event: LogEvent): Ledger {
  if (!(event.type in reducers) || event.v > EVENT_VERSIONS[event.type]) {
    return { ...ledger, unread: ledger.unread + 1, changed: { skus: [], rest: true } };
  }
  // The union of types and the table of reducers are the same; the compiler cannot pair them row by row.
  const reduce = reducers[event.type] as (ledger: Ledger, body: LogEvent['body']) => Ledger;
  const next = reduce(ledger, event.body);
  return event.at.wall > next.now ? { ...next, now: event.at.wall } : next;
}
