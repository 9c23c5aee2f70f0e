import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PracticeServer } from '../sandbox/console/server.ts';
import type { Warehouse } from '../sandbox/warehouse/server.ts';
import { type Life, panelOver, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';

const RED = ['R-1', 'R-2'];
const BLUE = ['B-1', 'B-2', 'B-3'];

/** Two controllers' windows, two console accounts, two streams, and the popup: one worker serves them all, each its own. */
describe('two windows and the popup on one worker', () => {
  let life: Life;
  let blueSite: PracticeServer;
  let blueStock: Warehouse;
  let red: { readonly page: Page; readonly panel: Frame };
  let blue: { readonly page: Page; readonly panel: Frame };
  let popup: Page;

  beforeAll(async () => {
    life = await startLife(RED);
    blueStock = await life.system('blue3pl', BLUE);
    const redSite = await life.account('red', RED);
    blueSite = await life.account('blue', BLUE, 'blue3pl');
    red = await visit(life, redSite.url, 'R-1');
    const opened = life.extension.context.waitForEvent('page');
    await life.options.evaluate((url) => {
      const { chrome } = globalThis as unknown as { chrome: { windows: { create(of: { url: string }): Promise<unknown> } } };
      return chrome.windows.create({ url });
    }, blueSite.url);
    const page = await opened;
    blue = { page, panel: await panelOver(life, page, 'B-1') };
    popup = await life.extension.open('popup.html');
  });
  afterAll(() => life.close());

  const keysIn = (panel: Frame): Promise<(string | null)[]> =>
    panel.locator('[role=row][data-key]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')));
  const title = (panel: Frame): Promise<string | null> => panel.locator('header h1').textContent();
  const inPopup = async (stream: string): Promise<string> =>
    (await popup.locator('section[aria-labelledby=streams] li', { hasText: `Evening of ${stream}` }).textContent()) ?? '';

  it('shows each console page its own account and its own stream', async () => {
    expect(await keysIn(red.panel)).toEqual(RED);
    expect(await keysIn(blue.panel)).toEqual(BLUE);
    expect([await title(red.panel), await title(blue.panel)]).toEqual(['Evening of red', 'Evening of blue']);
    const windows = new Set<unknown>();
    for (const { page } of [red, blue]) windows.add(await windowOf(page));
    expect(windows.size).toBe(2);
    expect(life.extension.context.serviceWorkers()).toHaveLength(1);
  });

  it('shows what one of them sells there, in the popup, and nowhere else', async () => {
    life.warehouse.change('R-1', 'LAX', 47);
    await expect.poll(() => figure(red.panel, 'R-1', 'left')).toBe(47);
    blueStock.change('B-2', 'LAX', 45);
    await expect.poll(() => figure(blue.panel, 'B-2', 'left')).toBe(45);
    expect(await figure(red.panel, 'R-2', 'left')).toBe(50);
    expect(await figure(blue.panel, 'B-1', 'left')).toBe(50);
    await expect.poll(() => inPopup('red')).toMatch(/\b3 sold/);
    await expect.poll(() => inPopup('blue')).toMatch(/\b5 sold/);
  });

  it('comes back to each its own when the worker is killed', async () => {
    await life.extension.killWorker();
    life.warehouse.change('R-1', 'LAX', 46);
    blueStock.change('B-2', 'LAX', 44);
    await expect.poll(() => figure(red.panel, 'R-1', 'left'), { timeout: 10_000 }).toBe(46);
    await expect.poll(() => figure(blue.panel, 'B-2', 'left'), { timeout: 10_000 }).toBe(44);
    expect([await title(red.panel), await title(blue.panel)]).toEqual(['Evening of red', 'Evening of blue']);
    expect([await keysIn(red.panel), await keysIn(blue.panel)]).toEqual([RED, BLUE]);
    await expect.poll(() => inPopup('red')).toMatch(/\b4 sold/);
    await expect.poll(() => inPopup('blue')).toMatch(/\b6 sold/);
  });

  it('keeps the one right when the other’s tab is closed, and no longer believes what the closed page showed', async () => {
    const window = await life.extension.open('panel.html?surface=window&stream=stream-blue');
    const blueRow = rowOf(window.mainFrame(), 'B-1');
    await expect.poll(() => blueRow.locator('.link').textContent()).toContain('1');
    await blue.page.close();
    // For ten seconds of the worker's clock it may only be loading anew.
    await life.warehouse.answered(4);
    await life.clock(11_000);
    await expect.poll(() => blueRow.locator('.link').textContent(), { timeout: 15_000 }).not.toContain('1');
    expect(await rowOf(red.panel, 'R-1').locator('.link').textContent()).toContain('1');

    life.warehouse.change('R-2', 'LAX', 44);
    blueStock.change('B-1', 'LAX', 49);
    await expect.poll(() => figure(red.panel, 'R-2', 'left')).toBe(44);
    // Its stock is still read: the stream goes on, and somebody may be looking from elsewhere.
    await expect.poll(() => figure(window.mainFrame(), 'B-1', 'left')).toBe(49);
    await expect.poll(() => inPopup('red')).toMatch(/\b10 sold/);
    await expect.poll(() => inPopup('blue')).toMatch(/\b7 sold/);
    await window.close();
  });

  it('serves a tab that comes back as if it had never gone', async () => {
    blue = await visit(life, blueSite.url, 'B-1');
    expect(await title(blue.panel)).toBe('Evening of blue');
    await expect.poll(() => rowOf(blue.panel, 'B-1').locator('.link').textContent()).toContain('1');
    await expect.poll(() => figure(blue.panel, 'B-1', 'left')).toBe(49);
    expect(life.extension.console.filter((line) => /uncaught|error/i.test(line))).toEqual([]);
  });

  async function windowOf(page: Page): Promise<unknown> {
    const cdp = await life.extension.context.newCDPSession(page);
    const { windowId } = await cdp.send('Browser.getWindowForTarget');
    await cdp.detach();
    return windowId;
  }
});
