import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Extension, launch } from './extension.ts';
import { type Life, startLife } from './life.ts';
import { figure, rowOf } from './panel.ts';
import { startPlain } from './plain.ts';

type Stored = { readonly at: { readonly wall: number }; readonly type: string; readonly body: { readonly start?: boolean } };
const SKUS = ['A-1', 'A-2'];
/** Longer than a worker lives that nobody needs (30 s), shorter than an alarm's minute: each poll needs a life of its own. */
const IDLE_MS = 45_000;

/** With a debugger attached a worker never idles out: here nobody is attached, no page of ours is open, and no stream runs. */
describe('a worker that nobody needs', () => {
  const profile = mkdtempSync(join(tmpdir(), 'stockcue-idle-'));
  let life: Life;
  let extension: Extension | null = null;

  beforeAll(async () => {
    life = await startLife(SKUS, { extension: await launch({ profile }), idleMs: IDLE_MS });
    await life.account('acc', SKUS);
    await life.end('acc');
    await life.extension.close();
  });
  afterAll(async () => {
    await extension?.close();
    await life.closeServers();
    rmSync(profile, { recursive: true, force: true });
  });

  it('dies, and each minute’s alarm brings a new one, which reads on', { timeout: 300_000 }, async () => {
    const began = Date.now();
    const polls = life.warehouse.log.length;
    const browser = startPlain(profile);
    life.warehouse.change('A-1', 'LAX', 43);
    await life.warehouse.answered(2);
    const asked = life.warehouse.log.slice(polls);
    life.warehouse.behave({ kind: 'broken' });
    await browser.stop();
    const stopped = Date.now();

    extension = await launch({ profile });
    const lives = (await logOf(await extension.open('options.html')))
      .filter(({ type, body }) => type === 'tick' && body.start)
      .map(({ at }) => at.wall)
      .filter((at) => at >= began && at < stopped);
    // The browser's own start, when nothing was due, and one life for each poll.
    expect(lives).toHaveLength(asked.length + 1);
    for (const [n, { at }] of asked.entries()) {
      expect(at).toBeGreaterThanOrEqual(lives[n + 1] ?? Number.POSITIVE_INFINITY);
      expect(at).toBeLessThan(lives[n + 2] ?? Number.POSITIVE_INFINITY);
    }
  });

  it('leaves what it read to the next one, with its age', async () => {
    const panel = (await (extension as Extension).open('panel.html?surface=window')).mainFrame();
    await rowOf(panel, 'A-1').waitFor();
    expect(await figure(panel, 'A-1', 'left')).toBe(43);
    expect(await panel.locator('.source').first().textContent()).toMatch(/\d+ (s|min) ago/);
  });
});

/** The log as it lies on disk. */
const logOf = (page: Page): Promise<readonly Stored[]> =>
  page.evaluate(
    () =>
      new Promise<Stored[]>((resolve, reject) => {
        const opening = indexedDB.open('stockcue.main');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('events').objectStore('events').getAll();
          all.onsuccess = () => resolve(all.result as Stored[]);
        };
      }),
  );
