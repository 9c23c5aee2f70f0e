import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Life, startLife, visit } from './life.ts';
import { figure, rowOf } from './panel.ts';

const SKUS = ['A-1', 'A-2'];

/** The browser may end the worker whenever it likes. */
describe('a worker that is killed at any moment', () => {
  let life: Life;
  let panel: Frame;
  let popup: Page;
  let left = 50;
  const sold = async () => Number(/(\d+) sold/.exec((await popup.getByText(/sold, about/).textContent()) ?? '')?.[1]);
  const ageIn = async (of: Frame) => Number(/(\d+) s ago/.exec((await of.locator('.source').first().textContent()) ?? '')?.[1]);
  const sell = (units: number) => {
    left -= units;
    life.warehouse.change('A-1', 'LAX', left);
  };

  beforeAll(async () => {
    life = await startLife(SKUS);
    const site = await life.account('acc', SKUS);
    ({ panel } = await visit(life, site.url, 'A-1'));
    popup = await life.extension.open('popup.html');
  });
  afterAll(() => life.close());

  const moments: Readonly<Record<string, () => Promise<unknown>>> = {
    'as something is sold': async () => sell(3),
    'as the answer is on its way': () => {
      sell(2);
      return life.warehouse.answered(1);
    },
    'while it waits for the answer': () => {
      sell(4);
      life.warehouse.behave({ kind: 'held' });
      return life.warehouse.waiting();
    },
    'as the number is painted': () => {
      sell(1);
      return expect.poll(() => figure(panel, 'A-1', 'left')).toBe(left);
    },
    'twice in a row': () => life.extension.killWorker(),
  };
  it.each(Object.entries(moments))('%s: neither a unit too many nor one too few', async (_name, moment) => {
    await moment();
    await life.extension.killWorker();
    life.warehouse.behave({ kind: 'well' });
    await expect.poll(() => figure(panel, 'A-1', 'left'), { timeout: 15_000 }).toBe(left);
    await expect.poll(sold, { timeout: 15_000 }).toBe(50 - left);
    expect(await figure(panel, 'A-2', 'left')).toBe(50);
  });

  it('while the warehouse is away: the same number, and its age goes on from where it was', async () => {
    life.warehouse.behave({ kind: 'broken' });
    await rowOf(panel, 'A-1').locator('.mark.stale').waitFor();
    await life.clock(40_000);
    await expect.poll(() => ageIn(panel)).toBeGreaterThanOrEqual(40);
    await life.extension.killWorker();
    const back = (await life.extension.open('panel.html?surface=window')).mainFrame();
    await rowOf(back, 'A-1').locator('.mark.stale').waitFor();
    expect(await figure(back, 'A-1', 'left')).toBe(left);
    expect(await figure(panel, 'A-1', 'left')).toBe(left);
    expect(await ageIn(back)).toBeGreaterThanOrEqual(40);
    await back.page().close();
    expect(life.extension.console.filter((line) => /uncaught/i.test(line))).toEqual([]);
  });
});
