import './practice.css';
import type { ConsoleWorld, WorldFeed } from './console-world.ts';
import { element, write } from './element.ts';
import { listElement } from './list.ts';
import { exact } from './row.ts';
import { studioElement } from './studio.ts';
import type { Words } from './words.ts';

type Options = {
  readonly words: Words;
  /** What the pin buttons do: which listing is to be presented, or (null) none; null: they do nothing here. */
  readonly pin: ((key: string | null) => void) | null;
  readonly room?: string;
};

/**
 * The practice console: the page of a platform, not of Stockcue. Plain DOM, so that the rehearsal mounts the very page
 * that tests are served over HTTP.
 */
export function practiceConsole(
  root: HTMLElement,
  feed: WorldFeed,
  { words, pin, room = 'practice' }: Options,
  signal: AbortSignal,
): void {
  const clock = element('span', { class: 'pc-clock' });
  const bar = element(
    'header',
    { class: 'pc-bar' },
    element('span', { class: 'pc-brand' }, 'LiveDesk'),
    element('span', { class: 'pc-room', 'data-console-room': room }, words('room')),
    clock,
  );
  const studio = studioElement(words);
  const list = listElement({ words, pin, signal });
  const facts = factsElement(words);
  const listings = element('section', { class: 'pc-listings' }, element('h2', {}, words('list')), list.root);
  const main = element('main', { class: 'pc-main' }, studio.root, listings, facts.root);
  const page = element('div', { class: 'pc', lang: words.language === 'zh' ? 'zh-Hans' : 'en' }, bar, main);
  root.replaceChildren(page);
  signal.addEventListener('abort', () => page.remove());
  feed((world) => {
    write(clock, durationOf(world.liveMs));
    studio.show(world);
    list.show(world.rows);
    facts.show(world);
  }, signal);
}

const two = (count: number): string => String(count).padStart(2, '0');
function durationOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The room in figures. */
function factsElement(words: Words): { readonly root: HTMLElement; show(world: ConsoleWorld): void } {
  const names = ['orders', 'revenue', 'clicks', 'impressions', 'onSale', 'soldOut'] as const;
  const values = new Map(names.map((name) => [name, element('dd', {})]));
  const items = names.map((name) => element('div', {}, element('dt', {}, words(`facts.${name}`)), values.get(name) ?? ''));
  const root = element('aside', { class: 'pc-facts' }, element('h2', {}, words('facts.title')), element('dl', {}, ...items));
  const set = (name: (typeof names)[number], text: string) => {
    const at = values.get(name);
    if (at !== undefined) write(at, text);
  };
  return {
    root,
    show({ rows }) {
      const sum = (of: (row: ConsoleWorld['rows'][number]) => number) => rows.reduce((all, row) => all + of(row), 0);
      set('orders', exact(sum(({ sold }) => sold ?? 0)));
      set('revenue', `$${exact(Math.round(sum(({ sold, price }) => (sold ?? 0) * price)))}`);
      set('clicks', exact(sum(({ clicks }) => clicks)));
      set('impressions', exact(sum(({ impressions }) => impressions)));
      set('onSale', exact(rows.filter(({ state }) => state === 'onSale').length));
      set('soldOut', exact(rows.filter(({ state }) => state === 'soldOut').length));
    },
  };
}
