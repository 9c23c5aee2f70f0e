import { createRoot } from 'react-dom/client';
import '../../components/parts/theme.css';
import '../../components/parts/buttons.css';
import '../../components/popup/popup.css';
import { createLanguage, languageOf } from '../../components/i18n/i18n.ts';
import { Popup } from '../../components/popup/popup.tsx';
import { createPopupStore } from '../../components/popup/popup-store.ts';
import { browser } from '../../core/edge/browser.ts';
import type { Port } from '../../core/edge/messages/port.ts';
import { VIEW_PORT } from '../../core/edge/messages/protocol.ts';
import { createViewClient } from '../../core/edge/messages/view-client.ts';
import { firstPaintItem } from '../../core/edge/storage/first-paint.ts';
import { languageItem } from '../../core/edge/storage/items.ts';

const store = createPopupStore();
const language = languageItem(browser.storage.local, 'popup');
// Both are a few milliseconds; neither waits for the worker or the network.
const [kept, last] = await Promise.all([language.get(), firstPaintItem(browser.storage.session).get()]);
store.setState({ view: last });
const i18n = createLanguage(kept ?? languageOf(navigator.language));

const open = {
  window: () => {
    const shop = store.getState().view?.head.shop ?? 'main';
    void browser.windows.create({ url: `panel.html?surface=window&shop=${shop}`, type: 'popup', width: 480, height: 800 });
  },
  options: () => void browser.runtime.openOptionsPage(),
  desk: (sku?: string) => {
    const shop = store.getState().view?.head.shop ?? 'main';
    const at = sku === undefined ? '' : `#restock/${encodeURIComponent(sku)}`;
    void browser.tabs.create({ url: `${browser.runtime.getURL('/desk.html')}?shop=${shop}${at}` });
  },
  alerts: () => {
    const shop = store.getState().view?.head.shop ?? 'main';
    void browser.tabs.create({ url: `${browser.runtime.getURL('/desk.html')}?shop=${shop}#alerts` });
  },
  rehearsal: () => void browser.tabs.create({ url: browser.runtime.getURL('/rehearsal.html') }),
};
const client = createViewClient({
  connect: () => browser.runtime.connect({ name: VIEW_PORT }) as Port,
  hello: async () => ({ surface: 'popup', kind: 'popup', nonce: null, shop: null, stream: null }),
  later: (ms, then) => void setTimeout(then, ms),
  newId: () => crypto.randomUUID(),
  on: {
    connection: (state) => state !== 'live' && store.setState({ live: false }),
    popup: (view) => store.setState({ view, live: true }),
  },
  signal: new AbortController().signal,
});

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <Popup
      i18n={i18n}
      world={{ store, now: () => Date.now(), open: (page, sku) => open[page](sku), send: client.send }}
      onLanguage={(chosen) => void language.set(chosen)}
    />,
  );
}
