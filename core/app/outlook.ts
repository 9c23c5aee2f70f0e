import { forecastOf, knownUntil, roomOf } from '../decide/forecast/forecast.ts';
import { quantileOf } from '../decide/forecast/negative-binomial.ts';
import { type Counted, countOf } from '../decide/forecast/stream/count.ts';
import { NO_TOTALS, type Totals, withCounted } from '../decide/forecast/stream/evidence.ts';
import type { Model } from '../decide/forecast/stream/model.ts';
import { expectedEnd, nowOf, type Outcome, outcomesOf } from '../decide/forecast/stream/outcome.ts';
import { exposureOf, FRESH, freshness, liftsOf, pieces, type Stage, stageOf } from '../decide/forecast/stream/stage.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { Sku, StreamId } from '../domain/ids.ts';
import { HOUR, type Instant, MINUTE } from '../domain/instant.ts';
import { isRunning, type Stream, startOf } from '../domain/stream.ts';
import type { FanPoint } from '../domain/view.ts';
import { calmed } from './calm.ts';
import { salesIn, stockIn } from './counts.ts';
import { dueAt } from './due.ts';
import { modelFor, type Taught } from './lessons.ts';
import type { Outlook } from './lines.ts';
import { isPlanned, runningStreams, scheduledStreams } from './lines.ts';
import { offeredIn } from './offered.ts';
import { othersIn } from './others.ts';
import { triggersFor } from './own-triggers.ts';
import { beginningOf } from './plans.ts';
import { showOf } from './shows.ts';
import { shutNow, shutUntil } from './shut.ts';

export type Outlooks = Readonly<Record<StreamId, Readonly<Record<Sku, Outlook>>>>;
type Known = Readonly<Record<Sku, Outlook>>;

/** A SKU that nothing has touched is looked at again once a minute of log time, each in its own second; before a stream, hourly. */
const REFRESH = MINUTE;
const REFRESH_BEFORE = HOUR;

/** Forecasts of all running streams (of what was touched, and of those whose minute has come) and of those that are scheduled. */
export function refreshOutlooks(
  ledger: Ledger,
  taught: Taught,
  before: Outlooks,
): { readonly outlooks: Outlooks; readonly due: ReadonlyMap<StreamId, readonly Sku[]> } {
  const outlooks: Record<StreamId, Known> = {};
  const due = new Map<StreamId, readonly Sku[]>();
  let same = true;
  const refresh = (stream: Stream): readonly Sku[] => {
    const known = before[stream.id] ?? {};
    const skus = dueSkus(ledger, stream, known);
    const next = skus.length === 0 ? known : refreshed({ ledger, taught, before }, stream, known, skus);
    if (next !== NONE) outlooks[stream.id] = next;
    same &&= outlooks[stream.id] === before[stream.id];
    return skus;
  };
  for (const stream of runningStreams(ledger)) due.set(stream.id, refresh(stream));
  for (const stream of scheduledStreams(ledger)) refresh(stream);
  same &&= Object.keys(outlooks).length === Object.keys(before).length;
  return { outlooks: same ? before : outlooks, due };
}
const NONE: Known = {};

type Shop = { readonly ledger: Ledger; readonly taught: Taught; readonly before: Outlooks };
type Before = { readonly sku: Sku; readonly counted: Counted; readonly shut: Outlook['shut']; readonly stage: Stage };

function refreshed(shop: Shop, stream: Stream, known: Known, skus: readonly Sku[]): Known {
  const { ledger, taught } = shop;
  const model = modelFor(taught, ledger.settings, stream.account);
  const stageAt = stagesOf(ledger, model, stream);
  const counted = skus.map((sku): Before => {
    const sales = salesIn(ledger, stream, sku);
    const stage = stageAt(Math.max(startOf(stream), knownUntil({ sales, asOf: ledger.now })));
    const stock = stockIn(ledger, stream, stream.account, sku);
    const shut = shutUntil(known[sku]?.shut ?? [], shutNow(ledger, stream, stock), stage.show.at);
    const room = roomOf(stock);
    const present = offeredIn(ledger, stream)?.has(sku) === true;
    const given = {
      sku,
      sales: sales.byMinute.map(({ minute, units }) => ({ at: Math.min(minute + MINUTE / 2, stage.show.at), units })),
      shut,
      left: room === null ? null : Math.max(0, room + stock.inboundInTime),
      settled: Math.max(0, sales.net),
      present,
    };
    const { plan } = beginningOf(ledger, model, stream, sku);
    return { sku, counted: countOf(model, stage, plan === null ? given : { ...given, plan }), shut, stage };
  });
  const { show } = stageAt(Math.max(startOf(stream), ledger.now));
  const totals = totalsOf(show.startsAt, show.at, known, counted);
  const outcomes = outcomesOf(
    model,
    nowOf(show),
    totals,
    counted.map((one) => one.counted),
  );
  const next: Record<Sku, Outlook> = { ...known };
  for (const [index, outcome] of outcomes.entries()) {
    const one = counted[index];
    if (one !== undefined) next[one.sku] = outlookOf(shop, model, stream, one, outcome);
  }
  return next;
}

/** The stream as it is known at an instant: now for all SKUs whose sales are told at once, earlier for those of a late source. */
function stagesOf(ledger: Ledger, model: Model, stream: Stream): (at: Instant) => Stage {
  const stages = new Map<Instant, Stage>();
  const until = expectedEnd(showOf(ledger, stream, ledger.now), model.course);
  return (at) => {
    const stage = stages.get(at) ?? stageOf(showOf(ledger, stream, at), model.course, Math.max(at, until));
    stages.set(at, stage);
    return stage;
  };
}

/** How the whole stream runs: what each SKU told last, as much as it counts now. */
function totalsOf(startsAt: Instant, at: Instant, known: Known, counted: readonly Before[]): Totals {
  const fresh = new Set(counted.map(({ sku }) => sku));
  let totals = counted.reduce((sum, one) => withCounted(sum, one.counted), NO_TOTALS);
  const old = FRESH.map(() => ({ sold: 0, expected: 0 }));
  for (const sku in known) {
    if (fresh.has(sku)) continue;
    for (const [index, sum] of old.entries()) {
      const one = known[sku]?.lately[index];
      sum.sold += one?.sold ?? 0;
      sum.expected += one?.expected ?? 0;
    }
  }
  // Kept as if at the stream's start, so that a sum needs no power for each SKU.
  totals = totals.map((sum, index) => {
    const scale = freshness(at - startsAt, FRESH[index] ?? HOUR);
    return { sold: sum.sold + (old[index]?.sold ?? 0) * scale, expected: sum.expected + (old[index]?.expected ?? 0) * scale };
  });
  return totals;
}

function outlookOf(shop: Shop, model: Model, stream: Stream, { sku, counted, shut, stage }: Before, outcome: Outcome): Outlook {
  const { ledger, before } = shop;
  const evidence = evidenceOf(ledger, stream, sku, stage, shut);
  const sales = salesIn(ledger, stream, sku);
  const stock = stockIn(ledger, stream, stream.account, sku);
  const { show, until } = stage;
  const spans = stage.spans.get(sku) ?? [];
  const forecast = calmed(before[stream.id]?.[sku] ?? null, evidence, outcome, (calm) =>
    forecastOf({
      sku,
      stream,
      asOf: ledger.now,
      until,
      sales,
      stock,
      outcome: calm,
      others: othersIn(ledger, before, stream, sku, until),
      threshold: triggersFor(ledger.settings, sku).stockOutChance,
      reasons: {
        from: beginningOf(ledger, model, stream, sku).from,
        hours: (until - show.startsAt) / HOUR,
        slots: spans.filter((span) => span.startsAt >= show.at).length,
        shown: spans.some((span) => span.startsAt < show.at && span.endsAt >= show.at),
        offered: (stage.offers.get(sku) ?? []).some((offer) => offer.endsAt > show.at),
        begun: isRunning(stream, ledger.now),
      },
    }),
  );
  const untold = show.at < ledger.now && isRunning(stream, ledger.now) ? untoldIn(outcome, stage, ledger.now) : 0;
  const grown = show.at - show.startsAt;
  return {
    forecast,
    evidence,
    untold,
    shut,
    lately: counted.lately.map(({ sold, expected }, index) => {
      const scale = freshness(grown, FRESH[index] ?? HOUR);
      return { sold: sold / scale, expected: expected / scale };
    }),
    ahead: { sold: outcome.sold, rest: outcome.rest, most: outcome.most },
    dueAt: isRunning(stream, ledger.now) ? dueAt(ledger.now, sku, REFRESH) : dueAt(ledger.now, sku, REFRESH_BEFORE),
  };
}

const further = new WeakMap<Stream, { readonly of: Ledger['settings']; readonly at: number; readonly known: Known }>();
/**
 * What is forecast of a stream. One that is planned further off than is kept up to date is forecast when somebody asks, and stands for a
 * minute.
 */
export function outlooksOf(ledger: Ledger, taught: Taught, outlooks: Outlooks, stream: Stream): Known {
  const kept = outlooks[stream.id];
  if (kept !== undefined || !isPlanned(stream, ledger.now)) return kept ?? NONE;
  const at = Math.floor(ledger.now / MINUTE);
  const last = further.get(stream);
  if (last?.of === ledger.settings && last.at === at) return last.known;
  const skus = dueSkus(ledger, stream, NONE);
  if (skus.length === 0) return NONE;
  const known = refreshed({ ledger, taught, before: outlooks }, stream, NONE, skus);
  further.set(stream, { of: ledger.settings, at, known });
  return known;
}

/** The stream as it is known now. */
export const stageNow = (ledger: Ledger, taught: Taught, stream: Stream): Stage =>
  stagesOf(ledger, modelFor(taught, ledger.settings, stream.account), stream)(Math.max(startOf(stream), ledger.now));

const FAN_STEPS = 12;
/** How a SKU is expected to sell from now to the end, with the interval: the rest by the exposure that is still to come. */
export function fanOf(
  ledger: Ledger,
  taught: Taught,
  stream: Stream,
  sku: Sku,
  { ahead, forecast }: Outlook,
): readonly FanPoint[] {
  const stage = stageNow(ledger, taught, stream);
  const { at } = stage.show;
  const lifts = liftsOf(stage.course);
  const worth = (to: Instant) => exposureOf(pieces(stage, sku, at, to), stage.worth, ({ stands }) => lifts[stands]);
  const all = worth(stage.until);
  const rest = forecast.net.mean - forecast.soldSoFar;
  if (all <= 0 || stage.until <= at) return [];
  return Array.from({ length: FAN_STEPS + 1 }, (_, step) => {
    const to = at + ((stage.until - at) * step) / FAN_STEPS;
    const part = worth(to) / all;
    const units = { size: ahead.rest.size, mean: rest * part };
    const most = ahead.most ?? Number.POSITIVE_INFINITY;
    const end = (share: number) => Math.min(most, forecast.soldSoFar + quantileOf(units, share));
    return { at: Math.round(to), p10: end(0.1), median: end(0.5), p90: end(0.9) };
  });
}

/** What a forecast rests on that somebody could see: sales, pins, viewers, offers, the plan. */
function evidenceOf(ledger: Ledger, stream: Stream, sku: Sku, { show }: Stage, shut: Outlook['shut']): string {
  const { ordered, released } = salesIn(ledger, stream, sku);
  const { pins, viewers, offers, plannedEndsAt, rundown } = show;
  const seen = viewers.at(-1);
  const goesOn = (spans: readonly { readonly endsAt: Instant }[]) => spans.filter(({ endsAt }) => endsAt >= show.at).length;
  return [
    ordered,
    released,
    pins.length,
    goesOn(pins),
    offers.length,
    goesOn(offers),
    seen?.at,
    seen?.viewers,
    shut.length,
    shut.at(-1)?.open,
    plannedEndsAt,
    rundown.length,
    stream.planned[sku],
    ledger.settings.skus[sku]?.plannedUnits,
  ].join();
}

/** Units that a late source has not told of: what nine of ten such times sell at most. */
function untoldIn({ demand, sku }: Outcome, stage: Stage, now: Instant): number {
  const lifts = liftsOf(stage.course);
  const worth = (to: Instant) => exposureOf(pieces(stage, sku, stage.show.at, to), stage.worth, ({ stands }) => lifts[stands]);
  const [untold, all] = [worth(Math.min(now, stage.until)), worth(stage.until)];
  return all <= 0 ? 0 : quantileOf({ ...demand, mean: (demand.mean * untold) / all }, 0.9);
}

/** Of what the stream offers, has sold, or was forecast before. What a stream is planned to sell counts though no warehouse reports it. */
function dueSkus(ledger: Ledger, stream: Stream, known: Known): readonly Sku[] {
  const { books, changed, now } = ledger;
  const offered = offeredIn(ledger, stream);
  const isOn = isRunning(stream, now);
  const touched =
    changed.skus === 'all' ? Object.keys(books) : isOn ? changed.skus.filter((sku) => books[sku] !== undefined) : [];
  const concerns = (sku: Sku) => offered === null || offered.has(sku) || known[sku] !== undefined;
  const due = new Set(touched.filter((sku) => concerns(sku) || salesIn(ledger, stream, sku).ordered > 0));
  const look = (sku: Sku) => {
    const at = known[sku]?.dueAt;
    if (at === undefined ? offered === null || offered.has(sku) : at <= now) due.add(sku);
  };
  for (const sku in books) look(sku);
  for (const sku in stream.planned) if (books[sku] === undefined) look(sku);
  return [...due];
}
