import { type Air, type AirOffer, type AirSpan, EMPTY_AIR, type OfferBody } from '../../domain/air.ts';
import type { PageShown } from '../../domain/console.ts';
import type { AccountId, ListingKey, Sku } from '../../domain/ids.ts';
import { DAY, type Instant, MINUTE } from '../../domain/instant.ts';
import { listingId } from '../../domain/listing.ts';
import type { Ledger } from './state.ts';

/** However busy an account, no more of it is kept: twice what a day of presenting a link a minute makes. */
const MOST = 3_000;

/** What a page told: pins and offers begin and end, viewers are noted once a minute. What ended while nobody saw it ended before that. */
export function airSeen(ledger: Ledger, body: PageShown): Ledger {
  const { account, seenAt, page, changed, keys, complete } = body;
  // Before its first sight, too, nobody saw it.
  const before = ledger.consoles[account] === undefined ? 0 : unseenSince(ledger, account, seenAt);
  const endedAt = before ?? seenAt;
  let air = withSight(airOf(ledger, account), before, body);
  for (const row of changed) {
    if (row.pinned !== null) air = { ...air, pins: turned(air.pins, row.key, row.pinned, row.pinned ? seenAt : endedAt) };
    const offers = air.offers.filter((offer) => !isOpen(offer, row.key, 'console') || offer.kind === row.offer);
    // A console that named an offer names none when it is over.
    const closed = air.offers
      .filter((offer) => !offers.includes(offer))
      .map((offer) => ({ ...offer, to: Math.max(offer.from, endedAt) }));
    if (closed.length > 0) air = { ...air, offers: [...offers, ...closed] };
    const { offer: kind } = row;
    if (kind !== null && !air.offers.some((offer) => isOpen(offer, row.key, 'console')))
      air = { ...air, offers: [...air.offers, { key: row.key, kind, from: seenAt, to: null, by: 'console' }] };
  }
  if (page.live === 'ended' || showsNothing(body)) air = { ...air, pins: air.pins.map((pin) => ended(pin, endedAt)) };
  else if (complete) {
    const here = new Set(keys);
    if (air.pins.some((pin) => pin.to === null && !here.has(pin.key)))
      air = { ...air, pins: air.pins.map((pin) => (here.has(pin.key) ? pin : ended(pin, endedAt))) };
  }
  if (page.viewers !== null) air = { ...air, viewers: counted(air.viewers, seenAt, page.viewers) };
  const comments = commented(air.comments, seenAt, page.comments);
  if (comments !== air.comments) air = { ...air, comments };
  return withAir(ledger, account, air, seenAt);
}

/** Nobody sees the page any more, as the worker says it. */
const showsNothing = ({ page, keys }: Pick<PageShown, 'page' | 'keys'>): boolean => keys.length === 0 && page.live === 'unknown';

/** A page that is seen is heard of once a minute at least; a hidden one may be slower. */
const SIGHT = 3 * MINUTE;
/** Since when a console that was seen is not any more; null while it is, and where it never was. */
export function unseenSince(ledger: Ledger, account: AccountId, now: Instant): Instant | null {
  const gap = airOf(ledger, account).unseen.at(-1);
  if (gap?.to === null) return gap.from;
  const seenAt = ledger.consoles[account]?.seenAt;
  if (seenAt === undefined) return null;
  return now - seenAt > Math.max(SIGHT, 3 * (ledger.tick?.intervalMs ?? 0)) ? seenAt : null;
}

/** When nobody saw the page: from its last sight to the next. */
function withSight(air: Air, before: Instant | null, body: PageShown): Air {
  const { seenAt } = body;
  const last = air.unseen.at(-1);
  if (showsNothing(body))
    return last?.to === null ? air : { ...air, unseen: [...air.unseen, { from: before ?? seenAt, to: null }] };
  if (last?.to === null) return { ...air, unseen: [...air.unseen.slice(0, -1), { from: last.from, to: seenAt }] };
  return before === null ? air : { ...air, unseen: [...air.unseen, { from: before, to: seenAt }] };
}

/** A person said that an offer begins or ends; it ends whoever began it. */
export function applyOffer(ledger: Ledger, { account, listing, kind, at, on }: OfferBody): Ledger {
  const air = airOf(ledger, account);
  const others = air.offers.map((offer) => (offer.key === listing && offer.kind === kind ? ended(offer, at) : offer));
  const begun: AirOffer = { key: listing, kind, from: at, to: null, by: 'person' };
  const next = withAir(ledger, account, { ...air, offers: on ? [...others, begun] : others }, at);
  return { ...next, changed: { skus: skusOfListing(ledger, account, listing), rest: true } };
}

/** What of the ledger's SKUs stands in a listing; one that nobody mapped is the SKU of its key. */
export function skusOfListing({ settings, books }: Ledger, account: AccountId, key: ListingKey): readonly Sku[] {
  const variants = settings.listings[listingId(account, key)]?.variants;
  if (variants === undefined) return books[key] === undefined ? [] : [key];
  return variants.flatMap(({ components }) => components.map(({ sku }) => sku));
}

const airOf = ({ airs }: Ledger, account: AccountId): Air => airs[account] ?? EMPTY_AIR;
const isOpen = (offer: AirOffer, key: ListingKey, by: AirOffer['by']): boolean =>
  offer.key === key && offer.to === null && offer.by === by;
const ended = <T extends AirSpan>(span: T, at: Instant): T =>
  span.to === null ? { ...span, to: Math.max(span.from, at) } : span;

function turned(pins: readonly AirSpan[], key: ListingKey, on: boolean, at: Instant): readonly AirSpan[] {
  const isOn = pins.some((pin) => pin.key === key && pin.to === null);
  if (isOn === on) return pins;
  if (on) return [...pins, { key, from: at, to: null }];
  return pins.map((pin) => (pin.key === key ? ended(pin, at) : pin));
}

function counted(viewers: Air['viewers'], at: Instant, count: number): Air['viewers'] {
  const last = viewers.at(-1);
  if (last === undefined || Math.floor(at / MINUTE) > Math.floor(last.at / MINUTE)) return [...viewers, { at, viewers: count }];
  // A clock that was set back tells nothing of when it was.
  return at < last.at || last.viewers === count ? viewers : [...viewers.slice(0, -1), { at: last.at, viewers: count }];
}

const COMMENT_WINDOW = 5 * MINUTE;
/** A total that is gone or begins anew tells nothing of what was before. */
function commented(comments: Air['comments'], at: Instant, total: number | null): Air['comments'] {
  const last = comments.at(-1);
  if (total === null) return comments.length === 0 ? comments : [];
  if (last === undefined || total < last.total || at < last.at) return [{ at, total }];
  // The newest total is the page's own; of those before, one each minute does, and of those before the window the last.
  if (at - last.at < MINUTE) return comments;
  const old = comments.findLastIndex((one) => one.at <= at - COMMENT_WINDOW);
  return [...comments.slice(Math.max(0, old)), { at, total }];
}

/** Comments a minute, over the last five: the difference of two totals by their time. Null where the page has not told of a minute yet. */
export function commentRate({ consoles, airs }: Ledger, account: AccountId, now: Instant): number | null {
  const total = consoles[account]?.page.comments ?? null;
  const seen = airs[account]?.comments ?? [];
  if (total === null) return null;
  const before = seen.findLast(({ at }) => at <= now - COMMENT_WINDOW);
  const from = before ?? seen[0];
  if (from === undefined) return null;
  // What was counted before the window stood so when it began.
  const ms = now - Math.max(from.at, now - COMMENT_WINDOW);
  return ms < MINUTE || total < from.total ? null : ((total - from.total) * MINUTE) / ms;
}

function withAir(ledger: Ledger, account: AccountId, air: Air, now: Instant): Ledger {
  if (air === airOf(ledger, account)) return ledger;
  const old = now - DAY;
  const isOld = (span: Pick<AirSpan, 'to'>) => span.to !== null && span.to < old;
  const tooMany = Object.values(air).some((all) => all.length > MOST);
  const kept: Air =
    tooMany || (air.viewers[0]?.at ?? now) < old || air.pins.some(isOld) || air.offers.some(isOld) || air.unseen.some(isOld)
      ? {
          pins: air.pins.filter((pin) => !isOld(pin)).slice(-MOST),
          offers: air.offers.filter((offer) => !isOld(offer)).slice(-MOST),
          viewers: air.viewers.filter(({ at }) => at >= old).slice(-MOST),
          unseen: air.unseen.filter((gap) => !isOld(gap)).slice(-MOST),
          comments: air.comments,
        }
      : air;
  return { ...ledger, airs: { ...ledger.airs, [account]: kept } };
}
