import { readingBody } from '../decide/ledger/diff.ts';
import { emptyLedger } from '../decide/ledger/ledger.ts';
import { daySalesOf } from '../decide/ledger/sales.ts';
import { compareEvents, type LogEvent } from '../domain/event.ts';
import type { Sku } from '../domain/ids.ts';
import { HOUR } from '../domain/instant.ts';
import { type Position, placeOf } from '../domain/position.ts';
import type { BeganBody, RecordedStream } from '../domain/recorded.ts';
import type { Stream } from '../domain/stream.ts';
import { lastOf } from '../domain/stream.ts';
import type { LogPlace } from '../ports.ts';
import type { ShopState } from './cycle.ts';
import { runningStreams } from './lines.ts';
import { stoodOf } from './stood.ts';

/** So much is recorded at most before it is noted anew how everything stands: of a recording that is too large the newest part is kept. */
const ANEW_AFTER = 5_000_000;

/** Streams on air of which it is not noted yet how everything stood as they began, or not for long. `after`: the last event that is in the state. */
export const dueBegins = (state: ShopState, after: LogPlace | null): readonly BeganBody[] =>
  runningStreams(state.ledger)
    .filter(({ id }) => {
      const one = state.watched[id];
      return one !== undefined && (!one.began || one.kept > ANEW_AFTER);
    })
    .map((stream) => beganOf(state, stream, after));

function beganOf(state: ShopState, stream: Stream, after: LogPlace | null): BeganBody {
  const { ledger } = state;
  const positions: Record<string, Position[]> = {};
  const daily: Record<Sku, number> = {};
  for (const [sku, { places }] of Object.entries(ledger.books)) {
    for (const [key, { position, gone }] of Object.entries(places)) {
      const { source } = placeOf(key);
      if (gone) continue;
      positions[source] ??= [];
      positions[source].push(position);
    }
    const perDay = daySalesOf(ledger, sku)?.perDay;
    if (perDay !== undefined) daily[sku] = Math.round(perDay * 100) / 100;
  }
  const none = emptyLedger(ledger.shop);
  return {
    stream: stream.id,
    at: ledger.now,
    readings: Object.entries(positions).map(([source, all]) => {
      const { coverAt } = ledger.feeds[source] ?? { coverAt: ledger.now };
      return readingBody(none, {
        source,
        observedAt: null,
        receivedAt: coverAt,
        coverage: { kind: 'full' },
        positions: all,
        problems: [],
      });
    }),
    consoles: Object.entries(ledger.consoles).map(([account, { page, rows, keys, complete, seenAt }]) => ({
      account,
      seenAt,
      page,
      changed: Object.values(rows),
      keys,
      complete,
    })),
    daily,
    stood: stoodOf(state, stream),
    ...(after === null ? {} : { after: { at: after.at, origin: after.origin, originSeq: after.originSeq } }),
  };
}

/** What happened in a stream: of the log's events those from its beginning, as far as it is kept, to an hour after its end. Null where its beginning was not noted. */
export function recordedOf(stream: Stream, log: readonly LogEvent[]): RecordedStream | null {
  const began = log.find((event) => event.type === 'began' && event.body.stream === stream.id);
  if (began?.type !== 'began') return null;
  const until = lastOf(stream) + HOUR;
  const base = { ...began, ...began.body.after };
  const isOther = (event: LogEvent) => event.type !== 'learned' || event.body.stream !== stream.id;
  const events = log.filter(
    (event) => compareEvents(event, base) > 0 && event.at.wall <= until && HAPPENED.has(event.type) && isOther(event),
  );
  return { stream, base: began.body, events };
}

/** What the world did, and what people did in it. Settings are not of it: a replay is with today's. */
const HAPPENED: ReadonlySet<LogEvent['type']> = new Set([
  'reading',
  'pollFailed',
  'orders',
  'consoleSeen',
  'tick',
  'command',
  'explained',
  'offer',
  'alertAction',
  'funnels',
  'learned',
]);
