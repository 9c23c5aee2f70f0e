import type { Sku } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { RehearsalState } from '../../messages/protocol.ts';
import type { SimVariant } from './catalogue.ts';
import type { Run } from './state.ts';

/** Changes of sellable stock that were written at such times, by SKU, in the order in which they were written. */
function changesOf({ writes }: RehearsalState, isIn: (at: Instant) => boolean): ReadonlyMap<Sku, readonly number[]> {
  const changes = new Map<Sku, number[]>();
  for (const write of writes) {
    if (write.kind !== 'level' || !isIn(write.at)) continue;
    changes.set(write.sku, [...(changes.get(write.sku) ?? []), write.change]);
  }
  return changes;
}

/** Where the changes leave a level, and the least that was there meanwhile. No more is withheld than there is. */
function afterChanges(level: number, changes: readonly number[]): { readonly level: number; readonly least: number } {
  let now = level;
  let least = level;
  for (const change of changes) {
    now = Math.max(0, now + change);
    least = Math.min(least, now);
  }
  return { level: now, least };
}

/** What was not taken into the run yet: it counts at once all the same. */
const sinceRun = (run: Run): Instant => (run.step === 0 ? Number.NEGATIVE_INFINITY : run.at);

/** What can be bought of a SKU, and what was put on sale of it in all, which sales do not move; both with all writes so far. */
export function levelsAt(
  run: Run,
  state: RehearsalState,
  at: Instant,
): (sku: Sku) => { readonly sellable: number; readonly offered: number } {
  const since = sinceRun(run);
  const changes = changesOf(state, (written) => written >= since && written <= at);
  const starts = new Map(run.catalogue.skus.map(({ sku, channelStart }) => [sku, channelStart]));
  return (sku) => {
    const before = run.channel.get(sku) ?? 0;
    const sellable = afterChanges(before, changes.get(sku) ?? []).level;
    const written = (run.written.get(sku) ?? 0) + sellable - before;
    return { sellable, offered: (starts.get(sku) ?? 0) + (run.restocked.get(sku) ?? 0) + written };
  };
}

/**
 * Takes what was written before `to` into the run. Only what was there all through the step can be bought in it, so that
 * nobody buys before it is released, nor what was just withheld; answers with what is to be put on sale once the step is over.
 */
export function takeWrites(run: Run, state: RehearsalState, to: Instant): ReadonlyMap<Sku, number> {
  const later = new Map<Sku, number>();
  const since = sinceRun(run);
  for (const [sku, changes] of changesOf(state, (at) => at >= since && at < to)) {
    const before = run.channel.get(sku);
    if (before === undefined) continue;
    const { level, least } = afterChanges(before, changes);
    run.channel.set(sku, least);
    run.written.set(sku, (run.written.get(sku) ?? 0) + level - before);
    if (level > least) later.set(sku, level - least);
  }
  return later;
}

/** What one buyer may take of a SKU, in units of sale; null: as much as there is. */
export function perBuyerAt(state: RehearsalState, sku: Sku, at: Instant): number | null {
  const said = state.writes.findLast((write) => write.kind === 'perBuyer' && write.sku === sku && write.at <= at);
  return said?.kind === 'perBuyer' ? said.most : null;
}

/** The least that any of a variant's SKUs allows. */
export function mostPerBuyer(state: RehearsalState, { components }: SimVariant, at: Instant): number | null {
  const limits = components.flatMap(({ sku }) => perBuyerAt(state, sku, at) ?? []);
  return limits.length === 0 ? null : Math.min(...limits);
}
