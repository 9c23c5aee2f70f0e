import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVendure, type Vendure } from '../sandbox/vendure/vendure.ts';
import { keptIn, recordConsolePorts, recordMessages, type Said } from './canary.ts';
import { type Life, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';
import { addSource, openOptions } from './set-up.ts';

const SKU = 'FS01-S';
/** A key that is itself an address, as a chat robot's is, sent in the query of another address. */
const HOOK = 'https://hooks.example/services/T024/canary-hook-55aa';
const HOOK_MARK = 'canary-hook-55aa';

/** Keys are planted as canaries; then everything that the extension says, shows, keeps or exports is searched for them. */
describe('a key', () => {
  const data = mkdtempSync(join(tmpdir(), 'stockcue-canary-'));
  const said: Said[] = [];
  let consoleSaid: () => Promise<readonly string[]>;
  let vendure: Vendure;
  let life: Life;
  let options: Page;
  let page: Page;
  let panel: Frame;
  let popup: Page;
  const canaries = (): readonly string[] => [vendure.apiKey, HOOK_MARK];
  const bears = (text: string): boolean => canaries().some((canary) => text.includes(canary));
  const isSaving = ({ way, text }: Said): boolean => way === 'call' && JSON.parse(text).name === 'source.save';

  async function press(command: 'pause' | 'resume'): Promise<void> {
    await rowOf(panel, SKU).locator(`.arm.is-${command}`).click();
    await panel.locator(`[role=alertdialog].is-${command} .confirm[aria-disabled=false]`).click();
    await panel.locator('.strip.outcome.is-confirmed').waitFor();
    await panel.locator('.strip.outcome button').last().click();
  }
  async function exported(section: string, button: string): Promise<string> {
    await options.bringToFront();
    await options.getByRole('link', { name: section, exact: true }).click();
    const download = options.waitForEvent('download');
    await options.getByRole('button', { name: button, exact: true }).first().click();
    return readFileSync(await (await download).path(), 'utf8');
  }

  beforeAll(async () => {
    vendure = await startVendure(data);
    life = await startLife([SKU]);
    await recordMessages(life.extension.context, said);
    consoleSaid = await recordConsolePorts(await life.extension.worker());
    options = await openOptions(life.extension);
    popup = await life.extension.open('popup.html');
    await options.bringToFront();
  });
  afterAll(async () => {
    await life.close();
    await vendure.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('is typed once, and gone from the page when it is saved', async () => {
    const fields = { 'Admin API address': vendure.adminApi, 'API key': vendure.apiKey };
    expect(await addSource(options, { kind: 'Vendure', name: 'Vendure', role: 'both', fields })).not.toContain('✕');
    const json = {
      Address: life.warehouse.url,
      'Send the key in': 'query',
      'Name of the header or query parameter': 'hook',
      Key: HOOK,
      'Rows (JMESPath)': 'data',
      'Error inside an answer (JMESPath)': 'error',
      'Fields of a row (JSON of JMESPath)': '{"sku":"sku","location":"warehouse","sellable":"sellable"}',
    };
    await options.getByRole('button', { name: 'Add a source' }).click();
    const form = options.getByRole('form', { name: 'Source' });
    await form.getByLabel('System').selectOption({ label: 'Any JSON API' });
    await form.getByLabel('Name', { exact: true }).fill('Hooked');
    for (const [label, value] of Object.entries(json)) {
      const field = form.getByLabel(label, { exact: true });
      await (label === 'Send the key in' ? field.selectOption(value) : field.fill(value));
    }
    await form.getByRole('button', { name: 'Save and check' }).click();
    await form.locator('.words').getByText('Stock can be read').waitFor();
    expect(bears(await options.content())).toBe(false);
    const values = await options
      .locator('input, textarea')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(bears(values.join('\n'))).toBe(false);
    await form.getByRole('button', { name: 'Close' }).click();
  });

  it('is used all along: numbers, a pause and a resume, and every way to fail', async () => {
    const source = (await options.locator('.card', { hasText: 'Vendure' }).first().getAttribute('data-source')) ?? '';
    const site = await life.account('red', [SKU], source);
    ({ page, panel } = await visit(life, site.url, SKU));
    await expect.poll(() => figure(panel, SKU, 'left')).not.toBeNull();
    await press('pause');
    await press('resume');
    await rowOf(panel, SKU).locator('.title').click();
    await panel.locator('.detail').getByText(SKU).first().waitFor();
    await options.bringToFront();
    for (const behave of [{ kind: 'broken' }, { kind: 'malformed' }, { kind: 'errorInside', message: HOOK }] as const) {
      life.warehouse.behave(behave);
      const card = options.locator('.card', { hasText: 'Hooked' });
      await card.getByRole('button', { name: 'Check' }).click();
      await card.locator('.words .is-bad').waitFor();
      expect(await card.textContent()).not.toContain(HOOK_MARK);
      await life.warehouse.answered(2);
    }
    await vendure.stop();
    await options.locator('.card', { hasText: 'Vendure' }).getByRole('button', { name: 'Check' }).click();
    await options.locator('.card', { hasText: 'Vendure' }).locator('.words .is-bad').waitFor();
    await rowOf(panel, SKU).locator('.mark.stale').waitFor();
    await popup.getByText('Hooked').first().waitFor();
  });

  it('goes in no message but the one that saves it', async () => {
    const bearing = said.filter(({ text }) => bears(text));
    // The recorder hears: both keys were seen on their one way in, and all kinds of messages came by.
    expect(bearing.filter(isSaving)).toHaveLength(2);
    expect(bearing.filter((one) => !isSaving(one))).toEqual([]);
    expect(new Set(said.map(({ way }) => way))).toEqual(new Set(['call', 'answer', 'post', 'heard']));
    expect(said.some(({ text }) => text.includes('"say":"panel"'))).toBe(true);
    const withConsole = await consoleSaid();
    expect(withConsole.some((text) => text.includes(SKU))).toBe(true);
    expect(withConsole.filter(bears)).toEqual([]);
  });

  it('stands in no page, and in no export', async () => {
    for (const shown of [options, page, popup]) {
      for (const frame of shown.frames()) expect(bears(await frame.content())).toBe(false);
    }
    const settings = await exported('Data', 'Export');
    expect(settings).toContain(vendure.adminApi);
    expect(bears(settings)).toBe(false);
    const audit = await exported('Audit log', 'Export the audit log as CSV');
    expect(audit).toContain(SKU);
    expect(bears(audit)).toBe(false);
  });

  it('is kept where secrets are kept, and nowhere else', async () => {
    const kept = await keptIn(options);
    const places = new Set(kept.filter(([, text]) => bears(text)).map(([where]) => where));
    expect(places.size).toBe(1);
    expect([...places][0]).toMatch(/secrets/);
    expect(kept.length).toBeGreaterThan(4);
  });

  it('is in nothing that any context wrote to its console', async () => {
    const control = (text: string) => console.log(`control ${text}`);
    await (await life.extension.worker()).evaluate(control, 'worker');
    await panel.evaluate(control, 'panel');
    await options.evaluate(control, 'options');
    for (const from of ['worker', 'panel', 'options'])
      await expect.poll(() => life.extension.console).toContain(`control ${from}`);
    expect(life.extension.console.filter(bears)).toEqual([]);
  });
});
