import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PracticeServer } from '../sandbox/console/server.ts';
import { launch, panelFrame, TEST_BUILD } from './extension.ts';
import { type Life, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';

type Dispatched = { dispatch(detail: unknown): void };
type Chrome = {
  readonly chrome: {
    readonly runtime: {
      readonly id: string;
      reload(): void;
      getManifest(): { readonly version: string };
      readonly onUpdateAvailable: Dispatched;
    };
    readonly alarms: { readonly onAlarm: Dispatched };
    readonly management: { setEnabled(id: string, enabled: boolean): Promise<void> };
    readonly developerPrivate: { updateProfileConfiguration(change: { readonly inDeveloperMode: boolean }): Promise<void> };
  };
};
const SKUS = ['A-1', 'A-2'];

/** The browser puts a new version in the place of the old one while a stream runs, and the console's tab stays open. */
describe('an update of the extension in mid-stream', () => {
  const build = mkdtempSync(join(tmpdir(), 'stockcue-update-'));
  let life: Life;
  let site: PracticeServer;
  let page: Page;

  beforeAll(async () => {
    cpSync(TEST_BUILD, build, { recursive: true });
    life = await startLife(SKUS, { extension: await launch({ build }) });
    await allowReload(life.extension.context);
    site = await life.account('acc', SKUS);
    ({ page } = await visit(life, site.url, 'A-1'));
  });
  afterAll(async () => {
    await life.close();
    rmSync(build, { recursive: true, force: true });
  });

  const panels = () => page.frames().filter((frame) => frame.url().includes('/panel.html'));
  const ours = (what: string) => page.locator(`[data-stockcue=${what}]`).count();

  /** The next version lies in the folder; the browser loads it when the old one lets go. */
  function writeNext(): string {
    const file = join(build, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
    const version = manifest.version.replace(/\d+$/, (last) => String(Number(last) + 1));
    writeFileSync(file, JSON.stringify({ ...manifest, version }));
    return version;
  }
  /** Resolves once the old version's panel is gone and the new version's worker is there. */
  async function replaced(): Promise<void> {
    const [old] = panels();
    const [, worker] = await Promise.all([
      page.waitForEvent('framedetached', (frame) => frame === old),
      life.extension.context.waitForEvent('serviceworker'),
    ]);
    // Now and then Chromium starts it before it knows the extension again. It can do nothing then, and is stopped after
    // 30 s, but not under a debugger.
    const id = await worker.evaluate(() => (globalThis as unknown as Partial<Chrome>).chrome?.runtime?.id);
    if (id !== undefined) return;
    await life.extension.killWorker();
    await life.wake();
  }

  it('leaves one panel in the old tab, the new version’s, with the right numbers', async () => {
    const before = await panelFrame(page, life.extension.id);
    life.warehouse.change('A-1', 'LAX', 46);
    await expect.poll(() => figure(before, 'A-1', 'left')).toBe(46);
    const version = writeNext();
    const done = replaced();
    // The page that asks for it goes with the old version.
    await life.options.evaluate(() => (globalThis as unknown as Chrome).chrome.runtime.reload()).catch(() => {});
    await done;

    const panel = await panelFrame(page, life.extension.id);
    await rowOf(panel, 'A-1').waitFor();
    expect(await figure(panel, 'A-1', 'left')).toBe(46);
    life.warehouse.change('A-1', 'LAX', 45);
    await expect.poll(async () => figure(await panelFrame(page, life.extension.id), 'A-1', 'left')).toBe(45);
    await expect.poll(() => page.locator('[data-key="A-2"] [data-stockcue=badge]').allTextContents()).toEqual(['50']);
    expect(panels()).toHaveLength(1);
    expect([await ours('overlay'), await ours('ended')]).toEqual([1, 0]);
    const options = await life.extension.open('options.html');
    const running = await options.evaluate(() => (globalThis as unknown as Chrome).chrome.runtime.getManifest().version);
    expect(running).toBe(version);
    await options.close();
  });

  it('reaches the tabs that are opened after it, too', async () => {
    const { page: next, panel } = await visit(life, site.url, 'A-1');
    expect(await figure(panel, 'A-2', 'left')).toBe(50);
    await next.close();
  });

  it('is not called for by ourselves until the stream is over', async () => {
    const worker = await life.extension.worker();
    const minute = () =>
      worker.evaluate(() => (globalThis as unknown as Chrome).chrome.alarms.onAlarm.dispatch({ name: 'floor' }));
    const version = writeNext();
    await worker.evaluate(
      (next) => (globalThis as unknown as Chrome).chrome.runtime.onUpdateAvailable.dispatch({ version: next }),
      version,
    );
    const [before] = panels();
    await minute();
    await life.warehouse.answered(3);
    expect(panels()).toEqual([before]);

    await life.end('acc');
    const done = replaced();
    await minute().catch(() => {});
    await done;
    const panel = await panelFrame(page, life.extension.id);
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(45);
  });

  it('that never comes leaves no number standing: the page says that it must be loaded anew', async () => {
    const settings = await life.extension.context.newPage();
    await settings.goto('chrome://extensions');
    await settings.evaluate((id) => (globalThis as unknown as Chrome).chrome.management.setEnabled(id, false), life.extension.id);
    await page.locator('[data-stockcue=ended]').waitFor();
    expect(await page.locator('[data-stockcue=ended]').textContent()).toContain('reload this page');
    expect([await ours('overlay'), await ours('badge')]).toEqual([0, 0]);
    expect(panels()).toEqual([]);
  });
});

/** An extension from a folder is switched off by its own reload, unless the profile is a developer's. */
async function allowReload(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(() =>
    (globalThis as unknown as Chrome).chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }),
  );
  await page.close();
}
