import type { Ledger } from '../decide/ledger/state.ts';
import { type Alerts, afterSaid, alertId, withActions } from '../decide/triggers/alerts.ts';
import {
  capacityTriggers,
  dayTriggers,
  listingTriggers,
  offersTriggers,
  skuTriggers,
  sourceTriggers,
} from '../decide/triggers/registry.ts';
import type { Said, Trigger } from '../decide/triggers/trigger.ts';
import type { Alert, Subject } from '../domain/alert.ts';
import type { Sku, SourceId, StreamId } from '../domain/ids.ts';
import { HOUR, type Instant, MINUTE } from '../domain/instant.ts';
import { isRunning } from '../domain/stream.ts';
import { capacityCase } from './cases/capacity.ts';
import { dayCase } from './cases/day.ts';
import { listingCases } from './cases/listing.ts';
import { offersCase } from './cases/offers.ts';
import { skuCase } from './cases/sku.ts';
import { sourceCase } from './cases/source.ts';
import { isDue } from './due.ts';
import type { Taught } from './lessons.ts';
import { runningStreams } from './lines.ts';
import type { Outlooks } from './outlook.ts';

/** What alerts are judged by. `due`: SKUs whose forecast was made anew, by stream; `since`: log time of the event before. */
type Given = {
  readonly ledger: Ledger;
  readonly taught: Taught;
  readonly outlooks: Outlooks;
  readonly due: ReadonlyMap<StreamId, readonly Sku[]>;
  readonly since: Instant;
};

/** Every trigger over what was touched. What looks at days is judged anew when something was set, and else once an hour, each SKU in its own minute. */
export function judgeAlerts(given: Given, before: Alerts): Alerts {
  const { ledger } = given;
  let alerts = ledger.changed.rest || ledger.changed.skus === 'all' ? withoutOld(ledger, before) : before;
  alerts = judgeForecasts(alerts, given);
  for (const sku of touchedIn(ledger)) alerts = judgeStock(alerts, given, sku);
  for (const sku of dueDays(given)) alerts = judgeDays(alerts, given, sku);
  if (ledger.changed.rest) alerts = judgeStreams(alerts, given);
  for (const id of Object.keys(ledger.settings.sources)) alerts = judgeSource(alerts, ledger, id);
  return withActions(alerts, ledger.alertActions, ledger.now);
}

const touchedIn = ({ changed, books }: Ledger): readonly Sku[] => (changed.skus === 'all' ? Object.keys(books) : changed.skus);

/** SKUs of streams on air whose forecast was made anew. */
function judgeForecasts(before: Alerts, given: Given): Alerts {
  const { ledger } = given;
  let alerts = before;
  for (const [id, skus] of given.due) {
    const stream = ledger.settings.streams[id];
    if (stream === undefined) continue;
    for (const sku of skus) alerts = judged(alerts, onStream, skuCase(given, stream, sku), { stream: id, sku }, ledger.now);
  }
  return alerts;
}

/** What there is of a SKU, and what is offered of it. */
function judgeStock(before: Alerts, given: Given, sku: Sku): Alerts {
  const { ledger } = given;
  let alerts = before;
  // Only a line drawn by the seller can be crossed between streams.
  if (ledger.settings.skus[sku]?.safetyStock != null || has(alerts, 'safety', { sku }))
    alerts = judged(alerts, onSku, skuCase(given, null, sku), { sku }, ledger.now);
  const offers = offersCase(ledger, sku);
  if (offers.offered.length > 0 || has(alerts, 'oversell', { sku }))
    alerts = judged(alerts, offersTriggers, offers, { sku }, ledger.now);
  return alerts;
}

function judgeSource(before: Alerts, ledger: Ledger, id: SourceId): Alerts {
  // A good reading moves no time, but it ends what was said of its source.
  const isSaid = sourceTriggers.some((trigger) => before[alertId(trigger, { source: id })] !== undefined);
  const one = ledger.changed.rest || isSaid ? sourceCase(ledger, id) : null;
  return one === null ? before : judged(before, sourceTriggers, { ...one, certain: true }, { source: id }, ledger.now);
}

const onStream = skuTriggers.filter(({ on }) => on === 'stream');
const onSku = skuTriggers.filter(({ on }) => on === 'sku');
const has = (alerts: Alerts, id: Alert['trigger'], subject: Subject): boolean => alerts[alertId({ id }, subject)] !== undefined;

/** From numbers that are old nothing new is said, and nothing is taken back. */
function judged<C extends { readonly certain: boolean }>(
  before: Alerts,
  triggers: readonly Trigger<C>[],
  given: C,
  subject: Subject,
  now: Instant,
): Alerts {
  if (!given.certain) return before;
  let alerts = before;
  for (const trigger of triggers) {
    const was = alerts[alertId(trigger, subject)] !== undefined;
    alerts = afterSaid(alerts, trigger, subject, trigger.judge(given, was), now);
  }
  return alerts;
}

/** Too little of a SKU is one cause: of what is said of it the most urgent stands, and safety stock before the days. */
const ONE_CAUSE: readonly Alert['trigger'][] = ['schedule', 'cover'];
function judgeDays(before: Alerts, shop: Given, sku: Sku): Alerts {
  const { ledger } = shop;
  const given = dayCase(shop, sku);
  if (!given.certain) return before;
  const said = dayTriggers.map((trigger) => ({
    trigger,
    said: trigger.judge(given, before[alertId(trigger, { sku })] !== undefined),
  }));
  const worst = said
    .filter(
      (one): one is { trigger: Trigger<typeof given>; said: Said } => one.said !== null && ONE_CAUSE.includes(one.trigger.id),
    )
    .toSorted((a, b) => b.said.urgency - a.said.urgency)[0];
  const isSafety = has(before, 'safety', { sku });
  let alerts = before;
  for (const { trigger, said: words } of said) {
    const isOther = ONE_CAUSE.includes(trigger.id) && (isSafety || trigger !== worst?.trigger);
    alerts = afterSaid(alerts, trigger, { sku }, isOther ? null : words, ledger.now);
  }
  return alerts;
}

/**
 * Whose days are looked at: all where something was set; else those whose moment of the hour has come, and what was touched: at once
 * between streams, in its moment of the minute while one runs.
 */
function dueDays({ ledger, since }: Given): readonly Sku[] {
  const all = Object.keys(ledger.books);
  const { skus } = ledger.changed;
  if (skus === 'all') return all;
  const isLive = runningStreams(ledger).length > 0;
  const touched = isLive ? skus.filter((sku) => isDue(sku, since, ledger.now, MINUTE)) : skus;
  const due = all.filter((sku) => isDue(sku, since, ledger.now, HOUR));
  return touched.length === 0 ? due : [...new Set([...touched, ...due])];
}

/** The links on air, and warehouses against what streams bring them. */
function judgeStreams(before: Alerts, { ledger, taught, outlooks }: Given): Alerts {
  let alerts = before;
  const pinned = new Set<string>();
  for (const stream of runningStreams(ledger)) {
    for (const one of listingCases(ledger, taught, outlooks, stream)) {
      const subject = { stream: stream.id, account: one.account, listing: one.listing };
      pinned.add(`${one.account} ${one.listing}`);
      alerts = judged(alerts, listingTriggers, one, subject, ledger.now);
    }
  }
  for (const { id, trigger, subject } of Object.values(alerts))
    if (trigger === 'stalled' && !pinned.has(`${subject.account} ${subject.listing}`)) alerts = without(alerts, id);
  for (const capacity of Object.values(ledger.settings.capacities)) {
    const subject = { source: capacity.source };
    const one = capacityCase(ledger, outlooks, capacity);
    if (one === null) alerts = without(alerts, alertId({ id: 'capacity' }, subject));
    else alerts = judged(alerts, capacityTriggers, { ...one, certain: true }, subject, ledger.now);
  }
  return alerts;
}

function without(alerts: Alerts, id: string): Alerts {
  if (alerts[id] === undefined) return alerts;
  const { [id]: _, ...others } = alerts;
  return others;
}

/** Alerts of streams that are over and of sources that are gone clear themselves. */
function withoutOld(ledger: Ledger, alerts: Alerts): Alerts {
  const stays = ({ subject }: Alert): boolean => {
    const stream = subject.stream === undefined ? undefined : ledger.settings.streams[subject.stream];
    if (subject.stream !== undefined && (stream === undefined || !isRunning(stream, ledger.now))) return false;
    return subject.source === undefined || ledger.settings.sources[subject.source] !== undefined;
  };
  const kept = Object.entries(alerts).filter(([, alert]) => stays(alert));
  return kept.length === Object.keys(alerts).length ? alerts : Object.fromEntries(kept);
}
