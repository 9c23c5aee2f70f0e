import { leverOf } from '../decide/commands/check.ts';
import type { CommandFacts } from '../decide/commands/facts.ts';
import { type Room, roomOf } from '../decide/commands/room.ts';
import { isAble, targetOf } from '../decide/commands/targets.ts';
import type { Ration } from '../domain/advice.ts';
import { type Listing, leastOver, type Variant } from '../domain/listing.ts';
import { phrase } from '../domain/phrase.ts';
import type { Can, StockActs } from '../domain/view.ts';

type Facts = Pick<CommandFacts, 'settings' | 'places' | 'levers' | 'promise'>;

/** What stands on sale of one variant, and what may be done with its quantity. `ration`: what makes it last; null: it lasts. */
export function stockActsOf(facts: Facts, { account, key }: Listing, variant: Variant, ration: Ration | null): StockActs {
  const { components } = variant;
  const skus = components.map(({ sku }) => sku).join(', ');
  const channel = facts.settings.accounts[account]?.channel ?? null;
  const told = new Map(
    components.map(({ sku }) => [sku, targetOf(facts, account, sku, isAble({ command: 'limit' }))?.source ?? channel]),
  );
  const room = roomOf(facts, account, components, (sku) => told.get(sku) ?? null);
  const of = { account, listing: key, variant: variant.id, command: 'limit' } as const;
  // The same system is told in the same way, whichever of these it is: each row of a long list says all of them.
  const limit = leverOf(facts, of, { n: room.mayRelease ?? 0, now: room.sellable ?? 0 });
  const as = (command: 'release' | 'drip'): Can =>
    limit.can ? { ...limit, say: { ...limit.say, key: `command:will.${command}` } } : limit;
  const unread = room.sellable === null ? 'noLevelRead' : null;
  return {
    ...room,
    proposed: proposedOf(
      room,
      leastOver(components, (sku) => facts.promise(account, sku)),
      ration,
    ),
    release: unless(as('release'), noRelease(room), { skus }),
    limit: unless(limit, unread, { skus }),
    perBuyer: leverOf(facts, { ...of, per: 'buyer' }),
    drip: unless(as('drip'), unread, { skus }),
    running: null,
  };
}

const unless = (can: Can, reason: string | null, values: { readonly skus: string }): Can =>
  reason === null || !can.can ? can : { ...can, can: false, say: phrase(`command:refused.${reason}`, values) };

function noRelease({ mayRelease }: Room): string | null {
  if (mayRelease === null) return 'mayReleaseUnknown';
  return mayRelease === 0 ? 'mayReleaseNone' : null;
}

/** Where less may be promised than is on sale, that much; else what may sell until the next batch. Never 0: that is a pause. */
function proposedOf({ sellable }: Room, promise: number | null, ration: Ration | null): StockActs['proposed'] {
  const most = [promise, ration?.batch.units ?? null].filter((units) => units !== null);
  const stock = Math.min(...most);
  const isLess = sellable !== null && stock < sellable && stock >= 1;
  return { stock: isLess ? stock : null, perBuyer: ration?.perBuyer ?? null, batch: ration?.batch.units ?? null };
}
