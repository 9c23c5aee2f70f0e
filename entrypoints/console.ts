import type { Browser } from 'webextension-polyfill';
import type { UnlistedScriptDefinition } from 'wxt';
import { whenLoaded } from '../core/edge/console/loaded.ts';
import { mountConsole } from '../core/edge/console/mount.ts';
import { emptyShelf, fetched } from '../core/edge/console/on-demand.ts';
import type { Port } from '../core/edge/messages/port.ts';
import { CONSOLE_PORT } from '../core/edge/messages/protocol.ts';
import type { Placement } from '../core/edge/storage/items.ts';

/** No polyfill here: it would be carried onto every console page. Chromium and Firefox both answer with promises. */
const world = globalThis as unknown as { browser?: Browser; chrome: Browser };
const api = world.browser ?? world.chrome;
const MOUNTED = '__stockcueMounted';
const FIRST: Placement = { dock: 'right', x: 0, y: 0, width: 420, height: 640, collapsed: false };

/**
 * On the console pages of sites that the user granted, registered at run time. A plain script: the framework's own context
 * of a content script weighs more than a tenth of all that is loaded here, and says something to every page.
 */
const script: UnlistedScriptDefinition = {
  main() {
    const page = globalThis as { [MOUNTED]?: AbortController };
    // Injected again, after an update of the extension: the one before cannot reach its worker any more.
    page[MOUNTED]?.abort();
    const mounted = new AbortController();
    page[MOUNTED] = mounted;
    emptyShelf();
    whenLoaded(document, () => void mount(mounted.signal), mounted.signal);
  },
};
export default script;

async function mount(signal: AbortSignal): Promise<void> {
  const key = `placement:${location.origin}`;
  const kept = (await api.storage.local.get(key))[key] as { v?: number; value?: Placement } | undefined;
  mountConsole({
    document,
    frameUrl: api.runtime.getURL('/panel.html'),
    connect: () => api.runtime.connect({ name: CONSOLE_PORT }) as unknown as Port,
    placement: {
      first: kept?.value ?? FIRST,
      save: (value) => void api.storage.local.set({ [key]: { v: 1, value } }),
    },
    language: navigator.language,
    load: (ask) => fetched('act', ask),
    teach: (ask) => fetched('teach', ask),
    signal,
  });
}
