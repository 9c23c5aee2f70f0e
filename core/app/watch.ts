import type { Ledger } from '../decide/ledger/state.ts';
import type { Alerts } from '../decide/triggers/alerts.ts';
import type { Alert, TriggerId } from '../domain/alert.ts';
import type { Command } from '../domain/command.ts';
import type { EventOf, LogEvent } from '../domain/event.ts';
import type { Sku, StreamId } from '../domain/ids.ts';
import { HOUR, type Instant, MINUTE } from '../domain/instant.ts';
import type { Said, SoFar } from '../domain/recorded.ts';
import type { Shut } from '../domain/recording.ts';
import { type AlertReview, REVIEW_SHARES } from '../domain/review.ts';
import { isRunning, type Stream, startOf } from '../domain/stream.ts';
import { stockIn } from './counts.ts';
import type { Outlook } from './lines.ts';
import { runningStreams } from './lines.ts';
import type { Outlooks } from './outlook.ts';

/** How one SKU stood when its stream was over. Units; null is unknown. */
export type Ended = { readonly shut: readonly Shut[]; readonly lost: number; readonly left: number | null };

/** What is noted of a stream while it runs, and until what it sold is settled: it is learned from and looked back upon. */
export type Watched = SoFar & {
  /** How everything stood as it began is in the log. */
  readonly began: boolean;
  /** How much was recorded since that was last noted: characters of JSON, near enough to what it takes. */
  readonly kept: number;
  readonly over: { readonly at: Instant; readonly skus: Readonly<Record<Sku, Ended>> } | null;
};
export type WatchedStreams = Readonly<Record<StreamId, Watched>>;
const NOTHING: Watched = { began: false, kept: 0, said: [], had: {}, outAt: {}, alerts: [], over: null };

/** Unpaid orders are given back within the hour: until then a stream's units are not its last. Platforms close them after 15 to 60 minutes. */
const SETTLES_AFTER = HOUR;
export const settlesAt = ({ over }: Watched): Instant | null => (over === null ? null : over.at + SETTLES_AFTER);
/** The next stream of an account waits for no unpaid order: what is known by then is what it starts from. */
export function isSettled(ledger: Ledger, stream: Stream, watched: Watched): boolean {
  const at = settlesAt(watched);
  if (at === null) return false;
  return ledger.now >= at || runningStreams(ledger).some(({ account }) => account === stream.account);
}

/** What was noted of how a stream began, and how much was recorded since. */
export function withBegan(before: WatchedStreams, event: LogEvent): WatchedStreams {
  if (event.type === 'began') {
    const { stream } = event.body;
    return { ...before, [stream]: { ...(before[stream] ?? NOTHING), began: true, kept: 0 } };
  }
  const on = Object.entries(before).filter(([, { began, over }]) => began && over === null);
  if (on.length === 0) return before;
  const bytes = JSON.stringify(event.body).length;
  return { ...before, ...Object.fromEntries(on.map(([id, one]) => [id, { ...one, kept: one.kept + bytes }])) };
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
  event: LogEvent,
): WatchedStreams {
  let next = before;
  for (const stream of runningStreams(ledger)) {
    const known = outlooks[stream.id];
    if (known === undefined) continue;
    const watched = before[stream.id] ?? NOTHING;
    let now = withSaid(watched, ledger, stream, known);
    if (ledger.changed.skus === 'all' || ledger.changed.skus.length > 0) now = withOuts(now, ledger, known);
    if (alerts.before !== alerts.after) now = withAlerts(now, ledger, stream, alerts);
    if (event.type === 'alertAction') now = withAnswer(now, event);
    if (event.type === 'command' && event.body.step === 'requested') now = withCommand(now, event.body.command);
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

const isOut = (last: Shut | undefined): boolean => last?.open === true && last.why === 'out';

function withOuts(watched: Watched, { now, changed }: Ledger, known: Known): Watched {
  let { outAt } = watched;
  for (const sku of changed.skus === 'all' ? Object.keys(known) : changed.skus)
    if (outAt[sku] === undefined && isOut(known[sku]?.shut.at(-1))) outAt = { ...outAt, [sku]: now };
  return outAt === watched.outAt ? watched : { ...watched, outAt };
}

const MOST_ALERTS = 500;
function withAlerts(
  watched: Watched,
  { now }: Ledger,
  stream: Stream,
  { before, after }: { before: Alerts; after: Alerts },
): Watched {
  const concerns = ({ subject }: Alert) => subject.stream === undefined || subject.stream === stream.id;
  let noted = watched.alerts;
  for (const [id, alert] of Object.entries(after))
    if (before[id] !== alert && concerns(alert)) noted = withNotes(noted, alert, now);
  const isOver = (one: AlertReview) => one.clearedAt === null && !rulesOf(after[one.alert]).includes(one.trigger);
  noted = noted.map((one) => (isOver(one) ? { ...one, clearedAt: now } : one));
  return { ...watched, alerts: noted.slice(-MOST_ALERTS) };
}

/** The rule that leads an alert, and those that it names beside. */
const rulesOf = (alert: Alert | undefined): readonly TriggerId[] => (alert === undefined ? [] : [alert.trigger, ...alert.also]);

/** Each rule is noted for as long as it holds, however often another leads; its words, and whom it interrupted, from when it led first. */
function withNotes(noted: readonly AlertReview[], alert: Alert, now: Instant): readonly AlertReview[] {
  const open = noted.filter((one) => one.alert === alert.id && one.clearedAt === null);
  const { reason, goesTo } = alert;
  const leads = (one: AlertReview) => one.trigger === alert.trigger && one.goesTo === undefined && open.includes(one);
  const known = open.some(leads) ? noted.map((one) => (leads(one) ? { ...one, reason, goesTo } : one)) : noted;
  const fresh = rulesOf(alert).filter((trigger) => open.every((one) => one.trigger !== trigger));
  return [...known, ...fresh.map((trigger) => notedAs(alert, trigger, now))];
}

const notedAs = (
  { id, trigger: lead, subject: { sku, listing, source }, reason, goesTo }: Alert,
  trigger: TriggerId,
  now: Instant,
): AlertReview => ({
  alert: id,
  trigger,
  sku: sku ?? null,
  raisedAt: now,
  clearedAt: null,
  done: null,
  ...(listing === undefined ? {} : { listing }),
  ...(source === undefined ? {} : { source }),
  ...(trigger === lead ? { reason, goesTo } : {}),
});

/** Somebody answered an alert that stands. */
function withAnswer(watched: Watched, { body, actor }: EventOf<'alertAction'>): Watched {
  const isOf = (one: AlertReview) => one.alert === body.alert && one.clearedAt === null && body.at >= one.raisedAt;
  const answered = (one: AlertReview): AlertReview => ({ ...one, done: body.action, by: actor.name });
  return { ...watched, alerts: watched.alerts.map((one) => (isOf(one) ? answered(one) : one)) };
}

/** A command so long after an alert on its listing or SKU is not taken for an answer. */
const ANSWERS_WITHIN = 10 * MINUTE;
function withCommand(watched: Watched, command: Command): Watched {
  const { id, kind, quantity, listing, targets, because, requestedAt: at, actor } = command;
  const isOf = (one: AlertReview) =>
    one.command === undefined &&
    (one.alert === because ||
      (at >= one.raisedAt &&
        at - one.raisedAt <= ANSWERS_WITHIN &&
        (one.listing === listing || targets.some(({ sku }) => sku === one.sku))));
  const answered = (one: AlertReview): AlertReview => ({
    ...one,
    command: { id, kind, at, by: actor.name, ...(quantity === null ? {} : { quantity }) },
  });
  return { ...watched, alerts: watched.alerts.map((one) => (isOf(one) ? answered(one) : one)) };
}
