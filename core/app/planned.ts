import type { Ledger } from '../decide/ledger/state.ts';
import type { Planned } from '../decide/triggers/cases.ts';
import type { AccountId, Sku } from '../domain/ids.ts';
import { DAY } from '../domain/instant.ts';
import { overlap, poolOf } from '../domain/pool.ts';
import { isRunning, type Stream, startOf } from '../domain/stream.ts';
import type { Taught } from './lessons.ts';
import { offeredIn } from './offered.ts';
import type { Outlooks } from './outlook.ts';
import { comingStreams, expectedOf } from './restock/expected.ts';

/** What streams to come are counted from. */
export type Future = { readonly ledger: Ledger; readonly taught: Taught; readonly outlooks: Outlooks };
/** A stream, and what one SKU is to it. */
export type PlannedIn = { readonly of: Stream; readonly planned: Planned };

/** Streams are counted one by one for so long: beyond that sea freight, too, is in time for what is ordered later. */
const AHEAD = 90 * DAY;

/** `sets`: whether any unit is set aside for it. */
type Coming = { readonly stream: Stream; readonly offered: ReadonlySet<Sku> | null; readonly sets: boolean };
const streams = new WeakMap<Ledger, readonly Coming[]>();
/** Streams on air and those of the next months, in the order of time. */
function streamsAhead(ledger: Ledger): readonly Coming[] {
  let ahead = streams.get(ledger);
  if (ahead === undefined) {
    ahead = comingStreams(ledger)
      .filter((stream) => startOf(stream) <= ledger.now + AHEAD)
      .map((stream) => comingOf(ledger, stream));
    streams.set(ledger, ahead);
  }
  return ahead;
}
const comingOf = (ledger: Ledger, stream: Stream): Coming => ({
  stream,
  offered: offeredIn(ledger, stream),
  sets: Object.keys(stream.setAside).length > 0,
});

/** What streams on air are still to sell of a SKU and what those to come will, in the order of time. `also`: one that counts, however far off. */
export function plannedFor(shop: Future, sku: Sku, also?: Stream): readonly PlannedIn[] {
  const { ledger, outlooks } = shop;
  const ahead = streamsAhead(ledger);
  const all = also === undefined || ahead.some(({ stream }) => stream === also) ? ahead : [...ahead, comingOf(ledger, also)];
  const found: PlannedIn[] = [];
  for (const { stream, offered, sets } of all) {
    // Every SKU of the shop is held against every stream: most are in few.
    if (!sets && stream !== also && offered?.has(sku) === false && outlooks[stream.id]?.[sku] === undefined) continue;
    const { units, guess, at } = expectedOf(shop, stream, sku);
    const keeps = stream.setAside[sku] ?? 0;
    if (units <= 0 && keeps <= 0 && stream !== also) continue;
    const startsAt = isRunning(stream, ledger.now) ? ledger.now : at;
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
