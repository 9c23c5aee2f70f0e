import { type Command, type CommandKind, type CommandTarget, isPage } from '../../domain/command.ts';
import type { Listing } from '../../domain/listing.ts';
import type { CommandFacts } from './facts.ts';
import { roomOnPage } from './page-room.ts';
import { roomOf } from './room.ts';
import { oneVariant } from './targets.ts';
import { leftToTakeBack } from './undo.ts';
import type { Refusal, Wish } from './wish.ts';

const COUNTED: ReadonlySet<CommandKind> = new Set(['release', 'takeBack', 'limit', 'drip']);
/** Batches come no faster than this, ms. */
const LEAST_PACE_MS = 1_000;

/** What stands against so many units: what they are, of what, and whether there are so many to be had. */
export function quantityRefused(wish: Wish, listing: Listing, targets: readonly CommandTarget[], facts: CommandFacts): Refusal {
  const { command, per } = wish;
  if (per === 'buyer' && command !== 'limit' && command !== 'restore') return ['notPerBuyer'];
  if (!COUNTED.has(command)) return null;
  const malformed = malformedQuantity(wish);
  if (malformed !== null) return malformed;
  if (oneVariant(listing, wish.variant) === null) return ['oneVariant', { listing: wish.listing }];
  if (per === 'buyer') return null;
  if (command === 'drip' && !hasPace(wish)) return ['dripPace'];
  if (wish.of != null && !isBatch(wish, facts)) return ['dripGone'];
  if (command === 'takeBack') return beyondRelease(wish, facts);
  if (targets.some(({ source }) => isPage(source))) return beyondPage(wish, listing, facts);
  return disturbed(command, targets, facts) ?? beyondRoom(wish, listing, targets, facts);
}

function malformedQuantity({ command, quantity = null }: Wish): Refusal {
  if (command === 'limit' && quantity === 0) return ['limitZero'];
  return quantity !== null && Number.isSafeInteger(quantity) && quantity >= 1 ? null : ['quantity'];
}

const hasPace = ({ drip }: Wish): boolean =>
  drip != null && (drip.by !== 'time' || (drip.everyMs !== null && drip.everyMs >= LEAST_PACE_MS));

function isBatch({ of, command, account, listing, variant }: Wish, { commands }: CommandFacts): boolean {
  const drip = of == null ? undefined : commands[of]?.command;
  if (drip === undefined || command !== 'release') return false;
  return drip.kind === 'drip' && drip.account === account && drip.listing === listing && drip.variant === variant;
}

function beyondRelease({ undoes, quantity }: Wish, { commands }: CommandFacts): Refusal {
  if (undoes === null) return ['nothingToUndo'];
  const most = leftToTakeBack(undoes, commands);
  return (quantity ?? 0) > most ? ['takeBackMost', { n: most }] : null;
}

/** On a page it is typed, on what its row shows now: a limit takes from that, a release adds what may be promised. */
function beyondPage({ command, account, variant, quantity }: Wish, listing: Listing, facts: CommandFacts): Refusal {
  const of = oneVariant(listing, variant);
  if (of === null) return ['oneVariant', { listing: listing.key }];
  const { sellable, mayRelease, why } = roomOnPage(facts, { account, key: listing.key }, of.components);
  const n = quantity ?? 0;
  const skus = of.components.map(({ sku }) => sku).join(', ');
  if (command === 'release') {
    if (mayRelease === null) return why;
    return n > mayRelease ? [mayRelease === 0 ? 'pageFull' : 'mayRelease', { skus, n: mayRelease }] : null;
  }
  if (sellable === null || why?.[0] === 'channelReads') return why;
  return n > sellable ? ['limitAbove', { skus, now: sellable }] : null;
}

/** Without compare-and-set a limit would write over what another system is just writing. */
function disturbed(command: Command['kind'], targets: readonly CommandTarget[], facts: CommandFacts): Refusal {
  if (command !== 'limit' && command !== 'drip') return null;
  const { now, intervalMs, levers, places } = facts;
  const isDisturbed = ({ source, sku }: CommandTarget): boolean =>
    levers[source]?.level !== 'compareAndSet' &&
    places(sku).some(({ place, othersAt }) => place.source === source && othersAt !== null && othersAt >= now - intervalMs);
  const skus = targets.filter(isDisturbed).map(({ sku }) => sku);
  return skus.length === 0 ? null : ['disturbed', { skus: skus.join(', ') }];
}

/** No more on sale than may be promised, whether it is added or a limit is raised to it. */
function beyondRoom(wish: Wish, listing: Listing, targets: readonly CommandTarget[], facts: CommandFacts): Refusal {
  const { command, account, variant } = wish;
  const of = oneVariant(listing, variant);
  if (of === null) return ['oneVariant', { listing: wish.listing }];
  const told = (sku: string) => targets.find((target) => target.sku === sku)?.source ?? null;
  const { sellable, mayRelease } = roomOf(facts, account, of.components, told);
  const skus = targets.map(({ sku }) => sku).join(', ');
  const quantity = wish.quantity ?? 0;
  if (command === 'release') {
    if (mayRelease === null) return ['mayReleaseUnknown', { skus }];
    return quantity > mayRelease ? [mayRelease === 0 ? 'mayReleaseNone' : 'mayRelease', { skus, n: mayRelease }] : null;
  }
  // A limit at or below what is on sale adds nothing.
  if (sellable === null || quantity <= sellable) return null;
  return quantity > sellable + (mayRelease ?? 0) ? ['limitMost', { skus, n: sellable + (mayRelease ?? 0), now: sellable }] : null;
}
