import type { LearnedBody, LogEvent } from '../domain/event.ts';
import type { Instant } from '../domain/instant.ts';
import type { RecordedStream } from '../domain/recorded.ts';
import type { Review } from '../domain/review.ts';
import { NO_FACTS, type ShopSettings, type SkuFacts } from '../domain/settings.ts';
import { advance, emptyState, type ShopState } from './cycle.ts';
import { reviewOf } from './reviews.ts';

/**
 * A recorded stream lived through again, event by event, with other settings: the state after each. Nothing of what came
 * after the stream is known, its actual end least of all; `lessons` are those of streams that were over before it.
 */
export function* replay(
  { stream, base, events }: RecordedStream,
  settings: ShopSettings,
  lessons: readonly LearnedBody[],
): Generator<ShopState> {
  const then = { ...stream, actualEnd: null };
  const others = Object.values(settings.streams).filter(({ id, plannedStart }) => id !== stream.id && plannedStart > base.at);
  const { preferences, sources, accounts, listings, modes, shipments, capacities, sellings } = settings;
  const rows = <T>(section: Readonly<Record<string, T>>) => Object.values(section);
  let state = emptyState('replay');
  let seq = 0;
  const live = (draft: Pick<LogEvent, 'type' | 'body'>, wall: Instant) => {
    seq += 1;
    state = advance(state, {
      ...draft,
      id: `replay-${seq}`,
      v: 1,
      shopId: 'replay',
      origin: 'replay',
      originSeq: seq,
      at: { wall, count: seq },
      actor: { name: '', origin: 'replay', surface: 'worker' },
    } as LogEvent);
  };
  for (const body of lessons) live({ type: 'learned', body }, base.at);
  const change = {
    preferences,
    sources: rows(sources),
    accounts: rows(accounts),
    skus: skusThen(settings, base.daily),
    listings: rows(listings),
    modes: rows(modes),
    shipments: rows(shipments),
    capacities: rows(capacities),
    sellings: rows(sellings),
    streams: [then, ...others],
  };
  live({ type: 'settings', body: change }, base.at);
  for (const body of base.readings) live({ type: 'reading', body }, base.at);
  for (const body of base.consoles) live({ type: 'consoleSeen', body }, base.at);
  yield state;
  for (const { type, body, at } of events) {
    if (stream.actualEnd !== null && at.wall >= stream.actualEnd) break;
    live({ type, body } as Pick<LogEvent, 'type' | 'body'>, at.wall);
    yield state;
  }
  if (stream.actualEnd === null) return;
  live({ type: 'settings', body: { streams: [stream] } }, stream.actualEnd);
  yield state;
}

/** Average daily sales as they were then, where the seller has set none. */
function skusThen({ skus }: ShopSettings, daily: RecordedStream['base']['daily']): readonly SkuFacts[] {
  const known = { ...skus };
  for (const [sku, perDay] of Object.entries(daily)) {
    const facts = known[sku] ?? { sku, ...NO_FACTS };
    known[sku] = { ...facts, dailySales: perDay };
  }
  return Object.values(known);
}

/** How the stream would have been looked back upon with these settings: which alerts would have come, and when. Null where it has no end. */
export function replayed(recorded: RecordedStream, settings: ShopSettings, lessons: readonly LearnedBody[]): Review | null {
  let last: ShopState | null = null;
  for (const state of replay(recorded, settings, lessons)) last = state;
  return last === null ? null : reviewOf(last.ledger, last.watched, recorded.stream.id);
}
