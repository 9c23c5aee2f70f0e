import type { PageHealth } from '../../domain/console.ts';
import type { AccountId, ShopId, StreamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Profile } from '../../domain/profile.ts';
import { createHashes } from '../console/profile-hash.ts';
import type { Door } from './door.ts';
import { type Port, post } from './port.ts';
import type { ToConsole } from './protocol.ts';
import { type Own, sortSender } from './senders.ts';

/** The page of ours that mounts what the content script mounts on a site. */
const REHEARSAL_PAGE = 'rehearsal.html';

/** `site` is the page's origin; null in a rehearsal, whose page is our own. */
export type Console = { readonly shop: ShopId; readonly site: string | null; readonly tab: number };
export type Guest = Console & {
  readonly port: Port;
  /** The shop as it was last opened: a rehearsal that starts anew is another one. */
  door: Door;
  account: AccountId | null;
  told: string;
  /** How it was told to be read, and what it has said of that since. */
  reads: { readonly profile: Profile; readonly hash: string } | null;
  health: PageHealth | null;
  spoke: boolean;
  badges: string;
  postedAt: Instant;
  frameLost: boolean;
};
export type Guests = ReturnType<typeof createGuests>;
type Deps = {
  readonly now: () => Instant;
  /** A built-in one; the shop knows its own. */
  readonly profile: (id: string) => Profile | null;
  readonly chosen: (tab: number) => StreamId | null;
  readonly report: (where: string, error: unknown) => void;
};

/** The console pages that are connected: whose each is and how it is read, as the page was told and as its shop was. */
export function createGuests({ now, profile: builtIn, chosen, report }: Deps) {
  const guests = new Map<Port, Guest>();
  const hashes = createHashes();

  function say(guest: Guest, message: ToConsole) {
    guest.postedAt = now();
    post(guest.port, message);
  }
  function know(guest: Guest) {
    const { door } = guest;
    const found = door.accountAt(guest.site, chosen(guest.tab));
    const before = guest.account;
    guest.account = found?.account ?? null;
    if (before !== guest.account) leave(guest, before);
    const profile = found === null ? null : (builtIn(found.profile) ?? door.profile(found.profile));
    const hash = profile === null ? '' : hashes.of(profile);
    if (profile !== null && hash === null) {
      knowLater(guest, profile);
      return;
    }
    const told = JSON.stringify([found, hash]);
    if (told === guest.told) return;
    guest.told = told;
    guest.reads = profile === null ? null : { profile, hash: hash ?? '' };
    guest.health = null;
    guest.spoke = false;
    inform(guest);
    // Even where a person has yet to choose, the page is drawn over: else there would be nowhere to choose.
    if (found !== null) say(guest, { say: 'account', account: found.account ?? '', profile, hash: hash ?? '' });
  }
  function knowLater(guest: Guest, profile: Profile) {
    const known = () => {
      if (guests.get(guest.port) === guest) know(guest);
    };
    hashes.make(profile).then(known, (error: unknown) => report('profile', error));
  }
  function inform({ door, account, reads, health, spoke }: Guest) {
    if (account !== null && reads !== null) door.pageOpen(account, { ...reads, health, told: spoke });
  }
  function leave({ door, shop }: Pick<Guest, 'door' | 'shop'>, account: AccountId | null) {
    if (account !== null && ofAccount(shop, account).length === 0) door.pageOpen(account, null);
  }
  const of = (shop: ShopId): readonly Guest[] => [...guests.values()].filter((guest) => guest.shop === shop);
  const ofAccount = (shop: ShopId, account: AccountId): readonly Guest[] => of(shop).filter((guest) => guest.account === account);

  return {
    get: (port: Port): Guest | null => guests.get(port) ?? null,
    of,
    ofAccount,
    say,
    /** Whose page this is now: it is told where that, or how it is read, has changed. */
    know,
    /** What is known of this page, for whoever would act on it. */
    inform,
    /** Of its account no page may be left. */
    leave,
    admit(port: Port, console: Console, door: Door): Guest {
      const guest: Guest = {
        ...console,
        port,
        door,
        account: null,
        told: '',
        reads: null,
        health: null,
        spoke: false,
        badges: '',
        postedAt: now(),
        frameLost: false,
      };
      guests.set(port, guest);
      return guest;
    },
    remove(port: Port): Guest | null {
      const guest = guests.get(port) ?? null;
      guests.delete(port);
      return guest;
    },
    /** A shop that was opened anew knows nothing of the page: being told its account again, the page says everything again. */
    move(guest: Guest, door: Door) {
      guest.door = door;
      guest.told = '';
      guest.badges = '';
      guest.account = null;
    },
    badge(guest: Guest) {
      if (guest.account === null) return;
      const badges = guest.door.badges(guest.account);
      const text = JSON.stringify(badges);
      if (text === guest.badges) return;
      guest.badges = text;
      say(guest, { say: 'badges', badges });
    },
  };
}

/** Null: whoever connects is no console page. */
export function consoleOf(port: Port, own: Own): Console | null {
  const sender = sortSender(port.sender, own);
  if (sender.kind === 'console') return { shop: 'main', site: sender.origin, tab: sender.tab };
  const rehearses = sender.kind === 'page' && sender.page === REHEARSAL_PAGE && sender.tab !== null;
  return rehearses ? { shop: 'rehearsal', site: null, tab: sender.tab } : null;
}
/** The site as a person knows it. */
export const siteName = ({ site }: Pick<Console, 'site'>): string => site ?? 'Stockcue';
