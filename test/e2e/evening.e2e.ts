import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStream } from '../builders/events.ts';
import { HOUR, type Life, panelOver, startLife } from './life.ts';
import { figure, rowOf } from './panel.ts';

const SKUS = ['A-1', 'A-2'];
const DAY = 24 * HOUR;

/** From one stream to the next: what is said while it runs, what a key marks, and what it has taught when it is over. */
describe('an evening and the next one', () => {
  let life: Life;
  let panel: Frame;
  const why = () => panel.locator('.detail .why').first().textContent();
  async function openDetail(key: string) {
    await rowOf(panel, key).focus();
    await rowOf(panel, key).press('Enter');
    await panel.locator('.detail .forecast').waitFor();
  }

  beforeAll(async () => {
    life = await startLife(SKUS, { level: 5_000 });
    // Asked again, the first answer is in the log: what is kept of the stream begins with it.
    await life.warehouse.answered(2);
    const site = await life.account('acc', SKUS);
    const page = await life.extension.context.newPage();
    await page.goto(site.url);
    panel = await panelOver(life, page, 'A-1');
  });
  afterAll(() => life.close());

  it('says where a SKU is heading and why, in figures, a sentence and a chart', async () => {
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(5_000);
    life.warehouse.change('A-1', 'LAX', 4_960);
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(4_960);
    await openDetail('A-1');
    await expect.poll(why).toMatch(/^Nothing known or planned: a guess of .* × .* today; .*about [\d,]+ more$/);
    await expect.poll(() => panel.locator('.detail .forecast dd').first().textContent()).toBe('40');
    await panel.locator('.detail .curve canvas').waitFor();
    await panel.locator('.detail').getByRole('button', { name: 'Close' }).click();
  });

  it('takes a flash price by one key, and its end by the same', async () => {
    await rowOf(panel, 'A-2').focus();
    await rowOf(panel, 'A-2').press('f');
    await rowOf(panel, 'A-2').locator('.mark', { hasText: 'flash price' }).waitFor();
    await openDetail('A-2');
    await expect.poll(why).toContain('on offer now');
    await panel.locator('.detail').getByRole('button', { name: 'Close' }).click();
    await rowOf(panel, 'A-2').focus();
    await rowOf(panel, 'A-2').press('f');
    await rowOf(panel, 'A-2').locator('.mark', { hasText: 'flash price' }).waitFor({ state: 'detached' });
  });

  it('starts the next stream from what this one taught, and still does when the worker was killed', async () => {
    await life.end('acc');
    const start = Date.now() + DAY;
    const next = aStream('acc', start, start + 12 * HOUR, { id: 'next', title: 'Tomorrow', actualStart: null });
    await life.call('settings.change', { shop: 'main', change: { streams: [next] } });
    await openDetail('A-1');
    await expect.poll(why).toMatch(/^Usual pace .*; about [\d,]+ in this stream$/);
    await life.extension.killWorker();
    await life.wake();
    await expect.poll(why).toMatch(/^Usual pace .*; about [\d,]+ in this stream$/);
  });

  it('lives through it again in the rehearsal page, with nothing that could be done to it', async () => {
    const page = await life.extension.open('rehearsal.html?replay=stream-acc');
    await page.getByRole('heading', { name: 'Replay: Evening of acc' }).waitFor();
    const deck = page.getByRole('region', { name: 'Replay' });
    // To its end, by the keyboard, as a slider is moved.
    await deck.getByRole('slider').press('End');
    await expect.poll(() => page.locator('[data-key="A-1"]').first().textContent()).toContain('4,960');
    await deck.getByRole('button', { name: 'Pause' }).click();
    // And back again, before it was sold.
    await deck.getByRole('slider').press('Home');
    await expect.poll(() => page.locator('[data-key="A-1"]').first().textContent()).toContain('5,000');
    expect(await page.getByRole('button', { name: 'Pause', exact: true }).nth(1).isDisabled()).toBe(true);
    await page.close();
  });
});
