import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aStream } from '../builders/events.ts';
import { type PracticeServer, startConsole } from '../sandbox/console/server.ts';
import { startWarehouse, type Warehouse } from '../sandbox/warehouse/server.ts';
import { type Extension, launch, panelFrame } from './extension.ts';
import { figure, rowOf } from './panel.ts';

const KEY = 'canary-4b1d-9c77';
const SKUS = ['A-1', 'A-2', 'A-3'];

/** A warehouse that misbehaves: each time the truth stays on screen, and the right number comes back by itself. */
describe('when the warehouse or the worker fails', () => {
  let warehouse: Warehouse;
  let console_: PracticeServer;
  let extension: Extension;
  let page: Page;
  let panel: Frame;

  /** One call to the worker from a page of the extension's own. */
  async function call(options: Page, name: string, ask: unknown): Promise<void> {
    const answer = await options.evaluate(
      ([name, ask]) =>
        (
          globalThis as unknown as { chrome: { runtime: { sendMessage(m: unknown): Promise<{ ok: boolean }> } } }
        ).chrome.runtime.sendMessage({ stockcue: 'call', name, ask }),
      [name, ask] as const,
    );
    expect(answer).toMatchObject({ ok: true });
  }

  beforeAll(async () => {
    warehouse = await startWarehouse({ key: KEY, levels: SKUS.map((sku) => ({ sku, warehouse: 'LAX', sellable: 50 })) });
    console_ = await startConsole({ listings: SKUS.map((key) => ({ key, title: key, sold: null })) });
    extension = await launch();
    const options = await extension.open('options.html');
    const now = Date.now();
    await call(options, 'source.save', {
      shop: 'main',
      config: {
        id: 'wms',
        connector: 'json',
        name: 'WMS',
        role: 'both',
        address: warehouse.url,
        lagMinutes: 0,
        options: {
          credentialIn: 'header',
          credentialName: 'x-api-key',
          rows: 'data',
          error: 'error',
          fields: '{"sku":"sku","location":"warehouse","sellable":"sellable"}',
        },
      },
      secret: { key: KEY },
    });
    await call(options, 'settings.change', {
      shop: 'main',
      change: {
        preferences: {
          actorName: 'Lin',
          teamZone: 'Asia/Shanghai',
          intervals: { liveMs: 500, idleMs: 500 },
          triggers: { stockOutChance: 0.5, stockOutMinutes: 15, pulseMultiple: 3, pulseUnits: 10, staleIntervals: 3 },
        },
        accounts: [{ id: 'acc', name: 'My shop', profile: 'practice', site: console_.url, channel: 'wms', pool: null }],
        streams: [aStream('acc', now, now + 3 * 3_600_000)],
      },
    });
    await call(options, 'sites.reconcile', {});
    page = await extension.context.newPage();
    await page.goto(console_.url);
    panel = await panelFrame(page, extension.id);
    await rowOf(panel, 'A-1').waitFor();
  });
  afterAll(async () => {
    await extension.close();
    await console_.close();
    await warehouse.close();
  });
  beforeEach(async () => {
    warehouse.behave({ kind: 'well' });
    warehouse.set(SKUS.map((sku) => ({ sku, warehouse: 'LAX', sellable: 50 })));
    // A source that has failed is asked less often for a while.
    await expect.poll(() => figure(panel, 'A-1', 'left'), { timeout: 20_000 }).toBe(50);
    await rowOf(panel, 'A-1').locator('.mark.stale').waitFor({ state: 'detached' });
  });

  it.each([
    ['malformed', { kind: 'malformed' }],
    ['truncated', { kind: 'truncated' }],
    ['broken', { kind: 'broken' }],
    ['throttled', { kind: 'throttled', retryAfterSeconds: 1 }],
    ['wrong inside a good answer', { kind: 'errorInside', message: 'expired' }],
    ['silent', { kind: 'held' }],
  ] as const)('an answer that is %s makes the number old, never another', async (_name, manner) => {
    warehouse.change('A-1', 'LAX', 41);
    await expect.poll(() => figure(panel, 'A-1', 'left'), { timeout: 10_000 }).toBe(41);
    warehouse.behave(manner);
    warehouse.change('A-1', 'LAX', 7);
    await rowOf(panel, 'A-1').locator('.mark.stale').waitFor();
    expect(await figure(panel, 'A-1', 'left')).toBe(41);
    if (manner.kind === 'held') warehouse.let();
  });

  it('a worker killed while it waits for an answer comes back and asks again', async () => {
    warehouse.behave({ kind: 'held' });
    await warehouse.waiting();
    await extension.killWorker();
    warehouse.behave({ kind: 'well' });
    warehouse.change('A-2', 'LAX', 33);
    await expect.poll(() => figure(panel, 'A-2', 'left'), { timeout: 15_000 }).toBe(33);
  });

  it('says stale once the worker’s clock has passed three intervals, and not before', async () => {
    await expect.poll(() => rowOf(panel, 'A-3').locator('.mark.stale').count()).toBe(0);
    warehouse.behave({ kind: 'broken' });
    await rowOf(panel, 'A-3').locator('.mark.stale').waitFor();
    expect(await figure(panel, 'A-3', 'left')).toBe(50);
  });

  it('tells nobody the key', async () => {
    for (const frame of page.frames()) expect(await frame.content()).not.toContain(KEY);
    expect(extension.console.join('\n')).not.toContain(KEY);
  });
});
