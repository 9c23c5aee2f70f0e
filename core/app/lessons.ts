import { type Learned, learn, NOTHING_LEARNED } from '../decide/forecast/stream/learned.ts';
import { type Model, modelOf } from '../decide/forecast/stream/model.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { LearnedBody, LogEvent } from '../domain/event.ts';
import type { AccountId, Sku, StreamId } from '../domain/ids.ts';
import { MINUTE } from '../domain/instant.ts';
import type { Recording, Sale, StockSeen } from '../domain/recording.ts';
import type { SkuSales } from '../domain/sales.ts';
import type { ShopSettings } from '../domain/settings.ts';
import { isRunning, type Stream, startOf } from '../domain/stream.ts';
import { salesIn } from './counts.ts';
import type { Outlook } from './lines.ts';
import { livedThrough } from './lived.ts';
import { showOf } from './shows.ts';

/** What past streams taught, by account and (ALL) of the whole shop; which were learned from; and what is yet to be written down. */
export type Taught = {
  readonly learned: Readonly<Record<AccountId, Learned>>;
  readonly streams: readonly StreamId[];
  readonly unwritten: readonly LearnedBody[];
};
const ALL = '';
export const NOTHING_TAUGHT: Taught = { learned: {}, streams: [], unwritten: [] };
/** An account with so many streams of its own is no longer forecast from the whole shop's. */
const OWN_FROM = 3;
const KEPT_STREAMS = 200;

/** A lesson that was written down: learned once, whoever wrote it, and however often. */
export function withEvent(taught: Taught, event: LogEvent): Taught {
  if (event.type !== 'learned') return taught;
  const { stream, account, lesson } = event.body;
  const unwritten = taught.unwritten.filter((one) => one.stream !== stream);
  if (taught.streams.includes(stream)) return { ...taught, unwritten };
  const [own, all] = [taught.learned[account], taught.learned[ALL]];
  const shop = learn(all ?? NOTHING_LEARNED, lesson);
  return {
    learned: {
      ...taught.learned, // The very same where there is one account: it is kept once.
      [account]: own === all ? shop : learn(own ?? NOTHING_LEARNED, lesson),
      [ALL]: shop,
    },
    streams: [...taught.streams, stream].slice(-KEPT_STREAMS),
    unwritten,
  };
}

/** Streams that were forecast and are over now: what they taught, to be written down. */
export function withLessons(taught: Taught, ledger: Ledger, before: Readonly<Record<StreamId, Outlooks>>): Taught {
  let unwritten = taught.unwritten;
  for (const [id, known] of Object.entries(before)) {
    const stream = ledger.settings.streams[id];
    if (stream === undefined || stream.actualStart === null || isRunning(stream, ledger.now)) continue;
    if (taught.streams.includes(id) || unwritten.some((one) => one.stream === id)) continue;
    unwritten = [...unwritten, { stream: id, account: stream.account, lesson: lessonFrom(taught, ledger, stream, known) }];
  }
  return unwritten === taught.unwritten ? taught : { ...taught, unwritten };
}
type Outlooks = Readonly<Record<Sku, Outlook>>;

function lessonFrom(taught: Taught, ledger: Ledger, stream: Stream, known: Outlooks): LearnedBody['lesson'] {
  const skus = Object.keys(known);
  const model = modelFor(taught, ledger.settings, stream.account);
  return livedThrough(model, recordingOf(ledger, stream, known), () => skus).lesson;
}

/** The stream as our own log recorded it. */
export function recordingOf(ledger: Ledger, stream: Stream, known: Outlooks): Recording {
  const skus = Object.keys(known);
  const told = skus.map((sku) => salesIn(ledger, stream, sku));
  const startsAt = startOf(stream);
  // A stream that nobody ended was over when nothing sold any more.
  const last = told.reduce((at, { lastSaleAt }) => Math.max(at, lastSaleAt ?? 0), stream.plannedEnd);
  const endsAt = Math.max(startsAt + MINUTE, stream.actualEnd ?? Math.min(last, ledger.now));
  const stock = skus.flatMap((sku) =>
    (known[sku]?.shut ?? []).flatMap(({ from, to }): StockSeen[] => [
      { sku, at: from, available: 0 },
      { sku, at: to, available: null },
    ]),
  );
  return {
    ...showOf(ledger, stream, endsAt),
    id: stream.id,
    endsAt,
    sales: Object.fromEntries(told.map((one) => [one.sku, salesFrom(one, startsAt, endsAt)])),
    stock: stock.toSorted((a, b) => a.at - b.at),
  };
}

/** Units minute by minute; those given back are not told by time: the newest are taken to be them. */
function salesFrom({ byMinute, released }: SkuSales, startsAt: number, endsAt: number): readonly Sale[] {
  let back = Math.max(0, released);
  const sales: Sale[] = [];
  for (const { minute, units } of byMinute.toReversed()) {
    const at = Math.min(endsAt - 1, Math.max(startsAt, minute + MINUTE / 2));
    const gone = Math.min(back, units);
    back -= gone;
    if (gone > 0) sales.push({ at, units: gone, released: true });
    if (units > gone) sales.push({ at, units: units - gone, released: false });
  }
  return sales.toReversed();
}

const models = new WeakMap<Learned, { readonly skus: ShopSettings['skus']; readonly model: Model }>();
/** What is usual on an account: from its own streams once there are some, else from the whole shop's. */
export function modelFor({ learned }: Taught, { skus }: ShopSettings, account: AccountId): Model {
  const own = learned[account];
  const from = (own !== undefined && own.streams >= OWN_FROM ? own : learned[ALL]) ?? NOTHING_LEARNED;
  const known = models.get(from);
  if (known?.skus === skus) return known.model;
  const model = modelOf(from, (sku) => skus[sku]?.group ?? null);
  models.set(from, { skus, model });
  return model;
}
