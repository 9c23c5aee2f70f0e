import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_FACTS } from '../../core/domain/settings.ts';
import { NO_SUPPLY } from '../../core/domain/supply.ts';
import { aStream } from '../builders/events.ts';
import type { PracticeServer } from '../sandbox/console/server.ts';
import { HOUR, type Life, panelOver, place, startLife } from './life.ts';
import { figure, rowOf } from './panel.ts';

type Chrome = { readonly action: { getBadgeText(of: object): Promise<string> } };
const MINUTE = 60_000;
const DAY = 24 * HOUR;
const money = (minor: number) => ({ minor, currency: 'USD' });
const days = (mean: number) => ({ days: mean, spread: 1 });
const mode = (id: string, kind: 'air' | 'seaFast', main: number, rate: number) => ({
  id,
  name: id,
  kind,
  route: id,
  to: null,
  from: null,
  parts: { main: days(main), putaway: days(0.5) },
  cutOff: null,
  peaks: [],
  freight: { by: 'unit', rate: money(rate), minimum: null },
  battery: true,
  liquid: true,
});
const facts = (sku: string, plannedUnits: number, dailySales: number) => ({
  sku,
  ...NO_FACTS,
  plannedUnits,
  dailySales,
  supply: { ...NO_SUPPLY, price: money(2_000), unitCost: money(500), kg: 0.4 },
});

/** What sellers want this for: a stream is planned with too little, runs out on air, is looked back upon, and the next plan is a better one. */
describe('from a plan to the next one', () => {
  let life: Life;
  let desk: Page;
  let panel: Frame;
  let site: PracticeServer;
  const START = 4 * DAY;
  const planned = () => {
    const start = Date.now() + START;
    return aStream('acc', start, start + 3 * HOUR, { id: 'big', title: 'Big one', actualStart: null });
  };
  let stream: ReturnType<typeof planned>;
  const go = (hash: string) =>
    desk.evaluate((to) => {
      location.hash = to;
    }, hash);
  const badge = () => desk.evaluate(() => (globalThis as unknown as { chrome: Chrome }).chrome.action.getBadgeText({}));
  /** A button of the streams' own list. */
  async function press(button: 'Start now' | 'End now') {
    await go('#streams');
    await row('Big one').getByRole('button', { name: button }).click();
  }
  /** What the review proposes of the SKU that ran out. */
  const proposal = () =>
    desk
      .getByRole('region', { name: 'Would have served better' })
      .getByRole('listitem')
      .filter({ hasText: 'Planned units' })
      .filter({ hasText: 'A-1' });
  const row = (sku: string) => desk.locator('tbody tr', { hasText: sku }).first();

  beforeAll(async () => {
    life = await startLife(['A-1', 'A-2']);
    life.warehouse.set([place('A-1', 60), place('A-2', 900)]);
    site = await life.account('acc', ['A-1', 'A-2']);
    stream = planned();
    await life.call('settings.change', {
      shop: 'main',
      change: {
        skus: [facts('A-1', 70, 5), facts('A-2', 40, 2)],
        modes: [mode('By air', 'air', 1.5, 300), mode('By sea', 'seaFast', 28, 40)],
        drop: { streams: ['stream-acc'] },
      },
    });
    const page = await life.extension.context.newPage();
    await page.goto(site.url);
    panel = await panelOver(life, page, 'A-1');
    desk = await life.extension.open('desk.html');
  });
  afterAll(() => life.close());

  it('says that a planned stream has too little, and what brings it in time: air for the stream, sea for the base', async () => {
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(60);
    await life.call('settings.change', { shop: 'main', change: { streams: [stream] } });
    await go('#before/big');
    await expect.poll(() => row('A-1').textContent()).toMatch(/short by [0-9]{2}/);
    expect(await row('A-1').textContent()).toMatch(/Order .* by By air: put away .* by .*/);
    expect(await row('A-2').textContent()).toContain('enough');
    const popup = await life.extension.open('popup.html');
    await expect.poll(() => popup.locator('[data-alert=schedule]').first().textContent()).toContain('Big one');
    // Days of cover, the next stream, and how and until when to order; and the toolbar says that something presses.
    await expect
      .poll(() => popup.locator('[data-alert=schedule] .hint').first().textContent())
      .toMatch(/days of cover · next stream .* · order [\d,]+ by By (air|sea) until/);
    await popup.close();
    await expect.poll(badge).toMatch(/^\d+$/);
    await row('A-1').getByRole('button', { name: 'Plan' }).click();
    const lots = desk.getByRole('table', { name: 'How it is shipped' });
    await expect.poll(() => lots.locator('tbody tr').allTextContents()).toHaveLength(2);
    expect(await lots.textContent()).toContain('By air');
    expect(await lots.textContent()).toContain('By sea');
  });

  it('runs: a pulse for the operator, a stock-out and a limit for the controller, a cue for the host', async () => {
    // Days later, as somebody begins it.
    await life.clock(START);
    await press('Start now');
    await go('#during/big');
    await expect.poll(() => panel.locator('header h1').textContent(), { timeout: 30_000 }).toBe('Big one');
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(60);
    site.set((one) => ({ ...one, pinned: one.key === 'A-1' }));
    await expect.poll(() => panel.locator('.cue').textContent()).toContain('can be promised');
    await life.clock(START + 5 * MINUTE);
    life.warehouse.change('A-1', 'LAX', 20);
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(20);
    await panel.locator('.alert', { hasText: 'stock-out' }).first().waitFor();
    await expect.poll(() => row('A-1').textContent()).toMatch(/short by|out/);
    await rowOf(panel, 'A-1').focus();
    await rowOf(panel, 'A-1').press('Enter');
    await expect.poll(() => panel.locator('.detail .ration').textContent()).toMatch(/each 10 min/);
    const popup = await life.extension.open('popup.html');
    await popup.locator('[data-alert=pulse], [data-also~=pulse]').first().waitFor();
    await popup.close();
    life.warehouse.change('A-1', 'LAX', 0);
    await expect.poll(() => figure(panel, 'A-1', 'left')).toBe(0);
    await expect.poll(() => panel.locator('.cue').textContent()).toMatch(/Sold out: move on to .*Listing A-2/);
    await rowOf(panel, 'A-1').focus();
    await rowOf(panel, 'A-1').press('w');
    await expect.poll(() => panel.locator('.why-not').textContent()).toContain('Sold out');
  });

  it('is looked back upon as soon as it ends, with what would have served better on its own recording', async () => {
    // What nobody reads nobody knows: it is read on until the end, and there is none left.
    for (let minute = 20; minute <= 180; minute += 20) {
      await life.clock(START + minute * MINUTE);
      await life.warehouse.answered(3);
    }
    await press('End now');
    await go('#after/big');
    await expect.poll(() => row('A-1').textContent()).toMatch(/60/);
    // Every threshold was lived through before a minute is over.
    const better = desk.getByRole('region', { name: 'Would have served better' });
    await better.getByText('tried on this stream’s own recording').waitFor({ timeout: 60_000 });
    await proposal().waitFor();
  });

  it('makes the next plan a better one with one click', async () => {
    const next = {
      ...stream,
      id: 'next',
      title: 'Next one',
      plannedStart: stream.plannedStart + 7 * DAY,
      plannedEnd: stream.plannedEnd + 7 * DAY,
    };
    await life.call('settings.change', { shop: 'main', change: { streams: [next] } });
    const figureOf = async (name: string) => {
      const text = await desk.locator('.plan tr', { hasText: name }).locator('td').first().textContent();
      return Number(text?.replace(/[^0-9]/g, ''));
    };
    const planNow = async () => {
      await go('#restock/A-1');
      await desk.locator('.plan').waitFor();
      return { scheduled: await figureOf('Scheduled streams'), ordered: await figureOf('Ordered, in whole cartons') };
    };
    await expect.poll(async () => (await planNow()).scheduled).toBeGreaterThan(0);
    const before = await planNow();
    // Nothing but the take-over changes it.
    expect(await planNow()).toEqual(before);
    await go('#after/big');
    await proposal().getByRole('button', { name: 'Take over' }).click();
    await proposal().getByRole('button', { name: 'Undo' }).waitFor();
    await expect.poll(async () => (await planNow()).scheduled).toBeGreaterThan(before.scheduled);
    await expect.poll(async () => (await planNow()).ordered).toBeGreaterThan(before.ordered);
  });
});
