import type { Ledger } from '../decide/ledger/state.ts';
import { type VariantFacts, whyNot } from '../decide/triggers/why-not.ts';
import type { CommandState } from '../domain/command.ts';
import { leastOver, listingId, listingOfSku, partsOfListingId } from '../domain/listing.ts';
import type { WhyNot } from '../domain/why-not.ts';
import { stockIn } from './counts.ts';
import { freshnessOf, streamOn } from './lines.ts';

/** What stands in the way of buying a listing (by its id), for the person who is asked in the comments. */
export function whyNotIn(ledger: Ledger, id: string): readonly WhyNot[] {
  const { account, key } = partsOfListingId(id);
  const { settings, consoles } = ledger;
  const { variants } = settings.listings[id] ?? listingOfSku(account, key, '');
  const page = consoles[account];
  const row = page?.rows[key];
  return whyNot({
    variants: variants.map(({ title, components }) => variantFacts(ledger, account, title, components)),
    page: row === undefined ? null : { state: row.state, sellable: row.sellable },
    pageOpen: page?.complete === true && page.keys.length > 0,
    paused: pauseOf(Object.values(ledger.commands).filter(({ command }) => listingId(command.account, command.listing) === id)),
  });
}

type Components = Parameters<typeof leastOver>[0];
function variantFacts(ledger: Ledger, account: string, title: string, components: Components): VariantFacts {
  const stream = streamOn(ledger, account);
  const stocks = new Map(components.map(({ sku }) => [sku, stockIn(ledger, stream, account, sku)]));
  const least = (units: (sku: string) => number | null) => leastOver(components, units);
  const channel = (sku: string) => {
    const stock = stocks.get(sku);
    return stock?.channelSellable == null ? null : stock.channelSellable - stock.channelWithheld;
  };
  const hasChannel = components.some(({ sku }) => channel(sku) !== null);
  return {
    title,
    left: least((sku) => {
      const stock = stocks.get(sku);
      return stock?.available == null ? null : stock.available - stock.unseen;
    }),
    channel: hasChannel
      ? leastOver(
          components.filter(({ sku }) => channel(sku) !== null),
          channel,
        )
      : null,
    withheld: Math.max(0, ...[...stocks.values()].map(({ channelWithheld }) => channelWithheld)),
    onSale: [...stocks.values()].some(({ onSale }) => onSale === false) ? false : null,
    fresh: [...stocks.values()].every(({ places }) => places.every(({ place }) => freshnessOf(ledger, place.source) === 'fresh')),
  };
}

/** The last pause that was confirmed and not taken back. */
function pauseOf(commands: readonly CommandState[]): { readonly by: string; readonly at: number } | null {
  const done = commands.filter(({ step }) => step === 'confirmed').toSorted((a, b) => b.at - a.at);
  const [last] = done.filter(({ command }) => command.kind === 'pause' || command.kind === 'resume');
  return last?.command.kind !== 'pause' || last.revertedAt !== null ? null : { by: last.command.actor.name, at: last.at };
}
