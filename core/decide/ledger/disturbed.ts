import type { Instant } from '../../domain/instant.ts';
import type { Held } from './state.ts';

/**
 * When the level was last seen to move by something that is neither a sale, nor a sale given back, nor ours: a restock, a
 * transfer, a count, another tool's figure. Our own writes leave no movement behind. Null: it was not, of late.
 */
export function othersAt({ recent, unexplained }: Pick<Held, 'recent' | 'unexplained'>): Instant | null {
  const moved = recent.filter(({ from, to, sold, released }) => from - sold + released !== to);
  const times = [...moved, ...unexplained].map(({ at }) => at);
  return times.length === 0 ? null : Math.max(...times);
}
