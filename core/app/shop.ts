import type { Actor, Surface } from '../domain/actor.ts';
import { isOpen, isPage } from '../domain/command.ts';
import type { Draft, LogEvent } from '../domain/event.ts';
import type { StockFile } from '../domain/file-source.ts';
import type { FunnelsBody } from '../domain/funnel.ts';
import type { HistoryBody } from '../domain/history.ts';
import type { AccountId, ShopId, SourceId } from '../domain/ids.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import type { Intent } from '../domain/intent.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { Profile } from '../domain/profile.ts';
import type { SettingsBody, ShopSettings } from '../domain/settings.ts';
import { isRunning } from '../domain/stream.ts';
import type { Clock, Connector, Consoles, Imports, Lease, Log, PageOpen, Secrets, Source } from '../ports.ts';
import { withoutArming } from './armed.ts';
import { auditOf } from './audit.ts';
import { broughtBy } from './brought.ts';
import { createBuyers } from './buyers.ts';
import { createDispatcher } from './dispatch.ts';
import { createDrawing } from './drawing.ts';
import { createDrips } from './drips.ts';
import { createGuards } from './guards.ts';
import { carryOut } from './intents.ts';
import { openJournal } from './journal.ts';
import { createLevers } from './levers.ts';
import { runningOn } from './lines.ts';
import { type KeptLog, openLiveLog } from './live-log.ts';
import { mappingOf } from './mapping.ts';
import { createNotices } from './notices.ts';
import { createOpened } from './opened.ts';
import { createPace } from './pace.ts';
import { createPageActs } from './page-acts.ts';
import { createPages } from './pages.ts';
import { placesOf } from './places.ts';
import { createPoller } from './poll.ts';
import { dueBegins } from './recorded.ts';
import { createRecordings } from './recordings.ts';
import { resetShop } from './reset.ts';
import { restockOut } from './restock/text.ts';
import { dueReviews } from './reviews.ts';
import { takeStock } from './stock-file.ts';
import { dueEnds } from './stream-ends.ts';
import { dueStarts } from './stream-starts.ts';
import { takeTaught } from './taught.ts';
import { sourceRows } from './views.ts';

export type ShopDeps = {
  readonly shop: ShopId;
  readonly clock: Clock;
  /** How this shop's clock runs; surfaces print ages by it. */
  readonly scale: () => { readonly realAnchor: Instant; readonly anchor: Instant; readonly rate: number };
  /** No interval is shorter, by the shop's clock. */
  readonly floorMs: () => number;
  readonly openStored: () => Promise<KeptLog>;
  readonly openMemory: () => KeptLog;
  /** Puts into words why nothing can be stored. */
  readonly sayStorage: (why: unknown) => Phrase;
  readonly secrets: Secrets;
  readonly imports: Imports;
  readonly lease: Lease;
  readonly connector: (id: string) => Connector | null;
  readonly fetch: typeof fetch;
  /** A fresh ULID at each call. */
  readonly ids: () => string;
  /** How many surfaces and console pages are connected, and which accounts pages show. */
  readonly watchers: () => number;
  readonly shown: () => ReadonlySet<AccountId>;
  readonly consoles: Consoles;
  /** Something is to be drawn anew; called often, drawn once. */
  readonly changed: () => void;
  readonly beat: () => void;
  readonly report: (where: string, error: unknown) => void;
};
export type Shop = Awaited<ReturnType<typeof openShop>>;

/**
 * One shop at work. The whole of it: the log is opened and folded, the start is written down, commands that an earlier
 * life left open are taken up, sources are polled; each reading is appended, folded and published; and so is all else.
 */
export async function openShop(deps: ShopDeps) {
  const { clock, changed } = deps;
  const closing = new AbortController();
  const { signal } = closing;
  const notices = createNotices(changed);
  /** A defect is never swallowed: it is reported, and whoever watches is told that something is wrong. */
  const report = (where: string, error: unknown) => {
    deps.report(where, error);
    notices.set('defect', phrase('worker:defect', { where }));
  };
  let carry: (memory: Log) => Promise<void> = async () => {};
  let again: () => Promise<void> = async () => {};
  const log = await openLiveLog({
    openStored: deps.openStored,
    openMemory: deps.openMemory,
    lost: async (why, memory) => {
      deps.report('storage', why);
      notices.set('storage', deps.sayStorage(why));
      await carry(memory);
    },
    found: async () => {
      notices.set('storage', null);
      await again();
    },
  });
  const journal = await openJournal({ log, changed: onEvents, report, signal });
  carry = journal.carry;
  // The disk may hold settings and open commands that memory knew nothing of.
  again = async () => {
    await journal.again();
    for (const source of Object.keys(settings().sources)) opened.forget(source);
    settingsChanged();
    await dispatcher.recover();
  };
  const { state } = journal;
  const append = (draft: Draft) => journal.append(draft);
  const settings = (): ShopSettings => state().ledger.settings;
  const actorAt = (surface: Surface): Actor => ({ name: settings().preferences.actorName, origin: log.origin, surface });
  const worker = () => actorAt('worker');
  /** By the log where the machine's clock was set back: no stream ends or is yet to begin by that. */
  const logNow = () => Math.max(clock.now(), state().ledger.now);
  const running = () => Object.values(settings().streams).some((stream) => isRunning(stream, logNow()));
  const intervalMs = () => {
    const { liveMs, idleMs } = settings().preferences.intervals;
    return Math.max(running() ? liveMs : idleMs, deps.floorMs());
  };
  /** While nobody watches only the alarm wakes us: a minute at least. */
  const inForceMs = () => (deps.watchers() > 0 ? intervalMs() : Math.max(intervalMs(), MINUTE));
  const tick = (start: boolean) =>
    append({ type: 'tick', actor: worker(), body: { now: clock.now(), intervalMs: inForceMs(), start } });

  const opened = createOpened({
    config: (id) => settings().sources[id],
    connector: deps.connector,
    secrets: deps.secrets,
    world: {
      fetch: deps.fetch,
      clock,
      // Asked anew at each call: it is a setting.
      get timeoutMs() {
        return settings().preferences.patience.answerMs;
      },
    },
  });
  const pages = createPages({
    known: (id) => state().ledger.consoles[id],
    append,
    actor: worker,
    clock,
    report,
    graceMs: () => Math.max(10_000, 40 * deps.floorMs()),
    onAir: (id) => runningOn(state().ledger, id) !== null,
    signal,
  });
  const byClock = (realMs: number) => realMs * deps.scale().rate;
  const pageActs = createPageActs({
    ledger: () => state().ledger,
    consoles: deps.consoles,
    clock,
    byClock,
    append,
    changed,
    report,
  });
  const sourceOf = async (id: SourceId): Promise<Source | null> => (isPage(id) ? pageActs.source(id) : opened.open(id));
  const levers = createLevers({ sources: () => Object.keys(settings().sources), open: opened.open, changed });
  const drawing = createDrawing({
    state,
    clock,
    scale: deps.scale,
    notices: notices.all,
    levers: levers.all,
    pageActs,
  });
  const dispatcher = createDispatcher({
    log,
    clock,
    ids: deps.ids,
    sourceOf,
    state,
    lease: deps.lease,
    pages: pageActs.canNow,
    byClock,
    signal,
  });
  const acting = {
    tick: () => tick(false),
    state,
    now: logNow,
    clock,
    append,
    actor: worker,
    dispatcher,
    lease: deps.lease,
    report,
    signal,
  };
  const drips = createDrips(acting);
  const guards = createGuards({ ...acting, byClock, ids: deps.ids, levers: levers.all });
  const buyers = createBuyers({
    state,
    sourceOf: opened.open,
    append,
    actor: worker,
    clock,
    watched: () => deps.watchers() > 0 || running(),
    intervalMs,
    report,
    signal,
  });
  const poller = createPoller({
    settings,
    state,
    sourceOf: opened.open,
    append,
    actor: worker,
    clock,
    lease: deps.lease,
    intervalMs,
    report,
    signal,
  });
  const pace = createPace({
    clock,
    intervalMs,
    running,
    watched: () => deps.watchers() > 0,
    tick: () => tick(false),
    beat: () => {
      pages.sweep(Object.keys(state().ledger.consoles), deps.shown());
      deps.beat();
    },
    report,
    signal,
  });

  function onEvents(events: readonly LogEvent[]) {
    if (events.some((event) => event.type === 'settings')) settingsChanged();
    writeDown();
    turnStreams();
    drips.run();
    guards.run();
    for (const event of events) if (event.type === 'reading') buyers.run(event.body.source);
    changed();
  }
  /** Streams that begin by their schedule, and those that begin and end with their console's page. */
  function turnStreams() {
    const { ledger } = state();
    const consoles = Object.fromEntries(
      Object.entries(ledger.consoles).map(([account, { page, seenAt }]) => [account, { live: page.live, seenAt }]),
    );
    for (const { stream, at } of dueStarts(Object.values(ledger.settings.streams), consoles, ledger.now)) {
      const row = ledger.settings.streams[stream];
      if (row === undefined) continue;
      const body = { streams: [{ ...row, actualStart: at }] };
      writeOnce(`start ${stream}`, { type: 'settings', actor: worker(), body });
    }
    for (const { stream, at } of dueEnds(Object.values(ledger.settings.streams), ledger.consoles, ledger.now)) {
      const row = ledger.settings.streams[stream];
      if (row === undefined) continue;
      writeOnce(`end ${stream}`, { type: 'settings', actor: worker(), body: { streams: [{ ...row, actualEnd: at }] } });
    }
  }
  const writing = new Set<string>();
  /** What a stream taught and how it went is written down once it is settled: it outlives the recording. */
  function writeDown() {
    const { ledger, taught, watched } = state();
    for (const body of taught.unwritten) writeOnce(`learned ${body.stream}`, { type: 'learned', actor: worker(), body });
    for (const body of dueBegins(state(), journal.upTo()))
      writeOnce(`began ${body.stream}`, { type: 'began', actor: worker(), body });
    for (const body of dueReviews(ledger, watched))
      writeOnce(`reviewed ${body.stream}`, { type: 'reviewed', actor: worker(), body });
  }
  function writeOnce(what: string, draft: Draft) {
    if (writing.has(what)) return;
    writing.add(what);
    append(draft)
      .catch((error: unknown) => report(what, error))
      .finally(() => writing.delete(what));
  }
  function settingsChanged() {
    nudge();
    levers.refresh().catch((error: unknown) => report('levers', error));
  }
  function nudge() {
    pace.nudge();
    poller.nudge();
  }
  const intents = {
    settings,
    append,
    clock,
    dispatcher,
    drips,
    guards,
    pollNow: poller.pollNow,
    stopAct: pageActs.stop,
    promoted: pageActs.promoted,
  };

  const recordings = createRecordings({
    log,
    imports: deps.imports,
    state,
    append,
    actorAt,
    now: clock.now,
    running,
    ids: deps.ids,
    lost: (say) => notices.set('pruned', say),
  });
  const { prune } = recordings;

  // What the network takes, the rest of the start need not: the start is in the log before the first answer is.
  poller.start();
  await tick(true);
  writeDown();
  prune().catch((error: unknown) => report('prune', error));
  dispatcher.recover().catch((error: unknown) => report('recover', error));
  await levers.refresh();
  pace.nudge();

  return {
    ...drawing,
    state,
    settings,
    now: clock.now,
    open: opened.open,
    running,
    /** Whether a command has not ended yet. */
    rowProblems: (source: SourceId) => state().ledger.sources[source]?.rowProblems ?? [],
    places: () => placesOf(state().ledger.books),
    mapping: (account: AccountId) => mappingOf(state().ledger, account),
    audit: () => auditOf(log, state().ledger),
    /** All plans, and as lines of text. */
    restock: () => restockOut(state()),
    recordings: recordings.list,
    recorded: recordings.recorded,
    forget: recordings.forget,
    keep: recordings.keep,
    /** What a person brings as a file. */
    addHistory: (body: HistoryBody, surface: Surface) => append({ type: 'history', actor: actorAt(surface), body }),
    addStock: (file: StockFile, surface: Surface) => takeStock({ state, append, now: clock.now }, file, actorAt(surface)),
    health: () => sourceRows(state().ledger),
    addFunnels: (body: FunnelsBody, surface: Surface) => append({ type: 'funnels', actor: actorAt(surface), body }),
    brought: async () => {
      const { funnels, settings: of } = state().ledger;
      return broughtBy(await log.ofType('history'), await log.ofType('funnels'), { funnels, streams: of.streams });
    },
    isCommanding: () => Object.values(state().ledger.commands).some(({ step }) => isOpen(step)),
    intervalMs,
    notices: notices.all,
    notice: notices.set,
    seen: pages.seen,
    absent: pages.absent,
    taught: (account: AccountId, profile: Profile) =>
      takeTaught({ settings, append, ids: deps.ids }, account, profile, actorAt('panel')),
    /** A console page of an account is open, is read otherwise, or (null) is gone. */
    pageOpen: (account: AccountId, page: PageOpen | null) => void pages.settled().then(() => pageActs.opened(account, page)),
    intent: (intent: Intent, surface: Surface): Promise<Phrase | null> => carryOut(intents, intent, actorAt(surface)),
    change: (body: SettingsBody, surface: Surface) =>
      append({ type: 'settings', actor: actorAt(surface), body: withoutArming(body, settings()) }),
    /** All settings go, and what acts by itself stops; null where that was done, else why not. Keys are the caller's. */
    reset: (surface: Surface): Promise<Phrase | null> => resetShop({ state, append, drips, guards, running }, actorAt(surface)),
    /** Its secret has changed, or it may be reached again: opened anew and polled at once. */
    reopen(source: SourceId) {
      opened.forget(source);
      poller.pollNow(source);
    },
    nudge,
    /** The alarm: what is due is done, whoever watches. */
    wake() {
      log.recover().catch((error: unknown) => report('storage', error));
      pace.wake();
      poller.nudge();
      drips.run();
      guards.run();
      // What an earlier life left open and could not be taken up at the start.
      dispatcher.recover().catch((error: unknown) => report('recover', error));
      prune().catch((error: unknown) => report('prune', error));
    },
    close() {
      closing.abort();
      log.close();
    },
  };
}
