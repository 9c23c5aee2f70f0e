import { forecastOf, knownUntil, roomOf } from '../decide/forecast/forecast.ts';
import { quantileOf } from '../decide/forecast/negative-binomial.ts';
import { type Counted, countOf } from '../decide/forecast/stream/count.ts';
import type { Totals } from '../decide/forecast/stream/evidence.ts';
import type { Model } from '../decide/forecast/stream/model.ts';
import { expectedEnd, nowOf, type Outcome, outcomesOf, wantedOf } from '../decide/forecast/stream/outcome.ts';
import { FRESH, freshness, type Stage, stageOf } from '../decide/forecast/stream/stage.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import { type AirSpan, EMPTY_AIR } from '../domain/air.ts';
import type { Sku, StreamId } from '../domain/ids.ts';
import { HOUR, type Instant, MINUTE } from '../domain/instant.ts';
import type { SkuStock } from '../domain/stock.ts';
import { isRunning, type Stream, startOf } from '../domain/stream.ts';
import { calmed } from './calm.ts';
import { salesIn, stockIn } from './counts.ts';
import { dueAt } from './due.ts';
import { modelFor, type Taught } from './lessons.ts';
import type { Outlook } from './lines.ts';
import { isPlanned, runningStreams, scheduledStreams } from './lines.ts';
import { offeredIn } from './offered.ts';
import { othersIn } from './others.ts';
import { triggersFor } from './own-triggers.ts';
import { partOf } from './part.ts';
import { placedSales } from './placed.ts';
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
type Before = {
  readonly sku: Sku;
  readonly counted: Counted;
  readonly lately: Counted['lately'];
  readonly shut: Outlook['shut'];
  readonly stage: Stage;
};

function refreshed(shop: Shop, stream: Stream, known: Known, skus: readonly Sku[]): Known {
  const { ledger, taught } = shop;
  const model = modelFor(taught, ledger.settings, stream.account);
  const stageAt = stagesOf(ledger, model, stream);
  const counted = skus.map((sku): Before => {
    const sales = salesIn(ledger, stream, sku);
    const stage = stageAt(Math.max(startOf(stream), knownUntil({ sales, asOf: ledger.now })));
    const stock = stockIn(ledger, stream, stream.account, sku);
    const shut = shutUntil(known[sku]?.shut ?? [], shutNow(ledger, stream, stock), stage.show.at);
    const present = offeredIn(ledger, stream)?.has(sku) === true;
    const given = {
      sku,
      sales: placedSales(model, stage, sales, shut),
      shut,
      left: leftOf(stock),
      settled: Math.max(0, sales.net),
      present,
    };
    const { plan } = beginningOf(ledger, model, stream, sku);
    const one = countOf(model, stage, plan === null ? given : { ...given, plan });
    return { sku, counted: one, lately: atStart(one, stage), shut, stage };
  });
  const totals = totalsOf(startOf(stream), known, counted);
  const next: Record<Sku, Outlook> = { ...known };
  // What a source has not told of yet is still to come: each SKU is forecast from where its sales are known.
  for (const stage of new Set(counted.map((one) => one.stage))) {
    const of = counted.filter((one) => one.stage === stage);
    const all = of.map((one) => one.counted);
    for (const [index, outcome] of outcomesOf(model, nowOf(stage.show), totals, all).entries()) {
      const one = of[index];
      if (one !== undefined) next[one.sku] = outlookOf(shop, model, stream, one, outcome);
    }
  }
  return next;
}

/** The stream as it is known at an instant: now for all SKUs whose sales are told at once, earlier for those of a late source. */
function stagesOf(ledger: Ledger, model: Model, stream: Stream): (at: Instant) => Stage {
  const stages = new Map<Instant, Stage>();
  const until = expectedEnd(showOf(ledger, stream, ledger.now), model.course);
  return (at) => {
    const stage =
      stages.get(at) ?? stageOf(showOf(ledger, stream, at, Math.max(at, ledger.now)), model.course, Math.max(at, until));
    stages.set(at, stage);
    return stage;
  };
}

/** What a SKU told lately, as it would count at the stream's start: so that a sum needs no power for each SKU. */
function atStart({ lately }: Counted, { show }: Stage): Counted['lately'] {
  return lately.map(({ sold, expected }, index) => {
    const scale = freshness(show.at - show.startsAt, FRESH[index] ?? HOUR);
    return { sold: sold / scale, expected: expected / scale };
  });
}

/** How the whole stream runs: what each SKU told last, as much as it counts where the newest of it is known. */
function totalsOf(startsAt: Instant, known: Known, counted: readonly Before[]): Totals {
  let at = startsAt;
  const sums = FRESH.map(() => ({ sold: 0, expected: 0 }));
  const add = (lately: Counted['lately'], toldAt: Instant) => {
    at = Math.max(at, toldAt);
    for (const [index, sum] of sums.entries()) {
      sum.sold += lately[index]?.sold ?? 0;
      sum.expected += lately[index]?.expected ?? 0;
    }
  };
  const fresh = new Set(counted.map(({ sku }) => sku));
  for (const { lately, stage } of counted) add(lately, stage.show.at);
  for (const sku in known) {
    const one = known[sku];
    if (one !== undefined && !fresh.has(sku)) add(one.lately, one.toldAt);
  }
  return sums.map(({ sold, expected }, index) => {
    const scale = freshness(at - startsAt, FRESH[index] ?? HOUR);
    return { sold: sold * scale, expected: expected * scale };
  });
}

function outlookOf(shop: Shop, model: Model, stream: Stream, one: Before, before: Outcome): Outlook {
  const { ledger } = shop;
  const { sku, shut, stage, lately } = one;
  const known = shop.before[stream.id]?.[sku] ?? null;
  const evidence = evidenceOf(ledger, stream, sku, stage);
  const outcome = calmed(known, evidence, before, model);
  const { show, until } = stage;
  const { seenTo = show.at } = show;
  const spans = stage.spans.get(sku) ?? [];
  const begun = isRunning(stream, ledger.now);
  const partBy = partOf(model, stage, sku);
  const forecast = forecastOf({
    sku,
    stream,
    asOf: ledger.now,
    until,
    sales: salesIn(ledger, stream, sku),
    stock: stockIn(ledger, stream, stream.account, sku),
    outcome,
    partBy,
    others: othersIn(ledger, shop.before, stream, sku, until),
    threshold: triggersFor(ledger.settings, sku).stockOutChance,
    reasons: {
      from: beginningOf(ledger, model, stream, sku).from,
      hours: (until - show.startsAt) / HOUR,
      slots: spans.filter((span) => span.startsAt >= seenTo).length,
      shown: spans.some((span) => span.startsAt < seenTo && span.endsAt >= seenTo),
      offered: (stage.offers.get(sku) ?? []).some((offer) => offer.startsAt <= seenTo && offer.endsAt > seenTo),
      begun,
    },
  });
  return {
    forecast,
    evidence,
    wanted: wantedOf(outcome),
    untold: show.at < ledger.now && begun ? untoldIn(outcome, partBy(Math.min(ledger.now, until))) : 0,
    toldAt: show.at,
    shut,
    lately,
    ahead: { sold: outcome.sold, rest: outcome.rest, most: outcome.most },
    dueAt: dueAt(ledger.now, sku, begun ? REFRESH : REFRESH_BEFORE),
  };
}

/** Units that a late source has not told of: what nine of ten such times sell at most. */
const untoldIn = ({ demand }: Outcome, part: number): number => quantileOf({ ...demand, mean: demand.mean * part }, 0.9);
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
  stageFrom(ledger, taught, stream, Math.max(startOf(stream), ledger.now));
/** As it was known at an instant. */
export const stageFrom = (ledger: Ledger, taught: Taught, stream: Stream, at: Instant): Stage =>
  stagesOf(ledger, modelFor(taught, ledger.settings, stream.account), stream)(at);

/** What a forecast rests on that somebody could see: sales, pins, viewers, offers, the plan. */
function evidenceOf(ledger: Ledger, stream: Stream, sku: Sku, { show }: Stage): string {
  const { ordered, released } = salesIn(ledger, stream, sku);
  const { pins, viewers, offers, plannedEndsAt, rundown } = show;
  const seen = viewers.at(-1);
  const air = ledger.airs[stream.account] ?? EMPTY_AIR;
  // That nobody sees a pin any more is nothing new of it.
  const open = (spans: readonly AirSpan[]) => spans.filter(({ to }) => to === null).length;
  return [
    ordered,
    released,
    pins.length,
    open(air.pins),
    offers.length,
    open(air.offers),
    seen?.at,
    seen?.viewers,
    plannedEndsAt,
    rundown.length,
    stream.planned[sku],
    ledger.settings.skus[sku]?.plannedUnits,
  ].join();
}

/** Of what the stream offers, has sold, or was forecast before. What a stream is planned to sell counts though no warehouse reports it. */
function dueSkus(ledger: Ledger, stream: Stream, known: Known): readonly Sku[] {
  const { books, changed, now } = ledger;
  const offered = offeredIn(ledger, stream);
  const isOn = isRunning(stream, now);
  // Before a stream only what there is of a SKU changes between two looks: that is held against what it will sell at once.
  const concernsNow = (sku: Sku) => isOn || hasMoved(ledger, stream, known[sku], sku);
  const touched =
    changed.skus === 'all' ? Object.keys(books) : changed.skus.filter((sku) => books[sku] !== undefined && concernsNow(sku));
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

const hasMoved = (ledger: Ledger, stream: Stream, outlook: Outlook | undefined, sku: Sku): boolean =>
  outlook !== undefined && outlook.ahead.most !== leftOf(stockIn(ledger, stream, stream.account, sku));

/** Units that can still be sold until the end; null where nobody says. */
function leftOf(stock: SkuStock): number | null {
  const room = roomOf(stock);
  return room === null ? null : Math.max(0, room + stock.inboundInTime);
}
