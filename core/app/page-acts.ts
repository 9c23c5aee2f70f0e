import { levelsOf } from '../decide/commands/levels.ts';
import { ASSIST_MS, actionOf, GUIDE_MS, levelOn, type PagesCan } from '../decide/commands/page.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import { accountOf, type Command, type CommandTarget, isOpen, type Moved, type ReadBack, type Write } from '../domain/command.ts';
import type { RowSeen } from '../domain/console.ts';
import { equal } from '../domain/equal.ts';
import type { Draft } from '../domain/event.ts';
import type { AccountId, CommandId } from '../domain/ids.ts';
import { listingId } from '../domain/listing.ts';
import { type GuidedBody, type PageAsk, pinnedBy } from '../domain/page-act.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import { bad, good, type Outcome } from '../domain/problem.ts';
import type { PageActionKind } from '../domain/profile.ts';
import type { ConsoleAccount } from '../domain/settings.ts';
import type { GuideRow, PageRow } from '../domain/view.ts';
import type { Clock, Consoles, PageOpen, Source } from '../ports.ts';
import { pageRow } from './page-row.ts';
import { notActed, outcomeOf, writeRun } from './page-run.ts';

type Deps = {
  readonly ledger: () => Ledger;
  readonly consoles: Consoles;
  readonly clock: Pick<Clock, 'now'>;
  /** So much of a person's time, by the shop's clock: a rehearsal runs faster, whoever rehearses does not. */
  readonly byClock: (realMs: number) => number;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly changed: () => void;
  readonly report: (where: string, error: unknown) => void;
};
type Opened = PageOpen & { readonly since: number };
type Run = {
  readonly answer: Promise<Outcome<null>>;
  readonly account: AccountId;
  guide: GuideRow | null;
  moved?: Moved;
  stopped: boolean;
};

/** What a person saw that the row must still say, whoever said it. */
const VOUCHING = ['room', 'title', 'code'] as const;
/** Runs whose answers are kept: a command with several SKUs asks once for each, and its listing is clicked once. */
const KEPT = 50;

/** The console pages that are open, as systems that can be told: what is known of them, and what is done on them. */
export function createPageActs({ ledger, consoles, clock, byClock, append, changed, report }: Deps) {
  const open = new Map<AccountId, Opened>();
  const runs = new Map<CommandId, Run>();
  let can: PagesCan = {};

  function opened(account: AccountId, page: PageOpen | null): void {
    const known = open.get(account);
    if (page === null) {
      if (open.delete(account)) changed();
      return;
    }
    const failed = (of: PageOpen | undefined) => of?.health?.failed ?? [];
    const since = known !== undefined && equal(failed(known), failed(page)) ? known.since : clock.now();
    const next = { ...page, since };
    if (known !== undefined && equal(next, known)) return;
    open.set(account, next);
    changed();
  }
  function levelsIn(account: AccountId, { profile, hash, health }: PageOpen) {
    const { settings, guided } = ledger();
    return levelsOf({ account: settings.accounts[account] ?? { id: account }, profile, hash, health, guided });
  }
  /** The same object until something about it changes. */
  function canNow(): PagesCan {
    const next: Record<AccountId, PagesCan[AccountId]> = {};
    for (const [account, page] of open) {
      const actions = levelsIn(account, page).map(({ action, level }) => [action, level] as const);
      next[account] = { name: page.profile.name, actions: Object.fromEntries(actions) };
    }
    if (!equal(next, can)) can = next;
    return can;
  }

  /** What the page showed last: only while it is open, recognised, and has spoken. */
  function readBack({ source, sku, ref }: CommandTarget, after?: CommandId): Outcome<ReadBack> {
    const account = accountOf(source);
    const page = open.get(account);
    if (page === undefined) return bad(notActed('none'));
    if (!page.told || page.health?.ok !== true) return bad(notActed('notRead'));
    const now = ledger();
    const shown = now.consoles[account];
    const row = shown?.rows[ref ?? ''];
    if (row === undefined) return bad(notActed('noRow'));
    const moved = after === undefined ? undefined : runs.get(after)?.moved;
    return good({
      ...{ source, sku, onSale: isOnSale(row.state), pinned: pinnedOf(now, account, row), at: clock.now() },
      ...figuresOf(row, shown?.keys.includes(row.key) === true),
      ...(moved === undefined ? {} : { moved }),
    });
  }

  function act(
    { ref }: CommandTarget,
    command: Command,
    signal: AbortSignal,
    writes: readonly Write[] = [],
  ): Promise<Outcome<null>> {
    const known = runs.get(command.id);
    if (known !== undefined) return known.answer;
    const asked = askFor(command, ref, writes[0]);
    if (asked === null) return Promise.resolve(bad(notActed('level')));
    const guide = asked.level === 'guide' ? guideRow(command, asked, writes[0]?.from) : null;
    const one: Run = { answer: run(command, asked, signal), account: command.account, guide, stopped: false };
    runs.set(command.id, one);
    for (const oldest of [...runs.keys()].slice(0, Math.max(0, runs.size - KEPT))) runs.delete(oldest);
    changed();
    const over = () => {
      one.guide = null;
      changed();
    };
    void one.answer.then(over, over);
    return one.answer;
  }
  function askFor(command: Command, key: string | null, write: Write | undefined): PageAsk | null {
    const { id, account, listing, variant, kind, per } = command;
    const wish = { account, listing, variant, command: kind, ...(per === undefined ? {} : { per }) };
    const action = actionOf(wish);
    const level = levelOn({ pages: canNow() }, wish);
    const page = open.get(account);
    if (page === undefined || level === null || key === null) return null;
    const { page: shown, rows } = ledger().consoles[account] ?? {};
    const row = rows?.[key];
    const fromData = [...(shown?.fromData ?? []), ...(row?.fromData ?? [])];
    return {
      id,
      action,
      key,
      level,
      profileHash: page.hash,
      room: shown?.room ?? null,
      title: row?.title ?? null,
      code: row?.code ?? null,
      fromData: VOUCHING.filter((field) => fromData.includes(field)),
      number: write?.typed ?? write?.perBuyer?.to ?? null,
      ...(write?.by === undefined ? {} : { by: write.by }),
      ...(write?.most === undefined ? {} : { most: write.most }),
      waitMs: level === 'guide' ? GUIDE_MS : ASSIST_MS,
    };
  }
  const guideRow = ({ id, kind, per, account }: Command, { key, number, waitMs }: PageAsk, from?: number): GuideRow => ({
    command: id,
    kind,
    ...(per === undefined ? {} : { per }),
    listing: listingId(account, key),
    number,
    ...(from === undefined ? {} : { from }),
    until: clock.now() + byClock(waitMs),
  });

  /** The row has moved while the person is at it. */
  function types(command: CommandId, number: number): void {
    const one = runs.get(command);
    if (one === undefined || one.guide === null || one.guide.number === number) return;
    const { from, number: before } = one.guide;
    const moved = from === undefined || before === null ? {} : { from: Math.max(0, from + number - before) };
    one.guide = { ...one.guide, number, ...moved };
    changed();
  }

  /** Asks once, writes down how it went, and says it as any system would. */
  async function run(command: Command, ask: PageAsk, signal: AbortSignal): Promise<Outcome<null>> {
    const reply = await consoles.act(command.account, ask, signal, (number) => types(command.id, number));
    if (reply.said === 'acted') {
      const { did, gate, data, moved } = reply.acted;
      const one = runs.get(command.id);
      if (one !== undefined && moved !== undefined) one.moved = moved;
      const { action, level, profileHash } = ask;
      const at = clock.now();
      const run = { account: command.account, profileHash, action, did, gate, level, command: command.id, at };
      const body: GuidedBody = data === undefined ? run : { ...run, data };
      // What the page did is known all the same.
      await writeRun({ append, account: ledger().settings.accounts[command.account] }, command.actor, body).catch(
        (error: unknown) => report('guided', error),
      );
    }
    return outcomeOf(reply, ask, runs.get(command.id)?.stopped ?? false);
  }

  const source = (id: string): Source => ({
    id,
    abilities: { pause: null, level: null, perBuyer: false, orders: false },
    check: async () => ({ ok: open.has(accountOf(id)), lines: [] }),
    positions: async () => bad(notActed('notRead')),
    readBack: async (target, _, after) => readBack(target, after),
    act,
  });

  return {
    opened,
    canNow,
    source,
    /** What waits for a person on the pages that a surface shows; null: nothing does. */
    guide: (account: AccountId | null): GuideRow | null =>
      [...runs.values()].find((one) => one.guide !== null && (account === null || one.account === account))?.guide ?? null,
    row(account: AccountId | null): PageRow | null {
      const page = account === null ? undefined : open.get(account);
      if (account === null || page === undefined) return null;
      return pageRow(account, page, levelsIn(account, page), ledger());
    },
    /** The account as it is once a person lets us click, or no longer does; a phrase: why not. */
    promoted(account: AccountId, action: PageActionKind, on: boolean): ConsoleAccount | Phrase {
      const [page, known] = [open.get(account), ledger().settings.accounts[account]];
      if (page === undefined || known === undefined) return phrase('act:refused.noPage');
      const may = levelsIn(account, page).some((one) => one.action === action && one.mayPromote);
      if (on && !may) return phrase('act:refused.mayNotPromote');
      // With another profile everything begins anew.
      const before = known.assist?.profileHash === page.hash ? known.assist.actions : [];
      const actions = on ? [...new Set([...before, action])] : before.filter((one) => one !== action);
      return { ...known, assist: actions.length === 0 ? null : { profileHash: page.hash, actions } };
    },
    /** Null: the page was told; else why there is nothing to stop. */
    stop(command: CommandId) {
      const one = runs.get(command);
      if (one === undefined || one.guide === null) return phrase('act:failed.nothingToStop');
      one.stopped = true;
      consoles.stop(one.account, command);
      return null;
    },
  };
}
export type PageActs = ReturnType<typeof createPageActs>;

/** A pin that the page's own data denied after a click is not known by its row: a person says what came of it. */
const isDenied = ({ guided, commands }: Ledger, account: AccountId, { key, pinned }: RowSeen): boolean =>
  guided.some((run) => {
    const of = commands[run.command];
    const isHere = run.account === account && of !== undefined && isOpen(of.step) && of.command.listing === key;
    return isHere && run.did === 'unclear' && run.data === 'contrary' && pinnedBy(run.action) === pinned;
  });

/** What only the page's data says is shown, and reads nothing back: the page can forge it. */
function pinnedOf(ledger: Ledger, account: AccountId, row: RowSeen): boolean | null {
  return row.fromData?.includes('pinned') === true || isDenied(ledger, account, row) ? null : row.pinned;
}

function isOnSale(state: string): boolean | null {
  if (state === 'onSale') return true;
  return state === 'paused' || state === 'removed' ? false : null;
}

/**
 * What commands with a number rest on. One is typed only on an exact figure that the page draws now; once it was seen to be saved
 * the row may have been scrolled away. A missing limit per buyer means none only on a row that is drawn.
 */
function figuresOf(
  { sellable, perBuyer = null, fromData }: RowSeen,
  drawn: boolean,
): Pick<ReadBack, 'levels' | 'perBuyer' | 'unwritable'> {
  const isDrawn = fromData?.includes('sellable') !== true;
  const levels = sellable === null || !isDrawn ? [] : [{ location: '', level: sellable }];
  const why = drawn ? (levels.length === 0 ? 'noFigure' : null) : 'scrolledAway';
  return {
    levels,
    ...(drawn || perBuyer !== null ? { perBuyer } : {}),
    ...(why === null ? {} : { unwritable: phrase(`act:failed.${why}`) }),
  };
}
