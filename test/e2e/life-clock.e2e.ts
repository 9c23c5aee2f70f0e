import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, type Life, place, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';

const SKUS = ['A-1', 'A-2', 'A-3'];

/** The machine's clock is not to be trusted: it is set back, and it jumps while the machine sleeps. */
describe('in mid-stream, when the clock does not run evenly', () => {
  let life: Life;
  let panel: Frame;
  let popup: Page;
  const stale = (key: string) => rowOf(panel, key).locator('.mark.stale');
  const source = () => panel.locator('.source').first().textContent();
  const inPopup = () => popup.locator('[data-source=wms]').textContent();
  const alerts = () => popup.locator('[data-alert]').evaluateAll((all) => all.map((one) => one.getAttribute('data-alert')));

  beforeAll(async () => {
    life = await startLife(SKUS);
    const site = await life.account('acc', SKUS);
    ({ panel } = await visit(life, site.url, 'A-1'));
    popup = await life.extension.open('popup.html');
  });
  afterAll(() => life.close());
  beforeEach(async () => {
    life.warehouse.behave({ kind: 'well' });
    life.warehouse.set(SKUS.map((sku) => place(sku, 500)));
    await life.clock(0);
    await expect.poll(() => figure(panel, 'A-1', 'left'), { timeout: 20_000 }).toBe(500);
    await stale('A-1').waitFor({ state: 'detached' });
    await expect.poll(alerts).toEqual([]);
  });

  /** One poll is under way and hangs; answers with what lets it go on. */
  async function hold(): Promise<() => void> {
    life.warehouse.behave({ kind: 'held' });
    await life.warehouse.waiting();
    return () => {
      life.warehouse.behave({ kind: 'well' });
      // What was given up meanwhile hears it, too.
      for (let n = 0; n < 20; n += 1) life.warehouse.let();
    };
  }

  it('set back: the age is unknown until the next reading, the number is as it was, and then all is right', async () => {
    const goOn = await hold();
    await life.clock(-HOUR);
    await expect.poll(source).toContain('age unknown');
    await expect.poll(inPopup).toContain('age unknown');
    await panel.locator('.notice', { hasText: 'clock was set back' }).waitFor();
    // How old it is nobody knows: it does not pass for a current one.
    await stale('A-1').waitFor();
    expect(await stale('A-1').textContent()).toContain('age unknown');
    expect(await figure(panel, 'A-1', 'left')).toBe(500);
    // The stream goes on: it was not the stream that went back.
    expect(await panel.locator('header h1').textContent()).toBe('Evening of acc');
    expect(await panel.locator('header').textContent()).toContain('left · ends');

    life.warehouse.change('A-1', 'LAX', 491);
    goOn();
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(491);
    await stale('A-1').waitFor({ state: 'detached' });
    await expect.poll(source).toMatch(/\d s ago/);
    await expect.poll(() => panel.locator('.notice').count()).toBe(0);
    await expect.poll(() => popup.getByText(/sold, about/).textContent()).toMatch(/\b9 sold/);
  });

  it('set back between two polls: it is read on as before, and not when the old time has come again', async () => {
    await life.warehouse.answered(1);
    await life.clock(-6 * HOUR);
    await life.warehouse.answered(4);
    life.warehouse.change('A-2', 'LAX', 494);
    await expect.poll(() => figure(panel, 'A-2', 'left')).toBe(494);
    await expect.poll(source).toMatch(/\d s ago/);
  });

  it('set back while the warehouse is away: what was old stays old', async () => {
    life.warehouse.behave({ kind: 'broken' });
    await stale('A-1').waitFor();
    await life.clock(-HOUR);
    await panel.locator('.notice', { hasText: 'clock was set back' }).waitFor();
    await life.warehouse.answered(2);
    expect(await stale('A-1').textContent()).toContain('age unknown');
    expect(await figure(panel, 'A-1', 'left')).toBe(500);
  });

  it('asleep for hours: at wake it is stale at once, and the gap raises nothing but that; then its units are known', async () => {
    const goOn = await hold();
    life.warehouse.change('A-1', 'LAX', 498);
    await life.clock(3 * HOUR);
    for (const key of SKUS) await stale(key).waitFor();
    expect(await stale('A-1').textContent()).toContain('3 h ago');
    expect(await figure(panel, 'A-1', 'left')).toBe(500);
    expect(await rowOf(panel, 'A-1').locator('.verdict').getAttribute('class')).toContain('is-unknown');
    await expect.poll(alerts).toEqual(['stale']);

    const before = Number(/(\d+) sold/.exec((await popup.getByText(/sold, about/).textContent()) ?? '')?.[1]);
    goOn();
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(498);
    for (const key of SKUS) await stale(key).waitFor({ state: 'detached' });
    await expect.poll(() => popup.getByText(/sold, about/).textContent()).toContain(`${before + 2} sold`);
    await expect.poll(alerts).toEqual([]);
    expect(await rowOf(panel, 'A-1').locator('.verdict').getAttribute('class')).toContain('is-enough');
  });

  it('between streams: a warehouse that stays away is old then, too', async () => {
    await life.end('acc');
    await life.warehouse.answered(2);
    life.warehouse.behave({ kind: 'broken' });
    await life.warehouse.answered(1);
    await life.clock(30_000);
    await stale('A-1').waitFor();
    await expect.poll(alerts).toEqual(['stale']);
    life.warehouse.behave({ kind: 'well' });
    await life.clock(90_000);
    await stale('A-1').waitFor({ state: 'detached' });
  });
});
