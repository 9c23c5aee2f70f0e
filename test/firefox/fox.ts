import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { build } from '../tools/build.ts';
import { findFirefox } from '../tools/chromium.ts';

const ID = 'stockcue@stockcue.example';
const UUID = '6f1c9d1e-0f5e-4b3a-9d53-1f2a3b4c5d6e';
const ORIGIN = `moz-extension://${UUID}`;

/** A real Firefox with the extension in it. */
export type Fox = {
  readonly browser: Browser;
  /** One of the extension's own pages, in a tab. */
  open(path: string): Promise<Page>;
  /** One call to the worker from that page, and its answer; throws with what it answered where that is a refusal. */
  call(from: Page, name: string, ask: unknown): Promise<unknown>;
  /** The panel's frame over a page. */
  panelOver(page: Page): Promise<Frame>;
  /** The panel in a window of its own, once it is there. */
  panelWindow(): Promise<Page>;
  close(): Promise<void>;
};
export type Place = Page | Frame;

export async function startFox(): Promise<Fox> {
  const folder = build('firefox');
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    args: ['--remote-allow-system-access', '--width=1440', '--height=900'],
    defaultViewport: null,
    extraPrefsFirefox: { 'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }), 'intl.locale.requested': 'en-US' },
  });
  await browser.installExtension(folder);
  return {
    browser,
    async open(path) {
      const page = await browser.newPage();
      // It is there although its navigation never reports an end over BiDi.
      await page.goto(`${ORIGIN}/${path}`, { timeout: 5_000 }).catch((why: Error) => {
        if (!/timeout/i.test(why.message)) throw why;
      });
      return page;
    },
    async call(from, name, ask) {
      const answer = await from.evaluate(
        (name, ask) =>
          (
            globalThis as unknown as {
              browser: { runtime: { sendMessage(of: unknown): Promise<{ ok: boolean; value?: unknown }> } };
            }
          ).browser.runtime.sendMessage({ stockcue: 'call', name, ask }),
        name,
        ask as object,
      );
      if (!answer?.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
      return answer.value;
    },
    panelOver: (page) => found(() => firstAt(page.frames(), 'panel.html')),
    panelWindow: () => found(async () => firstAt(await browser.pages(), 'panel.html?surface=window')),
    close: () => browser.close(),
  };
}

/** By where it says that it is: the driver knows of no navigation to the extension's pages, and takes them for blank. */
async function firstAt<T extends Place>(all: readonly T[], path: string): Promise<T | undefined> {
  for (const one of all) {
    const href = await one.evaluate(() => location.href).catch(() => '');
    if (href.startsWith(`${ORIGIN}/${path}`)) return one;
  }
  return undefined;
}
/** Waits until there is one. */
export async function found<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  let it: T | undefined;
  await expect
    .poll(
      async () => {
        it = await look();
        return it !== undefined;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  if (it === undefined) throw new Error('not found');
  return it;
}

/** Waits for it, and presses it as a mouse does. */
export async function press(place: Place, selector: string): Promise<void> {
  const element = await place.waitForSelector(selector, { visible: true });
  await element?.click();
}
/** The button that is called so, whole. */
export const named = (name: string): string => `::-p-xpath(//button[not(@disabled)][normalize-space()="${name}"])`;
/** The text of what is there now; empty where nothing is. */
export const textAt = (place: Place, selector: string): Promise<string> =>
  place.evaluate((selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent).join('\n'), selector);
