import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from './extension.ts';
import { type Life, panelOver, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';

type Inside = {
  readonly chrome: { readonly alarms: { readonly onAlarm: { dispatch(alarm: unknown): void } } };
  roomFor?: IDBObjectStore['add'];
};
const SKUS = ['A-1', 'A-2'];

/** The browser has no room for our log, or gives us none at all: the numbers are right, it is said, and nothing is lost that need not be. */
describe('a browser that will not store', () => {
  const profile = mkdtempSync(join(tmpdir(), 'stockcue-storage-'));
  /** A file where the browser keeps its databases: it can open none. */
  const inTheWay = join(profile, 'Default/IndexedDB');
  let life: Life;
  let page: Page;
  let panel: Frame;
  let popup: Page;
  const notices = () => panel.locator('.notice').allTextContents();
  const sold = async () => /(\d+) sold/.exec((await popup.getByText(/sold, about/).textContent()) ?? '')?.[1];

  beforeAll(async () => {
    mkdirSync(join(profile, 'Default'), { recursive: true });
    writeFileSync(inTheWay, '');
    life = await startLife(SKUS, { extension: await launch({ profile }) });
    const site = await life.account('acc', SKUS);
    ({ page, panel } = await visit(life, site.url, 'A-1'));
    popup = await life.extension.open('popup.html');
  });
  afterAll(async () => {
    await life.close();
    rmSync(profile, { recursive: true, force: true });
  });

  /** What the browser does each minute. */
  const minute = async () =>
    (await life.extension.worker()).evaluate(() =>
      (globalThis as unknown as Inside).chrome.alarms.onAlarm.dispatch({ name: 'floor' }),
    );
  const full = async () =>
    (await life.extension.worker()).evaluate(() => {
      (globalThis as unknown as Inside).roomFor = IDBObjectStore.prototype.add;
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('', 'QuotaExceededError');
      };
    });
  const roomAgain = async () =>
    (await life.extension.worker()).evaluate(() => {
      const { roomFor } = globalThis as unknown as Inside;
      if (roomFor !== undefined) IDBObjectStore.prototype.add = roomFor;
    });
  /** Another worker takes over, and both surfaces are drawn anew: nothing on screen is left of before. */
  async function killed(): Promise<void> {
    const worker = () => life.extension.worker();
    await (await worker()).evaluate(() => Object.assign(globalThis, { old: true }));
    await life.extension.killWorker();
    await expect.poll(async () => (await worker()).evaluate(() => 'old' in globalThis)).toBe(false);
    await Promise.all([page.reload(), popup.reload()]);
    panel = await panelOver(life, page, 'A-1');
    await popup.locator('.popup:not(.is-old)').waitFor();
  }

  it('refuses from the start: it is said, and the numbers are right', async () => {
    await expect.poll(notices).toEqual([expect.stringContaining('refuses to store')]);
    await popup.getByText('refuses to store').waitFor();
    life.warehouse.change('A-1', 'LAX', 41);
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(41);
    await expect.poll(sold).toBe('9');
    await minute();
    expect(await notices()).toHaveLength(1);
  });

  it('stores again: it is no longer said, and a worker that is killed now loses nothing of before', async () => {
    rmSync(inTheWay);
    await minute();
    await expect.poll(notices).toEqual([]);
    await killed();
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(41);
    await expect.poll(sold).toBe('9');
    expect(await panel.locator('header h1').textContent()).toBe('Evening of acc');
  });

  /** With `unlimitedStorage` nothing but a full disk fills us up, so the worker is told what it would hear then. */
  it('is full in mid-stream: it is said, and the numbers are right', async () => {
    await full();
    life.warehouse.change('A-1', 'LAX', 39);
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(39);
    await expect.poll(notices).toEqual([expect.stringContaining('disk is full')]);
    life.warehouse.change('A-2', 'LAX', 45);
    await expect.poll(() => figure(panel, 'A-2', 'left')).toBe(45);
    await expect.poll(sold).toBe('16');
    expect(await rowOf(panel, 'A-1').locator('.mark.stale').count()).toBe(0);
  });

  it('is full when the worker dies: what is on disk comes back, and the warehouse tells the rest', async () => {
    await killed();
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(39);
    await expect.poll(() => figure(panel, 'A-2', 'left')).toBe(45);
    await expect.poll(sold).toBe('16');
    expect(await notices()).toEqual([]);
  });

  it('has room again: what memory held is on disk', async () => {
    await full();
    life.warehouse.change('A-1', 'LAX', 30);
    await expect.poll(notices).toHaveLength(1);
    await expect.poll(sold).toBe('25');
    await roomAgain();
    await minute();
    await expect.poll(notices).toEqual([]);
    // The warehouse says nothing of what it was: only the disk knows what was sold.
    life.warehouse.behave({ kind: 'broken' });
    await killed();
    await expect.poll(sold).toBe('25');
    expect(await figure(panel, 'A-1', 'left')).toBe(30);
  });

  it('has broken nothing', () => {
    expect(life.extension.console.filter((line) => /uncaught|defect/i.test(line))).toEqual([]);
  });
});
