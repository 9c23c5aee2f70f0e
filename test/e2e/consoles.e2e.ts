import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../../core/domain/profile.ts';
import { channels } from '../../core/edge/console/profiles/channels.ts';
import { douyinBuyin } from '../../core/edge/console/profiles/douyin-buyin.ts';
import { kuaishou } from '../../core/edge/console/profiles/kuaishou.ts';
import { taobao } from '../../core/edge/console/profiles/taobao.ts';
import { anywhere, tiktokByCode } from '../builders/taught.ts';
import { type PlatformServer, startPlatform } from '../sandbox/consoles/server.ts';
import { madeProducts, type Platform } from '../sandbox/consoles/world.ts';
import { type Life, startLife, visit } from './life.ts';
import { rowOf } from './panel.ts';

type Site = {
  readonly profile: Profile;
  /** What scrolls, where the page draws only what is in sight. */
  readonly scroller: string | null;
  /** The number of what was third once it is explained: it went to the front, stayed, or has none any more. */
  readonly after: number;
  /** The button that explains a product. */
  readonly explain: (product: { readonly id: string; readonly code: string }) => string;
};
const SITES: Readonly<Record<Platform, Site>> = {
  douyin: {
    profile: douyinBuyin,
    after: 1,
    scroller: null,
    explain: ({ id }) => `[data-rbd-draggable-id="${id}"] span:text-is("讲解")`,
  },
  kuaishou: {
    profile: kuaishou,
    after: 3,
    scroller: '[data-virtuoso-scroller]',
    explain: ({ id }) => `[id="c1goods-${id}"] span:text-is("开始讲解")`,
  },
  taobao: {
    profile: taobao,
    after: 1,
    scroller: '#tcl-unique-virtual-list',
    explain: ({ id }) => `[data-item-id="${id}"] button:text-is("讲解")`,
  },
  channels: {
    profile: channels,
    after: 1,
    scroller: null,
    explain: ({ id }) => `.table-row-wrap:has-text("${id}") span:text-is("讲解")`,
  },
  tiktok: {
    profile: tiktokByCode,
    after: Number.NaN,
    scroller: '[class*=virtualized-container]',
    explain: ({ code }) => `.rounded-4:has-text("${code}") button.pc_pin_product_pin`,
  },
};
const products = madeProducts(12);
const keyOf = (platform: Platform, index: number): string => products[index]?.[platform === 'tiktok' ? 'code' : 'id'] ?? '';

/** The built-in profiles, read off pages that have their structure, at an address of ours: a site is all that differs. */
describe('the consoles of the platforms', () => {
  let life: Life;
  let server: PlatformServer | null = null;
  let page: Page | null = null;

  beforeAll(async () => {
    life = await startLife(products.flatMap(({ id, code }) => [id, code]));
  });
  afterEach(async () => {
    await page?.close();
    await server?.close();
  });
  afterAll(() => life.close());

  async function open(
    platform: Platform,
  ): Promise<{ readonly server: PlatformServer; readonly page: Page; readonly panel: Frame }> {
    const served = await startPlatform(platform, { products: products.length, restlessMs: 100 });
    server = served;
    await life.onAir(platform, served.origin, { profile: anywhere(SITES[platform].profile) });
    const visited = await visit(life, served.url, keyOf(platform, 0));
    page = visited.page;
    // All rows of the panel in sight.
    await visited.page.setViewportSize({ width: 1440, height: 1500 });
    return { server: served, ...visited };
  }
  const links = async (panel: Frame): Promise<Record<string, number>> => {
    const found = await panel
      .locator('[role=row][data-key]')
      .evaluateAll((rows) => rows.map((row) => [row.getAttribute('data-key'), row.querySelector('.link')?.textContent] as const));
    const numbers = found.map(([key, text]) => [key ?? '', Number(text)] as const);
    return Object.fromEntries(numbers.filter(([key]) => products.some(({ id, code }) => id === key || code === key)));
  };
  const numbered = (platform: Platform, order: readonly number[]): Record<string, number> =>
    Object.fromEntries(order.map((index, place) => [keyOf(platform, index), place + 1]));
  const pinned = (panel: Frame): Promise<(string | null)[]> =>
    panel.locator('[role=row][data-key].pinned').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')));

  it.each(Object.keys(SITES) as Platform[])(
    'are read rightly on %s: scrolled, re-ordered, explained by hand',
    async (platform) => {
      const { scroller, explain, after } = SITES[platform];
      const { server, page, panel } = await open(platform);
      const all = products.map((_, index) => index);

      // Rows that come into sight are added, under the numbers that they have.
      for (const [to, index] of [
        [0.5, 6],
        [1, 11],
        [0, 0],
      ] as const) {
        if (scroller !== null) await page.locator(scroller).evaluate((list, to) => list.scrollTo(0, to * list.scrollHeight), to);
        await expect.poll(async () => (await links(panel))[keyOf(platform, index)]).toBe(index + 1);
      }
      await expect.poll(() => links(panel)).toEqual(numbered(platform, all));

      // Somebody re-orders them elsewhere: numbers move, keys stay.
      const [first = '', second = '', third = '', ...rest] = server.products().map(({ id }) => id);
      server.order([third, first, second, ...rest]);
      await expect.poll(() => links(panel)).toMatchObject(numbered(platform, [2, 0, 1]));

      // A person explains the second product by hand: one trusted click, and the panel shows which it is.
      await page.locator(explain(products[1] ?? { id: '', code: '' })).click();
      await expect.poll(() => server.pinned()).toBe(products[1]?.id);
      expect(server.log().map(({ product, control, trusted }) => [product, control, trusted])).toEqual([
        [products[1]?.id, 'explain', true],
      ]);
      // How Taobao's row looks then nobody has said: unknown, not "no".
      await expect.poll(() => pinned(panel)).toEqual(platform === 'taobao' ? [] : [keyOf(platform, 1)]);
      await expect.poll(async () => (await links(panel))[keyOf(platform, 1)]).toBe(after);
      expect(await rowOf(panel, keyOf(platform, 1)).count()).toBe(1);
    },
  );

  it('are followed when another product is explained through a dialog, and its row is drawn a second time', async () => {
    const { server, page, panel } = await open('kuaishou');
    server.pin(products[4]?.id ?? null);
    await expect.poll(() => pinned(panel)).toEqual([keyOf('kuaishou', 4)]);
    await page.locator(SITES.kuaishou.explain(products[0] ?? { id: '', code: '' })).click();
    await page.locator('.ant-modal-root .primary').click();
    await expect.poll(() => pinned(panel)).toEqual([keyOf('kuaishou', 0)]);
    expect(server.log().map(({ control }) => control)).toEqual(['explain', 'confirm']);
  });

  it('are no longer used once their rows bear no key, and are again when they do', async () => {
    const { server, panel } = await open('douyin');
    server.drift('noKeys');
    await panel.getByText('shows no listing that can be told by its key').waitFor();
    server.drift();
    await expect.poll(() => panel.getByText('shows no listing that can be told by its key').count()).toBe(0);
    await expect.poll(() => links(panel)).toMatchObject(numbered('douyin', [0, 1, 2]));
  });
});
