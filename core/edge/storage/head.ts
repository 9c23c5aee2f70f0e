import { ulid } from 'ulid';
import { type Draft, EVENT_VERSIONS, type LogEvent } from '../../domain/event.ts';
import { HLC_ZERO, type Hlc, laterHlc, nextHlc } from '../../domain/hlc.ts';
import type { Origin, ShopId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';

/** Where a log's writing stands: the last number given out by each origin that wrote here, and the last stamp seen. */
export type Head = { readonly seq: Readonly<Record<Origin, number>>; readonly last: Hlc };
export const EMPTY_HEAD: Head = { seq: {}, last: HLC_ZERO };

/** Gives drafts their identity and place: numbers without gaps, stamps that never run backwards. */
export function stamp(
  head: Head,
  drafts: readonly Draft[],
  who: { readonly shop: ShopId; readonly origin: Origin; readonly now: Instant },
): { readonly head: Head; readonly events: readonly LogEvent[] } {
  let { last } = head;
  let seq = head.seq[who.origin] ?? 0;
  const events = drafts.map((draft) => {
    last = nextHlc(last, who.now);
    seq += 1;
    const identity = {
      id: ulid(),
      v: EVENT_VERSIONS[draft.type],
      shopId: who.shop,
      origin: who.origin,
      originSeq: seq,
      at: last,
    };
    return { ...identity, ...draft } as LogEvent;
  });
  return { head: { seq: { ...head.seq, [who.origin]: seq }, last }, events };
}

/** Another log's event moves our clock on, so that what we write next comes after it. */
export function witness(head: Head, event: { at: Hlc; origin: Origin; originSeq: number }): Head {
  const own = head.seq[event.origin];
  const seq = own === undefined ? head.seq : { ...head.seq, [event.origin]: Math.max(own, event.originSeq) };
  return { seq, last: laterHlc(head.last, event.at) };
}
