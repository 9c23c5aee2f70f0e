import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Life, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';
import { openSidePanel } from './side-panel.ts';

const SKUS = ['A-1', 'A-2', 'A-3'];

/** One panel in three frames: the overlay must be bound by a nonce, the browser's own side panel and window need none. */
describe('the panel outside of a page', () => {
  let life: Life;
  let page: Page;
  let overlay: Frame;
  const rows = (panel: Frame): Promise<(string | null)[]> =>
    panel.locator('[role=row][data-key]').evaluateAll((all) => all.map((row) => row.getAttribute('data-key')));
  const figures = (panel: Frame): Promise<(number | null)[]> => Promise.all(SKUS.map((sku) => figure(panel, sku, 'left')));

  beforeAll(async () => {
    life = await startLife(SKUS);
    const site = await life.account('red', SKUS);
    ({ page, panel: overlay } = await visit(life, site.url, 'A-1'));
  });
  afterAll(() => life.close());

  it.each(['sidePanel', 'window'])('shows as %s the same rows as the overlay, without a nonce', async (surface) => {
    life.warehouse.change('A-2', 'LAX', surface === 'window' ? 44 : 45);
    const document = await life.extension.open(`panel.html?surface=${surface}`);
    const own = document.mainFrame();
    await expect.poll(() => figure(own, 'A-2', 'left')).toBe(surface === 'window' ? 44 : 45);
    await expect.poll(() => rows(overlay)).toEqual(await rows(own));
    await expect.poll(() => figures(overlay)).toEqual(await figures(own));
    await document.close();
  });

  it('opens as the browser’s side panel, vouched for by the browser', async () => {
    const sidePanel = await openSidePanel(life.extension, life.options);
    const shown = () => sidePanel.texts('[role=row] .figure.left .num');
    await expect.poll(shown, { timeout: 10_000 }).toEqual((await figures(overlay)).map(String));
    life.warehouse.change('A-1', 'LAX', 38);
    await expect.poll(shown, { timeout: 10_000 }).toEqual(['38', '44', '50']);
  });

  it('shows in a page nothing at all without a nonce of ours', async () => {
    const bound = overlay;
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.name = 'foreign';
      frame.src = url;
      document.documentElement.append(frame);
    }, `chrome-extension://${life.extension.id}/panel.html?surface=sidePanel`);
    await expect.poll(() => page.frame({ name: 'foreign' })?.url()).toContain('panel.html');
    // It has had as long as the bound one needs for a change.
    life.warehouse.change('A-3', 'LAX', 12);
    await expect.poll(() => figure(bound, 'A-3', 'left')).toBe(12);
    const foreign = page.frame({ name: 'foreign' });
    await foreign?.waitForLoadState();
    expect((await foreign?.locator('body').textContent())?.trim()).toBe('');
    expect(await rowOf(bound, 'A-1').count()).toBe(1);
  });
});
