import type { DayTotal } from '../../domain/day-total.ts';
import { DAY, type Instant } from '../../domain/instant.ts';
import type { LogPlace } from '../../ports.ts';
import { comparePlaces, type Pruned, type PrunePolicy, STREAM_BYTES, TOTAL_BYTES } from './log-contract.ts';
import type { StoredEvent, StoredSnapshot } from './schema.ts';

/** What may be forgotten once a snapshot holds it. Settings, commands, explanations and alerts' answers never are. */
const RECORDINGS: ReadonlySet<string> = new Set(['reading', 'pollFailed', 'orders', 'consoleSeen', 'tick', 'began']);

/** One event as the bounds see it. `bytes` are the characters of its JSON: near enough to what it takes. */
export type Weighed = { readonly place: LogPlace; readonly type: string; readonly bytes: number };
export const weigh = (event: StoredEvent): Weighed => ({
  place: { at: event.at, origin: event.origin, originSeq: event.originSeq },
  type: event.type,
  bytes: JSON.stringify(event).length,
});

/** Up to where a snapshot holds what happened that this version of the app can read: what only an older one holds must stay. */
export const heldBy = (
  snapshots: readonly Pick<StoredSnapshot, 'version' | 'upTo'>[],
  { version }: PrunePolicy,
): LogPlace | null => snapshots.findLast((one) => one.version === version)?.upTo ?? null;

/** Which events go, oldest first, and what is to be said of it. `events` in log order; `upTo`: what is held by a snapshot. */
export function chooseDrops(
  events: readonly Weighed[],
  upTo: LogPlace | null,
  policy: PrunePolicy,
): { readonly drops: readonly LogPlace[]; readonly pruned: Pruned } {
  if (upTo === null) return { drops: [], pruned: { folded: 0, dropped: [] } };
  const mayGo = (one: Weighed) => RECORDINGS.has(one.type) && comparePlaces(one.place, upTo) <= 0;
  const streamOf = (one: Weighed) => policy.streams.find(({ from, to }) => within(one.place.at.wall, from, to))?.stream ?? null;
  const marked = events.map((one) => ({ one, stream: streamOf(one), goes: mayGo(one) }));

  const folded = marked.filter(({ stream, goes }) => goes && stream === null);
  const gone = new Set(folded);
  const lost: typeof marked = [];
  const trim = (group: typeof marked, limit: number) => {
    let bytes = group.reduce((sum, { one }) => sum + one.bytes, 0);
    for (const item of group) {
      if (bytes <= limit) return;
      if (!item.goes) continue;
      gone.add(item);
      lost.push(item);
      bytes -= item.one.bytes;
    }
  };
  for (const { stream } of policy.streams)
    trim(
      marked.filter((item) => item.stream === stream),
      policy.streamBytes ?? STREAM_BYTES,
    );
  trim(
    marked.filter((item) => !gone.has(item)),
    policy.totalBytes ?? TOTAL_BYTES,
  );
  const drops = marked.filter((item) => gone.has(item)).map(({ one }) => one.place);
  return { drops, pruned: { folded: folded.length, dropped: tally(lost) } };
}

/** Of the days that are over, those of which events go now (a day of any zone): the totals of earlier ones lie there already. */
export function daysFrom(drops: readonly LogPlace[], days: readonly DayTotal[]): readonly DayTotal[] {
  const [first] = drops;
  if (first === undefined) return [];
  const oldest = new Date(first.at.wall - DAY).toISOString().slice(0, 10);
  return days.filter(({ day }) => day >= oldest);
}

const within = (at: Instant, from: Instant, to: Instant | null): boolean => at >= from && (to === null || at <= to);

function tally(lost: readonly { one: Weighed; stream: string | null }[]): Pruned['dropped'] {
  const byStream = new Map<string, Pruned['dropped'][number]>();
  for (const { one, stream } of lost) {
    if (stream === null) continue;
    const sum = byStream.get(stream) ?? { stream, events: 0, bytes: 0, until: 0 };
    byStream.set(stream, {
      stream,
      events: sum.events + 1,
      bytes: sum.bytes + one.bytes,
      until: Math.max(sum.until, one.place.at.wall),
    });
  }
  return [...byStream.values()];
}
