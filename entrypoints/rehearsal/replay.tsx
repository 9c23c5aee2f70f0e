import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import '../../components/parts/theme.css';
import '../../components/parts/buttons.css';
import '../../components/panel/panel.css';
import '../../components/rehearsal/replay.css';
import { createLanguage, languageOf } from '../../components/i18n/i18n.ts';
import { createUiStore } from '../../components/panel/ui-store.ts';
import { Replay } from '../../components/rehearsal/replay.tsx';
import { createViewStore } from '../../components/view-store.ts';
import { phrase } from '../../core/domain/phrase.ts';
import { settingsWith } from '../../core/domain/shop-shape.ts';
import { browser } from '../../core/edge/browser.ts';
import { callsClient } from '../../core/edge/messages/calls-client.ts';
import { playerOf } from '../../core/edge/replay-worker.ts';
import { languageItem } from '../../core/edge/storage/items.ts';

/** The rehearsal page with a recorded stream in place of the practice console. False where it is not kept any more. */
export async function showReplay(stream: string, shop: string): Promise<boolean> {
  const call = callsClient((message) => browser.runtime.sendMessage(message));
  const [{ found }, today] = await Promise.all([call('recordings.get', { shop, stream }), call('settings.get', { shop })]);
  if (found === null) return false;
  const { recorded, lessons, shape } = found;
  const settings = shape === null ? today.settings : settingsWith(shape, today.settings);
  const language = languageItem(browser.storage.local, 'rehearsal');
  const i18n = createLanguage((await language.get()) ?? languageOf(navigator.language));
  const player = playerOf(() => new Worker(browser.runtime.getURL('/replay.js')), { recorded, lessons, settings });
  const store = createViewStore();
  const ui = createUiStore();
  store.connection('live');
  let stands = player.from;
  const panel = {
    store,
    ui,
    // Nothing can be done to what is over.
    send: async () => phrase('practice:replay.over'),
    now: () => stands,
    newId: () => crypto.randomUUID(),
    embedded: false,
    seesVisibility: true,
  };
  const world = {
    panel,
    title: recorded.stream.title,
    zones: { market: recorded.stream.zone, team: settings.preferences.teamZone },
    from: player.from,
    to: player.to,
    seek: async (at: number) => {
      const moment = await player.seek(at, ui.getState().detail);
      stands = at;
      if (store.getState().view === null) store.snapshot(moment.view);
      else store.setState({ view: moment.view });
      store.detail(moment.detail);
      store.heard(at);
      return moment.alerts;
    },
  };
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  createRoot(root).render(<Replay world={world} i18n={i18n} onLanguage={(chosen) => void language.set(chosen)} />);
  return true;
}
