import { type CommandState, isOpen, landed } from '../../domain/command.ts';
import type { Sku } from '../../domain/ids.ts';
import { type PlaceKey, placeKey, placeOf } from '../../domain/position.ts';
import type { Held, Ledger } from './state.ts';

/** A command that withholds units in a place, and the level that it found there. */
export type Withholding = { readonly state: CommandState; readonly before: number };

/**
 * Whether a rise that nothing else explains (no putaway, no thawing, no order given back) is another system's own figure,
 * written over ours: then all that we held back there is on sale again, and nothing is withheld any more.
 *
 * On a place that only sells, a platform's channel, nothing is restocked: it is, from half of what we withhold on (less may be
 * orders given back). On a place that ships, goods may have come in: it is, where the level is *about* what it would be had
 * we written nothing: from what is there and withheld now (the other system knows of every sale) up to what was there before
 * our write (it knows of none), give or take a quarter of what is withheld. Any other rise is a restock, and adds to what
 * is available. Taken for another system's it never makes units out of nothing.
 */
export function isPushedOver(ledger: Ledger, sku: Sku, key: PlaceKey, held: Held, rise: number): boolean {
  const { withheld, level } = held;
  if (withheld <= 0 || level === null || rise <= 0) return false;
  if (ledger.settings.sources[placeOf(key).source]?.role === 'channel') return 2 * rise >= withheld;
  const about = Math.floor(withheld / 4);
  const before = Math.max(level + withheld, ...withholdingAt(ledger, sku, key).map((one) => one.before));
  return rise >= withheld - about && level + rise <= before + about;
}

/** The commands whose withheld units still stand in a place, oldest first. */
export function withholdingAt({ commands }: Pick<Ledger, 'commands'>, sku: Sku, key: PlaceKey): readonly Withholding[] {
  let [held, standing] = [0, [] as readonly Withholding[]];
  const ended = Object.values(commands).filter(({ step, revertedAt }) => !isOpen(step) && revertedAt === null);
  for (const state of ended.sort((a, b) => a.at - b.at)) {
    const writes = landed(state).filter((write) => write.sku === sku && placeKey(write.place) === key);
    const change = writes.reduce((sum, write) => sum + (write.change ?? 0), 0);
    held = Math.max(0, held - change);
    if (held === 0) standing = [];
    else if (change < 0) standing = [...standing, { state, before: writes[0]?.before ?? 0 }];
  }
  return standing;
}
