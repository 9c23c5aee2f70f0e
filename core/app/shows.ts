import { courseOfShow } from '../decide/forecast/stream/spans.ts';
import { unseenSince } from '../decide/ledger/air.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import { EMPTY_AIR } from '../domain/air.ts';
import type { ListingKey, Sku } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Known, Span } from '../domain/recording.ts';
import { lastOf, type Stream, startOf } from '../domain/stream.ts';
import { knownListings } from './listings.ts';
import { offersIn, plannedOffers } from './offers-in.ts';

/** What is known of a stream whatever the SKU: its plan, and what was on air until this moment. */
export type Show = Pick<
  Known,
  'startsAt' | 'plannedEndsAt' | 'at' | 'seenTo' | 'rundown' | 'pins' | 'unseen' | 'viewers' | 'offers' | 'expected'
>;

/** What was on air between the stream's start and this moment, by SKU; `seenTo`: sales are known up to `at` only, the rest until then. */
export function showOf(ledger: Ledger, stream: Stream, at: Instant, seenTo = at): Show {
  const { pins, offers, viewers, unseen } = ledger.airs[stream.account] ?? EMPTY_AIR;
  const lost = unseenSince(ledger, stream.account, ledger.now);
  const startsAt = startOf(stream);
  // A show that began late runs its rundown from then on; its end stays as planned.
  const late = startsAt - stream.plannedStart;
  const skusOf = skusByKey(ledger, stream);
  const within = (one: Instant) => Math.min(lastOf(stream), Math.max(one, startsAt));
  const last = within(seenTo);
  // What is on now is not of a stream that has not begun.
  const inStream = ({ from, to }: { from: Instant; to: Instant | null }) =>
    stream.actualStart !== null && from <= last && (to ?? last) >= startsAt;
  // What nobody sees any more is not known to go on.
  const open = lost === null ? last : Math.min(lost, last);
  const unknown = lost === null || unseen.at(-1)?.to === null ? unseen : [...unseen, { from: lost, to: null }];
  const bySku = <T extends { readonly key: ListingKey }>(all: readonly T[], span: (one: T) => Omit<Span, 'sku'>): Span[] =>
    all.flatMap((one) => skusOf(one.key).map((sku) => ({ sku, ...span(one) })));
  const slots = (planned: Stream['rundown'], by = 0) =>
    bySku(planned, (slot) => ({ startsAt: slot.startsAt + late + by, endsAt: slot.endsAt + late + by }));
  const told = offers.filter(inStream).flatMap(({ key, kind, from, to, by }) =>
    skusOf(key).map((sku) => {
      const endsAt = to ?? (by === 'console' ? open : last);
      return { sku, kind, startsAt: Math.max(from, startsAt), endsAt, open: to === null };
    }),
  );
  const shown = bySku(pins.filter(inStream), ({ from, to }) => ({
    startsAt: Math.max(from, startsAt),
    endsAt: Math.max(from, Math.min(to ?? open, last)),
  }));
  const rundown = slots(stream.rundown);
  // What is planned for a slot is on when the slot is.
  const { delay } = courseOfShow(rundown, shown, last);
  return {
    startsAt,
    plannedEndsAt: stream.plannedEnd,
    at: within(at),
    seenTo: last,
    rundown,
    pins: shown,
    unseen: unknown
      .filter(inStream)
      .map(({ from, to }) => ({ from: Math.max(from, startsAt), to: Math.min(to ?? last, last) }))
      .filter(({ from, to }) => to > from),
    ...(stream.expected === undefined ? {} : { expected: stream.expected }),
    viewers: viewers.filter((one) => one.at >= startsAt && one.at <= last),
    offers: offersIn(
      told,
      plannedOffers(stream, startsAt, (slot) => slots([slot], delay)),
      last,
    ),
  };
}

type Keys = ReadonlyMap<ListingKey, readonly Sku[]>;
const known = new WeakMap<
  Stream,
  {
    readonly settings: Ledger['settings'];
    readonly page: unknown;
    readonly keys: Keys;
    readonly bySku: ReadonlyMap<Sku, readonly ListingKey[]>;
  }
>();
/** The listings that a SKU stands in. */
export function keysOfSku(ledger: Ledger, stream: Stream, sku: Sku): readonly ListingKey[] {
  skusByKey(ledger, stream);
  return known.get(stream)?.bySku.get(sku) ?? [sku];
}

/** The SKUs of a listing key; a listing that nobody mapped is the SKU of its key. */
function skusByKey(ledger: Ledger, stream: Stream): (key: ListingKey) => readonly Sku[] {
  const page = ledger.consoles[stream.account]?.keys;
  const before = known.get(stream);
  if (before !== undefined && before.settings === ledger.settings && before.page === page)
    return (key) => before.keys.get(key) ?? [key];
  const keys = new Map<ListingKey, readonly Sku[]>();
  const bySku = new Map<Sku, ListingKey[]>();
  for (const { listing } of knownListings(ledger, stream.account, { ...stream, listings: null })) {
    const skus = [...new Set(listing.variants.flatMap(({ components }) => components.map(({ sku }) => sku)))];
    keys.set(listing.key, skus);
    for (const sku of skus) bySku.set(sku, [...(bySku.get(sku) ?? []), listing.key]);
  }
  known.set(stream, { settings: ledger.settings, page, keys, bySku });
  return (key) => keys.get(key) ?? [key];
}
