import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import '../../components/parts/theme.css';
import '../../components/parts/buttons.css';
import '../../components/desk/desk.css';
import { Desk } from '../../components/desk/desk.tsx';
import type { DeskWorld } from '../../components/desk/desk-context.ts';
import { createDeskStore } from '../../components/desk/desk-store.ts';
import { createLanguage, languageOf } from '../../components/i18n/i18n.ts';
import type { DeskAsk, DeskTab } from '../../core/domain/desk.ts';
import { MAIN_SHOP } from '../../core/domain/ids.ts';
import { robotSecret } from '../../core/domain/robot.ts';
import { settingsWith, shapeOf } from '../../core/domain/shop-shape.ts';
import { browser } from '../../core/edge/browser.ts';
import { checkCsv, noticeCsv } from '../../core/edge/files/desk-csv.ts';
import { writeRecorded } from '../../core/edge/files/recorded-file.ts';
import { restockCsv } from '../../core/edge/files/restock-csv.ts';
import { callsClient } from '../../core/edge/messages/calls-client.ts';
import type { Port } from '../../core/edge/messages/port.ts';
import { VIEW_PORT } from '../../core/edge/messages/protocol.ts';
import type { Replayed } from '../../core/edge/messages/replay.ts';
import { createViewClient } from '../../core/edge/messages/view-client.ts';
import { betterIn, replayIn } from '../../core/edge/replay-worker.ts';
import { languageItem } from '../../core/edge/storage/items.ts';

/** desk.html?shop=rehearsal#before/<stream>: which page, of which stream or SKU. */
const shop = new URLSearchParams(location.search).get('shop') ?? MAIN_SHOP;
const TABS: readonly DeskTab[] = ['alerts', 'streams', 'before', 'during', 'after', 'restock', 'recordings'];
function asked(): DeskAsk {
  const [name = '', of] = location.hash.slice(1).split('/').map(decodeURIComponent);
  const tab = TABS.find((one) => one === name) ?? 'streams';
  return { tab, stream: tab === 'restock' ? null : (of ?? null), sku: tab === 'restock' ? (of ?? null) : null };
}
const hashOf = ({ tab, stream, sku }: DeskAsk): string =>
  `#${[tab, stream ?? sku].filter(Boolean).map(String).map(encodeURIComponent).join('/')}`;

const store = createDeskStore();
const call = callsClient((message) => browser.runtime.sendMessage(message));
const client = createViewClient({
  connect: () => browser.runtime.connect({ name: VIEW_PORT }) as Port,
  hello: async () => ({ surface: 'desk', kind: 'desk', nonce: null, shop, stream: null }),
  later: (ms, then) => void setTimeout(then, ms),
  newId: () => crypto.randomUUID(),
  on: {
    connection: (state) => {
      const live = state === 'live';
      // A fresh port shows the first page: what was looked at is asked for again.
      if (live && !store.getState().live) void client.send({ kind: 'desk', ask: asked() });
      store.setState({ live });
    },
    desk: (view) => store.setState({ view }),
  },
  signal: new AbortController().signal,
});
addEventListener('pageshow', ({ persisted }) => persisted && client.reconnect());
addEventListener('hashchange', () => void client.send({ kind: 'desk', ask: asked() }));

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
const settingsOf = async () => (await call('settings.get', { shop })).settings;
/** A recording with today's settings; one of another browser with its own shop, and today's thresholds. */
async function replayedOf(stream: string): Promise<Replayed | null> {
  const [{ found }, settings] = await Promise.all([call('recordings.get', { shop, stream }), settingsOf()]);
  if (found === null) return null;
  const { recorded, lessons, shape } = found;
  return { recorded, lessons, settings: shape === null ? settings : settingsWith(shape, settings) };
}
const worker = () => new Worker(browser.runtime.getURL('/replay.js'));
/** Within a minute of a stream's end what would have served better is known. */
const BETTER_MS = 45_000;
const never = new AbortController().signal;

const world: DeskWorld = {
  store,
  now: () => store.getState().view?.head.asOf ?? Date.now(),
  machine: () => Date.now(),
  ask: (ask) => {
    const hash = hashOf(ask);
    if (location.hash === hash) void client.send({ kind: 'desk', ask });
    else location.hash = hash;
  },
  send: client.send,
  settings: settingsOf,
  change: async (change) => (await call('settings.change', { shop, change })).problem,
  save,
  copy: (text) =>
    navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    ),
  print: () => window.print(),
  csv: {
    check: (view, say) => checkCsv(view, say.phrase),
    notice: noticeCsv,
    restock: (plans, say) => restockCsv(plans, say.phrase),
  },
  restock: () => call('restock.get', { shop }),
  robots: async () => {
    const { settings, withSecret } = await call('settings.get', { shop });
    return Object.values(settings.robots).filter(({ id }) => withSecret.includes(robotSecret(id)));
  },
  sendTo: async (robot, lines) => (await call('robot.send', { shop, robot: robot.id, lines: [...lines] })).problem,
  recordings: {
    list: async () => (await call('recordings.list', { shop })).rows,
    remove: async (stream) => (await call('recordings.remove', { shop, stream })).problem,
    file: async (stream) => {
      const [{ found }, settings] = await Promise.all([call('recordings.get', { shop, stream }), settingsOf()]);
      return found === null ? null : writeRecorded({ ...found, shape: found.shape ?? shapeOf(settings) });
    },
    replay: async (stream) => {
      const of = await replayedOf(stream);
      return of === null ? null : replayIn(worker, of, never);
    },
    better: async (stream, proposals, show, signal) => {
      const of = await replayedOf(stream);
      if (of === null) return 'none';
      // What takes longer is shown as far as it came.
      const until = AbortSignal.any([signal, AbortSignal.timeout(BETTER_MS)]);
      return (await betterIn(worker, { of, proposals }, show, until)) === null ? 'stopped' : 'done';
    },
    keep: async (text) => (await call('recordings.keep', { shop, text })).problem,
    play: (stream) =>
      void browser.tabs.create({
        url: browser.runtime.getURL(`/rehearsal.html?${new URLSearchParams({ replay: stream, shop })}` as '/rehearsal.html'),
      }),
  },
};

const language = languageItem(browser.storage.local, 'desk');
const i18n = createLanguage((await language.get()) ?? languageOf(navigator.language));
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Desk world={world} i18n={i18n} onLanguage={(chosen) => void language.set(chosen)} />);
