import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { AuditRow } from '../../core/domain/audit.ts';
import { type Build, FRAMED, NAMES, SORTING } from '../sandbox/taught/pages.ts';
import { panelFrame } from './extension.ts';
import type { Life } from './life.ts';

/** One of the pages that are taught, with the panel over it, worked by the mouse alone. */
export type Taught = {
  readonly page: Page;
  readonly panel: Frame;
  readonly build: Build;
  rows(): Locator;
  /** Of the listing with this name, wherever its row stands by now. */
  button(name: string): Locator;
  /** What reached the page's own listeners since it was last asked. */
  heard(): Promise<readonly string[]>;
  /** What the page's own buttons did since it was last asked. */
  done(): Promise<readonly string[]>;
  /** The page becomes one that its profile does not describe. */
  drift(): Promise<void>;
  /** Presses there, and nowhere else: a list that re-orders is waited for until it just has. */
  click(element: Locator): Promise<void>;
};
type World = { readonly heard: string[]; readonly done: string[]; drift(): void };

export async function openTaught(life: Life, url: string, build: Build): Promise<Taught> {
  const page = await life.extension.context.newPage();
  await page.goto(url + build.path);
  const inside: Page | FrameLocator = build === FRAMED ? page.frameLocator('iframe[src]') : page;
  const rows = () => inside.locator('tr, .row-box, .table-row, .desk-row');
  const frames = () => page.frames().filter((frame) => frame.url().startsWith(url));
  const taken = async (what: 'heard' | 'done') =>
    (
      await Promise.all(frames().map((frame) => frame.evaluate((what) => (globalThis as unknown as World)[what].splice(0), what)))
    ).flat();
  const reordered = () =>
    page.evaluate(
      () =>
        new Promise<void>((done) => {
          const observer = new MutationObserver(() => {
            observer.disconnect();
            done();
          });
          observer.observe(document.body, { childList: true, subtree: true });
        }),
    );
  return {
    page,
    panel: await panelFrame(page, life.extension.id),
    build,
    rows,
    button: (name) => rows().filter({ hasText: name }).locator('.sell-button'),
    heard: () => taken('heard'),
    done: () => taken('done'),
    drift: async () =>
      void (await frames()
        .at(-1)
        ?.evaluate(() => (globalThis as unknown as World).drift())),
    async click(element) {
      if (build === SORTING) await reordered();
      const box = await element.boundingBox();
      if (box === null) throw new Error('The element is not to be seen.');
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    },
  };
}

/** The frame in which the card stands. */
export async function cardOf(page: Page): Promise<Frame> {
  const cards = async () => {
    const found: Frame[] = [];
    for (const frame of page.frames()) {
      const isCard = await frame.evaluate(() => document.querySelector('section.card[role=dialog]') !== null).catch(() => false);
      if (isCard) found.push(frame);
    }
    return found;
  };
  await expect.poll(async () => (await cards()).length).toBe(1);
  const [card] = await cards();
  if (card === undefined) throw new Error('no card');
  return card;
}

/** What is pointed at outside the rows: what it is called on the card, and where it stands. */
export type PointedFact = { readonly name: RegExp; readonly at: string; readonly reads: string };
export type HowTaught = {
  /** The panel's button that begins it. */
  readonly begin?: 'Teach' | 'Teach anew';
  /** A list that is scrolled to see whether its keys stay. */
  readonly scrolls?: Locator | null;
  readonly facts?: readonly PointedFact[];
  /** What the button that pauses says. */
  readonly says?: string;
  /** What the card calls a button of these words by. */
  readonly called?: (says: string) => string;
  readonly beforeSaving?: () => Promise<void>;
};

/** From the panel's Teach button to the saved page: two rows, the key, title and stock, how to pause and how to resume. */
export async function teach(taught: Taught, how: HowTaught = {}): Promise<void> {
  const { begin = 'Teach', scrolls = null, facts = [], says = 'Pause', called = (text) => text, beforeSaving } = how;
  const { page, panel, rows, button, heard, click } = taught;
  const row = (nth: number, what: string) => rows().nth(nth).locator(what);
  await panel.getByRole('button', { name: begin, exact: true }).click();
  const card = await cardOf(page);
  const press = (name: string) => card.getByRole('button', { name, exact: true }).last().click();
  await heard();
  await taught.done();

  await click(row(0, '.goods-name'));
  await card.getByText('Now click another product row.').waitFor();
  await click(row(1, '.goods-name'));
  await card.getByText(/Rows found/).waitFor();
  await page.keyboard.press('Enter');
  await card.getByText('What tells each product apart?', { exact: false }).waitFor();
  if (scrolls !== null) {
    const box = await scrolls.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 50, (box?.y ?? 0) + 50);
    await page.mouse.wheel(0, 180);
    await card.getByText('stays when rows move').first().waitFor();
    await page.mouse.wheel(0, -180);
  }
  await press('Next');
  await card.getByRole('button', { name: /^Title/ }).click();
  await click(row(0, '.goods-name'));
  await card.getByRole('button', { name: /^Stock on sale/ }).click();
  await click(row(0, '.goods-stock'));
  await press('Next');
  for (const { name, at, reads } of facts) {
    await card.getByRole('button', { name }).click();
    await click(page.locator(at));
    await card.getByRole('button', { name }).getByText(`Reads now: ${reads}`).waitFor();
  }
  await press('Next');
  await card.getByRole('button', { name: /^Pause sales/ }).click();
  const [name = ''] = NAMES;
  await click(button(name));
  await card.getByText(`Button “${called(says)}”`, { exact: false }).waitFor();
  // All that time the page heard of nothing but its list being scrolled.
  expect(await heard()).toEqual([]);

  for (const [text, other] of [
    [says, 'Resume'],
    ['Resume', says],
  ] as const) {
    if (text === 'Resume') {
      await card.getByText('Now what takes it back', { exact: false }).waitFor();
      await click(button(name));
      await card.getByText(`Button “${called('Resume')}”`, { exact: false }).waitFor();
    }
    await press('Ready: I do it now');
    await card.getByText('The shield is off', { exact: false }).waitFor();
    await click(button(name));
    await card.getByText(`“${called(text)}” → “${called(other)}”`, { exact: false }).waitFor();
    await press('Done');
  }
  // The two demonstrations were the person's own clicks, and reached the page.
  expect((await heard()).filter((kind) => kind === 'click')).toHaveLength(2);
  expect(await taught.done()).toEqual([`${says} ${name}`, `Resume ${name}`]);

  await press('Next');
  await card.getByText('Nothing is pressed', { exact: false }).waitFor();
  await beforeSaving?.();
  await press('Save');
  await lineOf(panel, name).and(panel.locator('.s-onSale')).waitFor();
  await card.getByRole('button', { name: 'Stop' }).first().click();
  await page.locator('[data-stockcue=teach]').waitFor({ state: 'detached' });
}

export const lineOf = (panel: Frame, name: string): Locator => panel.locator('[role=row][data-key]').filter({ hasText: name });
export const confirm = (panel: Frame): Promise<void> => panel.locator('[role=alertdialog] .confirm[aria-disabled=false]').click();
export const arm = (panel: Frame, name: string, act: 'pause' | 'resume'): Promise<void> =>
  lineOf(panel, name).locator(`.arm.is-${act}[aria-disabled=false]`).click();

/** How the page is read, in the panel: the chip, and what it opens, as a whole or of one action. */
export const pageChip = (panel: Frame): Locator => panel.locator('.sources button[aria-expanded]');
export const pageStrip = (panel: Frame, action?: string): Locator => {
  const strip = panel.locator('section.page');
  return action === undefined
    ? strip
    : strip.locator('tr').filter({ has: panel.getByRole('rowheader', { name: action, exact: true }) });
};

/** What was armed in the panel is confirmed there, done by the person on the page where it is outlined, and seen to be done. */
export async function guided({ page, panel, button, click, done }: Taught, name: string, says: string): Promise<void> {
  await confirm(panel);
  await panel.locator('.wait.guide').filter({ hasText: name }).waitFor();
  await page.locator('[data-stockcue=act]').waitFor({ state: 'attached' });
  expect(await done()).toEqual([]);
  await click(button(name));
  await panel.locator('.strip.outcome.is-confirmed').filter({ hasText: name }).waitFor();
  expect(await done()).toEqual([`${says} ${name}`]);
  await page.locator('[data-stockcue=act]').waitFor({ state: 'detached' });
}

/** The newest commands of the audit log, the newest first. */
export async function audited(life: Life): Promise<readonly AuditRow[]> {
  const { rows } = (await life.call('audit.get', { shop: 'main' })) as { readonly rows: readonly AuditRow[] };
  return rows.filter(({ about }) => about === undefined).sort((one, other) => other.at - one.at);
}

/** The person sets a row's number in the page's own dialog. */
export async function setStock({ page, click, rows }: Taught, name: string, units: string): Promise<void> {
  await click(rows().filter({ hasText: name }).locator('.stock-button'));
  await page.locator('.units').waitFor();
  await page.keyboard.type(units);
  await click(page.locator('.save'));
  await page.locator('.ask').waitFor({ state: 'detached' });
}

/** A page on which a number can be typed: two rows, the key, title and stock, and how the stock is changed. */
export async function teachStock(taught: Taught, name: string, units: string): Promise<void> {
  const { page, panel, rows, click } = taught;
  await panel.getByRole('button', { name: 'Teach' }).click();
  const card = await cardOf(page);
  const press = (name: string) => card.getByRole('button', { name, exact: true }).last().click();
  await click(rows().nth(0).locator('.goods-name'));
  await card.getByText('Now click another product row.').waitFor();
  await click(rows().nth(1).locator('.goods-name'));
  await card.getByText(/Rows found/).waitFor();
  await page.keyboard.press('Enter');
  await card.getByText('What tells each product apart?', { exact: false }).waitFor();
  await press('Next');
  await card.getByRole('button', { name: /^Title/ }).click();
  await click(rows().nth(0).locator('.goods-name'));
  await card.getByRole('button', { name: /^Stock on sale/ }).click();
  await click(rows().nth(0).locator('.goods-stock'));
  await press('Next');
  // Nothing outside the rows is taught.
  await press('Next');
  await card.getByRole('button', { name: /^Limit stock/ }).click();
  await click(rows().filter({ hasText: name }).locator('.stock-button'));
  await card.getByText('Button “Edit stock”', { exact: false }).waitFor();
  await press('Ready: I do it now');
  await card.getByText('The shield is off', { exact: false }).waitFor();
  await setStock(taught, name, units);
  await press('Done');
  await press('Next');
  await card.getByText('Nothing is pressed', { exact: false }).waitFor();
  await press('Save');
  await lineOf(panel, name).locator('.sale').filter({ hasText: units }).waitFor();
  await card.getByRole('button', { name: 'Stop' }).first().click();
  await page.locator('[data-stockcue=teach]').waitFor({ state: 'detached' });
}
