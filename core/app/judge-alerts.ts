import type { Ledger } from '../decide/ledger/state.ts';
import { type Alerts, alertsAfter, withActions } from '../decide/triggers/alerts.ts';
import { findingId, judged as judgedBy, settled, without } from '../decide/triggers/findings.ts';
import {
  capacityTriggers,
  dayTriggers,
  listingTriggers,
  offersTriggers,
  skuTriggers,
  sourceTriggers,
} from '../decide/triggers/registry.ts';
import type { Trigger } from '../decide/triggers/trigger.ts';
import type { Subject } from '../domain/alert.ts';
import type { Finding, Findings } from '../domain/finding.ts';
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
type Judged = { readonly findings: Findings; readonly alerts: Alerts };

/** Every trigger over what was touched, and of what they hold one alert a cause. What people answered comes last. */
export function judgeAlerts(given: Given, before: Judged): Judged {
  const { ledger } = given;
  const findings = judgeAll(given, before.findings);
  const alerts = alertsAfter(before.alerts, before.findings, findings, ledger.now);
  return { findings, alerts: withActions(alerts, ledger.alertActions, ledger.now) };
}

/** What looks at days is judged anew when something was set, and else once an hour, each SKU in its own minute. */
function judgeAll(given: Given, before: Findings): Findings {
  const { ledger } = given;
  let findings = ledger.changed.rest || ledger.changed.skus === 'all' ? withoutOld(ledger, before) : before;
  findings = judgeForecasts(findings, given);
  for (const sku of touchedIn(ledger)) findings = judgeStock(findings, given, sku);
  for (const sku of dueDays(given)) findings = judged(findings, dayTriggers, dayCase(given, sku), { sku }, ledger.now);
  if (ledger.changed.rest) findings = judgeStreams(findings, given);
  for (const id of Object.keys(ledger.settings.sources)) findings = judgeSource(findings, ledger, id);
  return settled(findings, ledger.now, ledger.tick?.setBack === true);
}

const touchedIn = ({ changed, books }: Ledger): readonly Sku[] => (changed.skus === 'all' ? Object.keys(books) : changed.skus);

/** SKUs of streams on air whose forecast was made anew. */
function judgeForecasts(before: Findings, given: Given): Findings {
  const { ledger } = given;
  let findings = before;
  for (const [id, skus] of given.due) {
    const stream = ledger.settings.streams[id];
    if (stream === undefined) continue;
    for (const sku of skus) findings = judged(findings, onStream, skuCase(given, stream, sku), { stream: id, sku }, ledger.now);
  }
  return findings;
}

/** What there is of a SKU, and what is offered of it. */
function judgeStock(before: Findings, given: Given, sku: Sku): Findings {
  const { ledger, outlooks } = given;
  let findings = before;
  // Only a line drawn by the seller can be crossed between streams.
  if (ledger.settings.skus[sku]?.safetyStock != null || has(findings, 'safety', { sku }))
    findings = judged(findings, onSku, skuCase(given, null, sku), { sku }, ledger.now);
  const offers = offersCase(ledger, outlooks, sku);
  if (offers.offered.length > 0 || has(findings, 'oversell', { sku }))
    findings = judged(findings, offersTriggers, offers, { sku }, ledger.now);
  return findings;
}

function judgeSource(before: Findings, ledger: Ledger, id: SourceId): Findings {
  // A good reading moves no time, but it ends what was said of its source.
  const isSaid = sourceTriggers.some((trigger) => before[findingId(trigger, { source: id })] !== undefined);
  const one = ledger.changed.rest || isSaid ? sourceCase(ledger, id) : null;
  return one === null ? before : judged(before, sourceTriggers, { ...one, certain: true }, { source: id }, ledger.now);
}

const onStream = skuTriggers.filter(({ on }) => on === 'stream');
const onSku = skuTriggers.filter(({ on }) => on === 'sku');
const has = (findings: Findings, id: Finding['trigger'], subject: Subject): boolean =>
  findings[findingId({ id }, subject)] !== undefined;

/** From numbers that are old nothing new is said, and nothing is taken back. */
function judged<C extends { readonly certain: boolean }>(
  before: Findings,
  triggers: readonly Trigger<C>[],
  given: C,
  subject: Subject,
  now: Instant,
): Findings {
  if (!given.certain) return before;
  return triggers.reduce((findings, trigger) => judgedBy(findings, trigger, subject, given, now), before);
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
function judgeStreams(before: Findings, { ledger, taught, outlooks }: Given): Findings {
  let findings = before;
  const pinned = new Set<string>();
  for (const stream of runningStreams(ledger)) {
    for (const one of listingCases(ledger, taught, outlooks, stream)) {
      const subject = { stream: stream.id, account: one.account, listing: one.listing };
      pinned.add(`${one.account} ${one.listing}`);
      findings = judged(findings, listingTriggers, one, subject, ledger.now);
    }
  }
  for (const { id, trigger, subject } of Object.values(findings))
    if (trigger === 'stalled' && !pinned.has(`${subject.account} ${subject.listing}`)) findings = without(findings, id);
  for (const capacity of Object.values(ledger.settings.capacities)) {
    const subject = { source: capacity.source };
    const one = capacityCase(ledger, outlooks, capacity);
    if (one === null) findings = without(findings, findingId({ id: 'capacity' }, subject));
    else findings = judged(findings, capacityTriggers, one, subject, ledger.now);
  }
  return findings;
}

/** What was held of streams that are over, and of sources that are gone, clears itself. */
function withoutOld(ledger: Ledger, findings: Findings): Findings {
  const stays = ({ subject }: Finding): boolean => {
    const stream = subject.stream === undefined ? undefined : ledger.settings.streams[subject.stream];
    if (subject.stream !== undefined && (stream === undefined || !isRunning(stream, ledger.now))) return false;
    return subject.source === undefined || ledger.settings.sources[subject.source] !== undefined;
  };
  const kept = Object.entries(findings).filter(([, one]) => stays(one));
  return kept.length === Object.keys(findings).length ? findings : Object.fromEntries(kept);
}
