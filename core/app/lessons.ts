import { type Learned, learn, NOTHING_LEARNED } from '../decide/forecast/stream/learned.ts';
import { type Model, modelOf } from '../decide/forecast/stream/model.ts';
import { stageOf } from '../decide/forecast/stream/stage.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { LearnedBody, LogEvent } from '../domain/event.ts';
import type { AccountId, Sku, StreamId } from '../domain/ids.ts';
import { MINUTE } from '../domain/instant.ts';
import type { Recording, Sale, StockSeen } from '../domain/recording.ts';
import type { SkuSales } from '../domain/sales.ts';
import type { ShopSettings } from '../domain/settings.ts';
import { type Stream, startOf } from '../domain/stream.ts';
import { salesIn } from './counts.ts';
import { livedThrough } from './lived.ts';
import { placedSales } from './placed.ts';
import { showOf } from './shows.ts';
import { type Ended, isSettled, type WatchedStreams } from './watch.ts';

/**
 * What past streams taught, by account and (ALL) of the whole shop; which were learned from; what a stream that is just
 * over teaches as it stands, until its units are settled; and what is to be written down.
 */
export type Taught = {
  readonly learned: Readonly<Record<AccountId, Learned>>;
  readonly streams: readonly StreamId[];
  readonly settling: readonly LearnedBody[];
  readonly unwritten: readonly LearnedBody[];
};
const ALL = '';
export const NOTHING_TAUGHT: Taught = { learned: {}, streams: [], settling: [], unwritten: [] };
/** An account with so many streams of its own is no longer forecast from the whole shop's. */
const OWN_FROM = 3;
const KEPT_STREAMS = 200;

/** Of the whole shop; null where no stream taught anything yet. */
export const shopWide = ({ learned }: Taught): Learned | null => learned[ALL] ?? null;

/** A lesson that was written down: learned once, whoever wrote it, and however often. */
export function withEvent(taught: Taught, event: LogEvent): Taught {
  if (event.type !== 'learned') return taught;
  const { stream } = event.body;
  const isOther = (one: LearnedBody) => one.stream !== stream;
  const rest = { ...taught, settling: taught.settling.filter(isOther), unwritten: taught.unwritten.filter(isOther) };
  if (taught.streams.includes(stream)) return rest;
  return { ...rest, learned: learnedWith(taught.learned, event.body), streams: [...taught.streams, stream].slice(-KEPT_STREAMS) };
}

function learnedWith(learned: Taught['learned'], { account, lesson }: LearnedBody): Taught['learned'] {
  const [own, all] = [learned[account], learned[ALL]];
  const shop = learn(all ?? NOTHING_LEARNED, lesson);
  return {
    ...learned, // The very same where there is one account: it is kept once.
    [account]: own === all ? shop : learn(own ?? NOTHING_LEARNED, lesson),
    [ALL]: shop,
  };
}

/** Streams that are over: what they teach as they stand, and once they are settled, to be written down. */
export function withLessons(taught: Taught, ledger: Ledger, watched: WatchedStreams): Taught {
  let { settling, unwritten } = taught;
  for (const [id, one] of Object.entries(watched)) {
    const stream = ledger.settings.streams[id];
    if (stream === undefined || one.over === null || taught.streams.includes(id)) continue;
    const isNew = (known: readonly LearnedBody[]) => !known.some((body) => body.stream === id);
    const body = (known: Ends) => ({ stream: id, account: stream.account, lesson: lessonFrom(taught, ledger, stream, known) });
    if (isNew(settling)) settling = [...settling, body(one.over.skus)];
    if (isSettled(ledger, stream, one) && isNew(unwritten)) unwritten = [...unwritten, body(one.over.skus)];
  }
  return settling === taught.settling && unwritten === taught.unwritten ? taught : { ...taught, settling, unwritten };
}
type Ends = Readonly<Record<Sku, Pick<Ended, 'shut'>>>;

function lessonFrom(taught: Taught, ledger: Ledger, stream: Stream, known: Ends): LearnedBody['lesson'] {
  const skus = Object.keys(known);
  // It does not teach what to expect of itself.
  const before = { ...taught, settling: taught.settling.filter((one) => one.stream !== stream.id) };
  const model = modelFor(before, ledger.settings, stream.account);
  return livedThrough(
    () => model,
    recordingOf(ledger, stream, known, model),
    () => skus,
  ).lesson;
}

/** The stream as our own log recorded it; what was sold while nobody read lies as the model has it. */
export function recordingOf(ledger: Ledger, stream: Stream, known: Ends, model: Model): Recording {
  const skus = Object.keys(known);
  const told = skus.map((sku) => salesIn(ledger, stream, sku));
  const startsAt = startOf(stream);
  // A stream that nobody ended was over when nothing sold any more.
  const last = told.reduce((at, { lastSaleAt }) => Math.max(at, lastSaleAt ?? 0), stream.plannedEnd);
  const endsAt = Math.max(startsAt + MINUTE, stream.actualEnd ?? Math.min(last, ledger.now));
  const show = showOf(ledger, stream, endsAt);
  const stage = stageOf(show, model.course, endsAt);
  const sales = (one: SkuSales) =>
    salesFrom(placedSales(model, stage, one, known[one.sku]?.shut ?? []), one.released, startsAt, endsAt);
  const stock = skus.flatMap((sku) =>
    (known[sku]?.shut ?? []).flatMap(({ from, to }): StockSeen[] => [
      { sku, at: from, available: 0 },
      { sku, at: to, available: null },
    ]),
  );
  return {
    ...show,
    id: stream.id,
    endsAt,
    sales: Object.fromEntries(told.map((one) => [one.sku, sales(one)])),
    stock: stock.toSorted((a, b) => a.at - b.at),
  };
}

/** Units minute by minute; those given back are not told by time: the newest are taken to be them. */
function salesFrom(told: ReturnType<typeof placedSales>, released: number, startsAt: number, endsAt: number): readonly Sale[] {
  let back = Math.max(0, released);
  const sales: Sale[] = [];
  for (const { at: toldAt, units } of told.toReversed()) {
    const at = Math.min(endsAt - 1, Math.max(startsAt, toldAt));
    const gone = Math.min(back, units);
    back -= gone;
    if (gone > 0) sales.push({ at, units: gone, released: true });
    if (units > gone) sales.push({ at, units: units - gone, released: false });
  }
  return sales.toReversed();
}

const soFar = new WeakMap<Taught, Taught['learned']>();
/** With streams that are just over, as they stand. */
function learnedSoFar(taught: Taught): Taught['learned'] {
  if (taught.settling.length === 0) return taught.learned;
  const known = soFar.get(taught) ?? taught.settling.reduce(learnedWith, taught.learned);
  soFar.set(taught, known);
  return known;
}

const models = new WeakMap<Learned, { readonly skus: ShopSettings['skus']; readonly model: Model }>();
/** What is usual on an account: from its own streams once there are some, else from the whole shop's. */
export function modelFor(taught: Taught, { skus }: ShopSettings, account: AccountId): Model {
  const learned = learnedSoFar(taught);
  const own = learned[account];
  const from = (own !== undefined && own.streams >= OWN_FROM ? own : learned[ALL]) ?? NOTHING_LEARNED;
  const known = models.get(from);
  if (known?.skus === skus) return known.model;
  // The very same while groups stand: what was counted with it stays.
  const same = known !== undefined && sameGroups(known.skus, skus);
  const model = same ? known.model : modelOf(from, (sku) => skus[sku]?.group ?? null);
  models.set(from, { skus, model });
  return model;
}

/** Of what is set of a SKU a model knows its group alone. */
function sameGroups(one: ShopSettings['skus'], other: ShopSettings['skus']): boolean {
  for (const sku in other) if ((one[sku]?.group ?? null) !== (other[sku]?.group ?? null)) return false;
  for (const sku in one) if (other[sku] === undefined && one[sku]?.group != null) return false;
  return true;
}
