import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Life, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';
import { launchUnfocused } from './plain.ts';

const SKUS = ['A-1', 'A-2'];

/** The controller looks something up in another tab: a hidden page's timers slow down, and nothing here depends on them. */
describe('a console tab that is hidden', () => {
  let life: Life;
  let page: Page;
  let panel: Frame;

  beforeAll(async () => {
    life = await startLife(SKUS, { extension: await launchUnfocused() });
    const site = await life.account('acc', SKUS);
    ({ page, panel } = await visit(life, site.url, 'A-1'));
    await life.options.close();
  });
  afterAll(() => life.close());

  it('is read on behind another tab, and right when it is shown again', async () => {
    const other = await life.extension.context.newPage();
    await other.bringToFront();
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('hidden');
    // Nothing of ours is in front: only the worker's own time brings these polls.
    await life.warehouse.answered(10);
    life.warehouse.change('A-1', 'LAX', 33);
    await life.warehouse.answered(2);
    expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
    await page.bringToFront();
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(33);
    expect(await rowOf(panel, 'A-1').locator('.mark.stale').count()).toBe(0);
  });
});
