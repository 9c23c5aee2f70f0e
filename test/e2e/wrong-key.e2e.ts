import type { Frame, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWarehouse, type Warehouse } from '../sandbox/warehouse/server.ts';
import { type Life, place, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';
import { addSource, openOptions } from './set-up.ts';

const RIGHT = 'right-key-71';
const WRONG = 'wrong-key-17';
const SAID = 'The key is wrong, or may not do this.';

/** A key that is wrong is said in words where it is entered and where it is missed; once mended, all is right by itself. */
describe('a wrong key', () => {
  let warehouse: Warehouse;
  let life: Life;
  let options: Page;
  let page: Page;
  let panel: Frame;
  const card = (): Locator => options.locator('.card').filter({ hasText: '3PL' });
  const alert = (): Locator => panel.locator('.alerts').getByText(SAID).first();

  /** Types another key, and answers with what *Check* says of it. */
  async function enter(key: string): Promise<string> {
    await options.bringToFront();
    await card().getByRole('button', { name: 'Edit' }).click();
    const form = options.getByRole('form', { name: 'Source' });
    await form.getByLabel('Key', { exact: true }).fill(key);
    await form.getByRole('button', { name: 'Save and check' }).click();
    const said = (await form.locator('.words').textContent()) ?? '';
    expect(await form.getByLabel('Key', { exact: true }).inputValue()).toBe('');
    await form.getByRole('button', { name: 'Close' }).click();
    return said;
  }

  beforeAll(async () => {
    warehouse = await startWarehouse({ key: RIGHT, levels: [place('A-1', 30), place('A-2', 31)] });
    life = await startLife([]);
    options = await openOptions(life.extension);
  });
  afterAll(async () => {
    await life.close();
    await warehouse.close();
  });

  it('is said in words in the options, beside the source that it belongs to', async () => {
    const said = await addSource(options, {
      kind: 'Any JSON API',
      name: '3PL',
      role: 'both',
      fields: {
        Address: warehouse.url,
        'Name of the header or query parameter': 'x-api-key',
        Key: WRONG,
        'Rows (JMESPath)': 'data',
        'Fields of a row (JSON of JMESPath)': '{"sku":"sku","location":"warehouse","sellable":"sellable"}',
      },
    });
    expect(said).toContain('✕');
    expect(said).toContain(SAID);
    expect(warehouse.log.at(-1)?.status).toBe(401);
  });

  it('is said over the console page, where no number pretends', async () => {
    const source = (await card().getAttribute('data-source')) ?? '';
    const site = await life.account('red', ['A-1', 'A-2'], source);
    ({ page, panel } = await visit(life, site.url, 'A-1'));
    expect(await figure(panel, 'A-1', 'left')).toBeNull();
    await alert().waitFor();
    const popup = await life.extension.open('popup.html');
    await popup.getByText(SAID).first().waitFor();
    await popup.close();
  });

  it('mended, is right at once and by itself', async () => {
    expect(await enter(RIGHT)).toContain('Stock can be read: 2 positions.');
    await expect.poll(() => figure(panel, 'A-1', 'left'), { timeout: 20_000 }).toBe(30);
    expect(await figure(panel, 'A-2', 'left')).toBe(31);
    await alert().waitFor({ state: 'detached' });
  });

  it('that stops being good leaves the last number as an old one, and says why', async () => {
    expect(await enter(WRONG)).toContain(SAID);
    warehouse.change('A-1', 'LAX', 12);
    await rowOf(panel, 'A-1').locator('.mark.stale').waitFor();
    await alert().waitFor();
    expect(await figure(panel, 'A-1', 'left')).toBe(30);
    await enter(RIGHT);
    await expect.poll(() => figure(panel, 'A-1', 'left'), { timeout: 20_000 }).toBe(12);
    await rowOf(panel, 'A-1').locator('.mark.stale').waitFor({ state: 'detached' });
    await page.close();
  });
});
