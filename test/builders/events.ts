import type { Actor } from '../../core/domain/actor.ts';
import type { Draft, EventOf, EventType, LogEvent } from '../../core/domain/event.ts';
import { EVENT_VERSIONS } from '../../core/domain/event.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { Position } from '../../core/domain/position.ts';
import type { Reading } from '../../core/domain/reading.ts';
import type { SourceConfig } from '../../core/domain/settings.ts';
import type { Stream } from '../../core/domain/stream.ts';

/** A Monday evening; any instant would do. */
export const T0: Instant = Date.UTC(2026, 10, 23, 12, 0, 0);
export const ACTOR: Actor = { name: 'Lin', origin: 'here', surface: 'worker' };

export function aPosition(sku: string, location: string, figures: Partial<Position> = {}): Position {
  return {
    sku,
    location,
    sellable: null,
    onHand: null,
    reserved: null,
    unsellable: null,
    locked: null,
    awaitingPutaway: null,
    inbound: [],
    onSale: null,
    ref: null,
    title: null,
    ...figures,
  };
}

export function aReading(
  source: string,
  receivedAt: Instant,
  positions: readonly Position[],
  more: Partial<Reading> = {},
): Reading {
  return { source, observedAt: null, receivedAt, coverage: { kind: 'full' }, positions, problems: [], ...more };
}

export function aSource(id: string, role: SourceConfig['role'], lagMinutes = 0): SourceConfig {
  return { id, connector: 'simulated-warehouse', name: id, role, address: '', options: {}, lagMinutes };
}

export function aStream(account: string, startsAt: Instant, endsAt: Instant, more: Partial<Stream> = {}): Stream {
  return {
    id: 'stream',
    account,
    title: 'Evening',
    room: null,
    zone: 'America/New_York',
    plannedStart: startsAt,
    plannedEnd: endsAt,
    actualStart: startsAt,
    actualEnd: null,
    listings: null,
    rundown: [],
    planned: {},
    plannedSellOut: [],
    setAside: {},
    ...more,
  };
}

/** Events as a log would stamp them: one origin, in order, each at its own instant. */
export function eventMaker(origin = 'here', shopId = 'main') {
  let seq = 0;
  return (at: Instant, draft: Omit<Draft, 'actor'> & { actor?: Actor }): LogEvent => {
    seq += 1;
    const event = {
      id: `${origin}-${seq}`,
      v: EVENT_VERSIONS[draft.type],
      type: draft.type,
      shopId,
      origin,
      originSeq: seq,
      at: { wall: at, count: seq },
      actor: { ...ACTOR, origin },
      body: draft.body,
    };
    // Draft pairs type and body already.
    return event as EventOf<EventType> as LogEvent;
  };
}
