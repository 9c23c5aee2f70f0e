import { element } from '../../components/practice/element.ts';
import { practiceConsole } from '../../components/practice/practice-console.ts';
import { rehearsalToolbar } from '../../components/practice/toolbar.ts';
import { practiceWords } from '../../components/practice/words.ts';
import { MAIN_SHOP } from '../../core/domain/ids.ts';
import { browser } from '../../core/edge/browser.ts';
import { mountConsole } from '../../core/edge/console/mount.ts';
import type { Port } from '../../core/edge/messages/port.ts';
import { CONSOLE_PORT } from '../../core/edge/messages/protocol.ts';
import { languageItem, type Placement, placementItem } from '../../core/edge/storage/items.ts';
import { followRehearsal } from './follow.ts';

/** The practice console with the very modules that the content script mounts on a site, and the rehearsal's own toolbar above it. */
const placement = placementItem(browser.storage.local, 'rehearsal');
const spoken = languageItem(browser.storage.local, 'rehearsal');
const rehearsal = await followRehearsal(new AbortController().signal);
let shown = new AbortController();

/** The toolbar is ours, so it keeps clear of the panel; the console behaves as any page: it is covered. */
function clear({ dock, width, collapsed }: Placement): void {
  document.body.dataset.dock = collapsed ? '' : dock;
  document.body.style.setProperty('--panel', `${width + 16}px`);
}

async function show(language: 'en' | 'zh'): Promise<void> {
  shown.abort();
  shown = new AbortController();
  const { signal } = shown;
  const words = practiceWords(language);
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
  document.title = `Stockcue · ${words('toolbar.title')}`;
  const toolbar = rehearsalToolbar(
    words,
    {
      happen: (inject) => act({ inject }),
      run: (rate) => act({ rate }),
      restart: () => act({ restart: rehearsal.anew() }),
      speak: (chosen) => {
        void spoken.set(chosen);
        void show(chosen);
      },
    },
    signal,
  );
  function act(ask: Parameters<typeof rehearsal.set>[0]) {
    rehearsal.set(ask).then(
      () => toolbar.say(''),
      () => toolbar.say(words('toolbar.noWorker')),
    );
  }
  const page = element('div', { class: 'rehearsal-page' });
  document.body.replaceChildren(toolbar.root, page);
  practiceConsole(page, rehearsal.feed, { words, pin: (pin) => act({ pin }) }, signal);
  rehearsal.standing(toolbar.show, signal);
  const first = await placement.get();
  if (signal.aborted) return;
  clear(first);
  mountConsole({
    document,
    frameUrl: browser.runtime.getURL('panel.html'),
    connect: () => browser.runtime.connect({ name: CONSOLE_PORT }) as Port,
    placement: {
      first,
      save: (next) => {
        clear(next);
        void placement.set(next);
      },
    },
    language,
    load: async () => (await import('../../core/edge/console/act/acting.ts')).startActing,
    teach: async () => (await import('../../core/edge/console/teach/teach.ts')).startTeaching,
    signal,
  });
}

const asks = new URLSearchParams(location.search);
const asked = asks.get('replay');
// The replay brings React with it: the rehearsal itself does without.
const isReplay = asked !== null && (await (await import('./replay.tsx')).showReplay(asked, asks.get('shop') ?? MAIN_SHOP));
if (!isReplay) await show((await spoken.get()) ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'));
