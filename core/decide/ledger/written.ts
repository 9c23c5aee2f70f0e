import { type CommandState, isOpen } from '../../domain/command.ts';
import type { Sku, SourceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type PlaceKey, placeKey } from '../../domain/position.ts';
import type { Ledger } from './state.ts';

export type Ended = readonly CommandState[];

/**
 * Commands on a source that were read back after its last answer came. The next answer may have been asked before that and
 * still show what was before: for these places the read-back stands, and from the answer after it on the source is believed.
 */
export function endedSince(ledger: Ledger, source: SourceId, lastAnswer: Instant): Ended {
  const ended: CommandState[] = [];
  for (const id in ledger.commands) {
    const state = ledger.commands[id];
    if (state === undefined || isOpen(state.step) || state.at <= lastAnswer || state.readBack.length === 0) continue;
    if (state.command.targets.some((target) => target.source === source)) ended.push(state);
  }
  return ended;
}

/** What they changed in one place's level, null for nothing; and whether they wrote the SKU's flag. */
export function writtenBy(
  ended: Ended,
  source: SourceId,
  sku: Sku,
  key: PlaceKey,
): { readonly change: number | null; readonly flag: boolean } {
  let change: number | null = null;
  let flag = false;
  for (const { writes, command } of ended) {
    for (const write of writes) {
      if (write.sku === sku && write.change !== null && placeKey(write.place) === key) change = (change ?? 0) + write.change;
    }
    flag ||= command.targets.some((target) => target.source === source && target.sku === sku);
  }
  return { change, flag };
}

/** Nearer to where the level stood before our change than to where it was read back: an answer of before. */
export function isOfBefore(level: number | null, readBack: number | null, change: number | null): boolean {
  if (level === null || readBack === null || change === null) return false;
  return Math.abs(level - (readBack - change)) < Math.abs(level - readBack);
}
