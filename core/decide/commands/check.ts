import { type Command, type CommandState, type CommandTarget, isOpen, isPage } from '../../domain/command.ts';
import type { Sku } from '../../domain/ids.ts';
import type { CommandIntent } from '../../domain/intent.ts';
import type { Listing } from '../../domain/listing.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Can } from '../../domain/view.ts';
import { otherCode } from './doubt.ts';
import type { CommandFacts } from './facts.ts';
import { pressRefused } from './gesture.ts';
import { levelOn, pageRefused, pageTargets, willOnPage } from './page.ts';
import { quantityRefused } from './quantity.ts';
import { affectedBy, isAble, listingOf, oneVariant, skusOfListing, sourceName, targetOf, unitsOf } from './targets.ts';
import { isUndo } from './undo.ts';
import type { Refusal, Wish } from './wish.ts';

export type { Wish } from './wish.ts';
export type Decided =
  | { readonly ok: true; readonly targets: Command['targets']; readonly affects: Command['affects'] }
  | { readonly ok: false; readonly say: Phrase };

const no = (reason: string, values?: Record<string, string | number>): Decided => ({
  ok: false,
  say: phrase(`command:refused.${reason}`, values),
});
const named = (skus: readonly Sku[]): string => skus.join(', ');

/** What a person pressed: whether their hand and eye were behind it, and then whether it may be done. */
export function decideCommand(pressed: CommandIntent, facts: CommandFacts): Decided {
  const refused = pressRefused(pressed, listingOf(facts, pressed.account, pressed.listing));
  return refused === null ? decideWish(pressed, facts) : no(...refused);
}

/** Whether this may be done, to what, and what else it touches. Everything that refuses a command stands here, in order. */
export function decideWish(wish: Wish, facts: CommandFacts): Decided {
  if (!isUndo(wish, facts)) return no('nothingToUndo');

  const listing = listingOf(facts, wish.account, wish.listing);
  const skus = listing === null ? [] : skusOfListing(listing, wish.variant);
  if (listing === null || skus.length === 0) return no('unmapped', { listing: wish.listing });
  if (!same(skus, wish.skus)) return no('changed', { listing: wish.listing, skus: named(skus) });

  const doubt = doubtIn(wish, listing, facts);
  if (doubt !== null) return no('doubtful', { listing: wish.listing, code: doubt, skus: named(skus) });

  const way = wayOf(facts, wish, skus);
  if (way.untold.length > 0) return no(unableTo(wish), { skus: named(way.untold) });
  const unfit = way.via === 'page' ? pageRefused(wish, listing) : null;
  if (unfit !== null) return no(...unfit);
  const targets = withUnits(way.targets, wish, listing);

  const open = Object.values(facts.commands).find((state) => isOpen(state.step) && meets(state, wish, targets));
  if (open !== undefined) return no(open.step === 'unknown' ? 'unknownOpen' : 'busy', { listing: open.command.listing });
  const refused = standsSo(wish, targets, facts) ?? quantityRefused(wish, listing, targets, facts);
  if (refused !== null) return no(...refused);
  return { ok: true, targets, affects: affectedBy(facts, skus, wish) };
}

/** What stock it is about must be sure. What was done already may be undone, and pinning is about no stock. */
function doubtIn({ account, listing: key, command, undoes }: Wish, listing: Listing, facts: CommandFacts): Sku | null {
  if (undoes !== null || command === 'pin' || command === 'unpin') return null;
  const isKnown = (sku: Sku) => facts.places(sku).length > 0 || facts.settings.skus[sku] !== undefined;
  return otherCode(listing, facts.consoles[account]?.rows[key] ?? null, isKnown);
}

/** Whether something can be done with a listing or variant, and what it would do, said on its strip; or why it cannot. `figures` go into the sentence. */
export function leverOf(
  facts: Pick<CommandFacts, 'settings' | 'places' | 'levers' | 'pages'>,
  wish: Pick<Wish, 'account' | 'listing' | 'variant' | 'command' | 'per' | 'via'>,
  figures: Readonly<Record<string, number>> = {},
): Can {
  const cannot = (reason: string, values: Record<string, string>): Can => ({
    can: false,
    via: null,
    say: phrase(`command:refused.${reason}`, values),
  });
  const listing = listingOf(facts, wish.account, wish.listing);
  const skus = listing === null ? [] : skusOfListing(listing, wish.variant);
  if (listing === null || skus.length === 0) return cannot('unmapped', { listing: wish.listing });
  const { via, targets: told, untold } = wayOf(facts, wish, skus);
  if (untold.length > 0) return cannot(unableTo(wish), { skus: named(untold) });
  if (via === 'page')
    return pageRefused(wish, listing) === null
      ? willOnPage(facts, wish, figures)
      : cannot('wholeLinkByPage', { listing: wish.listing });
  const systems = new Set(told.map(({ source }) => sourceName(facts, source)));
  const say = phrase(`command:will.${willBe(wish, told, facts)}`, {
    system: named([...systems]),
    skus: named(skus),
    ...figures,
  });
  return { can: true, via: 'api', say };
}

type Way = { readonly via: 'api' | 'page'; readonly targets: readonly CommandTarget[]; readonly untold: readonly Sku[] };
type WayFacts = Pick<CommandFacts, 'settings' | 'places' | 'levers' | 'pages'> & Partial<Pick<CommandFacts, 'commands'>>;
/** By connector where one can be told of every SKU, else on the page; the person may say which. */
function wayOf(
  facts: WayFacts,
  wish: Pick<Wish, 'account' | 'listing' | 'variant' | 'command' | 'per' | 'via'> & Partial<Pick<Wish, 'undoes'>>,
  skus: readonly Sku[],
): Way {
  const via = undoneBy(facts, wish) ?? wish.via;
  const told = skus.map((sku) => (via === 'page' ? null : targetOf(facts, wish.account, sku, isAble(wish))));
  const untold = skus.filter((_, n) => told[n] === null);
  const byPage = untold.length > 0 && via !== 'api' && levelOn(facts, wish) !== null;
  if (byPage) return { via: 'page', targets: pageTargets(wish, skus), untold: [] };
  return { via: 'api', targets: told.flatMap((target) => target ?? []), untold };
}

/** What changed how much may be sold is undone where that was done: elsewhere nothing is known of it. */
function undoneBy(
  { commands }: WayFacts,
  { command, undoes }: Partial<Pick<Wish, 'undoes'>> & Pick<Wish, 'command'>,
): Wish['via'] {
  if (command !== 'takeBack' && command !== 'restore') return undefined;
  const undone = undoes == null ? undefined : commands?.[undoes];
  if (undone === undefined) return undefined;
  return undone.command.targets.some(({ source }) => isPage(source)) ? 'page' : 'api';
}

function willBe(
  { command, per }: Pick<Wish, 'command' | 'per'>,
  told: readonly CommandTarget[],
  { levers }: Pick<CommandFacts, 'levers'>,
): string {
  if (per === 'buyer') return command === 'restore' ? 'restorePerBuyer' : 'limitPerBuyer';
  if (command !== 'pause' && command !== 'resume') return command;
  return `${command}By${told.some(({ source }) => levers[source]?.pause !== 'flag') ? 'Quantity' : 'Flag'}`;
}

/** Why no system can be told. */
function unableTo({ command, per }: Pick<Wish, 'command' | 'per'>): string {
  if (command === 'pin' || command === 'unpin') return 'onlyByPage';
  if (per === 'buyer') return 'noPerBuyer';
  return command === 'pause' || command === 'resume' ? 'noSystem' : 'noLevel';
}

/** What two commands must not do at once: act on one listing, or on one SKU in one system. */
export function subjectsOf({ account, listing, targets }: Pick<Command, 'account' | 'listing' | 'targets'>): readonly string[] {
  return [JSON.stringify([account, listing]), ...targets.map(({ source, sku }) => JSON.stringify([source, sku, 'stock']))];
}

function meets({ command }: CommandState, { account, listing }: Wish, targets: Command['targets']): boolean {
  const taken = new Set(subjectsOf(command));
  return subjectsOf({ account, listing, targets }).some((subject) => taken.has(subject));
}

/** N of the wish in units of each target's SKU. */
function withUnits(
  targets: readonly CommandTarget[],
  { quantity = null, variant }: Wish,
  listing: Listing,
): readonly CommandTarget[] {
  const of = oneVariant(listing, variant);
  if (quantity === null || of === null) return targets;
  return targets.map((target) => ({ ...target, units: unitsOf(of, target.sku, quantity) }));
}

/** A flag that says already what is wanted, in every system. A quantity is looked at when it is planned. */
function standsSo({ command }: Wish, targets: Command['targets'], facts: CommandFacts): Refusal {
  if (command !== 'pause' && command !== 'resume') return null;
  const wanted = command === 'resume';
  const byFlag = (target: CommandTarget) =>
    facts.levers[target.source]?.pause === 'flag' && onSaleThere(target, facts) === wanted;
  if (!targets.every(byFlag)) return null;
  return [wanted ? 'alreadyOnSale' : 'alreadyPaused', { skus: named(targets.map(({ sku }) => sku)) }];
}

function onSaleThere({ source, sku }: Command['targets'][number], facts: CommandFacts): boolean | null {
  const flags = facts.places(sku).flatMap((one) => (one.place.source === source && !one.gone ? [one.position.onSale] : []));
  const [first = null] = flags;
  return flags.every((flag) => flag === first) ? first : null;
}

const same = (a: readonly Sku[], b: readonly Sku[]): boolean => {
  const seen = new Set(b);
  return seen.size === a.length && a.every((sku) => seen.has(sku));
};
