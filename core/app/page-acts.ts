import { ASSIST_MS, actionOf, GUIDE_MS, levelOn } from '../decide/commands/page.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import { accountOf, type Command, type CommandTarget, type Moved, type ReadBack, type Write } from '../domain/command.ts';
import type { Draft } from '../domain/event.ts';
import type { AccountId, CommandId } from '../domain/ids.ts';
import { listingId } from '../domain/listing.ts';
import type { GuidedBody, PageAsk } from '../domain/page-act.ts';
import { phrase } from '../domain/phrase.ts';
import { bad, good, type Outcome } from '../domain/problem.ts';
import type { GuideRow } from '../domain/view.ts';
import type { Clock, Consoles, Source } from '../ports.ts';
import { createOpenPages } from './open-pages.ts';
import { pageReadBack } from './page-readback.ts';
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

/** Console pages as systems that can be told: each command is asked of its page once, and what waits there for a person is shown. */
export function createPageActs({ ledger, consoles, clock, byClock, append, changed, report }: Deps) {
  const pages = createOpenPages({ ledger, clock, changed });
  const runs = new Map<CommandId, Run>();

  function readBack(target: CommandTarget, after: CommandId | undefined): Outcome<ReadBack> {
    const stands = pageReadBack(target, pages.get(accountOf(target.source)), ledger(), clock.now());
    const moved = after === undefined ? undefined : runs.get(after)?.moved;
    return stands.ok && moved !== undefined ? good({ ...stands.value, moved }) : stands;
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
    const level = levelOn({ pages: pages.canNow() }, wish);
    const page = pages.get(account);
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
    check: async () => ({ ok: pages.get(accountOf(id)) !== undefined, lines: [] }),
    positions: async () => bad(notActed('notRead')),
    readBack: async (target, _, after) => readBack(target, after),
    act,
  });

  return {
    opened: pages.opened,
    canNow: pages.canNow,
    row: pages.row,
    promoted: pages.promoted,
    source,
    /** What waits for a person on the pages that a surface shows; null: nothing does. */
    guide: (account: AccountId | null): GuideRow | null =>
      [...runs.values()].find((one) => one.guide !== null && (account === null || one.account === account))?.guide ?? null,
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
