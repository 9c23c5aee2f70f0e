import { advance, emptyState, type ShopState } from '../../core/app/cycle.ts';
import { dueBegins } from '../../core/app/recorded.ts';
import { dueReviews } from '../../core/app/reviews.ts';
import { readingBody } from '../../core/decide/ledger/diff.ts';
import type { RowSeen } from '../../core/domain/console.ts';
import type { Draft, LogEvent } from '../../core/domain/event.ts';
import type { Expected } from '../../core/domain/expected.ts';
import { MINUTE, SECOND } from '../../core/domain/instant.ts';
import { NO_FACTS } from '../../core/domain/settings.ts';
import type { Stream } from '../../core/domain/stream.ts';
import { aPosition, aReading, aSource, aStream, eventMaker, T0 } from './events.ts';
import { aBareRow } from './rows.ts';

export const SKUS = ['TEE', 'CAP', 'BAG'] as const;
export type Of<T> = Partial<Record<(typeof SKUS)[number], T>>;

/** A shop that sells three SKUs from one system, with its console page. Minutes count from T0. */
export function aShop(planned: Of<number> = { TEE: 60, CAP: 60, BAG: 60 }) {
  const make = eventMaker();
  const stock = new Map<string, number>(SKUS.map((sku) => [sku, 100_000]));
  const events: LogEvent[] = [];
  let state: ShopState = emptyState('main');
  const feed = (minute: number, draft: Omit<Draft, 'actor'>) => {
    const event = make(T0 + minute * MINUTE, draft);
    events.push(event);
    state = advance(state, event);
    // As the worker does: what a stream taught is written down at once.
    const drafts = [
      ...state.taught.unwritten.map((body) => ({ type: 'learned', body }) as const),
      ...dueBegins(state, event).map((body) => ({ type: 'began', body }) as const),
      ...dueReviews(state.ledger, state.watched).map((body) => ({ type: 'reviewed', body }) as const),
    ];
    for (const draft of drafts) {
      const written = make(T0 + minute * MINUTE, draft);
      events.push(written);
      state = advance(state, written);
    }
  };
  const it = {
    events,
    state: () => state,
    feed,
    stream: (stream: Stream) =>
      feed((stream.actualEnd ?? stream.plannedStart) / MINUTE - T0 / MINUTE, { type: 'settings', body: { streams: [stream] } }),
    tick: (minute: number, intervalMs = 5 * SECOND) =>
      feed(minute, { type: 'tick', body: { now: T0 + minute * MINUTE, intervalMs, start: false } }),
    read(minute: number) {
      const positions = [...stock].map(([sku, units]) => aPosition(sku, 'LAX', { sellable: units, onSale: true }));
      const reading = aReading('wms', T0 + minute * MINUTE, positions);
      feed(minute, { type: 'reading', body: readingBody(state.ledger, reading) });
    },
    sell: (sold: Of<number>) => {
      for (const [sku, units] of Object.entries(sold)) stock.set(sku, Math.max(0, (stock.get(sku) ?? 0) - units));
    },
    stock,
    page: (minute: number, pinned: string | null, viewers: number | null = null, rows: Of<Partial<RowSeen>> = {}) =>
      feed(minute, {
        type: 'consoleSeen',
        body: {
          account: 'acc',
          seenAt: T0 + minute * MINUTE,
          page: { live: 'live', room: null, viewers, comments: null },
          changed: SKUS.map((sku) => aBareRow(sku, { title: sku, pinned: sku === pinned, ...rows[sku] })),
          keys: [...SKUS],
          complete: true,
        },
      }),
    forecast: (sku: string, stream = 'stream') => state.outlooks[stream]?.[sku]?.forecast,
  };
  feed(-1, {
    type: 'settings',
    body: {
      sources: [aSource('wms', 'both')],
      accounts: [{ id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: 'wms', pool: null }],
      skus: Object.entries(planned).map(([sku, plannedUnits]) => ({ sku, ...NO_FACTS, plannedUnits })),
    },
  });
  return it;
}
export type EveningShop = ReturnType<typeof aShop>;

export const TWO_HOURS = { from: 0, minutes: 120 };
/** One evening: TEE is presented from 20 to 40 and CAP from 80 to 100; each sells ten a minute then, and BAG one always. */
export function evening(
  shop: EveningShop,
  id: string,
  { from, minutes }: { from: number; minutes: number } = TWO_HOURS,
  until = minutes,
  loud = 1,
  expected?: Expected,
  more: Partial<Stream> = {},
) {
  const start = T0 + from * MINUTE;
  const slot = (key: string, at: number) => ({ key, startsAt: start + at * MINUTE, endsAt: start + (at + 20) * MINUTE });
  const stream = aStream('acc', start, start + minutes * MINUTE, {
    id,
    rundown: [slot('TEE', 20), slot('CAP', 80)],
    ...(expected === undefined ? {} : { expected }),
    ...more,
  });
  shop.read(from - 0.5);
  shop.stream(stream);
  for (let minute = 0; minute < until; minute += 1) {
    const shown = minute >= 20 && minute < 40 ? 'TEE' : minute >= 80 && minute < 100 ? 'CAP' : null;
    shop.page(from + minute, shown, 1_000 * loud);
    if (shown !== null) shop.sell({ [shown]: 10 * loud });
    shop.sell({ BAG: loud });
    shop.read(from + minute + 0.9);
  }
  return stream;
}
export function over(shop: EveningShop, stream: Stream) {
  shop.stream({ ...stream, actualEnd: stream.plannedEnd });
  return stream;
}
