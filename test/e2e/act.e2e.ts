import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShopId } from '../../core/domain/ids.ts';
import type { PracticeServer } from '../sandbox/console/server.ts';
import { type Life, startLife, visit } from './life.ts';
import { command, panelView, tell } from './panel-port.ts';

const SKUS = ['A-1', 'A-2', 'A-3', 'A-4'];

/** Listings are pinned by the page: a person is shown where to press, and, once promoted, one press is ours. */
describe('acting on a console page in a real browser', () => {
  let life: Life;
  let site: PracticeServer;
  let page: Page;
  let panel: Frame;

  beforeAll(async () => {
    life = await startLife(SKUS);
    site = await life.account('red', SKUS);
    site.set((row) => ({ ...row, pinned: false }));
    ({ page, panel } = await visit(life, site.url, 'A-1'));
    // Every click that reaches the page is counted, whoever made it.
    await page.evaluate(() => {
      const clicks: string[] = [];
      Object.assign(globalThis, { clicks });
      document.addEventListener('click', ({ target, isTrusted }) => {
        const row = (target as Element).closest('[data-key]')?.getAttribute('data-key');
        clicks.push(`${row} ${(target as Element).textContent} ${isTrusted}`);
      });
    });
  });
  afterAll(() => life.close());

  const clicks = () => page.evaluate(() => (globalThis as unknown as { clicks: string[] }).clicks);
  const pinned = () => site.rows().flatMap(({ key, pinned }) => (pinned ? [key] : []));
  const pinButton = (key: string) => page.locator(`.pc-body [data-key="${key}"] .pc-pin`);
  const outline = () => page.locator('[data-stockcue=act]');

  const pin = (key: string) =>
    command(life, {
      command: 'pin',
      key: `e2e:${key}:${Math.random()}`,
      account: 'red',
      listing: key,
      variant: null,
      skus: [key],
      undoes: null,
      because: null,
    });
  const view = (shop?: ShopId) => panelView(life, shop);
  const pageRow = async () => (await view()).page;

  it('a person is shown the button, presses it, and it is confirmed: three times', async () => {
    for (const key of ['A-2', 'A-3', 'A-1']) {
      const before = (await clicks()).length;
      const answer = pin(key);
      await outline().waitFor({ state: 'attached' });
      expect((await clicks()).length).toBe(before);
      await pinButton(key).click();
      expect(await answer).toBeNull();
      expect(pinned()).toEqual([key]);
      await outline().waitFor({ state: 'detached' });
    }
    expect(await clicks()).toEqual(['A-2 Pin true', 'A-3 Pin true', 'A-1 Pin true']);
    const row = await pageRow();
    expect(row).toMatchObject({ confirmed: true, failed: [] });
    expect(row?.actions.find(({ action }) => action === 'pin')).toMatchObject({ level: 'guide', runs: 3, mayPromote: true });
  });

  it('then, promoted by a person, one press of ours on the right row while the list re-orders', async () => {
    expect(
      await tell(life, {
        kind: 'promote',
        account: 'red',
        action: 'pin',
        on: true,
        gesture: { trusted: true, seenVisibleMs: 600 },
      }),
    ).toBeNull();
    await expect.poll(async () => (await pageRow())?.actions[0]?.level).toBe('assist');
    await page.evaluate(() => (globalThis as unknown as { clicks: string[] }).clicks.splice(0));
    const stirs = setInterval(() => site.set([...site.rows().slice(1), ...site.rows().slice(0, 1)]), 700);
    try {
      for (const key of ['A-3', 'A-4', 'A-2']) {
        expect(await pin(key)).toBeNull();
        expect(pinned()).toEqual([key]);
      }
    } finally {
      clearInterval(stirs);
    }
    expect(await clicks()).toEqual(['A-3 Pin false', 'A-4 Pin false', 'A-2 Pin false']);
    expect(await outline().count()).toBe(0);
  });

  it('a page whose button says something else is not pressed, and takes the promotion back', async () => {
    await page.evaluate(() => {
      const [button] = document.querySelectorAll('.pc-body [data-key="A-1"] .pc-pin');
      if (button !== undefined) button.textContent = 'Remove';
    });
    expect(await pin('A-1')).toBe('act:gate.text');
    expect(pinned()).toEqual(['A-2']);
    expect((await clicks()).length).toBe(3);
    const row = await pageRow();
    expect(row?.actions.find(({ action }) => action === 'pin')).toMatchObject({ level: 'guide', runs: 0, mayPromote: false });
    expect(panel.isDetached()).toBe(false);
  });

  it('what waits for a person is said in the panel, and goes with a worker that dies: it is read back, never done again', async () => {
    const before = (await clicks()).length;
    // Its answer dies with the worker.
    pin('A-4').catch(() => {});
    await outline().waitFor({ state: 'attached' });
    expect((await view()).guide).toMatchObject({ kind: 'pin', listing: 'red\u001fA-4', number: null });
    await life.extension.killWorker();
    await life.wake();
    await outline().waitFor({ state: 'detached' });
    await expect.poll(async () => (await view()).commands[0]).toMatchObject({ kind: 'pin', listing: 'A-4', step: 'unknown' });
    expect((await view()).guide).toBeNull();
    expect((await clicks()).length).toBe(before);
    expect(pinned()).toEqual(['A-2']);
  });

  it('guides in a rehearsal as on a site, with the code that the page has within reach', async () => {
    const rehearsal = await life.extension.open('rehearsal.html');
    const free = rehearsal.locator('.pc-body [data-key][data-pinned=false]').nth(1);
    await free.waitFor();
    const key = (await free.getAttribute('data-key')) ?? '';
    const found = async () => Object.values((await view('rehearsal')).rows).find((row) => row.key === key);
    await expect.poll(async () => (await view('rehearsal')).page?.actions[0]?.level).toBe('guide');
    const row = await found();
    const skus = [...new Set(row?.variants.flatMap((variant) => variant.skus.map(({ sku }) => sku)))];
    const wish = { command: 'pin', listing: key, variant: null, undoes: null, because: null } as const;
    const answer = command(life, { ...wish, key: 'e2e:rehearsal', account: row?.account ?? '', skus }, 'rehearsal');
    await rehearsal.locator('[data-stockcue=act]').waitFor({ state: 'attached' });
    await rehearsal.locator(`.pc-body [data-key="${key}"] .pc-pin`).click();
    expect(await answer).toBeNull();
    expect(await rehearsal.locator(`.pc-body [data-key="${key}"]`).getAttribute('data-pinned')).toBe('true');
    await rehearsal.close();
  });
});
