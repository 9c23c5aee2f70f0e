import { wavesIn } from '../decide/commands/wave.ts';
import type { Actor, Surface } from '../domain/actor.ts';
import { isOpen } from '../domain/command.ts';
import type { Draft, LogEvent } from '../domain/event.ts';
import type { AccountId, ShopId, SourceId } from '../domain/ids.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import type { Intent } from '../domain/intent.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { Profile } from '../domain/profile.ts';
import type { ShopSettings } from '../domain/settings.ts';
import { isRunning } from '../domain/stream.ts';
import type { Clock, Connector, Consoles, Imports, Lease, PageOpen, Secrets } from '../ports.ts';
import { createBuyers } from './buyers.ts';
import { createDrawing } from './drawing.ts';
import { createHands } from './hands.ts';
import { carryOut } from './intents.ts';
import { openKeptJournal } from './kept-journal.ts';
import { runningOn } from './lines.ts';
import type { KeptLog } from './live-log.ts';
import { createNotices } from './notices.ts';
import { createOpened } from './opened.ts';
import { createOwnPages } from './own-pages.ts';
import { createPace } from './pace.ts';
import { createPages } from './pages.ts';
import { createPoller } from './poll.ts';
import { createRecordings } from './recordings.ts';
import { takeTaught } from './taught.ts';
import { createWriteDown } from './write-down.ts';

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
  const { log, journal } = await openKeptJournal({
    openStored: deps.openStored,
    openMemory: deps.openMemory,
    lost: (why) => {
      deps.report('storage', why);
      notices.set('storage', deps.sayStorage(why));
    },
    found: () => notices.set('storage', null),
    knowsMore: async () => {
      for (const source of Object.keys(settings().sources)) opened.forget(source);
      settingsChanged();
      await hands.dispatcher.recover();
    },
    changed: onEvents,
    report,
    signal,
  });
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
  const waves = () => wavesIn(state().ledger.commands, logNow());
  /** While a wave runs in a system it is read as often as that bears. */
  const readMs = (source: SourceId) => {
    const connector = deps.connector(settings().sources[source]?.connector ?? '');
    const waveMs = running() && waves().has(source) ? connector?.waveMs : undefined;
    return Math.max(Math.min(intervalMs(), waveMs ?? Number.POSITIVE_INFINITY), deps.floorMs());
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
  const hands = createHands({
    log,
    clock,
    now: logNow,
    byClock: (realMs) => realMs * deps.scale().rate,
    lease: deps.lease,
    ids: deps.ids,
    state,
    append,
    actor: worker,
    tick: () => tick(false),
    open: opened.open,
    consoles: deps.consoles,
    changed,
    report,
    signal,
  });
  const { dispatcher, drips, guards, levers, pageActs } = hands;
  const drawing = createDrawing({ state, clock, scale: deps.scale, notices: notices.all, levers: levers.all, pageActs });
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
    intervalMs: readMs,
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

  const writeDown = createWriteDown({ state, upTo: journal.upTo, append, actor: worker, report });
  function onEvents(events: readonly LogEvent[]) {
    if (events.some((event) => event.type === 'settings')) settingsChanged();
    writeDown();
    hands.run();
    // A wave that begins is looked at from its first seconds.
    if (events.some(({ type }) => type === 'command') && waves().size > 0) poller.nudge();
    for (const event of events) if (event.type === 'reading') buyers.run(event.body.source);
    changed();
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
  const prune = () => void recordings.prune().catch((error: unknown) => report('prune', error));
  const recover = () => void dispatcher.recover().catch((error: unknown) => report('recover', error));

  // What the network takes, the rest of the start need not: the start is in the log before the first answer is.
  poller.start();
  await tick(true);
  writeDown();
  prune();
  recover();
  await levers.refresh();
  pace.nudge();

  return {
    ...drawing,
    ...createOwnPages({ log, state, append, actorAt, now: clock.now, running, recordings, hands }),
    settings,
    now: clock.now,
    open: opened.open,
    running,
    /** Whether a command has not ended yet. */
    isCommanding: () => Object.values(state().ledger.commands).some(({ step }) => isOpen(step)),
    notices: notices.all,
    notice: notices.set,
    seen: pages.seen,
    absent: pages.absent,
    taught: (account: AccountId, profile: Profile) =>
      takeTaught({ settings, append, ids: deps.ids }, account, profile, actorAt('panel')),
    /** A console page of an account is open, is read otherwise, or (null) is gone. */
    pageOpen: (account: AccountId, page: PageOpen | null) => void pages.settled().then(() => pageActs.opened(account, page)),
    intent: (intent: Intent, surface: Surface): Promise<Phrase | null> => carryOut(intents, intent, actorAt(surface)),
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
      hands.run();
      // What an earlier life left open and could not be taken up at the start.
      recover();
      prune();
    },
    close() {
      closing.abort();
      log.close();
    },
  };
}
