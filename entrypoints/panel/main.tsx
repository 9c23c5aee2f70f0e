import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import '../../components/parts/theme.css';
import '../../components/panel/panel.css';
import { createLanguage, languageOf } from '../../components/i18n/i18n.ts';
import { Panel } from '../../components/panel/panel.tsx';
import { seesVisibility } from '../../components/panel/sight.ts';
import { createUiStore } from '../../components/panel/ui-store.ts';
import { createViewStore } from '../../components/view-store.ts';
import { browser } from '../../core/edge/browser.ts';
import type { Port } from '../../core/edge/messages/port.ts';
import { VIEW_PORT } from '../../core/edge/messages/protocol.ts';
import { createViewClient, type HelloReason } from '../../core/edge/messages/view-client.ts';
import { languageItem } from '../../core/edge/storage/items.ts';
import { nameDocument } from '../../core/edge/vouch.ts';
import { nonces } from './nonce.ts';

const asked = new URLSearchParams(location.search);
const embedded = window.parent !== window;
const surface = embedded ? 'panel' : asked.get('surface') === 'sidePanel' ? 'sidePanel' : 'window';
/** A side panel's name, for the worker to look up among those that the browser lists. */
const name = surface === 'sidePanel' ? crypto.randomUUID() : null;
if (name !== null) nameDocument(location, history, name);
const ended = new AbortController();
const store = createViewStore();
const nonce = embedded ? nonces(window, ended.signal) : null;
const language = languageItem(browser.storage.local, surface);
const i18n = createLanguage(languageOf(navigator.language));

const client = createViewClient({
  connect: () => browser.runtime.connect({ name: VIEW_PORT }) as Port,
  hello: async (why: HelloReason) => ({
    surface,
    kind: 'panel',
    nonce: nonce === null ? name : await nonce(why),
    shop: embedded ? null : asked.get('shop'),
    // A stream that was chosen stays chosen when the worker comes back.
    site: embedded ? null : asked.get('site'),
    stream: embedded ? null : (store.getState().view?.head.stream?.id ?? asked.get('stream')),
  }),
  later: (ms, then) => void setTimeout(then, ms),
  newId: () => crypto.randomUUID(),
  on: {
    connection: store.connection,
    panel: store.snapshot,
    patch: store.patch,
    detail: store.detail,
    heard: () => store.heard(Date.now()),
  },
  signal: ended.signal,
});
// Back from the back/forward cache: the port that it went in with is dead.
addEventListener('pageshow', ({ persisted }) => persisted && client.reconnect());

const world = {
  store,
  ui: createUiStore(),
  send: client.send,
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
  embedded,
  seesVisibility: seesVisibility(),
};
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(<Panel world={world} i18n={i18n} onLanguage={(chosen) => void language.set(chosen)} />);
}
const kept = await language.get();
if (kept !== null) await i18n.changeLanguage(kept);
