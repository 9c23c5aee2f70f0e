import type { ListingState } from '../../domain/console.ts';
import type { Instant } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { WhyNot } from '../../domain/why-not.ts';

/** One variant of a listing, as a buyer meets it. Units of sale; null is not known. */
export type VariantFacts = {
  readonly title: string;
  /** What the warehouses can ship. */
  readonly left: number | null;
  /** What the channel lets people buy, and what we hold back there; null without a channel source. */
  readonly channel: number | null;
  readonly withheld: number;
  /** A system's flag: false stops it from being sold. */
  readonly onSale: boolean | null;
  readonly fresh: boolean;
};
export type WhyNotFacts = {
  readonly variants: readonly VariantFacts[];
  /** Null: the console page is not open, or does not show it. */
  readonly page: { readonly state: ListingState; readonly sellable: number | null } | null;
  readonly pageOpen: boolean;
  /** A pause of ours that stands: by whom, and since when. */
  readonly paused: { readonly by: string; readonly at: Instant } | null;
};

/** Why can't they buy? What stands in the way, the surest first, each with the one step that mends it. Never empty. */
export function whyNot(facts: WhyNotFacts): readonly WhyNot[] {
  const reasons = [...closed(facts), ...soldOut(facts), ...unreleased(facts), ...unseen(facts)];
  return reasons.length > 0 ? reasons : [because('nothing', {})];
}

const because = (name: string, values: Parameters<typeof phrase>[1] = {}): WhyNot => ({
  say: phrase(`core:whyNot.${name}.say`, values),
  mend: phrase(`core:whyNot.${name}.mend`, values),
});

/** Closed by us, by a flag in the system, or on the page. */
function closed({ paused, variants, page, pageOpen }: WhyNotFacts): readonly WhyNot[] {
  const reasons: WhyNot[] = [];
  if (paused !== null) reasons.push(because('pausedByUs', { by: paused.by || '?', at: { instant: paused.at } }));
  else if (variants.some(({ onSale }) => onSale === false))
    reasons.push(because('pausedThere', { variants: named(variants, ({ onSale }) => onSale === false) }));
  if (page?.state === 'removed') reasons.push(because('removed'));
  if (page?.state === 'paused' && reasons.length === 0) reasons.push(because('pausedOnPage'));
  if (page === null && pageOpen) reasons.push(because('notOnPage'));
  return reasons;
}

function soldOut({ variants, page }: WhyNotFacts): readonly WhyNot[] {
  const out = variants.filter(({ left }) => left !== null && left <= 0);
  if (out.length > 0 && out.length === variants.length) return [because('soldOut')];
  const reasons: WhyNot[] = [];
  if (out.length > 0)
    reasons.push(because('variantsOut', { variants: named(variants, ({ left }) => left !== null && left <= 0) }));
  if (page?.state === 'soldOut' || page?.sellable === 0) reasons.push(because('soldOutOnPage'));
  return reasons;
}

/** There is some in the warehouse, and the channel has none of it to sell. */
function unreleased({ variants }: WhyNotFacts): readonly WhyNot[] {
  const held = variants.filter(({ left, channel }) => (left ?? 0) > 0 && channel !== null && channel <= 0);
  if (held.length === 0) return [];
  const [withheld, left] = [sum(held, ({ withheld: units }) => units), sum(held, ({ left: units }) => units ?? 0)];
  const values = {
    variants: held
      .map(({ title }) => title)
      .filter(Boolean)
      .join(', '),
    withheld,
    left,
  };
  return [because(withheld > 0 ? 'wave' : 'channelEmpty', values)];
}

function unseen({ variants }: WhyNotFacts): readonly WhyNot[] {
  return variants.length === 0 || variants.some(({ fresh, left }) => !fresh || left === null) ? [because('stale')] : [];
}

const named = (variants: readonly VariantFacts[], is: (one: VariantFacts) => boolean): string =>
  variants
    .filter(is)
    .map(({ title }) => title)
    .filter(Boolean)
    .join(', ') || '·';
const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((units, one) => units + of(one), 0);
