import { type Command, type CommandState, isOpen } from '../../domain/command.ts';
import type { CommandId, Sku } from '../../domain/ids.ts';
import type { Intent } from '../../domain/intent.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { CommandFacts } from './facts.ts';
import { affectedBy, isAble, listingOf, skusOfListing, sourceName, targetOf } from './targets.ts';

/** For how long the control must have been really visible and unmoved. */
const VISIBLE_MS = 500;

type Pressed = Extract<Intent, { kind: 'command' }>;
/** What is to be done, whoever wants it. `of`: the drip whose batch it is. */
export type Wish = Omit<Pressed, 'kind' | 'gesture'> & { readonly of?: CommandId | null };
export type Decided =
  | { readonly ok: true; readonly targets: Command['targets']; readonly affects: Command['affects'] }
  | { readonly ok: false; readonly say: Phrase };

const no = (reason: string, values?: Record<string, string | number>): Decided => ({
  ok: false,
  say: phrase(`command:refused.${reason}`, values),
});
const named = (skus: readonly Sku[]): string => skus.join(', ');

/** What a person pressed: whether their hand and eye were behind it, and then whether it may be done. */
export function decideCommand(pressed: Pressed, facts: CommandFacts): Decided {
  if (!pressed.gesture.trusted) return no('untrusted');
  if (!(pressed.gesture.seenVisibleMs >= VISIBLE_MS)) return no('unseen');
  return decideWish(pressed, facts);
}

/** Whether this may be done, to what, and what else it touches. Everything that refuses a command stands here, in order. */
export function decideWish(wish: Wish, facts: CommandFacts): Decided {
  if (!undoes(wish, facts)) return no('nothingToUndo');

  const listing = listingOf(facts, wish.account, wish.listing);
  const skus = listing === null ? [] : skusOfListing(listing, wish.variant);
  if (skus.length === 0) return no('unmapped', { listing: wish.listing });
  if (!same(skus, wish.skus)) return no('changed', { listing: wish.listing, skus: named(skus) });

  const told = skus.map((sku) => ({ sku, target: targetOf(facts, wish.account, sku, isAble(wish)) }));
  const untold = told.filter(({ target }) => target === null);
  if (untold.length > 0) return no('noSystem', { skus: named(untold.map(({ sku }) => sku)) });
  const targets = told.flatMap(({ target }) => target ?? []);

  const open = Object.values(facts.commands).find((state) => isOpen(state.step) && meets(state, wish, targets));
  if (open !== undefined) return no(open.step === 'unknown' ? 'unknownOpen' : 'busy', { listing: open.command.listing });
  if (targets.every((target) => onSaleThere(target, facts) === (wish.command === 'resume')))
    return no(wish.command === 'pause' ? 'alreadyPaused' : 'alreadyOnSale', { skus: named(skus) });
  return { ok: true, targets, affects: affectedBy(facts, skus, wish) };
}

/** What a pause button of this listing or variant would do, said on the button's own strip; or why it cannot. */
export function leverOf(
  facts: Omit<CommandFacts, 'commands'>,
  wish: Pick<Wish, 'account' | 'listing' | 'variant' | 'command'>,
): { readonly can: boolean; readonly say: Phrase } {
  const listing = listingOf(facts, wish.account, wish.listing);
  const skus = listing === null ? [] : skusOfListing(listing, wish.variant);
  if (skus.length === 0) return { can: false, say: phrase('command:refused.unmapped', { listing: wish.listing }) };
  const targets = skus.map((sku) => targetOf(facts, wish.account, sku, isAble(wish)));
  const untold = skus.filter((_, n) => targets[n] === null);
  if (untold.length > 0) return { can: false, say: phrase('command:refused.noSystem', { skus: named(untold) }) };
  const systems = new Set(targets.flatMap((target) => (target === null ? [] : sourceName(facts, target.source))));
  const quantity = targets.some((target) => target !== null && facts.levers[target.source]?.pause !== 'flag');
  const what = `${wish.command}By${quantity ? 'Quantity' : 'Flag'}`;
  return { can: true, say: phrase(`command:will.${what}`, { system: named([...systems]), skus: named(skus) }) };
}

/** What two commands must not do at once: act on one listing, or on one SKU in one system. */
export function subjectsOf({ account, listing, targets }: Pick<Command, 'account' | 'listing' | 'targets'>): readonly string[] {
  return [JSON.stringify([account, listing]), ...targets.map(({ source, sku }) => JSON.stringify([source, sku, 'stock']))];
}

function meets({ command }: CommandState, { account, listing }: Wish, targets: Command['targets']): boolean {
  const taken = new Set(subjectsOf(command));
  return subjectsOf({ account, listing, targets }).some((subject) => taken.has(subject));
}

/** An undo names a command that was done to this very listing, and does the opposite. */
function undoes(wish: Wish, { commands }: CommandFacts): boolean {
  if (wish.undoes === null) return true;
  const undone = commands[wish.undoes]?.command;
  if (undone === undefined) return false;
  return (
    undone.account === wish.account &&
    undone.listing === wish.listing &&
    undone.variant === wish.variant &&
    undone.kind === (wish.command === 'resume' ? 'pause' : 'resume')
  );
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
