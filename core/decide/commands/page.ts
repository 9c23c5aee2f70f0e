import { type Command, type CommandTarget, pageOf, type ReadBack, type Write } from '../../domain/command.ts';
import type { AccountId, Sku } from '../../domain/ids.ts';
import { SECOND } from '../../domain/instant.ts';
import type { Listing } from '../../domain/listing.ts';
import { phrase } from '../../domain/phrase.ts';
import type { PageActionKind } from '../../domain/profile.ts';
import type { Can } from '../../domain/view.ts';
import type { CommandFacts } from './facts.ts';
import type { Level } from './levels.ts';
import type { Reads } from './reads.ts';
import type { Refusal, Wish } from './wish.ts';

/** What may be done on the console page that shows an account now. Accounts of which no page is open are missing. */
export type PageCan = {
  /** As its profile calls it. */
  readonly name: string;
  readonly actions: Readonly<Partial<Record<PageActionKind, Level>>>;
};
export type PagesCan = Readonly<Record<AccountId, PageCan>>;

/** How long a person is waited for on the page, and how long a click of ours may take to be made. */
export const GUIDE_MS = 60 * SECOND;
export const ASSIST_MS = 8 * SECOND;
/** A page answers later than this only if it is gone: a minute for the person, another for the page to show it, and some. */
export const PAGE_SEND_MS = 140 * SECOND;

/** What a person would do on the page; null: it has no one thing for it. */
export function actionOf({ command, per }: Pick<Wish, 'command' | 'per'>): PageActionKind | null {
  if (command === 'limit') return per === 'buyer' ? 'perBuyer' : 'limit';
  if (command === 'pin' || command === 'unpin' || command === 'pause' || command === 'resume') return command;
  return null;
}

type Asked = Pick<Wish, 'account' | 'listing' | 'variant' | 'command' | 'per'>;
type Pages = Pick<CommandFacts, 'pages'>;

/** How far it may go on the page of this account; null: nothing of the kind can be done there now. */
export function levelOn({ pages }: Pages, wish: Asked): Exclude<Level, 'observe'> | null {
  const action = actionOf(wish);
  const level = action === null ? undefined : pages?.[wish.account]?.actions[action];
  return level === undefined || level === 'observe' ? null : level;
}

/** The whole listing on its page, once for each of its SKUs: it is one click all the same. */
export const pageTargets = ({ account, listing }: Asked, skus: readonly Sku[]): readonly CommandTarget[] =>
  skus.map((sku) => ({ source: pageOf(account), sku, ref: listing }));

/** On a page a link is one thing: what is meant for one of its variants would be done to all. */
export function pageRefused({ variant, listing: key }: Asked, listing: Listing): Refusal {
  return variant !== null && listing.variants.length > 1 ? ['wholeLinkByPage', { listing: key }] : null;
}

/** What it will be, in words: for the strip. */
export function willOnPage(facts: Pages, wish: Asked, figures: Readonly<Record<string, number>>): Can {
  const level = levelOn(facts, wish) ?? 'guide';
  const page = facts.pages?.[wish.account]?.name ?? '';
  return {
    can: true,
    via: 'page',
    level,
    say: phrase(`act:will.${level}.${actionOf(wish) ?? wish.command}`, { page, listing: wish.listing, ...figures }),
  };
}

/** What is noted before a page is acted on: how it stood, and the number that is to be typed. No level of ours: the page's own stock is not withheld by us. */
export function planOnPage(command: Command, { source, sku }: CommandTarget, stands: ReadBack): readonly Write[] {
  const plain = { place: { source, location: '' }, sku, lever: 'flag', before: null, change: null } as const;
  const action = actionOf({ command: command.kind, ...(command.per === undefined ? {} : { per: command.per }) });
  if (action === 'pause' || action === 'resume') return [{ ...plain, wasOnSale: stands.onSale }];
  if (action === 'perBuyer') return [{ ...plain, perBuyer: { was: stands.perBuyer ?? null, to: command.quantity } }];
  if (action === 'limit' && command.quantity !== null) return [{ ...plain, typed: command.quantity }];
  return [];
}

type Seen = { readonly writes: readonly Write[]; readonly readBack: ReadBack | null };
/** How the listing reads on its page. */
export function pageReads(kind: Command['kind'], { writes: [write], readBack }: Seen): Reads {
  if (readBack === null) return 'unread';
  if (kind === 'pin' || kind === 'unpin') return is(readBack.pinned, kind === 'pin');
  if (kind === 'pause' || kind === 'resume') return is(readBack.onSale, kind === 'resume');
  if (write?.perBuyer !== undefined)
    return readBack.perBuyer == null ? 'unread' : is(readBack.perBuyer === write.perBuyer.to, true);
  const level = readBack.levels[0]?.level;
  if (level === undefined || write?.typed === undefined) return 'unread';
  // Buyers lower it from the moment on at which it is saved.
  return is(level <= write.typed, true);
}
const is = (now: boolean | null | undefined, wanted: boolean): Reads =>
  now == null ? 'unread' : now === wanted ? 'there' : 'notThere';
