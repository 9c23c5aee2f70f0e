import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeServer, startConsole } from '../sandbox/console/server.ts';
import { type Extension, launch, panelFrame } from './extension.ts';
import { rowOf } from './panel.ts';
import { addAccount, openOptions, startStream } from './set-up.ts';

/** Pages as they come: strict, hostile, huge. The panel is there, shows the truth, and shows it to nobody else. */
describe('on somebody’s page', () => {
  let console_: PracticeServer;
  let extension: Extension;

  beforeAll(async () => {
    console_ = await startConsole();
    extension = await launch();
    const options = await openOptions(extension);
    await addAccount(options, 'My shop', console_.url, null);
    await startStream(options, 'Evening stream');
  });
  afterAll(async () => {
    await extension.close();
    await console_.close();
  });

  async function visit(change: Parameters<PracticeServer['serve']>[0]): Promise<Page> {
    console_.serve({ headers: 'plain', removes: false, ...change });
    const page = await extension.context.newPage();
    await page.goto(console_.url);
    return page;
  }

  it.each(['noFrames', 'isolated'] as const)('the panel is drawn and bound under %s', async (headers) => {
    const page = await visit({ headers });
    const panel = await panelFrame(page, extension.id);
    await panel.locator('[role=row][data-key]').first().waitFor();
    await page.close();
  });

  it('moves nothing of the page', async () => {
    const page = await visit({});
    await panelFrame(page, extension.id);
    const box = () =>
      page.evaluate(() => JSON.stringify([document.body.getBoundingClientRect(), document.documentElement.scrollWidth]));
    const before = await box();
    await page.evaluate(() => document.querySelector('[data-stockcue=overlay]')?.remove());
    expect(await box()).toBe(before);
    await page.close();
  });

  it('comes back when the page takes it away', async () => {
    const page = await visit({});
    const panel = await panelFrame(page, extension.id);
    await panel.locator('[role=row][data-key]').first().waitFor();
    const gone = page.waitForEvent('framedetached');
    await page.evaluate(() => document.querySelector('[data-stockcue=overlay]')?.remove());
    await gone;
    const again = await panelFrame(page, extension.id);
    await again.locator('[role=row][data-key]').first().waitFor();
    await page.close();
  });

  it('is an empty box where a page embeds the panel by itself', async () => {
    const page = await extension.context.newPage();
    await page.goto(console_.url);
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.name = 'foreign';
      frame.src = url;
      frame.onload = () => frame.contentWindow?.postMessage({ stockcueNonce: 'made-up' }, '*');
      document.documentElement.append(frame);
    }, `chrome-extension://${extension.id}/panel.html`);
    // The content script stands on this site too: its own panel is bound, the page's stays empty.
    const own = await panelFrame(page, extension.id, 'foreign');
    await own.locator('[role=row][data-key]').first().waitFor();
    expect((await page.frame({ name: 'foreign' })?.locator('body').textContent())?.trim()).toBe('');
    await page.close();
  });

  it('shows hostile names as text, and runs nothing of them', async () => {
    console_.serve({ hostile: true });
    const hostile = await startConsole({ hostile: true });
    console_.set(hostile.rows());
    await hostile.close();
    const page = await visit({});
    const panel = await panelFrame(page, extension.id);
    await expect
      .poll(() => panel.locator('.title').allTextContents())
      .toContain('<img src=x onerror="document.documentElement.dataset.hacked=1">');
    for (const frame of page.frames())
      expect(await frame.evaluate(() => document.documentElement.dataset.hacked)).toBeUndefined();
    await page.close();
  });

  it('draws 400 listings by drawing those that are in sight', async () => {
    const many = await startConsole({ listings: 400 });
    console_.set(many.rows());
    await many.close();
    const page = await visit({});
    const panel = await panelFrame(page, extension.id);
    await panel.locator('[role=row][data-key]').first().waitFor();
    await expect.poll(() => panel.locator('[role=treegrid]').getAttribute('aria-rowcount')).toMatch(/40\d/);
    expect(await panel.locator('[role=row][data-key]').count()).toBeLessThan(80);
    await panel.locator('[role=treegrid]').focus();
    await page.keyboard.type('377');
    await rowOf(panel, 'K-1377').waitFor();
    await page.close();
  });
});
