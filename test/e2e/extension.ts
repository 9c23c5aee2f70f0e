import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Frame, type Page, type Worker } from 'playwright-core';
import { ROOT } from '../tools/build.ts';
import { findChromium } from '../tools/chromium.ts';

export const TEST_BUILD = join(ROOT, '.test/build/chrome-mv3');

export const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Extension = {
  readonly context: BrowserContext;
  readonly id: string;
  /** Everything that any page, frame or the worker wrote to its console. */
  readonly console: string[];
  open(path: string): Promise<Page>;
  worker(): Promise<Worker>;
  /** Ends the worker as the browser would; the next message or alarm starts a new one. */
  killWorker(): Promise<void>;
  close(): Promise<void>;
};

export type LaunchOptions = {
  readonly build?: string;
  readonly profile?: string;
  readonly headless?: boolean;
  readonly locale?: string;
  readonly args?: readonly string[];
};

/** Starts a real Chromium with the extension in it. */
export async function launch(options: LaunchOptions = {}): Promise<Extension> {
  const folder = options.build ?? TEST_BUILD;
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'stockcue-e2e-'));
  const context = await chromium.launchPersistentContext(profile, {
    headless: options.headless ?? true,
    executablePath: findChromium(),
    viewport: { width: 1440, height: 900 },
    locale: options.locale ?? 'en-US',
    args: [...QUIET, ...loading(folder), ...(options.args ?? [])],
  });
  return extensionIn(context, async () => {
    await context.close();
    if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
  });
}

export const loading = (folder: string): readonly string[] => [
  `--disable-extensions-except=${folder}`,
  `--load-extension=${folder}`,
];

/** The extension in a browser that runs already. */
export async function extensionIn(context: BrowserContext, close: () => Promise<void>): Promise<Extension> {
  const said: string[] = [];
  context.on('console', (message) => said.push(message.text()));
  context.on('weberror', (error) => said.push(`uncaught: ${error.error().message}`));
  const first = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const id = new URL(first.url()).host;
  const worker = async (): Promise<Worker> => context.serviceWorkers().at(-1) ?? (await context.waitForEvent('serviceworker'));

  return {
    context,
    id,
    console: said,
    async open(path) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${id}/${path}`);
      return page;
    },
    worker,
    async killWorker() {
      const browser = context.browser();
      if (browser === null) throw new Error('This context has no browser to ask.');
      const cdp = await browser.newBrowserCDPSession();
      const { targetInfos } = await cdp.send('Target.getTargets');
      const target = targetInfos.find((info) => info.type === 'service_worker' && info.url.includes(id));
      if (target !== undefined) await cdp.send('Target.closeTarget', { targetId: target.targetId });
      await cdp.detach();
    },
    close,
  };
}

/** The overlay's panel: the extension-origin frame in a page. */
export async function panelFrame(page: Page, id: string, notNamed = 'none'): Promise<Frame> {
  const isPanel = (frame: Frame): boolean => frame.url().startsWith(`chrome-extension://${id}/panel.html`);
  const found = (): Frame | undefined => page.frames().find((frame) => isPanel(frame) && frame.name() !== notNamed);
  const frame = found();
  if (frame !== undefined) return frame;
  return new Promise((resolve, reject) => {
    // A loaded machine is slow, not wrong.
    const timer = setTimeout(() => reject(new Error(`No panel frame in ${page.url()}`)), 40_000);
    const look = (): void => {
      const now = found();
      if (now === undefined) return;
      clearTimeout(timer);
      page.off('framenavigated', look);
      resolve(now);
    };
    page.on('framenavigated', look);
    look();
  });
}
