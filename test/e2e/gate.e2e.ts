import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Extension, launch, panelFrame } from './extension.ts';
import { firstSingle, rowOf } from './panel.ts';

/** As in a browser without IntersectionObserver v2: nobody can tell whether a page lies over the overlay's button. */
describe('where real visibility cannot be measured', () => {
  let extension: Extension;
  let page: Page;
  let panel: Frame;
  let key: string;
  const onPage = (): Promise<string | null> => page.locator(`[data-key="${key}"]`).first().getAttribute('data-state');

  beforeAll(async () => {
    extension = await launch();
    await extension.context.addInitScript(() => {
      delete (IntersectionObserverEntry.prototype as { isVisible?: boolean }).isVisible;
    });
    page = await extension.open('rehearsal.html');
    panel = await panelFrame(page, extension.id);
    await panel.locator('[role=row][data-key]').first().waitFor();
    key = await firstSingle(panel);
  });
  afterAll(() => extension.close());

  it('arming in the overlay opens the same panel as a window of our own, and arms nothing in the page', async () => {
    const opened = extension.context.waitForEvent('page');
    await rowOf(panel, key).locator('.arm.is-pause').click();
    const window = await opened;
    await window.waitForURL(`chrome-extension://${extension.id}/panel.html?*`);
    expect(await panel.locator('[role=alertdialog]').count()).toBe(0);
    expect(await onPage()).toBe('onSale');

    const own = window.mainFrame();
    await rowOf(own, key).waitFor();
    await rowOf(own, key).locator('.arm.is-pause').click();
    await own.locator('[role=alertdialog] .confirm[aria-disabled=false]').click();
    await own.locator('.strip.outcome.is-confirmed').waitFor();
    await expect.poll(onPage).toBe('paused');
    await rowOf(panel, key).locator('.mark.is-paused').waitFor();
    await window.close();
  });

  it('by keyboard, too', async () => {
    const opened = extension.context.waitForEvent('page');
    await rowOf(panel, key).focus();
    await page.keyboard.press('r');
    await (await opened).close();
    expect(await panel.locator('[role=alertdialog]').count()).toBe(0);
    expect(await onPage()).toBe('paused');
  });
});
