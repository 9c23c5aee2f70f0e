import { readingBody } from '../decide/ledger/diff.ts';
import { emptyLedger } from '../decide/ledger/ledger.ts';
import { daySalesOf } from '../decide/ledger/sales.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { LogEvent } from '../domain/event.ts';
import type { Sku } from '../domain/ids.ts';
import { HOUR } from '../domain/instant.ts';
import { type Position, placeOf } from '../domain/position.ts';
import type { BeganBody, RecordedStream } from '../domain/recorded.ts';
import type { Stream } from '../domain/stream.ts';
import { lastOf } from '../domain/stream.ts';
import { runningStreams } from './lines.ts';
import type { WatchedStreams } from './watch.ts';

/** Streams on air of which it was not yet noted how everything stood as they began. */
export const dueBegins = (ledger: Ledger, watched: WatchedStreams): readonly BeganBody[] =>
  runningStreams(ledger)
    .filter(({ id }) => watched[id] !== undefined && watched[id]?.began !== true)
    .map((stream) => beganOf(ledger, stream));

function beganOf(ledger: Ledger, stream: Stream): BeganBody {
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
  };
}

/** What happened in a stream: of the log's events those from its beginning to an hour after its end. Null where its beginning was not noted. */
export function recordedOf(stream: Stream, log: readonly LogEvent[]): RecordedStream | null {
  const began = log.find((event) => event.type === 'began' && event.body.stream === stream.id);
  if (began?.type !== 'began') return null;
  const until = lastOf(stream) + HOUR;
  const events = log.filter(({ at, type }) => at.wall >= began.at.wall && at.wall <= until && HAPPENED.has(type));
  return { stream, base: began.body, events };
}

/** What the world did. Settings are not of it: a replay is with today's. */
const HAPPENED: ReadonlySet<LogEvent['type']> = new Set([
  'reading',
  'pollFailed',
  'orders',
  'consoleSeen',
  'tick',
  'command',
  'explained',
  'offer',
]);
