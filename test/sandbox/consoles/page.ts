import { pages } from './pages/pages.ts';
import type { Clicked, Platform, World } from './world.ts';

/** What the server writes into the page. */
export type PageConfig = {
  readonly platform: Platform;
  /** Something in each row changes so often, ms; 0: nothing does. */
  readonly restlessMs: number;
  /** The page's own list of products, which it asks for by itself; null: it has none. */
  readonly answers: string | null;
};

const config = JSON.parse(document.getElementById('config')?.textContent ?? '{}') as PageConfig;
const root = document.getElementById('root');
if (root !== null) {
  const told = (clicked: Clicked) => void fetch('/act', { method: 'POST', body: JSON.stringify(clicked) });
  const draw = pages[config.platform](root, { told });
  new EventSource('/world').onmessage = ({ data }) => {
    draw(JSON.parse(data) as World);
    if (config.answers !== null) void fetch(config.answers);
  };
  if (config.restlessMs > 0) setInterval(() => tick(root), config.restlessMs);
}

/** Seconds that run in every row, in the page or in its shadow roots. */
function tick(within: ParentNode): void {
  const text = `${Math.floor(performance.now() / 10)}`;
  for (const clock of within.querySelectorAll('.countdown')) {
    clock.textContent = text;
    clock.classList.toggle('odd');
  }
  for (const host of within.querySelectorAll('.wujie_iframe')) if (host.shadowRoot !== null) tick(host.shadowRoot);
}
