import type { Ledger } from '../decide/ledger/state.ts';
import { type Alerts, afterSaid, alertId, withActions } from '../decide/triggers/alerts.ts';
import { skuTriggers, sourceTriggers } from '../decide/triggers/registry.ts';
import type { SkuCase, SourceCase, Trigger } from '../decide/triggers/trigger.ts';
import type { Alert, Subject } from '../domain/alert.ts';
import type { Sku, SourceId, StreamId } from '../domain/ids.ts';
import { MINUTE } from '../domain/instant.ts';
import type { SourceConfig } from '../domain/settings.ts';
import { isRunning, type Stream } from '../domain/stream.ts';
import { dailyOf, freshnessOf, lineOf, titleOf } from './lines.ts';
import type { Outlooks } from './outlook.ts';

type Due = ReadonlyMap<StreamId, readonly Sku[]>;

/** Every trigger over what was touched: SKUs of running streams, SKUs of the shop, sources. */
export function judgeAlerts(ledger: Ledger, outlooks: Outlooks, due: Due, before: Alerts): Alerts {
  let alerts = ledger.changed.rest || ledger.changed.skus === 'all' ? withoutOld(ledger, before) : before;
  for (const [id, skus] of due) {
    const stream = ledger.settings.streams[id];
    if (stream === undefined) continue;
    for (const sku of skus)
      alerts = judgeSku(ledger, caseOf(ledger, outlooks, stream, sku), 'stream', { stream: id, sku }, alerts);
  }
  const touched = ledger.changed.skus === 'all' ? Object.keys(ledger.books) : ledger.changed.skus;
  for (const sku of touched) {
    // Only a line drawn by the seller can be crossed between streams.
    if (ledger.settings.skus[sku]?.safetyStock == null && alerts[`safety||||||${sku}|`] === undefined) continue;
    alerts = judgeSku(ledger, caseOf(ledger, outlooks, null, sku), 'sku', { sku }, alerts);
  }
  for (const id of Object.keys(ledger.settings.sources)) {
    // A good reading moves no time, but it ends what was said of its source.
    const isSaid = sourceTriggers.some((trigger) => alerts[alertId(trigger, { source: id })] !== undefined);
    if (ledger.changed.rest || isSaid) alerts = judgeSource(ledger, id, alerts);
  }
  return withActions(alerts, ledger.alertActions, ledger.now);
}

function judgeSku(ledger: Ledger, given: SkuCase, on: Trigger['on'], subject: Subject, before: Alerts): Alerts {
  // From numbers that are old nothing new is said, and nothing is taken back.
  if (!given.certain) return before;
  let alerts = before;
  for (const trigger of skuTriggers) {
    if (trigger.on !== on) continue;
    const was = alerts[alertId(trigger, subject)] !== undefined;
    alerts = afterSaid(alerts, trigger, subject, trigger.judge(given, was), ledger.now);
  }
  return alerts;
}

function judgeSource(ledger: Ledger, source: SourceId, before: Alerts): Alerts {
  const given = sourceCase(ledger, source);
  if (given === null) return before;
  let alerts = before;
  for (const trigger of sourceTriggers) {
    const was = alerts[alertId(trigger, { source })] !== undefined;
    alerts = afterSaid(alerts, trigger, { source }, trigger.judge(given, was), ledger.now);
  }
  return alerts;
}

function caseOf(ledger: Ledger, outlooks: Outlooks, stream: Stream | null, sku: Sku): SkuCase {
  const outlook = stream === null ? null : (outlooks[stream.id]?.[sku] ?? null);
  const line = lineOf(ledger, stream, stream?.account ?? null, sku, outlook);
  return {
    kind: 'sku',
    now: ledger.now,
    sku,
    title: titleOf(ledger, sku),
    facts: ledger.settings.skus[sku] ?? null,
    settings: ledger.settings.preferences.triggers,
    stream,
    stock: line.stock,
    sales: line.sales,
    forecast: line.forecast,
    dailySales: dailyOf(ledger, sku),
    certain: line.freshness === 'fresh' && !line.stock.frozen && (stream === null || line.mute === null),
  };
}

function sourceCase(ledger: Ledger, source: SourceId): SourceCase | null {
  const config = ledger.settings.sources[source];
  if (config === undefined || ledger.tick === null) return null;
  return {
    kind: 'source',
    now: ledger.tick.now,
    config,
    health: ledger.sources[source] ?? null,
    settings: ledger.settings.preferences.triggers,
    isStale: freshnessOf(ledger, source) === 'stale',
    overdue: overdueIn(ledger, config),
  };
}

/** Units that channels sold longer ago than the lag, and that no warehouse has seen. */
function overdueIn({ tick, settings, books }: Ledger, { role, lagMinutes }: SourceConfig): SourceCase['overdue'] {
  if (tick === null || role !== 'warehouse') return { units: 0, margin: MINUTE };
  const margin = Math.max(MINUTE, settings.preferences.triggers.staleIntervals * tick.intervalMs);
  const before = tick.now - lagMinutes * MINUTE - margin;
  let units = 0;
  for (const sku in books) for (const entry of books[sku]?.unseen ?? []) if (entry.at < before) units += entry.units;
  return { units, margin };
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
