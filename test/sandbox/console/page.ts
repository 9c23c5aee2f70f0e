import type { ConsoleWorld } from '../../../components/practice/console-world.ts';
import { practiceConsole } from '../../../components/practice/practice-console.ts';
import { practiceWords } from '../../../components/practice/words.ts';

/** What the server writes into the page. */
export type PageConfig = {
  readonly language: 'en' | 'zh';
  /** Takes away every element that the page has not made itself. */
  readonly removes: boolean;
  /** The page embeds this address by itself. */
  readonly embeds: string | null;
};

/** The page that is served over HTTP: the practice console, fed by the server. */
const config = JSON.parse(document.getElementById('config')?.textContent ?? '{}') as PageConfig;
const root = document.getElementById('root');
const here = new AbortController().signal;
if (root !== null) {
  const words = practiceWords(config.language);
  const pin = (key: string | null) => void fetch('/pin', { method: 'POST', body: key ?? '' });
  const feed = (show: (world: ConsoleWorld) => void) => {
    new EventSource('/world').onmessage = ({ data }) => show(JSON.parse(data) as ConsoleWorld);
  };
  practiceConsole(root, feed, { words, pin }, here);
}
if (config.removes) {
  const own = new Set<Node>([document.head, document.body]);
  const sweep = () => {
    for (const child of [...document.documentElement.children]) if (!own.has(child)) child.remove();
  };
  new MutationObserver(sweep).observe(document.documentElement, { childList: true });
  sweep();
}
if (config.embeds !== null) {
  const frame = document.createElement('iframe');
  frame.id = 'embedded';
  frame.src = config.embeds;
  frame.style.cssText = 'position:fixed;inset:60px auto auto 300px;width:420px;height:500px;z-index:9';
  // A guess at the nonce: the worker must not be taken in.
  frame.addEventListener('load', () => frame.contentWindow?.postMessage({ stockcueNonce: crypto.randomUUID() }, '*'));
  document.body.append(frame);
}
