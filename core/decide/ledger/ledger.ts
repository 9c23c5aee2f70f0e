import { type AlertActionBody, type Bodies, EVENT_VERSIONS, type EventType, type LogEvent } from '../../domain/event.ts';
import type { ShopId } from '../../domain/ids.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import { type EmergencyBody, emergencyKey } from '../../domain/restock.ts';
import { EMPTY_SETTINGS } from '../../domain/settings.ts';
import { applyDrip, applyGuard, applyGuided } from './acts.ts';
import { airSeen, applyOffer } from './air.ts';
import { applyCommand } from './commands.ts';
import { applyConsole } from './console.ts';
import { applyExplained } from './explained.ts';
import { withCount } from './file-count.ts';
import { applyFunnels, applyReviewed, funnelsSeen } from './funnels.ts';
import { applyPollFailed } from './health.ts';
import { applyHistory } from './history.ts';
import { applyOrders } from './orders.ts';
import { applyBuyerRead, notePageReverted } from './page-reverted.ts';
import { applyReading } from './reading.ts';
import { noteReverted } from './reverted.ts';
import { applySettings } from './settings.ts';
import type { Ledger } from './state.ts';
import { openFromAfter } from './taken.ts';

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
    airs: {},
    commands: {},
    alertActions: {},
    books: {},
    flickering: [],
    firstDay: null,
    history: {},
    openFrom: {},
    funnels: {},
    emergency: {},
    reviews: {},
    drips: {},
    guardRuns: [],
    guided: [],
    changed: { skus: 'all', rest: true },
    unread: 0,
  };
}

const KEPT_ACTIONS = 500;
/** A tick waits for its turn to be written; one that is further behind the log was made by a clock that was set back. */
const SET_BACK_MS = 5_000;

/** One reducer a kind of event. */
const reducers: { readonly [T in EventType]: (ledger: Ledger, body: Bodies[T], logAt: Instant) => Ledger } = {
  settings: (ledger, body, logAt) => ({
    ...ledger,
    settings: applySettings(ledger.settings, body),
    openFrom: openFromAfter(ledger, body, logAt),
    changed: { skus: 'all', rest: true },
  }),
  reading: (ledger, body, logAt) => noteReverted(ledger, withCount(applyReading(ledger, body, logAt), body.source), body),
  pollFailed: applyPollFailed,
  orders: applyOrders,
  consoleSeen: (ledger, body) => {
    const shown = { ...body, keys: body.keys ?? ledger.consoles[body.account]?.keys ?? [] };
    return notePageReverted(ledger, applyConsole(funnelsSeen(airSeen(ledger, shown), shown), shown), shown);
  },
  offer: applyOffer,
  // What is learned is the forecast's; here it only makes all that is forecast anew.
  learned: (ledger) => ({ ...ledger, changed: { skus: 'all', rest: true } }),
  tick: (ledger, { now, intervalMs }, logAt) => ({
    ...ledger,
    tick: {
      now,
      intervalMs,
      since: sinceWhen(ledger.tick, now, intervalMs),
      setBack: logAt - now > SET_BACK_MS,
      ...backAfter(ledger.tick, now),
    },
    changed: { skus: [], rest: true },
  }),
  command: applyCommand,
  explained: applyExplained,
  alertAction: applyAlertAction,
  history: applyHistory,
  funnels: applyFunnels,
  emergency: applyEmergency,
  reviewed: applyReviewed,
  drip: applyDrip,
  guard: applyGuard,
  guided: applyGuided,
  buyerRead: applyBuyerRead,
  // How everything stands is known here already: it is for who folds from there.
  began: (ledger) => ({ ...ledger, changed: { skus: [], rest: false } }),
  forgotten: (ledger) => ({ ...ledger, changed: { skus: [], rest: false } }),
};

const sinceWhen = (before: Ledger['tick'], now: Instant, intervalMs: number): Instant =>
  before?.intervalMs === intervalMs ? Math.min(before.since, now) : now;

/** While nobody watches the alarm comes once a minute: until then nobody was away. */
function backAfter(before: Ledger['tick'], now: Instant): { readonly backAt?: Instant } {
  if (before === null) return {};
  if (now - before.now > 1.5 * Math.max(before.intervalMs, MINUTE)) return { backAt: now };
  return before.backAt === undefined ? {} : { backAt: before.backAt };
}

/** The last word of a call; the countdown runs from when it was first asked. */
function applyEmergency(ledger: Ledger, body: EmergencyBody): Ledger {
  const key = emergencyKey(body.sku, body.source);
  const before = ledger.emergency[key];
  const goesOn = before !== undefined && before.step !== 'dropped';
  const askedAt = goesOn ? (before.askedAt ?? before.at) : body.at;
  const isSure = body.step === 'confirmed' || body.step === 'shipped';
  const said: EmergencyBody = {
    ...body,
    askedAt,
    ...(isSure ? { confirmedAt: (goesOn ? before.confirmedAt : undefined) ?? body.at } : {}),
  };
  return { ...ledger, emergency: { ...ledger.emergency, [key]: said }, changed: { skus: [body.sku], rest: true } };
}

/** What people answered to alerts, newest last: an answer older than some hundreds of others is to an alert long gone. */
function applyAlertAction(ledger: Ledger, body: AlertActionBody): Ledger {
  const { [body.alert]: _, ...others } = ledger.alertActions;
  const kept = Object.entries(others).slice(1 - KEPT_ACTIONS);
  return { ...ledger, alertActions: Object.fromEntries([...kept, [body.alert, body]]), changed: { skus: [], rest: true } };
}

/** The next ledger. Pure: the same events in the same order give the same ledger, wherever and whenever. */
export function applyEvent(ledger: Ledger, event: LogEvent): Ledger {
  const now = Math.max(ledger.now, event.at.wall);
  if (!Object.hasOwn(reducers, event.type) || event.v > EVENT_VERSIONS[event.type]) {
    return { ...ledger, now, unread: ledger.unread + 1, changed: { skus: [], rest: true } };
  }
  // The union of types and the table of reducers are the same; the compiler cannot pair them row by row.
  const reduce = reducers[event.type] as (ledger: Ledger, body: LogEvent['body'], logAt: Instant) => Ledger;
  const next = reduce(ledger, event.body, now);
  return next.now === now ? next : { ...next, now };
}
