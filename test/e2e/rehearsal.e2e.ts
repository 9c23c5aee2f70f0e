import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Extension, launch, panelFrame } from './extension.ts';
import { confirm, confirmed, figure, firstSingle, openForm, rowOf } from './panel.ts';

/** The rehearsal: the whole product over the simulated warehouse and channel, as a controller meets it first. */
describe('the rehearsal', () => {
  let extension: Extension;
  let page: Page;
  let panel: Frame;

  beforeAll(async () => {
    extension = await launch();
    page = await extension.open('rehearsal.html');
    panel = await panelFrame(page, extension.id);
    await panel.locator('[role=row][data-key]').first().waitFor();
  });
  afterAll(() => extension.close());

  it('shows the same units beside the console’s rows as in the panel', async () => {
    await page.locator('[data-stockcue=badge]').first().waitFor();
    const key = await firstSingle(panel);
    await expect
      .poll(async () => {
        const badge = await page.locator(`[data-key="${key}"] [data-stockcue=badge]`).first().textContent();
        return Number(badge) === (await figure(panel, key, 'safe'));
      })
      .toBe(true);
  });

  it('goes to a link when its number is typed', async () => {
    await panel.locator('[role=treegrid], [role=grid]').first().focus();
    await page.keyboard.type('12');
    await expect.poll(() => panel.locator('[role=row]:focus .link').textContent()).toContain('12');
  });

  it('pauses with one click and a confirmation, sees it confirmed, and takes it back', async () => {
    const key = await firstSingle(panel);
    const row = rowOf(panel, key);
    await row.locator('.arm').click();
    const strip = panel.locator('[role=alertdialog]');
    await strip.waitFor();
    // Arming acts on nothing.
    expect(await page.locator(`[data-key="${key}"]`).first().getAttribute('data-state')).toBe('onSale');
    await strip.locator('.confirm[aria-disabled=false]').click();
    await confirmed(panel);
    await expect.poll(() => page.locator(`[data-key="${key}"]`).first().getAttribute('data-state')).toBe('paused');
    await panel.locator('.strip.outcome button').first().click();
    await confirm(panel);
    await confirmed(panel);
    await expect.poll(() => page.locator(`[data-key="${key}"]`).first().getAttribute('data-state')).toBe('onSale');
  });

  describe('stock of one link', () => {
    let key: string;
    const strip = () => panel.locator('.strip');
    const sale = async () => (await figure(panel, key, 'sale')) ?? Number.NaN;
    /** What may be released is what stands between on sale and safe to promise, as long as we withhold it. */
    const adds = async () => {
      const [on, may, safe] = [await sale(), await figure(panel, key, 'may'), await figure(panel, key, 'safe')];
      return on + (may ?? Number.NaN) === safe;
    };
    async function open(form: 'l' | 'd', n: number) {
      await openForm(page, panel, key, form, n);
      await confirm(panel);
      await confirmed(panel);
    }
    beforeAll(async () => {
      await page.locator('button', { hasText: '1×' }).first().click();
      key = await firstSingle(panel);
    });

    it('is limited, released by a preset and taken back, with numbers that agree each time', async () => {
      const before = await sale();
      await open('l', 20);
      await expect.poll(sale).toBeLessThanOrEqual(20);
      await expect.poll(adds).toBe(true);
      await rowOf(panel, key).locator('.plus').click();
      await strip().locator('.preset[aria-disabled=false]').first().click();
      await confirmed(panel);
      await expect.poll(sale).toBeGreaterThan(20);
      await extension.killWorker();
      await expect.poll(adds).toBe(true);
      await strip().getByRole('button', { name: 'Take back' }).click();
      expect(await strip().textContent()).toContain('stops selling what is unsold');
      await confirm(panel);
      await confirmed(panel);
      await expect.poll(sale).toBeLessThanOrEqual(20);
      // Back later, after the strip was put away.
      await rowOf(panel, key).locator('.plus').click();
      await strip().getByRole('button', { name: 'Restore' }).click();
      await confirm(panel);
      await confirmed(panel);
      await expect.poll(sale).toBeGreaterThan(before - 20);
      await expect.poll(adds).toBe(true);
    });

    it('is released in batches, and the drip is undone as itself after one of them', async () => {
      const before = await sale();
      await open('d', 10);
      await expect.poll(sale).toBeLessThanOrEqual(10);
      await panel.locator('.wait.drip .sure[aria-disabled=false]').click();
      await expect.poll(sale).toBeGreaterThan(10);
      await expect.poll(() => panel.locator('.wait.drip').textContent()).toContain('batches: 2');
      await strip().getByRole('button', { name: 'Stop and restore' }).click();
      await confirm(panel);
      await confirmed(panel);
      await expect.poll(sale).toBeGreaterThan(before - 20);
      await panel.locator('.wait.drip').waitFor({ state: 'detached' });
    });
  });

  describe('its own options', () => {
    const options = async (section: string) => {
      const opened = await extension.open(`options.html?shop=rehearsal#${section}`);
      await opened.getByRole('note').getByText('This is the practice shop').waitFor();
      return opened;
    };

    it('turn on a guard, which counts down in the panel and on the desk, and is stopped', async () => {
      const guards = await options('guards');
      const sku = ((await guards.locator('tbody th').first().textContent()) ?? '').split(' ')[0] ?? '';
      await guards.locator('tbody input[type=checkbox]').first().click();
      const number = guards.locator('tbody input.num').first();
      await number.fill('1000000');
      await number.press('Enter');
      const desk = await extension.open('desk.html?shop=rehearsal#streams');
      await desk.locator('.guard.is-counting').getByText(sku, { exact: true }).waitFor();
      await panel.locator('.wait.guard.is-counting').waitFor();
      await desk.getByRole('button', { name: /Stop it/ }).click();
      await desk.locator('.guard.is-stopped').waitFor();
      await panel.locator('.wait.guard.is-stopped').waitFor();
      await desk.close();
      await guards.close();
    });

    it('show what was done in it, guards and all; the real shop’s know nothing of it', async () => {
      const audit = await options('audit');
      const rows = () => audit.locator('.audit tbody tr').allTextContents();
      await expect.poll(async () => (await rows()).filter((row) => /Guard: pause/.test(row)).length).toBe(4);
      expect((await rows()).slice(0, 4)).toEqual([
        expect.stringMatching(/desk.*stopped/),
        expect.stringMatching(/Guard.*left.*counts down/),
        expect.stringMatching(/options.*1,000,000 or fewer.*changed.*Was 5/),
        expect.stringMatching(/options.*5 or fewer.*turned on/),
      ]);
      expect((await rows()).some((row) => /Pause .*confirmed/.test(row))).toBe(true);
      await audit.getByRole('link', { name: 'To the options of your own shop' }).click();
      await audit.getByText('Nothing was done yet.').waitFor();
      expect(await audit.getByRole('note').count()).toBe(0);
      await audit.close();
    });
  });

  it('comes back with its numbers when the worker is killed', async () => {
    const key = await firstSingle(panel);
    const before = (await figure(panel, key, 'left')) ?? Number.NaN;
    await extension.killWorker();
    await panel.locator('.notice').waitFor({ state: 'detached' });
    await expect.poll(() => figure(panel, key, 'left')).toBeLessThanOrEqual(before);
    expect(await figure(panel, key, 'left')).toBeGreaterThan(before - 60);
  });

  it('speaks the other language without a reload', async () => {
    await panel.locator('header select').selectOption('zh');
    await expect.poll(() => panel.locator('.column-left, .figure.left .figure-name').first().textContent()).toContain('剩');
    await panel.locator('header select').selectOption('en');
  });

  it('has written no error to any console', () => {
    expect(extension.console.filter((line) => /uncaught|error/i.test(line))).toEqual([]);
  });
});
