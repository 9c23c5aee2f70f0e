import { type Command, type CommandTarget, pageOf, type ReadBack, type Write } from '../../domain/command.ts';
import type { AccountId, Sku } from '../../domain/ids.ts';
import { SECOND } from '../../domain/instant.ts';
import type { Listing } from '../../domain/listing.ts';
import { phrase } from '../../domain/phrase.ts';
import type { PageActionKind } from '../../domain/profile.ts';
import type { Can } from '../../domain/view.ts';
import type { CommandFacts } from './facts.ts';
import type { Answer } from './judge.ts';
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

/** What a person would do on the page. All that changes how much may be sold is one thing there: another number is typed. */
export function actionOf({ command, per }: Pick<Wish, 'command' | 'per'>): PageActionKind {
  if (command === 'pin' || command === 'unpin' || command === 'pause' || command === 'resume') return command;
  return per === 'buyer' ? 'perBuyer' : 'limit';
}
/** Whether it sets how much may be sold, by a number that is typed. */
export const isTyped = ({ kind, per }: Pick<Command, 'kind' | 'per'>): boolean =>
  per !== 'buyer' && actionOf({ command: kind }) === 'limit';

type Asked = Pick<Wish, 'account' | 'listing' | 'variant' | 'command' | 'per'>;
type Pages = Pick<CommandFacts, 'pages'>;

/** How far it may go on the page of this account; null: nothing of the kind can be done there now. */
export function levelOn({ pages }: Pages, wish: Asked): Exclude<Level, 'observe'> | null {
  const level = pages?.[wish.account]?.actions[actionOf(wish)];
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
    say: phrase(`act:will.${level}.${willBe(wish)}`, { page, listing: wish.listing, ...figures }),
  };
}

const willBe = ({ command, per }: Asked): string =>
  per !== 'buyer' ? command : command === 'restore' ? 'restorePerBuyer' : 'perBuyer';

/** What is noted before something is clicked on a page: how it stood. */
export function planOnPage({ kind }: Command, { source, sku }: CommandTarget, { onSale }: ReadBack): readonly Write[] {
  if (kind !== 'pause' && kind !== 'resume') return [];
  return [{ place: { source, location: '' }, sku, lever: 'flag', before: null, change: null, wasOnSale: onSale }];
}

type Seen = { readonly writes: readonly Write[]; readonly readBack: ReadBack | null; readonly answer?: Answer };
/** How the listing reads on its page. */
export function pageReads(kind: Command['kind'], { writes: [write], readBack, answer }: Seen): Reads {
  if (readBack === null) return 'unread';
  if (kind === 'pin' || kind === 'unpin') return is(readBack.pinned, kind === 'pin');
  if (kind === 'pause' || kind === 'resume') return is(readBack.onSale, kind === 'resume');
  if (write?.perBuyer !== undefined) return buyerReads(readBack.perBuyer, write.perBuyer.to);
  const isYes = answer === undefined || answer.said === 'yes';
  // It was seen as it was saved, whatever buyers have left of it since.
  if (readBack.moved !== undefined && isYes) return 'there';
  const level = readBack.levels[0]?.level;
  if (level === undefined || write?.typed === undefined || write.from === undefined) return 'unread';
  return numberReads(level, write.from, write.typed, isYes);
}

/** A number that is gone tells that it was taken off, and nothing of another one. */
function buyerReads(now: number | null | undefined, to: number | null): Reads {
  if (now === undefined || (now === null && to !== null)) return 'unread';
  return is(now === to, true);
}

/**
 * Buyers lower it from the moment on at which it is saved, and before. Without the page's own word only a rise up to what was
 * to be typed, that number itself, or no change at all says anything.
 */
function numberReads(level: number, from: number, typed: number, isYes: boolean): Reads {
  if (level === typed) return 'there';
  if (typed > from) {
    if (level > typed) return 'cannotTell';
    return level > from ? 'there' : level === from ? 'notThere' : 'cannotTell';
  }
  if (level >= from) return level === from ? 'notThere' : 'cannotTell';
  return level < typed && isYes ? 'there' : 'cannotTell';
}
const is = (now: boolean | null | undefined, wanted: boolean): Reads =>
  now == null ? 'unread' : now === wanted ? 'there' : 'notThere';
