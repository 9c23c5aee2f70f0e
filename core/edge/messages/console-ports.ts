import type { AccountId, ShopId, StreamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Phrase } from '../../domain/phrase.ts';
import type { Profile } from '../../domain/profile.ts';
import type { Consoles } from '../../ports.ts';
import type { TabNotes } from '../tab-notes.ts';
import { createConsoleSaid } from './console-said.ts';
import type { Door } from './door.ts';
import { createFrameAsks } from './frame-asks.ts';
import { type Console, consoleOf, createGuests, type Guest } from './guests.ts';
import { createPageAsks } from './page-asks.ts';
import { parseFromConsole } from './parse.ts';
import type { Port } from './port.ts';
import type { Own } from './senders.ts';
import { createTeaching, isTaught } from './teaching.ts';

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

/** The receiving end of every console page's port: who may connect, what each is told, and when it goes. */
export function createConsolePorts(deps: Deps) {
  const guests = createGuests(deps);
  const frameAsks = createFrameAsks();
  const pageAsks = createPageAsks((port, message) => {
    const guest = guests.get(port);
    if (guest !== null) guests.say(guest, message);
  });
  const teaching = createTeaching({ guests, notes: deps.teaching, refused: deps.refused });
  const { issue, inject, refused, report } = deps;
  const said = createConsoleSaid({ guests, pageAsks, frameAsks, teaching, issue, inject, refused, report });

  async function admit(port: Port, console: Console): Promise<Guest | null> {
    const door = await deps.door(console.shop);
    if (console.site !== null && !door.hasSite(console.site)) {
      refused('console of no account');
      port.disconnect();
      return null;
    }
    const guest = guests.admit(port, console, door);
    guests.know(guest);
    guests.badge(guest);
    door.nudge();
    return guest;
  }
  async function left(port: Port) {
    const guest = guests.remove(port);
    pageAsks.closed(port);
    deps.gone(port);
    if (guest === null) return;
    const { shop, tab } = guest;
    const door = await deps.door(shop);
    guests.leave({ shop, door }, guest.account);
    said.gone({ door, tab });
    teaching.gone({ door, tab });
  }

  return {
    connect(port: Port) {
      const console = consoleOf(port, deps.own);
      if (console === null) {
        refused('console port from a stranger');
        return port.disconnect();
      }
      const admitted = admit(port, console);
      const settle = (task: Promise<unknown>) => void task.catch((error: unknown) => report('console', error));
      port.onMessage.addListener((message) => {
        const heard = parseFromConsole(message);
        if (heard === null) {
          if (isTaught(message)) settle(admitted.then((guest) => guest !== null && teaching.unreadable(guest)));
          return refused('console message');
        }
        settle(admitted.then((guest) => guest !== null && guests.get(port) !== null && said.hear(guest, heard)));
      });
      port.onDisconnect.addListener(() => settle(admitted.then(() => left(port))));
      settle(admitted);
    },
    /** Badges and accounts after something changed in the shop; a beat to whoever heard nothing for so long. */
    publish(shop: ShopId, door: Door, quietMs: number) {
      for (const guest of guests.of(shop)) {
        if (guest.site !== null && !door.hasSite(guest.site)) {
          guest.port.disconnect();
          void left(guest.port);
          continue;
        }
        if (guest.door !== door) guests.move(guest, door);
        guests.know(guest);
        guests.badge(guest);
        if (deps.now() - guest.postedAt >= quietMs) guests.say(guest, { say: 'beat' });
      }
    },
    /** Teach mode on the page of this port; without one, on the only page of the shop there is. Null where it was told. */
    teach: (shop: ShopId, port: Port | null, on: boolean): Phrase | null => teaching.turn(shop, port, on),
    /** The pages of one shop, as it may tell them. */
    pages: (shop: ShopId): Consoles => ({
      async act(account, ask, signal, types) {
        const [page, another] = guests.ofAccount(shop, account);
        if (page === undefined) return { said: 'none' };
        return another === undefined ? pageAsks.ask(page.port, ask, signal, types) : { said: 'several' };
      },
      stop: (_, id) => pageAsks.stop(id),
    }),
    of: (port: Port): Console | null => guests.get(port),
    /** What is wrong with how our frame stands on its page; null: nothing. */
    stands: frameAsks.ask,
    count: (shop: ShopId): number => guests.of(shop).length,
    /** The accounts that a page shows now. */
    shown: (shop: ShopId): ReadonlySet<AccountId> => new Set(guests.of(shop).flatMap(({ account }) => account ?? [])),
  };
}
