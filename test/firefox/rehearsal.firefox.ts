import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fox, press, startFox, textAt } from './fox.ts';

describe('in Firefox', () => {
  let fox: Fox;
  let page: Page;

  beforeAll(async () => {
    fox = await startFox();
    page = await fox.open('rehearsal.html');
  });
  afterAll(() => fox?.close());

  it('installs, and the rehearsal runs', async () => {
    await expect
      .poll(() => page.evaluate(() => document.querySelectorAll('[data-console-list] [data-key]').length), { timeout: 30_000 })
      .toBeGreaterThan(20);
  });

  it('promises beside a row no more than the console still sells, and a real number', async () => {
    const read = () =>
      page.evaluate(() => {
        const badge = document.querySelector('[data-stockcue=badge]');
        const row = badge?.closest('[data-key]');
        const digits = (text: string | null | undefined) => Number((text ?? '').replace(/\D/g, '') || 'NaN');
        return {
          promised: digits(badge?.textContent),
          sellable: digits(row?.querySelector('[data-field=sellable]')?.textContent),
        };
      });
    await expect.poll(async () => (await read()).promised, { timeout: 30_000 }).toBeGreaterThan(0);
    const { promised, sellable } = await read();
    expect(promised).toBeLessThanOrEqual(sellable);
  });

  it('opens the panel as a window when something is armed, for it cannot tell there what lies over it; and pauses from that', async () => {
    const row = '[role=row][data-key]:has(.arm.is-pause[aria-disabled=false]):not(:has(.opener))';
    // The driver is told of no frame in a page of the extension's own; the page itself is.
    const place = await page.waitForFunction(
      (row) => {
        const { browser } = globalThis as unknown as { browser: { extension: { getViews(): Window[] } } };
        const panel = browser.extension.getViews().find((view) => view.location.pathname === '/panel.html');
        const [frame, button] = [panel?.frameElement, panel?.document.querySelector(`${row} .arm.is-pause`)].map((one) =>
          one?.getBoundingClientRect(),
        );
        return frame && button ? { x: frame.x + button.x + button.width / 2, y: frame.y + button.y + button.height / 2 } : null;
      },
      {},
      row,
    );
    const { x, y } = (await place.jsonValue()) ?? { x: 0, y: 0 };
    await page.mouse.click(x, y);
    const window = await fox.panelWindow();
    await press(window, `${row} .arm.is-pause`);
    await press(window, '[role=alertdialog] .confirm[aria-disabled=false]');
    await expect.poll(() => textAt(window, '.strip.outcome.is-confirmed'), { timeout: 20_000 }).not.toBe('');
  });
});
