import { leverOf } from '../decide/commands/check.ts';
import type { CommandFacts } from '../decide/commands/facts.ts';
import { roomOnPage } from '../decide/commands/page-room.ts';
import { type Room, roomOf } from '../decide/commands/room.ts';
import { isAble, targetOf } from '../decide/commands/targets.ts';
import type { Refusal } from '../decide/commands/wish.ts';
import type { Ration } from '../domain/advice.ts';
import type { AccountId } from '../domain/ids.ts';
import { type Listing, leastOver, type Variant } from '../domain/listing.ts';
import { standingBuyers } from '../domain/per-buyer.ts';
import { phrase } from '../domain/phrase.ts';
import type { BuyerLimit, Can, StockActs } from '../domain/view.ts';

type Facts = Pick<CommandFacts, 'settings' | 'places' | 'levers' | 'pages' | 'promise' | 'consoles' | 'commands'>;

/** What stands on sale of one variant, and what may be done with its quantity. `ration`: what makes it last; null: it lasts. */
export function stockActsOf(facts: Facts, listing: Listing, variant: Variant, ration: Ration | null): StockActs {
  const { account, key } = listing;
  const of = { account, listing: key, variant: variant.id, command: 'limit' } as const;
  // The same system is told in the same way, whichever of these it is: each row of a long list says all of them.
  const lever = leverOf(facts, of);
  const { room, whyNot } = lever.via === 'page' ? onPage(facts, listing, variant) : bySystem(facts, account, variant);
  const limit = {
    ...lever,
    say: { ...lever.say, values: { ...lever.say.values, n: room.mayRelease ?? 0, now: room.sellable ?? 0 } },
  };
  const as = (command: 'release' | 'drip'): Can =>
    limit.can ? { ...limit, say: { ...limit.say, key: asKey(limit, command) } } : limit;
  const buyer = buyerOf(facts, listing, variant);
  return {
    ...room,
    proposed: proposedOf(
      room,
      leastOver(variant.components, (sku) => facts.promise(account, sku)),
      ration,
    ),
    release: unless(as('release'), whyNot('release')),
    limit: unless(lever.can ? limit : lever, whyNot('limit')),
    perBuyer: leverOf(facts, { ...of, per: 'buyer' }),
    drip: unless(as('drip'), whyNot('drip')),
    running: null,
    ...(buyer === null ? {} : { buyer }),
  };
}
const asKey = ({ via }: Can, command: string): string =>
  via === 'page' ? `act:will.guide.${command}` : `command:will.${command}`;

type Stock = { readonly room: Room; readonly whyNot: (command: 'release' | 'limit' | 'drip') => Refusal };

function bySystem(facts: Facts, account: AccountId, { components }: Variant): Stock {
  const skus = components.map(({ sku }) => sku).join(', ');
  const channel = facts.settings.accounts[account]?.channel ?? null;
  const told = new Map(
    components.map(({ sku }) => [sku, targetOf(facts, account, sku, isAble({ command: 'limit' }))?.source ?? channel]),
  );
  const room = roomOf(facts, account, components, (sku) => told.get(sku) ?? null);
  const unread: Refusal = room.sellable === null ? ['noLevelRead', { skus }] : null;
  const release = noRelease(room);
  return { room, whyNot: (command) => (command !== 'release' ? unread : release === null ? null : [release, { skus }]) };
}

/** On the page all that is typed rests on what its row shows. */
function onPage(facts: Facts, listing: Listing, variant: Variant): Stock {
  const { components } = variant;
  const { why, ...room } = roomOnPage(facts, listing, components);
  const skus = components.map(({ sku }) => sku).join(', ');
  // What the channel's own source says comes before what its page shows.
  if (why?.[0] === 'channelReads') return { room: bySystem(facts, listing.account, variant).room, whyNot: () => why };
  const full: Refusal = room.mayRelease === 0 ? ['pageFull', { skus }] : null;
  const unread = room.sellable === null ? why : null;
  return {
    room,
    whyNot: (command) => (command === 'release' ? (why ?? full) : unread),
  };
}

const standing = new WeakMap<Facts['commands'], ReturnType<typeof standingBuyers>>();
/** The limit per buyer that we have set on this very listing, as long as it stands. */
function buyerOf({ commands }: Facts, { account, key }: Listing, { id }: Variant): BuyerLimit | null {
  const all = standing.get(commands) ?? standingBuyers(commands);
  standing.set(commands, all);
  const one = all.find(({ state: { command } }) => {
    const isHere = command.account === account && command.listing === key;
    return isHere && (command.variant === null || command.variant === id);
  });
  if (one === undefined) return null;
  const { command, at } = one.state;
  return { command: command.id, most: command.quantity ?? one.most, at, by: command.actor.name };
}

const unless = (can: Can, why: Refusal): Can =>
  why === null || !can.can ? can : { ...can, can: false, say: phrase(`command:refused.${why[0]}`, why[1]) };

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
