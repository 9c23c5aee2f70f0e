// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageHealth, RowSeen } from '../../../core/domain/console.ts';
import type { PageAction, Profile } from '../../../core/domain/profile.ts';
import { type Seen, startEngine } from '../../../core/edge/console/engine.ts';
import { profileById } from '../../../core/edge/console/registry.ts';
import { anywhere, tiktokByCode } from '../../builders/taught.ts';
import { pages } from './pages/pages.ts';
import { type Clicked, DRIFTS, type Drift, type Language, madeProducts, PLATFORMS, type Platform, type World } from './world.ts';

type Failed = Pick<PageHealth, 'ok' | 'failed'>;
type Known = { readonly profile: Profile; readonly path: string; readonly drawn: number; readonly scroller: string | null };
const builtin = (id: string): Profile => {
  const found = profileById(id);
  if (found === null) throw new Error(`No profile ${id}.`);
  return anywhere(found);
};
/** How many of 24 products each page draws, and what scrolls where it draws a few only. */
const KNOWN: Readonly<Record<Platform, Known>> = {
  douyin: { profile: builtin('douyin-buyin'), path: '/dashboard/live/control', drawn: 24, scroller: null },
  kuaishou: { profile: builtin('kuaishou'), path: '/page/helper', drawn: 6, scroller: '[data-virtuoso-scroller]' },
  taobao: { profile: builtin('taobao'), path: '/restful/index/live/control', drawn: 6, scroller: '#tcl-unique-virtual-list' },
  channels: { profile: builtin('channels'), path: '/platform/live/commodity/onsale/index', drawn: 24, scroller: null },
  tiktok: {
    profile: anywhere(tiktokByCode),
    path: '/streamer/live/product/dashboard',
    drawn: 5,
    scroller: '[class*=virtualized-container]',
  },
};
const products = madeProducts(24);
/** What each platform's rows are known by. */
const keyOf = (platform: Platform, index: number): string => products[index]?.[platform === 'tiktok' ? 'code' : 'id'] ?? '';
const idOf = (platform: Platform, key: string): string | undefined =>
  products.find((_, index) => keyOf(platform, index) === key)?.id;

const stops: AbortController[] = [];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort();
  vi.useRealTimers();
});

function open(platform: Platform, first: Partial<World> = {}) {
  const { profile, path, scroller } = KNOWN[platform];
  history.replaceState(null, '', path);
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const clicks: Clicked[] = [];
  let world: World = { products, pinned: null, live: true, language: 'zh', drifts: [], ...first };
  const draw = pages[platform](root, { told: (clicked) => clicks.push(clicked) });
  draw(world);
  const stop = new AbortController();
  stops.push(stop);
  const rows = new Map<string, RowSeen>();
  const health: PageHealth[] = [];
  let keys: readonly string[] = [];
  const seen = (one: Seen): void => {
    for (const row of one.changed) rows.set(row.key, row);
    keys = one.keys;
  };
  const engine = startEngine(document, profile, { seen, health: (one) => health.push(one) }, stop.signal);
  return {
    rows,
    /** Each row that the page draws, with its key. */
    elements: () => [...engine.rows()].flatMap(([key, elements]) => elements.map((element) => [key, element] as const)),
    clicks,
    health: () => health.at(-1),
    keys: () => keys,
    async show(change: Partial<World>) {
      world = { ...world, ...change };
      draw(world);
      await vi.advanceTimersByTimeAsync(3_500);
    },
    async scroll(top: number) {
      const at = document.querySelector(scroller ?? 'none');
      if (at === null) throw new Error(`Nothing scrolls on ${platform}.`);
      at.scrollTop = top;
      at.dispatchEvent(new Event('scroll'));
      await vi.advanceTimersByTimeAsync(200);
    },
  };
}

describe.each(PLATFORMS)('the page of %s', (platform) => {
  const { drawn } = KNOWN[platform];

  it('is read: which rows there are, under which numbers, none explained', () => {
    const page = open(platform);
    const first = Array.from({ length: drawn }, (_, index) => keyOf(platform, index));
    expect(page.keys()).toEqual(platform === 'channels' ? first.reverse() : first);
    expect(page.rows.get(keyOf(platform, 2))).toMatchObject({ link: 3, pinned: platform === 'taobao' ? null : false });
    expect(page.health()?.ok).toBe(true);
  });

  it('tells which product is explained, and that the one before is no longer', async () => {
    const page = open(platform);
    await page.show({ pinned: products[1]?.id ?? null });
    await page.show({ pinned: products[2]?.id ?? null });
    const pinned = [...page.rows.values()].filter((row) => row.pinned).map(({ key }) => key);
    // What Taobao's row looks like then nobody has said.
    expect(pinned).toEqual(platform === 'taobao' ? [] : [keyOf(platform, 2)]);
    expect(new Set(page.keys()).size).toBe(page.keys().length);
    expect(page.health()?.ok).toBe(true);
  });

  it('is followed through a re-ordering: the number goes to another, the key stays with its product', async () => {
    const page = open(platform);
    await page.show({ products: [products[3], ...products.filter((_, n) => n !== 3)].flatMap((one) => one ?? []) });
    expect(page.rows.get(keyOf(platform, 3))?.link).toBe(1);
    expect(page.rows.get(keyOf(platform, 0))?.link).toBe(2);
  });

  it('whose label is another one no longer says what is explained', async () => {
    const page = open(platform, { pinned: products[1]?.id ?? null });
    await page.show({ drifts: ['label'] });
    expect([...page.rows.values()].every(({ pinned }) => pinned === null)).toBe(true);
  });
});

const DRIFTED: readonly (readonly [Drift, Failed])[] = [
  ['insertButton', { ok: true, failed: [] }],
  ['swapped', { ok: true, failed: [] }],
  ['someKeys', { ok: true, failed: ['keys'] }],
  ['duplicateKey', { ok: false, failed: ['unique'] }],
  ['noKeys', { ok: false, failed: ['rows', 'keys'] }],
  ['renamedClass', { ok: false, failed: ['list'] }],
];
describe.each(['douyin', 'kuaishou', 'taobao', 'channels'] as const)('the page of %s', (platform) => {
  it.each(DRIFTED)('that has drifted (%s) is judged', async (drift, expected) => {
    const page = open(platform);
    await page.show({ drifts: [drift] });
    expect(page.health()).toMatchObject(expected);
  });
});

describe.each(PLATFORMS.filter((platform) => KNOWN[platform].scroller !== null))('the list of %s', (platform) => {
  it('is read rightly though its elements show other products as it is scrolled', async () => {
    const page = open(platform);
    const element = document.querySelectorAll(KNOWN[platform].profile.rows?.row ?? '')[2]?.closest('[style*=absolute]');
    for (let top = 0; top <= 1_500; top += 130) {
      await page.scroll(top);
      for (const row of page.rows.values()) expect(keyOf(platform, (row.link ?? 0) - 1)).toBe(row.key);
    }
    expect(page.rows.size).toBeGreaterThan(12);
    expect(element?.isConnected).toBe(true);
  });
});

/** An action's control in a row as the contract has it: one element for all locators, which says one of the texts, whole. */
function controlIn(row: Element, { control: { css, text }, forbid }: PageAction): HTMLElement | null {
  const label = (element: Element) => (element.textContent ?? '').trim();
  const bearing = [...row.querySelectorAll<HTMLElement>('*')].filter((element) => text.includes(label(element)));
  const placed = css.map((selector) => [...row.querySelectorAll<HTMLElement>(selector)]);
  const places = new Set(placed.flat());
  if (placed.some(({ length }) => length !== 1) || places.size > 1) return null;
  const [control = bearing.at(-1)] = places;
  if (control === undefined || !text.includes(label(control))) return null;
  return forbid.some((word) => label(control).includes(word)) ? null : control;
}

describe.each(PLATFORMS.filter((platform) => KNOWN[platform].profile.actions.pin !== undefined))('acting on %s', (platform) => {
  const { pin, unpin } = KNOWN[platform].profile.actions;
  if (pin === undefined || unpin === undefined) throw new Error(`${platform} explains nothing.`);

  it('finds what explains a product in every row, and what stops it in the one that is explained', () => {
    const page = open(platform, { pinned: products[1]?.id ?? null, language: platform === 'tiktok' ? 'pt' : 'zh' });
    const stopped = page.elements().filter(([, row]) => controlIn(row, unpin) !== null);
    expect(new Set(stopped.map(([key]) => key))).toEqual(new Set([keyOf(platform, 1)]));
    const others = page.elements().filter(([key]) => key !== keyOf(platform, 1));
    expect(others.length).toBeGreaterThan(3);
    for (const [key, row] of others) {
      page.clicks.length = 0;
      controlIn(row, pin)?.click();
      expect(page.clicks.map(({ product, control }) => [product, control])).toEqual([[idOf(platform, key), 'explain']]);
      document.querySelector('[role=dialog]')?.remove();
    }
  });

  it.each(DRIFTS)('never finds anything else on a page that has drifted (%s)', (drift) => {
    const page = open(platform, { pinned: products[1]?.id ?? null, drifts: [drift] });
    const rows = [
      ...document.querySelectorAll(KNOWN[platform].profile.rows?.row ?? 'none'),
      ...page.elements().map(([, row]) => row),
    ];
    for (const row of rows) for (const action of [pin, unpin]) controlIn(row, action)?.click();
    expect(page.clicks.filter(({ control }) => control !== 'explain')).toEqual([]);
  });
});

describe('Douyin’s page', () => {
  it('loses no row to an element that spans two of them', async () => {
    const page = open('douyin');
    await page.show({ drifts: ['wrapper'] });
    expect(page.health()).toMatchObject({ ok: true, failed: ['keys'] });
    expect(page.keys()).toEqual(products.map(({ id }) => id));
    expect(page.rows.get(products[0]?.id ?? '')?.link).toBe(1);
  });

  it('is the same at the addresses of 抖店', () => {
    const { rows, fields, actions } = builtin('douyin-fxg');
    const { profile } = KNOWN.douyin;
    expect({ rows, fields, actions }).toEqual({ rows: profile.rows, fields: profile.fields, actions: profile.actions });
  });
});

describe('TikTok’s page', () => {
  it('has no rows until a key is taught, and says so', async () => {
    history.replaceState(null, '', KNOWN.tiktok.path);
    const health: PageHealth[] = [];
    const stop = new AbortController();
    stops.push(stop);
    startEngine(document, builtin('tiktok-shop'), { seen: () => {}, health: (one) => health.push(one) }, stop.signal);
    await vi.advanceTimersByTimeAsync(3_500);
    expect(health).toMatchObject([{ ok: false, failed: ['untaught'] }]);
  });

  it.each<Language>(['en', 'vi', 'pt'])('is read in %s', async (language) => {
    const page = open('tiktok', { language });
    expect(page.rows.get('S000001')?.pinned).toBe(false);
    await page.show({ pinned: products[0]?.id ?? null });
    expect(page.rows.get('S000001')).toMatchObject({ pinned: true, link: null });
  });

  it('shows two products under one title as no key at all, and trusts nothing then', async () => {
    const [first, second, ...others] = products;
    if (first === undefined || second === undefined) throw new Error('no products');
    const page = open('tiktok', {
      products: [first, { ...second, title: `${first.code.slice(0, 1)}elf ${first.title}` }, ...others],
    });
    await vi.advanceTimersByTimeAsync(3_500);
    expect(page.health()).toMatchObject({ ok: false, failed: ['unique'] });
  });
});

describe('a dialog', () => {
  it('comes first on Kuaishou while something is explained, and only its answer is an act', async () => {
    const page = open('kuaishou', { pinned: products[1]?.id ?? null });
    const start = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === '开始讲解');
    start?.click();
    expect(page.clicks).toMatchObject([{ product: products[0]?.id, control: 'explain', act: null }]);
    document.querySelector<HTMLElement>('.ant-modal-root .primary')?.click();
    expect(page.clicks[1]).toMatchObject({ product: products[0]?.id, control: 'confirm', act: 'toggle' });
    expect(document.querySelector('.ant-modal-root')).toBeNull();
  });
});
