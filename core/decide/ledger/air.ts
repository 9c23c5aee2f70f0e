import { type Air, type AirOffer, type AirSpan, EMPTY_AIR, type OfferBody } from '../../domain/air.ts';
import type { ConsoleSeenBody } from '../../domain/console.ts';
import type { AccountId, ListingKey, Sku } from '../../domain/ids.ts';
import { DAY, type Instant, MINUTE } from '../../domain/instant.ts';
import { listingId } from '../../domain/listing.ts';
import type { Ledger } from './state.ts';

/** However busy an account, no more of it is kept: twice what a day of presenting a link a minute makes. */
const MOST = 3_000;

/** What a page told: pins and offers begin and end, viewers are noted once a minute. */
export function airSeen(ledger: Ledger, { account, seenAt, page, changed, keys, complete }: ConsoleSeenBody): Ledger {
  let air = airOf(ledger, account);
  for (const row of changed) {
    if (row.pinned !== null) air = { ...air, pins: turned(air.pins, row.key, row.pinned, seenAt) };
    const offers = air.offers.filter((offer) => !isOpen(offer, row.key, 'console') || offer.kind === row.offer);
    // A console that named an offer names none when it is over.
    const closed = air.offers.filter((offer) => !offers.includes(offer)).map((offer) => ({ ...offer, to: seenAt }));
    if (closed.length > 0) air = { ...air, offers: [...offers, ...closed] };
    const { offer: kind } = row;
    if (kind !== null && !air.offers.some((offer) => isOpen(offer, row.key, 'console')))
      air = { ...air, offers: [...air.offers, { key: row.key, kind, from: seenAt, to: null, by: 'console' }] };
  }
  const isGone = page.live === 'ended' || (keys.length === 0 && page.live === 'unknown');
  if (isGone) air = { ...air, pins: air.pins.map((pin) => ended(pin, seenAt)) };
  else if (complete) {
    const here = new Set(keys);
    if (air.pins.some((pin) => pin.to === null && !here.has(pin.key)))
      air = { ...air, pins: air.pins.map((pin) => (here.has(pin.key) ? pin : ended(pin, seenAt))) };
  }
  if (page.viewers !== null) air = { ...air, viewers: counted(air.viewers, seenAt, page.viewers) };
  const comments = commented(air.comments, seenAt, page.comments);
  if (comments !== air.comments) air = { ...air, comments };
  return withAir(ledger, account, air, seenAt);
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
  const isOld = (span: AirSpan) => span.to !== null && span.to < old;
  const tooMany = air.pins.length > MOST || air.viewers.length > MOST || air.offers.length > MOST;
  const kept: Air =
    tooMany || (air.viewers[0]?.at ?? now) < old || air.pins.some(isOld) || air.offers.some(isOld)
      ? {
          pins: air.pins.filter((pin) => !isOld(pin)).slice(-MOST),
          offers: air.offers.filter((offer) => !isOld(offer)).slice(-MOST),
          viewers: air.viewers.filter(({ at }) => at >= old).slice(-MOST),
          comments: air.comments,
        }
      : air;
  return { ...ledger, airs: { ...ledger.airs, [account]: kept } };
}
