import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeServer, startConsole } from '../sandbox/console/server.ts';
import { startWarehouse, type Warehouse } from '../sandbox/warehouse/server.ts';
import { build } from '../tools/build.ts';
import { type Extension, launch, panelFrame } from './extension.ts';
import { figure, rowOf } from './panel.ts';
import { addAccount, addSource, openOptions, pollOften, startStream } from './set-up.ts';

const SKUS = ['A-1', 'A-2', 'A-3'];
const HOSTS = ['http://127.0.0.1/*'];

/**
 * The very build that is released, manifest and all. A headless browser answers no prompt, so the person's "Allow" is put
 * into the profile beforehand: the same profile first meets the extension with the host required, then as it is released.
 */
describe('the release, with its own manifest', () => {
  const home = mkdtempSync(join(tmpdir(), 'stockcue-release-'));
  const folder = join(home, 'extension');
  const profile = join(home, 'profile');
  let warehouse: Warehouse;
  let console_: PracticeServer;
  let extension: Extension;
  let page: Page;
  let panel: Frame;

  beforeAll(async () => {
    cpSync(build('release'), folder, { recursive: true });
    const file = join(folder, 'manifest.json');
    const released = readFileSync(file, 'utf8');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(released), host_permissions: HOSTS }));
    const granting = await launch({ build: folder, profile });
    await granting.worker();
    await granting.close();
    writeFileSync(file, released);
    warehouse = await startWarehouse({
      key: 'release-key',
      levels: SKUS.map((sku, n) => ({ sku, warehouse: 'LAX', sellable: 40 + n })),
    });
    console_ = await startConsole({ listings: SKUS.map((key) => ({ key, title: key, sold: null })) });
    extension = await launch({ build: folder, profile });
  });
  afterAll(async () => {
    await extension.close();
    await console_.close();
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('requires no host at all', async () => {
    const options = await openOptions(extension);
    const manifest = await options.evaluate(() => {
      const { chrome } = globalThis as unknown as { chrome: { runtime: { getManifest(): Record<string, unknown> } } };
      return chrome.runtime.getManifest();
    });
    expect(manifest.host_permissions).toBeUndefined();
    expect(manifest.content_scripts).toBeUndefined();
    expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
    await options.close();
  });

  it('is set up in the options page, and its check reaches the warehouse', async () => {
    const options = await openOptions(extension);
    const said = await addSource(options, {
      kind: 'Any JSON API',
      name: 'WMS',
      role: 'both',
      fields: {
        Address: warehouse.url,
        'Name of the header or query parameter': 'x-api-key',
        Key: 'release-key',
        'Rows (JMESPath)': 'data',
        'Fields of a row (JSON of JMESPath)': '{"sku":"sku","location":"warehouse","sellable":"sellable"}',
      },
    });
    expect(said).toContain('Stock can be read: 3 positions.');
    await pollOften(options);
    await addAccount(options, 'My shop', console_.url, 'WMS');
    await startStream(options, 'Evening stream');
    await options.close();
  });

  it('shows the warehouse’s own numbers over the console page and beside its rows, poll after poll', async () => {
    page = await extension.context.newPage();
    await page.goto(console_.url);
    panel = await panelFrame(page, extension.id);
    await rowOf(panel, 'A-1').waitFor();
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(40);
    expect(await figure(panel, 'A-3', 'left')).toBe(42);
    warehouse.change('A-2', 'LAX', 33);
    await expect.poll(() => figure(panel, 'A-2', 'left')).toBe(33);
    await expect.poll(() => page.locator('[data-key="A-2"] [data-stockcue=badge]').first().textContent()).toBe('33');
  });

  it('keeps all of it over a restart of the browser', async () => {
    await extension.close();
    warehouse.change('A-1', 'LAX', 31);
    extension = await launch({ build: folder, profile });
    page = await extension.context.newPage();
    await page.goto(console_.url);
    panel = await panelFrame(page, extension.id);
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(31);
  });

  it('asks nothing more when the grant is taken back, keeps the last number as an old one, and says why', async () => {
    const options = await openOptions(extension);
    await options.evaluate((origins) => {
      const { chrome } = globalThis as unknown as {
        chrome: { permissions: { remove(what: { origins: string[] }): Promise<boolean> } };
      };
      return chrome.permissions.remove({ origins });
    }, HOSTS);
    await options.getByRole('button', { name: 'Allow access' }).first().waitFor();
    const window = await extension.open('panel.html?surface=window');
    warehouse.change('A-1', 'LAX', 5);
    await rowOf(window.mainFrame(), 'A-1').locator('.mark.stale').waitFor();
    expect(await figure(window.mainFrame(), 'A-1', 'left')).toBe(31);
    const asked = warehouse.log.length;
    await window.locator('header').getByRole('button', { name: 'WMS' }).click();
    await window.getByText('no longer lets Stockcue reach this system').first().waitFor();
    expect(warehouse.log.length).toBe(asked);
  });
});
