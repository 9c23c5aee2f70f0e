import type { Actor } from '../domain/actor.ts';
import { EVENT_VERSIONS, type LearnedBody, type LogEvent } from '../domain/event.ts';
import type { Instant } from '../domain/instant.ts';
import type { RecordedStream } from '../domain/recorded.ts';
import type { Review } from '../domain/review.ts';
import { NO_FACTS, type ShopSettings, type SkuFacts } from '../domain/settings.ts';
import { advance, emptyState, type ShopState } from './cycle.ts';
import { reviewOf } from './reviews.ts';
import { withStood } from './stood.ts';

/**
 * A recorded stream lived through again, event by event, with other settings: the state after each. Nothing of what came
 * after the stream is known, its actual end least of all; `lessons` are those of streams that were over before it.
 */
export function* replay(
  { stream, base, events }: RecordedStream,
  settings: ShopSettings,
  lessons: readonly LearnedBody[],
): Generator<ShopState> {
  const { stood } = base;
  const then = { ...stream, actualEnd: null };
  const others = stood?.streams ?? Object.values(settings.streams).filter(({ plannedStart }) => plannedStart > base.at);
  const { preferences, sources, accounts, listings, modes, shipments, capacities, sellings } = settings;
  const rows = <T>(section: Readonly<Record<string, T>>) => Object.values(section);
  let state = emptyState('replay');
  let seq = 0;
  const live = (draft: Pick<LogEvent, 'type' | 'body'>, wall: Instant, actor: Actor = NOBODY) => {
    seq += 1;
    state = advance(state, {
      ...draft,
      id: `replay-${seq}`,
      v: EVENT_VERSIONS[draft.type],
      shopId: 'replay',
      origin: 'replay',
      originSeq: seq,
      at: { wall, count: seq },
      actor,
    } as LogEvent);
  };
  for (const body of [...lessons, ...(stood?.settling ?? [])]) live({ type: 'learned', body }, base.at);
  const change = {
    preferences,
    sources: rows(sources),
    accounts: rows(accounts),
    skus: stood === undefined ? skusThen(settings, base.daily) : rows(settings.skus),
    listings: rows(listings),
    modes: rows(modes),
    shipments: rows(shipments),
    capacities: rows(capacities),
    sellings: rows(sellings),
    streams: [then, ...others.filter(({ id }) => id !== stream.id)],
  };
  live({ type: 'settings', body: change }, base.at);
  for (const body of base.readings) live({ type: 'reading', body }, base.at);
  for (const body of base.consoles) live({ type: 'consoleSeen', body }, base.at);
  if (stood !== undefined) state = withStood(state, stood, stream);
  yield state;
  for (const { type, body, at, actor } of events) {
    if (stream.actualEnd !== null && at.wall >= stream.actualEnd) break;
    live({ type, body } as Pick<LogEvent, 'type' | 'body'>, at.wall, actor);
    yield state;
  }
  if (stream.actualEnd === null) return;
  live({ type: 'settings', body: { streams: [stream] } }, stream.actualEnd);
  yield state;
}
const NOBODY: Actor = { name: '', origin: 'replay', surface: 'worker' };

/** Average daily sales as they were then, where the seller has set none and the recording does not hold the days themselves. */
function skusThen({ skus }: ShopSettings, daily: RecordedStream['base']['daily']): readonly SkuFacts[] {
  const known = { ...skus };
  for (const [sku, perDay] of Object.entries(daily)) {
    const facts = known[sku] ?? { sku, ...NO_FACTS };
    known[sku] = { ...facts, dailySales: facts.dailySales ?? perDay };
  }
  return Object.values(known);
}

/** How the stream would have been looked back upon with these settings: which alerts would have come, and when. Null where it has no end. */
export function replayed(recorded: RecordedStream, settings: ShopSettings, lessons: readonly LearnedBody[]): Review | null {
  let last: ShopState | null = null;
  for (const state of replay(recorded, settings, lessons)) last = state;
  return last === null ? null : reviewOf(last.ledger, last.watched, recorded.stream.id);
}
