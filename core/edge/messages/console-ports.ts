import type { PageHealth } from '../../domain/console.ts';
import type { AccountId, ShopId, StreamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { Profile } from '../../domain/profile.ts';
import type { Consoles } from '../../ports.ts';
import { createHashes } from '../console/profile-hash.ts';
import type { TabNotes } from '../tab-notes.ts';
import type { Door } from './door.ts';
import { createPageAsks } from './page-asks.ts';
import { parseFromConsole } from './parse.ts';
import { type Port, post } from './port.ts';
import type { FromConsole, ToConsole } from './protocol.ts';
import { type Own, sortSender } from './senders.ts';

/** How long a page may take to say how the frame stands. */
const STANDS_MS = 1_000;

/** The page of ours that mounts what the content script mounts on a site. */
const REHEARSAL_PAGE = 'rehearsal.html';

/** `site` is the page's origin; null in a rehearsal, whose page is our own. */
export type Console = { readonly shop: ShopId; readonly site: string | null; readonly tab: number };
type Guest = Console & {
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
type Deps = {
  readonly own: Own;
  readonly now: () => Instant;
  readonly door: (shop: ShopId) => Promise<Door>;
  readonly issue: (console: Port, tab: number) => string;
  readonly gone: (console: Port) => void;
  /** A built-in one; the shop knows its own. */
  readonly profile: (id: string) => Profile | null;
  readonly chosen: (tab: number) => StreamId | null;
  /** Where a person pressed Teach: by tab, the site. It is taught nowhere else. */
  readonly teaching: Pick<TabNotes, 'of' | 'note' | 'forget'>;
  /** Brings code into the page that is not on every console page. */
  readonly inject: (tab: number, code: 'act' | 'teach') => Promise<unknown>;
  readonly refused: (why: string) => void;
  readonly report: (where: string, error: unknown) => void;
};

/** The receiving end of every console page's port. What a page says is data: it is checked, logged and shown, never obeyed. */
export function createConsolePorts(deps: Deps) {
  const guests = new Map<Port, Guest>();
  const hashes = createHashes();
  const pageAsks = createPageAsks((port, message) => {
    const guest = guests.get(port);
    if (guest !== undefined) say(port, guest, message);
  });
  const asked = new Map<string, (wrong: string | null) => void>();
  let asks = 0;

  function say(port: Port, guest: Guest, message: ToConsole) {
    guest.postedAt = deps.now();
    post(port, message);
  }
  function knowAccount(port: Port, guest: Guest, door: Door) {
    const found = door.accountAt(guest.site, deps.chosen(guest.tab));
    const before = guest.account;
    guest.account = found?.account ?? null;
    if (before !== guest.account) leave(guest, before);
    const profile = found === null ? null : (deps.profile(found.profile) ?? door.profile(found.profile));
    const hash = profile === null ? '' : hashes.of(profile);
    if (profile !== null && hash === null) {
      knowLater(port, guest, profile);
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
    if (found !== null) say(port, guest, { say: 'account', account: found.account ?? '', profile, hash: hash ?? '' });
  }
  /** What is known of this page, for whoever would act on it. */
  function inform({ door, account, reads, health, spoke }: Guest) {
    if (account !== null && reads !== null) door.pageOpen(account, { ...reads, health, told: spoke });
  }
  /** The last page of an account is gone from it. */
  function leave({ door, shop }: Guest, account: AccountId | null) {
    if (account !== null && pagesOf(shop, account).length === 0) door.pageOpen(account, null);
  }
  const pagesOf = (shop: ShopId, account: AccountId): readonly Port[] =>
    [...guests].flatMap(([port, guest]) => (guest.shop === shop && guest.account === account ? [port] : []));
  function knowLater(port: Port, guest: Guest, profile: Profile) {
    const known = () => {
      if (guests.get(port) === guest) knowAccount(port, guest, guest.door);
    };
    hashes.make(profile).then(known, (error: unknown) => deps.report('profile', error));
  }
  function badge(port: Port, guest: Guest, door: Door) {
    if (guest.account === null) return;
    const badges = door.badges(guest.account);
    const text = JSON.stringify(badges);
    if (text === guest.badges) return;
    guest.badges = text;
    say(port, guest, { say: 'badges', badges });
  }
  function handle(port: Port, guest: Guest, door: Door, said: FromConsole) {
    knowAccount(port, guest, door);
    if (said.say === 'seen') return shown(guest, door, said.body);
    if (said.say === 'health') return judged(guest, door, said);
    if (said.say === 'stands') return asked.get(said.id)?.(said.wrong);
    if (said.say === 'needs') return needs(guest, said.code);
    if (said.say === 'acted' || said.say === 'types') return answered(port, said);
    if (said.say === 'taught') return taught(guest, door, said.profile);
    if (said.say === 'frameLost') {
      guest.frameLost = true;
      return door.notice(`frame:${guest.tab}`, phrase(`worker:frame.${said.why}`, valuesOf(guest)));
    }
    // A frame that asks is there, however late.
    if (guest.frameLost) door.notice(`frame:${guest.tab}`, null);
    guest.frameLost = false;
    say(port, guest, { say: 'nonce', nonce: deps.issue(port, guest.tab) });
  }
  function answered(port: Port, said: Extract<FromConsole, { say: 'acted' | 'types' }>) {
    const known = said.say === 'acted' ? pageAsks.acted(port, said.acted) : pageAsks.types(port, said.id, said.number);
    if (!known) deps.refused(`console ${said.say}`);
  }
  function shown(guest: Guest, door: Door, body: Extract<FromConsole, { say: 'seen' }>['body']) {
    if (guest.account === null) return;
    door.seen(guest.account, body);
    guest.spoke = true;
    inform(guest);
  }
  /** The rehearsal's page has it within reach. */
  function needs({ site, tab }: Guest, code: 'act' | 'teach') {
    if (site !== null) deps.inject(tab, code).catch((error: unknown) => deps.report('inject', error));
  }
  function judged(guest: Guest, door: Door, health: PageHealth) {
    const { ok, failed, found } = health;
    const [first] = failed;
    guest.health = { ok, failed, ...(found === undefined ? {} : { found }) };
    inform(guest);
    const { rows = 0, keyed = 0, clashes = 0 } = found ?? {};
    const say = (key: string) => phrase(key, { ...valuesOf(guest), rows, keyed, clashes });
    const isFine = ok && first === undefined;
    door.notice(`page:${guest.tab}`, isFine ? null : say(CHECKS.get(first ?? '') ?? 'worker:page.changed'));
    if (!ok && guest.account !== null) door.absent(guest.account);
  }
  async function taught(guest: Guest, door: Door, profile: Profile): Promise<void> {
    door.notice(`teach:${guest.tab}`, await keep(guest, door, profile));
  }
  function keep({ account, tab, site }: Guest, door: Door, profile: Profile): Promise<Phrase | null> | Phrase {
    if (deps.teaching.of(tab) !== siteOf(site)) {
      deps.refused('taught where nobody asked for it');
      return phrase('worker:teach.notAsked');
    }
    return account === null ? phrase('worker:teach.whose') : door.taught(account, profile);
  }
  async function admit(port: Port, console: Console): Promise<Guest | null> {
    const door = await deps.door(console.shop);
    if (console.site !== null && !door.hasSite(console.site)) {
      deps.refused('console of no account');
      port.disconnect();
      return null;
    }
    const guest: Guest = {
      ...console,
      door,
      account: null,
      told: '',
      reads: null,
      health: null,
      spoke: false,
      badges: '',
      postedAt: deps.now(),
      frameLost: false,
    };
    guests.set(port, guest);
    knowAccount(port, guest, door);
    badge(port, guest, door);
    door.nudge();
    return guest;
  }
  /** A shop that was opened anew knows nothing of the page: being told its account again, the page says everything again. */
  function moved(guest: Guest, door: Door) {
    guest.door = door;
    guest.told = '';
    guest.badges = '';
    guest.account = null;
  }
  async function left(port: Port) {
    const guest = guests.get(port);
    guests.delete(port);
    pageAsks.closed(port);
    deps.gone(port);
    if (guest === undefined) return;
    const door = await deps.door(guest.shop);
    leave({ ...guest, door }, guest.account);
    door.notice(`frame:${guest.tab}`, null);
    door.notice(`page:${guest.tab}`, null);
    door.notice(`teach:${guest.tab}`, null);
  }

  return {
    connect(port: Port) {
      const console = consoleOf(port, deps.own);
      if (console === null) {
        deps.refused('console port from a stranger');
        return port.disconnect();
      }
      const admitted = admit(port, console);
      const settle = (task: Promise<unknown>) => void task.catch((error: unknown) => deps.report('console', error));
      port.onMessage.addListener((message) => {
        const said = parseFromConsole(message);
        if (said === null) {
          if (isTaught(message))
            settle(admitted.then((guest) => guest?.door.notice(`teach:${guest.tab}`, phrase('worker:teach.refused'))));
          return deps.refused('console message');
        }
        settle(admitted.then((guest) => guest !== null && guests.has(port) && handle(port, guest, guest.door, said)));
      });
      port.onDisconnect.addListener(() => settle(admitted.then(() => left(port))));
      settle(admitted);
    },
    /** Badges and accounts after something changed in the shop; a beat to whoever heard nothing for so long. */
    publish(shop: ShopId, door: Door, quietMs: number) {
      for (const [port, guest] of guests) {
        if (guest.shop !== shop) continue;
        if (guest.site !== null && !door.hasSite(guest.site)) {
          port.disconnect();
          void left(port);
          continue;
        }
        if (guest.door !== door) moved(guest, door);
        knowAccount(port, guest, door);
        badge(port, guest, door);
        if (deps.now() - guest.postedAt >= quietMs) say(port, guest, { say: 'beat' });
      }
    },
    /** Teach mode on the page of this port; without one, on the only page of the shop there is. Null where it was told. */
    teach(shop: ShopId, port: Port | null, on: boolean): Phrase | null {
      const here = [...guests].filter(([each, guest]) => guest.shop === shop && (port === null || each === port));
      const [only] = here;
      if (only === undefined) return phrase('worker:teach.noPage');
      if (here.length > 1) return phrase('worker:teach.which');
      const [, { tab, site }] = only;
      if (on) deps.teaching.note(tab, siteOf(site));
      else deps.teaching.forget(tab);
      say(...only, { say: 'teach', on });
      return null;
    },
    /** The pages of one shop, as it may tell them. */
    pages: (shop: ShopId): Consoles => ({
      async act(account, ask, signal, types) {
        const [port, another] = pagesOf(shop, account);
        if (port === undefined) return { said: 'none' };
        return another === undefined ? pageAsks.ask(port, ask, signal, types) : { said: 'several' };
      },
      stop: (_, id) => pageAsks.stop(id),
    }),
    of: (port: Port): Console | null => guests.get(port) ?? null,
    /** What is wrong with how our frame stands on its page; null: nothing. A page that does not answer is not trusted. */
    stands(port: Port): Promise<string | null> {
      const id = String(++asks);
      return new Promise<string | null>((resolve) => {
        asked.set(id, resolve);
        setTimeout(() => resolve('silent'), STANDS_MS);
        post(port, { say: 'howStands', id } satisfies ToConsole);
      }).finally(() => asked.delete(id));
    },
    count: (shop: ShopId): number => [...guests.values()].filter((guest) => guest.shop === shop).length,
    /** The accounts that a page shows now. */
    shown: (shop: ShopId): ReadonlySet<AccountId> =>
      new Set([...guests.values()].flatMap((guest) => (guest.shop === shop && guest.account !== null ? [guest.account] : []))),
  };
}

/** What a failed check is called: which, and what still works. */
const CHECKS: ReadonlyMap<string, string> = new Map([
  ['address', 'worker:page.address'],
  ['list', 'worker:page.list'],
  ['rows', 'worker:page.rows'],
  ['unique', 'worker:page.unique'],
  ['profile', 'worker:page.profile'],
  ['untaught', 'worker:page.untaught'],
  ['keys', 'worker:page.keys'],
  ['witness', 'worker:page.witness'],
]);
/** Whoever taught must not believe that it was kept. */
const isTaught = (message: unknown): boolean => (message as { say?: unknown } | null)?.say === 'taught';
const siteOf = (site: string | null): string => site ?? 'Stockcue';
const valuesOf = ({ site }: Guest) => ({ site: siteOf(site) });

function consoleOf(port: Port, own: Own): Console | null {
  const sender = sortSender(port.sender, own);
  if (sender.kind === 'console') return { shop: 'main', site: sender.origin, tab: sender.tab };
  const rehearses = sender.kind === 'page' && sender.page === REHEARSAL_PAGE && sender.tab !== null;
  return rehearses ? { shop: 'rehearsal', site: null, tab: sender.tab } : null;
}
