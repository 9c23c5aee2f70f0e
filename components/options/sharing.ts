import type { Place } from '../../core/domain/position.ts';
import type { ShopSettings } from '../../core/domain/settings.ts';
import { endOf, type Stream, startOf } from '../../core/domain/stream.ts';

/** Other streams that sell from the same pool while this one does: what is set aside for one is kept from the other. */
export function sharers(stream: Stream, { streams, accounts }: Pick<ShopSettings, 'streams' | 'accounts'>): readonly Stream[] {
  const pool = poolOf(accounts[stream.account]?.pool);
  return Object.values(streams).filter(
    (other) =>
      other.id !== stream.id &&
      other.actualEnd === null &&
      startOf(other) < endOf(stream) &&
      endOf(other) > startOf(stream) &&
      meet(pool, poolOf(accounts[other.account]?.pool)),
  );
}

/** Null: all places of the shop. */
const poolOf = (pool: readonly Place[] | null | undefined): ReadonlySet<string> | null =>
  pool == null ? null : new Set(pool.map(({ source, location }) => `${source}\u001f${location}`));
const meet = (a: ReadonlySet<string> | null, b: ReadonlySet<string> | null): boolean =>
  a === null ? b === null || b.size > 0 : b === null ? a.size > 0 : [...a].some((place) => b.has(place));
