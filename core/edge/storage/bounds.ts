import type { DayTotal } from '../../domain/day-total.ts';
import type { StreamId } from '../../domain/ids.ts';
import { DAY, type Instant } from '../../domain/instant.ts';
import type { BeganBody } from '../../domain/recorded.ts';
import type { LogPlace } from '../../ports.ts';
import { comparePlaces, type Pruned, type PrunePolicy, STREAM_BYTES, TOTAL_BYTES } from './log-contract.ts';
import type { StoredEvent, StoredSnapshot } from './schema.ts';

/** What may be forgotten once a snapshot holds it. Settings, commands, explanations and alerts' answers never are. */
const RECORDINGS: ReadonlySet<string> = new Set(['reading', 'pollFailed', 'orders', 'consoleSeen', 'tick', 'began']);

/** One event as the bounds see it. `bytes` are the characters of its JSON: near enough to what it takes. */
export type Weighed = {
  readonly place: LogPlace;
  readonly type: string;
  readonly bytes: number;
  /** How everything stood as this stream's recording began, or was begun anew; what comes after `from` is folded onto it. */
  readonly began?: { readonly stream: StreamId; readonly from: LogPlace };
};
export function weigh(event: StoredEvent): Weighed {
  const place = { at: event.at, origin: event.origin, originSeq: event.originSeq };
  const weighed = { place, type: event.type, bytes: JSON.stringify(event).length };
  if (event.type !== 'began') return weighed;
  // Written by us: the cast is where storage meets the domain.
  const { stream, after } = event.body as BeganBody;
  return { ...weighed, began: { stream, from: after ?? place } };
}

/** Up to where a snapshot holds what happened that this version of the app can read: what only an older one holds must stay. */
export const heldBy = (
  snapshots: readonly Pick<StoredSnapshot, 'version' | 'upTo'>[],
  { version }: PrunePolicy,
): LogPlace | null => snapshots.findLast((one) => one.version === version)?.upTo ?? null;

type Kept = PrunePolicy['streams'][number];
type Marked = { readonly one: Weighed; readonly of: readonly Kept[]; readonly goes: boolean };
/** Up to where a stream's recording goes; all of it with null. What it is folded from stays. */
type Cut = { readonly upTo: LogPlace | null; readonly base: Weighed | null };

/** Which events go, oldest first, and what is to be said of it. `events` in log order; `upTo`: what is held by a snapshot. */
export function chooseDrops(
  events: readonly Weighed[],
  upTo: LogPlace | null,
  policy: PrunePolicy,
): { readonly drops: readonly LogPlace[]; readonly pruned: Pruned } {
  if (upTo === null) return { drops: [], pruned: { folded: 0, dropped: [] } };
  const kept = keptOf(events, policy);
  const marked = events.map(
    (one): Marked => ({
      one,
      of: kept.filter((stream) => isOf(one, stream)),
      goes: RECORDINGS.has(one.type) && comparePlaces(one.place, upTo) <= 0,
    }),
  );
  const cuts = new Map<StreamId, Cut>();
  const gone = ({ one, of, goes }: Marked) => goes && of.every(({ stream }) => isCut(one, cuts.get(stream)));
  if (policy.only === undefined) {
    for (const { stream } of kept) {
      const cut = cutOf(marked, stream, policy.streamBytes ?? STREAM_BYTES);
      if (cut !== null) cuts.set(stream, cut);
    }
    // In all: whole recordings, the oldest first.
    const over = kept.filter(({ to }) => to !== null).toSorted((a, b) => a.from - b.from);
    for (const { stream } of over) {
      const bytes = marked.reduce((sum, each) => sum + (gone(each) ? 0 : each.one.bytes), 0);
      if (bytes <= (policy.totalBytes ?? TOTAL_BYTES) - (policy.otherBytes ?? 0)) break;
      cuts.set(stream, { upTo: null, base: null });
    }
  }
  const going = marked.filter(gone);
  return {
    drops: going.map(({ one }) => one.place),
    pruned: { folded: going.filter(({ of }) => of.length === 0).length, dropped: tally(going) },
  };
}

/** A stream that is over and of which nobody noted how it began cannot be lived through again: it is no recording. */
function keptOf(events: readonly Weighed[], { streams, only }: PrunePolicy): readonly Kept[] {
  const begun = new Set(events.map(({ began }) => began?.stream));
  return streams.filter(({ stream, to }) => only !== undefined || to === null || begun.has(stream));
}

function isOf({ place, began }: Weighed, { stream, from, to }: Kept): boolean {
  return began === undefined ? within(place.at.wall, from, to) : began.stream === stream;
}

const isCut = (one: Weighed, cut: Cut | undefined): boolean =>
  cut !== undefined && (cut.upTo === null || (one !== cut.base && comparePlaces(one.place, cut.upTo) <= 0));

/** Of a recording that is too large the newest part stays, from where it was noted anew how everything stood. */
function cutOf(marked: readonly Marked[], stream: StreamId, limit: number): Cut | null {
  const own = marked.filter(({ of }) => of.some((one) => one.stream === stream)).map(({ one }) => one);
  const after = (from: LogPlace) => sumOf(own.filter(({ place }) => comparePlaces(place, from) > 0));
  if (sumOf(own) <= limit) return null;
  const begun = own.flatMap((one) => (one.began === undefined ? [] : [{ one, from: one.began.from }]));
  const fits = begun.slice(1).find(({ from }) => after(from) <= limit) ?? begun.at(-1);
  if (fits !== undefined && begun.length > 1 && after(fits.from) <= limit) return { upTo: fits.from, base: fits.one };
  // It was not noted anew in time: the base stays, and the oldest after it goes.
  const base = fits?.one ?? null;
  let bytes = sumOf(own);
  let upTo: LogPlace | null = null;
  for (const one of own) {
    if (bytes <= limit) break;
    if (one === base || !RECORDINGS.has(one.type)) continue;
    bytes -= one.bytes;
    upTo = one.place;
  }
  return upTo === null ? null : { upTo, base };
}
const sumOf = (events: readonly Weighed[]): number => events.reduce((sum, { bytes }) => sum + bytes, 0);

/** Of the days that are over, those of which events go now (a day of any zone): the totals of earlier ones lie there already. */
export function daysFrom(drops: readonly LogPlace[], days: readonly DayTotal[]): readonly DayTotal[] {
  const [first] = drops;
  if (first === undefined) return [];
  const oldest = new Date(first.at.wall - DAY).toISOString().slice(0, 10);
  return days.filter(({ day }) => day >= oldest);
}

const within = (at: Instant, from: Instant, to: Instant | null): boolean => at >= from && (to === null || at <= to);

function tally(going: readonly Marked[]): Pruned['dropped'] {
  const byStream = new Map<string, Pruned['dropped'][number]>();
  for (const { one, of } of going) {
    const [first] = of;
    if (first === undefined) continue;
    const { stream } = first;
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
