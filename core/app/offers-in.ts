import type { OfferKind } from '../domain/console.ts';
import type { Sku } from '../domain/ids.ts';
import { HOUR, type Instant, MINUTE } from '../domain/instant.ts';
import type { OfferSpan, Span } from '../domain/recording.ts';
import type { Stream } from '../domain/stream.ts';

/** An offer that was or is on, as console or person told; `open`: nobody has said that it is over, and it was seen until its end. */
export type ToldOffer = OfferSpan & { readonly open: boolean };

/** An offer of which nobody has said when it ends is taken to last so long from when it was seen last. */
const GOES_ON = 10 * MINUTE;
/** No stream runs longer beyond its plan. */
const OVERRUN = 6 * HOUR;

/** Offers of the plan: those of whole streams, and of slots as the show runs (`spans`: a slot's, by SKU). */
export function plannedOffers(
  stream: Stream,
  startsAt: Instant,
  spans: (slot: Stream['rundown'][number]) => readonly Span[],
): readonly OfferSpan[] {
  const whole = Object.entries(stream.expected?.offers ?? {}).map(([sku, kind]: [Sku, OfferKind]) => {
    return { sku, kind, startsAt, endsAt: stream.plannedEnd + OVERRUN };
  });
  const slots = stream.rundown.flatMap((slot) => {
    const { offer: kind } = slot;
    return kind === undefined ? [] : spans(slot).map((span) => ({ ...span, kind }));
  });
  return [...whole, ...slots];
}

/**
 * What was and will be on offer. What is really on replaces the plan once it begins: it lasts as long as planned unless it is ended
 * before. What was to begin and did not may begin yet; where nobody tells of offers at all, the plan is believed for what was, too.
 */
export function offersIn(told: readonly ToldOffer[], planned: readonly OfferSpan[], at: Instant): readonly OfferSpan[] {
  const isOf = (one: OfferSpan) => (other: OfferSpan) => other.sku === one.sku && other.kind === one.kind;
  const begun = planned.filter(({ startsAt, endsAt }) => startsAt <= at && endsAt > at);
  const real = told.map(({ open, ...offer }) => {
    if (!open) return offer;
    return { ...offer, endsAt: begun.find(isOf(offer))?.endsAt ?? offer.endsAt + GOES_ON };
  });
  const rest = planned.flatMap((one) => {
    const came = told.filter(isOf(one)).some(({ open, endsAt }) => open || endsAt > one.startsAt);
    if (one.startsAt <= at && came) return [];
    const startsAt = told.length > 0 ? Math.max(one.startsAt, at) : one.startsAt;
    return one.endsAt > startsAt ? [{ ...one, startsAt }] : [];
  });
  return [...real, ...rest];
}
