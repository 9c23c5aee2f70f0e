import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeServer, startConsole } from '../sandbox/console/server.ts';
import { startVendure, type Vendure } from '../sandbox/vendure/vendure.ts';
import { type Extension, launch, panelFrame } from './extension.ts';
import { figure, rowOf } from './panel.ts';
import { addAccount, addSource, openOptions, pollOften, startStream } from './set-up.ts';

const SKUS = ['FS01-S', 'FS01-M', 'LT02-S', 'LT02-M', 'YL03-S', 'YL03-M', 'IT04-S', 'IN05-S', 'SL06-S', 'CT07-S'];
const [SKU = ''] = SKUS;

/** The main job, end to end: a real warehouse's stock on a live console, sold, paused, resumed, lost and found. */
describe('a seller with a real Vendure', () => {
  const data = mkdtempSync(join(tmpdir(), 'stockcue-vendure-'));
  let vendure: Vendure;
  let console_: PracticeServer;
  let extension: Extension;
  let options: Page;
  let page: Page;
  let panel: Frame;
  const left = (): Promise<number | null> => figure(panel, SKU, 'left');

  beforeAll(async () => {
    vendure = await startVendure(data);
    console_ = await startConsole({ listings: SKUS.map((key) => ({ key, title: `Listing ${key}`, sold: null })) });
    extension = await launch();
    options = await openOptions(extension);
  });
  afterAll(async () => {
    await extension.close();
    await console_.close();
    await vendure.stop();
    rmSync(data, { recursive: true, force: true });
  });

  async function press(command: 'pause' | 'resume'): Promise<void> {
    await rowOf(panel, SKU).locator(`.arm.is-${command}`).click();
    await panel.locator(`[role=alertdialog].is-${command} .confirm[aria-disabled=false]`).click();
    await panel.locator('.strip.outcome.is-confirmed').waitFor();
    await panel.locator('.strip.outcome button').last().click();
  }
  /** What Stockcue says this stream has sold, as the popup shows it. */
  async function soldInStockcue(popup: Page): Promise<number> {
    const text = (await popup.getByText(/sold, about/).textContent()) ?? '';
    return Number(/([\d,]+) sold/.exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  }

  it('is told in words when the key is wrong, and when it is right', async () => {
    const vendureSource = (key: string) => ({
      kind: 'Vendure',
      name: 'Vendure',
      role: 'both',
      fields: { 'Admin API address': vendure.adminApi, 'API key': key },
    });
    const wrong = await addSource(options, vendureSource('wrong:key'));
    expect(wrong).toContain('✕');
    await options.getByRole('button', { name: 'Remove' }).click();
    await options.getByRole('button', { name: 'Remove for good' }).click();
    await options.getByRole('button', { name: 'Remove' }).waitFor({ state: 'detached' });
    const right = await addSource(options, vendureSource(vendure.apiKey));
    expect(right).not.toContain('✕');
  });

  it('sets up the console and the stream, and sees Vendure’s own stock over the page', async () => {
    await pollOften(options);
    await addAccount(options, 'My shop', console_.url, 'Vendure');
    await startStream(options, 'Evening stream');
    page = await extension.context.newPage();
    await page.goto(console_.url);
    panel = await panelFrame(page, extension.id);
    await rowOf(panel, SKU).waitFor();
    for (const sku of SKUS.slice(0, 4)) await expect.poll(() => figure(panel, sku, 'left')).toBe(await vendure.available(sku));
    await expect
      .poll(() => page.locator(`[data-key="${SKU}"] [data-stockcue=badge]`).first().textContent())
      .toBe(String(await vendure.available(SKU)));
  });

  it('sees a purchase as exactly as many units less', async () => {
    const before = (await left()) ?? Number.NaN;
    expect((await vendure.buy(SKU, 3)).ok).toBe(true);
    await expect.poll(left).toBe(before - 3);
    expect(await vendure.available(SKU)).toBe(before - 3);
  });

  it('pauses it from the overlay: Vendure refuses a purchase; resumed, it is accepted', async () => {
    await press('pause');
    expect(await vendure.enabled(SKU)).toBe(false);
    expect((await vendure.buy(SKU, 1)).ok).toBe(false);
    await press('resume');
    expect(await vendure.enabled(SKU)).toBe(true);
    const before = (await left()) ?? Number.NaN;
    expect((await vendure.buy(SKU, 2)).ok).toBe(true);
    await expect.poll(left).toBe(before - 2);
  });

  it('has derived exactly the sales that Vendure’s own orders hold', async () => {
    await vendure.buy('LT02-S', 4);
    const bought = (await vendure.orders())
      .filter((line) => line.state.startsWith('Payment'))
      .reduce((sum, line) => sum + line.quantity, 0);
    expect(bought).toBe(9);
    const popup = await extension.open('popup.html');
    await expect.poll(() => soldInStockcue(popup)).toBe(bought);
    await popup.close();
  });

  it('says stale when Vendure stops, gives no advice from old numbers, and is right again when it is back', async () => {
    const last = await left();
    await vendure.stop();
    await rowOf(panel, SKU).locator('.mark.stale').waitFor();
    expect(await left()).toBe(last);
    await expect.poll(() => rowOf(panel, SKU).locator('.verdict').getAttribute('class')).toContain('is-unknown');
    await panel.locator('.alert, [data-alert], .alerts li').first().waitFor();
    await vendure.start();
    await rowOf(panel, SKU).locator('.mark.stale').waitFor({ state: 'detached' });
    await vendure.buy(SKU, 1);
    await expect.poll(left).toBe((last ?? 0) - 1);
  });

  it('has shown the key nowhere but in the field that saved it', async () => {
    const popup = await extension.open('popup.html');
    for (const shown of [options, page, popup]) {
      for (const frame of shown.frames()) expect(await frame.content()).not.toContain(vendure.apiKey);
    }
    expect(extension.console.join('\n')).not.toContain(vendure.apiKey);
  });
});
