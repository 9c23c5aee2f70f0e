import type { Ledger } from '../decide/ledger/state.ts';
import type { Alerts } from '../decide/triggers/alerts.ts';
import type { LogEvent } from '../domain/event.ts';
import type { Sku, StreamId } from '../domain/ids.ts';
import { HOUR, type Instant } from '../domain/instant.ts';
import type { Shut } from '../domain/recording.ts';
import { type AlertReview, REVIEW_SHARES } from '../domain/review.ts';
import { isRunning, type Stream, startOf } from '../domain/stream.ts';
import { stockIn } from './counts.ts';
import type { Outlook } from './lines.ts';
import { runningStreams } from './lines.ts';
import type { Outlooks } from './outlook.ts';

/** Mean, median, p10 and p90 of one SKU's units at the end. */
type Said = readonly [number, number, number, number];
/** How one SKU stood when its stream was over. Units; null is unknown. */
export type Ended = { readonly shut: readonly Shut[]; readonly lost: number; readonly left: number | null };

/** What is noted of a stream while it runs, and until what it sold is settled: it is learned from and looked back upon. */
export type Watched = {
  /** How everything stood as it began is in the log. */
  readonly began: boolean;
  /** What was forecast as each share of its planned length went by. */
  readonly said: readonly { readonly share: number; readonly of: Readonly<Record<Sku, Said>> }[];
  readonly had: Readonly<Record<Sku, number | null>>;
  readonly outAt: Readonly<Record<Sku, Instant>>;
  readonly alerts: readonly AlertReview[];
  readonly over: { readonly at: Instant; readonly skus: Readonly<Record<Sku, Ended>> } | null;
};
export type WatchedStreams = Readonly<Record<StreamId, Watched>>;
const NOTHING: Watched = { began: false, said: [], had: {}, outAt: {}, alerts: [], over: null };

/** Unpaid orders are given back within the hour: until then a stream's units are not its last. Platforms close them after 15 to 60 minutes. */
const SETTLES_AFTER = HOUR;
export const settlesAt = ({ over }: Watched): Instant | null => (over === null ? null : over.at + SETTLES_AFTER);
/** The next stream of an account waits for no unpaid order: what is known by then is what it starts from. */
export function isSettled(ledger: Ledger, stream: Stream, watched: Watched): boolean {
  const at = settlesAt(watched);
  if (at === null) return false;
  return ledger.now >= at || runningStreams(ledger).some(({ account }) => account === stream.account);
}

export function withBegan(before: WatchedStreams, event: LogEvent): WatchedStreams {
  if (event.type !== 'began') return before;
  const { stream } = event.body;
  return { ...before, [stream]: { ...(before[stream] ?? NOTHING), began: true } };
}

/** Streams that ended with this event: how each SKU stood, by what was known of it last. */
export function withEnds(before: WatchedStreams, ledger: Ledger, outlooks: Outlooks): WatchedStreams {
  let next = before;
  for (const [id, known] of Object.entries(outlooks)) {
    const stream = ledger.settings.streams[id];
    if (stream === undefined || stream.actualStart === null || isRunning(stream, ledger.now)) continue;
    const watched = before[id] ?? NOTHING;
    if (watched.over !== null || ledger.reviews[id] !== undefined) continue;
    const skus: Record<Sku, Ended> = {};
    for (const [sku, { shut, forecast }] of Object.entries(known))
      skus[sku] = { shut, lost: forecast.lost.soFar, left: stockIn(ledger, stream, stream.account, sku).available };
    next = { ...next, [id]: { ...watched, over: { at: ledger.now, skus } } };
  }
  return next;
}

/** What is to be noted after an event: forecasts at some shares, alerts as they come and go, and when something ran out. */
export function watchedAfter(
  before: WatchedStreams,
  ledger: Ledger,
  outlooks: Outlooks,
  alerts: { readonly before: Alerts; readonly after: Alerts },
): WatchedStreams {
  let next = before;
  for (const stream of runningStreams(ledger)) {
    const known = outlooks[stream.id];
    if (known === undefined) continue;
    const watched = before[stream.id] ?? NOTHING;
    let now = withSaid(watched, ledger, stream, known);
    if (ledger.changed.skus === 'all' || ledger.changed.skus.length > 0) now = withOuts(now, ledger, known);
    if (alerts.before !== alerts.after) now = withAlerts(now, ledger, stream, alerts);
    if (now !== watched) next = { ...next, [stream.id]: now };
  }
  for (const id of Object.keys(next)) {
    // What is written down needs no more watching; a stream that was deleted leaves nothing.
    if (ledger.reviews[id] === undefined && ledger.settings.streams[id] !== undefined) continue;
    const { [id]: _, ...others } = next;
    next = others;
  }
  return next;
}

type Known = Readonly<Record<Sku, Outlook>>;
const tenth = (units: number): number => Math.round(units * 10) / 10;

function withSaid(watched: Watched, ledger: Ledger, stream: Stream, known: Known): Watched {
  const share = (ledger.now - startOf(stream)) / Math.max(1, stream.plannedEnd - startOf(stream));
  const due = REVIEW_SHARES.findLast((one) => one <= share);
  if (due === undefined || watched.said.some((one) => one.share >= due)) return watched;
  const of: Record<Sku, Said> = {};
  const had: Record<Sku, number | null> = { ...watched.had };
  for (const [sku, { forecast }] of Object.entries(known)) {
    const { mean, median, p10, p90 } = forecast.net;
    of[sku] = [tenth(mean), median, p10, p90];
    if (!(sku in had)) had[sku] = stockIn(ledger, stream, stream.account, sku).available;
  }
  return { ...watched, said: [...watched.said, { share: due, of }], had };
}

function withOuts(watched: Watched, { now, changed }: Ledger, known: Known): Watched {
  let { outAt } = watched;
  for (const sku of changed.skus === 'all' ? Object.keys(known) : changed.skus)
    if (outAt[sku] === undefined && known[sku]?.shut.at(-1)?.open === true) outAt = { ...outAt, [sku]: now };
  return outAt === watched.outAt ? watched : { ...watched, outAt };
}

const MOST_ALERTS = 500;
function withAlerts(
  watched: Watched,
  { now, alertActions }: Ledger,
  stream: Stream,
  { before, after }: { before: Alerts; after: Alerts },
): Watched {
  const concerns = (id: string) => {
    const of = (after[id] ?? before[id])?.subject.stream;
    return of === undefined || of === stream.id;
  };
  let noted = watched.alerts;
  for (const [id, alert] of Object.entries(after)) {
    const { trigger, subject } = alert;
    // Another trigger that leads is another alert to look back upon: it was shown from now on.
    if (before[id]?.trigger === trigger || !concerns(id)) continue;
    noted = [...noted, { alert: id, trigger, sku: subject.sku ?? null, raisedAt: now, clearedAt: null, done: null }];
  }
  noted = noted.map((one) => {
    if (one.clearedAt !== null) return one;
    const action = alertActions[one.alert];
    const done = action !== undefined && action.at >= one.raisedAt ? action.action : one.done;
    const clearedAt = after[one.alert]?.trigger === one.trigger ? null : now;
    return done === one.done && clearedAt === null ? one : { ...one, done, clearedAt };
  });
  return noted === watched.alerts ? watched : { ...watched, alerts: noted.slice(-MOST_ALERTS) };
}
