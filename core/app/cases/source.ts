import type { Ledger } from '../../decide/ledger/state.ts';
import type { SourceCase } from '../../decide/triggers/trigger.ts';
import { isFile } from '../../domain/file-source.ts';
import type { SourceId } from '../../domain/ids.ts';
import { MINUTE } from '../../domain/instant.ts';
import type { SourceConfig } from '../../domain/settings.ts';
import { freshnessOf } from '../lines.ts';

/** One source by its last answers; null before the first tick. */
export function sourceCase(ledger: Ledger, source: SourceId): SourceCase | null {
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
    settles: Math.min(MINUTE, 2 * ledger.settings.preferences.triggers.staleIntervals * ledger.tick.intervalMs),
  };
}

/** Units that channels sold longer ago than the lag, and that no warehouse has seen. */
function overdueIn({ tick, settings, books }: Ledger, config: SourceConfig): SourceCase['overdue'] {
  const { role, lagMinutes } = config;
  // A file sees nothing until a newer one comes: that is its age, and no failure.
  if (tick === null || role !== 'warehouse' || isFile(config)) return { units: 0, margin: MINUTE };
  const margin = Math.max(MINUTE, settings.preferences.triggers.staleIntervals * tick.intervalMs);
  const before = tick.now - lagMinutes * MINUTE - margin;
  let units = 0;
  for (const sku in books) for (const entry of books[sku]?.unseen ?? []) if (entry.at < before) units += entry.units;
  return { units, margin };
}
