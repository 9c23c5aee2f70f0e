import type { PageHealth } from '../../domain/console.ts';
import { phrase } from '../../domain/phrase.ts';
import type { createFrameAsks } from './frame-asks.ts';
import { type Guest, type Guests, siteName } from './guests.ts';
import type { createPageAsks } from './page-asks.ts';
import type { Port } from './port.ts';
import type { FromConsole } from './protocol.ts';
import type { Teaching } from './teaching.ts';

type Deps = {
  readonly guests: Pick<Guests, 'know' | 'inform' | 'say'>;
  readonly pageAsks: Pick<ReturnType<typeof createPageAsks>, 'acted' | 'types'>;
  readonly frameAsks: Pick<ReturnType<typeof createFrameAsks>, 'stands'>;
  readonly teaching: Pick<Teaching, 'taught'>;
  readonly issue: (console: Port, tab: number) => string;
  /** Brings code into the page that is not on every console page. */
  readonly inject: (tab: number, code: 'act' | 'teach') => Promise<unknown>;
  readonly refused: (why: string) => void;
  readonly report: (where: string, error: unknown) => void;
};
type Said<S extends FromConsole['say']> = Extract<FromConsole, { say: S }>;

/** What becomes of what a console page says. It is data: checked, logged and shown, never obeyed. */
export function createConsoleSaid(deps: Deps) {
  const { guests } = deps;

  function seen(guest: Guest, { body }: Said<'seen'>) {
    if (guest.account === null) return;
    guest.door.seen(guest.account, body);
    guest.spoke = true;
    guests.inform(guest);
  }
  function judged(guest: Guest, { ok, failed, found }: PageHealth) {
    const { door, tab, account } = guest;
    const [first] = failed;
    guest.health = { ok, failed, ...(found === undefined ? {} : { found }) };
    guests.inform(guest);
    const { rows = 0, keyed = 0, clashes = 0 } = found ?? {};
    const say = (key: string) => phrase(key, { site: siteName(guest), rows, keyed, clashes });
    const isFine = ok && first === undefined;
    door.notice(`page:${tab}`, isFine ? null : say(CHECKS.get(first ?? '') ?? 'worker:page.changed'));
    if (!ok && account !== null) door.absent(account);
  }
  /** The rehearsal's page has it within reach. */
  function needs({ site, tab }: Guest, { code }: Said<'needs'>) {
    if (site !== null) deps.inject(tab, code).catch((error: unknown) => deps.report('inject', error));
  }
  function answered({ port }: Guest, said: Said<'acted' | 'types'>) {
    const { pageAsks } = deps;
    const known = said.say === 'acted' ? pageAsks.acted(port, said.acted) : pageAsks.types(port, said.id, said.number);
    if (!known) deps.refused(`console ${said.say}`);
  }
  function frameLost(guest: Guest, { why }: Said<'frameLost'>) {
    guest.frameLost = true;
    guest.door.notice(`frame:${guest.tab}`, phrase(`worker:frame.${why}`, { site: siteName(guest) }));
  }
  /** A frame that asks is there, however late. */
  function frameThere(guest: Guest) {
    const { door, port, tab } = guest;
    if (guest.frameLost) door.notice(`frame:${tab}`, null);
    guest.frameLost = false;
    guests.say(guest, { say: 'nonce', nonce: deps.issue(port, tab) });
  }

  function hear(guest: Guest, said: FromConsole): void | Promise<void> {
    guests.know(guest);
    if (said.say === 'seen') return seen(guest, said);
    if (said.say === 'health') return judged(guest, said);
    if (said.say === 'stands') return deps.frameAsks.stands(said.id, said.wrong);
    if (said.say === 'needs') return needs(guest, said);
    if (said.say === 'acted' || said.say === 'types') return answered(guest, said);
    if (said.say === 'taught') return deps.teaching.taught(guest, said.profile);
    if (said.say === 'frameLost') return frameLost(guest, said);
    return frameThere(guest);
  }
  return {
    hear,
    /** What it said of itself goes with it. */
    gone({ door, tab }: Pick<Guest, 'door' | 'tab'>) {
      door.notice(`frame:${tab}`, null);
      door.notice(`page:${tab}`, null);
    },
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
