import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startVendure, type Vendure } from '../sandbox/vendure/vendure.ts';
import { startWritesProxy, type WritesProxy } from '../sandbox/warehouse/writes-proxy.ts';
import { type Life, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';

const [LOST, DONE, LATER] = ['FS01-S', 'FS01-M', 'LT02-S'] as const;
/** Longer than a write without an answer may take to land. */
const PAST_THE_GRACE_MS = 150_000;
type Row = { readonly type?: string; readonly body?: { readonly step?: string } };

/** The worker dies in the middle of a pause: what became of it is read from the system, and nothing is ever sent twice. */
describe('a worker killed in the middle of a command', () => {
  const data = mkdtempSync(join(tmpdir(), 'stockcue-crash-'));
  let vendure: Vendure;
  let proxy: WritesProxy;
  let life: Life;
  let panel: Frame;

  beforeAll(async () => {
    vendure = await startVendure(data);
    proxy = await startWritesProxy(vendure.adminApi);
    life = await startLife([]);
    const config = {
      id: 'shop',
      connector: 'vendure',
      name: 'Vendure',
      role: 'both',
      address: proxy.url,
      lagMinutes: 0,
      options: {},
    };
    await life.call('source.save', { shop: 'main', config, secret: { apiKey: vendure.apiKey } });
    const site = await life.account('red', [LOST, DONE, LATER], 'shop');
    ({ panel } = await visit(life, site.url, LOST));
  });
  afterAll(async () => {
    await life.close();
    await proxy.close();
    await vendure.stop();
    rmSync(data, { recursive: true, force: true });
  });
  beforeEach(() => {
    proxy.writes.splice(0);
  });

  const strip = (step: string) => panel.locator(`.strip.outcome.is-${step}`);
  async function pause(sku: string): Promise<void> {
    await rowOf(panel, sku).locator('.arm.is-pause').click();
    await panel.locator('[role=alertdialog] .confirm[aria-disabled=false]').click();
  }
  /** The last command's steps, in order, as the browser's own database holds them. */
  const onDisk = (): Promise<string[]> =>
    life.options.evaluate(async () => {
      const asked = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
      const steps: string[] = [];
      for (const { name = '' } of await indexedDB.databases()) {
        const db = await asked(indexedDB.open(name));
        for (const store of [...db.objectStoreNames]) {
          const rows = (await asked(db.transaction(store).objectStore(store).getAll())) as Row[];
          for (const { type, body } of rows) if (type === 'command') steps.push(body?.step ?? '');
        }
        db.close();
      }
      return steps.slice(steps.lastIndexOf('requested'));
    });

  it('begins with the system’s own stock on screen', async () => {
    await expect.poll(() => figure(panel, LOST, 'left')).toBe(await vendure.available(LOST));
    await rowOf(panel, LOST).locator('.arm.is-pause[aria-disabled=false]').waitFor();
  });

  it('journalled and never done: unknown at once, not done once nothing can land any more, and one write in all', async () => {
    proxy.behave('lost');
    await pause(LOST);
    await proxy.caught();
    expect(await onDisk()).toEqual(['requested', 'executing']);
    await life.extension.killWorker();

    await strip('unknown').waitFor();
    expect(await strip('unknown').textContent()).toMatch(
      /outcome unknown.*nothing is sent again|outcome unknown.*Nothing is sent twice/,
    );
    // A button is there again only when it is known how the listing stands: a second press is turned down.
    proxy.behave('through');
    await pause(LOST);
    await expect.poll(() => panel.locator('.strip.outcome').textContent()).toContain('still unknown');

    await life.clock(PAST_THE_GRACE_MS);
    await expect.poll(() => rowOf(panel, LOST).locator('.mark.command').textContent(), { timeout: 20_000 }).toContain('failed');
    expect(await onDisk()).toEqual(['requested', 'executing', 'unknown', 'failed']);
    expect(proxy.writes).toEqual([{ passedOn: false }]);
    expect(await vendure.enabled(LOST)).toBe(true);
  });

  it('done and never answered: unknown, then read back as confirmed, and one write in all', async () => {
    proxy.behave('unanswered');
    await pause(DONE);
    await proxy.caught();
    expect(await vendure.enabled(DONE)).toBe(false);
    expect(await onDisk()).toEqual(['requested', 'executing']);
    await life.extension.killWorker();

    await strip('confirmed').waitFor();
    await rowOf(panel, DONE).locator('.mark.is-paused').waitFor();
    expect(await onDisk()).toEqual(['requested', 'executing', 'unknown', 'confirmed']);
    expect(proxy.writes).toEqual([{ passedOn: true }]);
  });

  it('and may be commanded again afterwards', async () => {
    proxy.behave('through');
    await pause(LATER);
    await strip('confirmed').waitFor();
    expect(proxy.writes).toEqual([{ passedOn: true }]);
    expect(await vendure.enabled(LATER)).toBe(false);
  });
});
