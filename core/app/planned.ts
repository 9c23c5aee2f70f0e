import type { Ledger } from '../decide/ledger/state.ts';
import type { Planned } from '../decide/triggers/cases.ts';
import type { AccountId, Sku } from '../domain/ids.ts';
import { DAY } from '../domain/instant.ts';
import { overlap, poolOf } from '../domain/pool.ts';
import { isRunning, type Stream, startOf } from '../domain/stream.ts';
import type { Taught } from './lessons.ts';
import type { Outlooks } from './outlook.ts';
import { comingStreams, expectedOf } from './restock/expected.ts';

/** What streams to come are counted from. */
export type Future = { readonly ledger: Ledger; readonly taught: Taught; readonly outlooks: Outlooks };
/** A stream, and what one SKU is to it. */
export type PlannedIn = { readonly of: Stream; readonly planned: Planned };

/** Streams are counted one by one for so long: beyond that sea freight, too, is in time for what is ordered later. */
const AHEAD = 90 * DAY;

const streams = new WeakMap<Ledger, readonly Stream[]>();
/** Streams on air and those of the next months, in the order of time. */
function streamsAhead(ledger: Ledger): readonly Stream[] {
  let ahead = streams.get(ledger);
  if (ahead === undefined) {
    ahead = comingStreams(ledger).filter((stream) => startOf(stream) <= ledger.now + AHEAD);
    streams.set(ledger, ahead);
  }
  return ahead;
}

/** What streams on air are still to sell of a SKU and what those to come will, in the order of time. `also`: one that counts, however far off. */
export function plannedFor(shop: Future, sku: Sku, also?: Stream): readonly PlannedIn[] {
  const ahead = streamsAhead(shop.ledger);
  const found: PlannedIn[] = [];
  for (const stream of also === undefined || ahead.includes(also) ? ahead : [...ahead, also]) {
    const { units, guess, at } = expectedOf(shop, stream, sku);
    const keeps = stream.setAside[sku] ?? 0;
    if (units <= 0 && keeps <= 0 && stream !== also) continue;
    const startsAt = isRunning(stream, shop.ledger.now) ? shop.ledger.now : at;
    found.push({ of: stream, planned: { stream: stream.id, title: stream.title, startsAt, units, keeps, guess } });
  }
  return found;
}

/** The stream that a SKU is in next and that is yet to begin, however far off, of those that the account's warehouses serve; null where there is none. */
export function nextStreamOf(shop: Future, sku: Sku, account: AccountId | null): Stream | null {
  const { now, settings } = shop.ledger;
  const pool = poolOf(settings, account);
  return (
    comingStreams(shop.ledger).find(
      (stream) =>
        !isRunning(stream, now) &&
        overlap(settings, pool, poolOf(settings, stream.account)) &&
        expectedOf(shop, stream, sku).units > 0,
    ) ?? null
  );
}
