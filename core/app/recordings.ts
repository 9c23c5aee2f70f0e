import { dayTotals } from '../decide/ledger/day-totals.ts';
import { today } from '../decide/ledger/days.ts';
import type { Actor, Surface } from '../domain/actor.ts';
import type { Draft } from '../domain/event.ts';
import type { StreamId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { HOUR } from '../domain/instant.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { RecordedFile, RecordingRow } from '../domain/recorded.ts';
import { isRunning, lastOf, type Stream, startOf } from '../domain/stream.ts';
import type { Imports } from '../ports.ts';
import { type ShopState, STATE_VERSION } from './cycle.ts';
import type { KeptLog } from './live-log.ts';
import { recordedOf } from './recorded.ts';

type Deps = {
  readonly log: Pick<KeptLog, 'ofType' | 'since' | 'prune'>;
  readonly imports: Imports;
  readonly state: () => ShopState;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly actorAt: (surface: Surface) => Actor;
  readonly now: () => Instant;
  readonly running: () => boolean;
  readonly ids: () => string;
  /** Recordings were lost to the bounds: said to the user. */
  readonly lost: (say: Phrase) => void;
};
/** All that came as files may take no more than all recordings together. */
const MOST_IMPORTED = 500_000_000;

/** Streams that are kept as they happened: the list, one of them whole, one that goes, one that comes as a file, and the bounds. */
export function createRecordings({ log, imports, state, append, actorAt, now, running, ids, lost }: Deps) {
  const streams = () => Object.values(state().ledger.settings.streams);
  const forgotten = async () => new Set((await log.ofType('forgotten')).map(({ body }) => body.stream));
  const kept = (stream: Stream) => ({ stream: stream.id, from: startOf(stream), to: lastOf(stream) });
  const importedBytes = async () => (await imports.list().catch(none)).reduce((sum, { bytes }) => sum + bytes, 0);
  const policy = async (isKept: (stream: Stream) => boolean) => ({
    version: STATE_VERSION,
    streams: streams().filter(isKept).map(kept),
    days: dayTotals(state().ledger),
    otherBytes: await importedBytes(),
  });

  /** When nothing runs: at the start, after a stream, and once a day. */
  let pruned: string | null = null;
  async function prune(): Promise<void> {
    const day = running() ? null : today(state().ledger, now());
    if (day === pruned) return;
    pruned = day;
    if (day === null) return;
    const gone = await forgotten();
    const { dropped } = await log.prune(await policy(({ id }) => !gone.has(id)));
    const last = dropped.at(-1);
    if (last !== undefined) lost(phrase('worker:storage.dropped', { until: { instant: last.until } }));
  }

  /** Newest first. */
  async function list(): Promise<readonly RecordingRow[]> {
    const [gone, began, brought] = [await forgotten(), await log.ofType('began'), await imports.list().catch(none)];
    const own = streams().flatMap((stream): RecordingRow[] => {
      const first = began.find(({ body }) => body.stream === stream.id)?.body;
      if (first === undefined || gone.has(stream.id)) return [];
      return [rowOf(stream, stream.id, first.at, false)];
    });
    const rows = brought.map(({ bytes: _, ...row }) => row);
    return [...own, ...rows].toSorted((a, b) => b.startsAt - a.startsAt);
  }

  /** One of them, whole, with what earlier streams had taught by then. */
  async function recorded(id: StreamId): Promise<RecordedFile | null> {
    const stream = state().ledger.settings.streams[id];
    if (stream === undefined) return imports.get(id);
    const began = (await log.ofType('began')).find(({ body }) => body.stream === id);
    if (began === undefined || (await forgotten()).has(id)) return null;
    const events = await log.since(began.body.after ?? began, lastOf(stream) + HOUR);
    const known = recordedOf(stream, [began, ...events]);
    const lessons = (await log.ofType('learned')).filter(({ at }) => at.wall < began.at.wall).map(({ body }) => body);
    return known === null ? null : { recorded: known, lessons, shape: null };
  }

  /** A recording goes, at once and for good; its review and what it taught stay. The problem, or null. */
  async function forget(id: StreamId, surface: Surface): Promise<Phrase | null> {
    const stream = state().ledger.settings.streams[id];
    if (stream === undefined) {
      await imports.remove(id);
      return null;
    }
    if (isRunning(stream, Math.max(now(), state().ledger.now))) return phrase('worker:recordings.onAir');
    // Written down first: what no snapshot holds yet goes with the next bounds, after whatever restart.
    await append({ type: 'forgotten', actor: actorAt(surface), body: { stream: id } });
    const gone = await forgotten();
    const only = { from: startOf(stream), to: lastOf(stream) };
    await log.prune({ ...(await policy((one) => !gone.has(one.id))), only });
    return null;
  }

  /** A recording from a file is kept to be played: a row of its own, in no log. The problem, or null. */
  async function keep(file: RecordedFile, bytes: number): Promise<Phrase | null> {
    const { stream, base } = file.recorded;
    const { sources } = state().ledger.settings;
    if (file.shape === null && base.readings.some(({ source }) => sources[source] === undefined))
      return phrase('worker:recordings.noShape');
    if ((await importedBytes()) + bytes > MOST_IMPORTED) return phrase('worker:recordings.full');
    await imports.put(rowOf(stream, `imported-${ids()}`, base.at, true), file);
    return null;
  }
  return { prune, list, recorded, forget, keep };
}
export type Recordings = ReturnType<typeof createRecordings>;

const none = (): readonly [] => [];
const rowOf = (stream: Stream, id: string, from: Instant, imported: boolean): RecordingRow => ({
  stream: id,
  title: stream.title,
  startsAt: startOf(stream),
  endsAt: stream.actualEnd,
  from,
  imported,
});
