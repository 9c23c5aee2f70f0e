import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../../core/domain/profile.ts';
import type { ShopSettings } from '../../core/domain/settings.ts';
import { type PracticeServer, startConsole } from '../sandbox/console/server.ts';
import { KEYS, NAMES, TABLE } from '../sandbox/taught/pages.ts';
import { startTaughtPages, type TaughtPages } from '../sandbox/taught/server.ts';
import { startWarehouse, type Warehouse } from '../sandbox/warehouse/server.ts';
import { type Fox, found, named, type Place, press, startFox, textAt } from './fox.ts';

const rowOf = (key: string): string => `[role=row][data-key="${key}"]`;
const CONFIRM = '[role=alertdialog] .confirm[aria-disabled=false]';

/** Acting and teaching on pages of others, where the browser tells nobody what is really to be seen. */
describe('on a console page in Firefox', () => {
  let fox: Fox;
  let options: Page;
  let practice: PracticeServer;
  let pages: TaughtPages;
  let warehouse: Warehouse;

  beforeAll(async () => {
    fox = await startFox();
    options = await fox.open('options.html');
    practice = await startConsole({
      listings: ['A-1', 'A-2', 'A-3'].map((key) => ({ key, title: `Listing ${key}`, sold: null })),
    });
    pages = await startTaughtPages();
    const skus = ['A-1', 'A-2', 'A-3', ...KEYS];
    warehouse = await startWarehouse({ levels: skus.map((sku) => ({ sku, warehouse: 'LAX', sellable: 50 })) });
    const fields = '{"sku":"sku","location":"warehouse","sellable":"sellable"}';
    const config = { id: 'wms', connector: 'json', name: 'WMS', role: 'both', address: warehouse.url, lagMinutes: 0 };
    await fox.call(options, 'source.save', {
      shop: 'main',
      config: { ...config, options: { rows: 'data', error: 'error', fields } },
      secret: null,
    });
    const account = { channel: null, pool: null };
    const accounts = [
      { ...account, id: 'red', name: 'Red', profile: 'practice', site: practice.url },
      { ...account, id: 'desk', name: 'Goods desk', profile: 'untaught', site: pages.url },
    ];
    await fox.call(options, 'settings.change', { shop: 'main', change: { accounts } });
    await fox.call(options, 'sites.reconcile', {});
  });
  afterAll(async () => {
    await fox?.close();
    await practice?.close();
    await warehouse?.close();
    pages?.close();
  });

  async function visit(url: string): Promise<{ readonly page: Page; readonly panel: Frame }> {
    const page = await fox.browser.newPage();
    await page.goto(url);
    return { page, panel: await fox.panelOver(page) };
  }
  const confirmed = (place: Place) =>
    expect.poll(() => textAt(place, '.strip.outcome.is-confirmed'), { timeout: 20_000 }).not.toBe('');

  it('a pin is confirmed in the panel’s own window, shown on the page, clicked by the person and seen to be done', async () => {
    const { page, panel } = await visit(practice.url);
    await press(panel, `${rowOf('A-2')} .pinner`);
    const window = await fox.panelWindow();
    await press(window, `${rowOf('A-2')} .pinner`);
    await press(window, CONFIRM);
    await window.waitForSelector('.wait.guide');
    await page.waitForSelector('[data-stockcue=act]');
    await press(page, '[data-console-list] [data-key="A-2"] button');
    await confirmed(window);
    await window.close();
    await page.close();
  });

  it('an unknown page is taught by the mouse, and a pause guided on it', async () => {
    const { page, panel } = await visit(pages.url + TABLE.path);
    const world = <T>(of: 'heard' | 'done') =>
      page.evaluate((of) => (globalThis as unknown as Record<string, unknown[]>)[of]?.splice(0) as T, of);
    await press(panel, named('Teach'));
    const card = await found(async () => {
      for (const frame of page.frames()) {
        const isCard = await frame.evaluate(() => document.querySelector('section.card') !== null).catch(() => false);
        if (isCard) return frame;
      }
      return undefined;
    });
    const says = (text: string) => expect.poll(() => textAt(card, '.body')).toContain(text);
    const at = async (selector: string, nth = 0) => {
      const { x, y } = await page.evaluate(
        (selector, nth) => {
          const box = document.querySelectorAll(selector)[nth]?.getBoundingClientRect() ?? new DOMRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        },
        selector,
        nth,
      );
      await page.mouse.click(x, y);
    };
    /** The browser has taken the shield away, and the mouse meets the page: some frames after the card says so. */
    const open = () =>
      expect
        .poll(async () => {
          await page.mouse.move(300, 300);
          await page.mouse.move(310, 310);
          return world<string[]>('heard');
        })
        .toContain('pointermove');
    const choose = (name: string) => press(card, `::-p-xpath(//li/button[starts-with(normalize-space(), "${name}")])`);
    await world('heard');

    await at('.goods-name');
    await says('Now click another product row.');
    await at('.goods-name', 1);
    await says('Rows found, all outlined: 4');
    await press(card, named('Next'));
    await press(card, named('Next'));
    await choose('Title');
    await at('.goods-name');
    await choose('Stock on sale');
    await at('.goods-stock');
    await press(card, named('Next'));
    await choose('Number of viewers');
    await at('.desk-head b');
    await says('Reads now: 1,204');
    await press(card, named('Next'));
    await choose('Pause sales');
    await at('.sell-button');
    await says('Button “Pause”');
    expect(await world('heard')).toEqual([]);
    for (const [label, other] of [
      ['Pause', 'Resume'],
      ['Resume', 'Pause'],
    ]) {
      if (label === 'Resume') {
        await says('Now what takes it back');
        await at('.sell-button');
      }
      await press(card, named('Ready: I do it now'));
      await says('The shield is off');
      await open();
      await at('.sell-button');
      await says(`“${label}” → “${other}”`);
      await press(card, named('Done'));
    }
    expect(await world('done')).toEqual([`Pause ${NAMES[0]}`, `Resume ${NAMES[0]}`]);
    await press(card, named('Next'));
    await press(card, named('Save'));
    await says('Saved.');
    const profile = await found(async (): Promise<Profile | undefined> => {
      const { settings } = (await fox.call(options, 'settings.get', { shop: 'main' })) as { readonly settings: ShopSettings };
      return Object.values(settings.profiles)[0];
    });
    expect(profile).toMatchObject({ rev: 1, page: { viewers: expect.anything() }, actions: { pause: { most: 'assist' } } });
    await press(card, named('Stop'));

    const row = rowOf(KEYS[1] ?? '');
    await press(panel, `${row} .arm.is-pause[aria-disabled=false]`);
    const window = await fox.panelWindow();
    await press(window, `${row} .arm.is-pause[aria-disabled=false]`);
    await press(window, CONFIRM);
    await page.waitForSelector('[data-stockcue=act]');
    await at('.sell-button', 1);
    await confirmed(window);
    expect(await world('done')).toEqual([`Pause ${NAMES[1]}`]);
  });
});
