import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageAction, Profile } from '../../core/domain/profile.ts';
import { douyinBuyin } from '../../core/edge/console/profiles/douyin-buyin.ts';
import { practice } from '../../core/edge/console/profiles/practice.ts';
import { type DataServer, FRAMED, startDataConsole, WRITTEN } from '../sandbox/console/data-server.ts';
import { type PlatformServer, startPlatform } from '../sandbox/consoles/server.ts';
import { madeProducts } from '../sandbox/consoles/world.ts';
import { type Life, startLife, visit } from './life.ts';
import { rowOf } from './panel.ts';
import { command, panelView, tell } from './panel-port.ts';

const SKU = 'A-1';
const figuresIn = async (panel: Frame): Promise<string[]> =>
  (await panel.locator('.page-figures dd').allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
type Own = {
  readonly calls: string[];
  readonly answers: number[];
  readonly errors: string[];
  readonly name: string;
  readonly text: string;
};

/** A page under a strict policy that wraps `fetch` itself, draws abbreviated numbers and has exact ones in its JSON. */
describe('a page’s own data', () => {
  let life: Life;
  let site: DataServer;
  let page: Page;
  let panel: Frame;
  const own = () => page.evaluate(() => (globalThis as unknown as { own: Own }).own);
  const figures = () => figuresIn(panel);

  beforeAll(async () => {
    life = await startLife([SKU]);
    site = await startDataConsole(SKU);
    await life.onAir('acc', site.url);
    ({ page, panel } = await visit(life, site.url, SKU));
  });
  afterAll(async () => {
    await life.close();
    await site.close();
  });

  it('is shown as such, from the page’s very first answer, and what is only abbreviated as about so much', async () => {
    await rowOf(panel, SKU).getByText(`Listing ${SKU}`).click();
    await expect.poll(figures).toEqual(['120,400 page data', '18,812 page data', '≈ 2,100', '63 page data']);
  });

  it('is followed as the page asks for it, by whatever way', async () => {
    site.say({ sold: 64, clicks: 18_900, shown: 121_000 });
    await page.locator('#again').click();
    await expect.poll(figures).toContain('64 page data');
  });

  it('is never asked for by us, and nothing of it reaches the page', async () => {
    expect(site.asked()).toBe(2);
    const { calls, answers, errors, name, text } = await own();
    expect(calls).toEqual(['/listings.json', '/missing.json']);
    expect(answers.toSorted((a, b) => a - b)).toEqual([404, 18_812, 18_900]);
    expect(errors).toEqual([]);
    expect(name).toBe('fetch');
    expect(text).toContain('[native code]');
    expect(life.extension.console.filter((line) => /stockcue|uncaught/i.test(line))).toEqual([]);
  });

  it('is not what a forged message says that no profile declares, or that no page can mean', async () => {
    await page.evaluate((key) => {
      const rows = [[key, { cart: 9_999 }]];
      const forged = [
        { stockcueData: { id: 'other', rows, page: {}, ageMs: 0 } },
        { stockcueData: { id: 'practice', rows: [[key, { cart: 9_999, state: 'paused' }]], page: {}, ageMs: 0 } },
        { stockcueData: { id: 'practice', rows: [[key, { cart: 9e12 }]], page: {}, ageMs: 0 } },
        { stockcueData: { id: 'practice', rows: Array.from({ length: 3_000 }, () => rows[0]), page: {}, ageMs: 0 } },
      ];
      for (const message of forged) window.postMessage(message, '*');
    }, SKU);
    site.say({ sold: 70, clicks: 19_000, shown: 122_000 });
    await page.locator('#again').click();
    await expect.poll(figures).toEqual(['122,000 page data', '19,000 page data', '≈ 2,100', '70 page data']);
  });
});

/** A profile that somebody sent: what it reads is in no script of ours, and the page that it describes is a frame's. */
describe('a page’s own data in a frame, by a profile that is not built in', () => {
  let life: Life;
  let site: DataServer;

  beforeAll(async () => {
    life = await startLife([SKU]);
    site = await startDataConsole(SKU);
  });
  afterAll(async () => {
    await life.close();
    await site.close();
  });

  it.each([
    ['of an address of its own', FRAMED],
    ['that the page wrote', WRITTEN],
  ])('is shown from the very first answer, and followed as a frame %s asks for it', async (_, path) => {
    const before = site.asked();
    site.say({ sold: 63, clicks: 18_812, shown: 120_400 });
    const match = { hosts: [], paths: [path] };
    const profile: Profile = { ...practice, id: `imported:${path}`, origin: 'imported', match, frames: true };
    await life.onAir('acc', site.url, { profile });
    const { page, panel } = await visit(life, site.url + path, SKU);
    await rowOf(panel, SKU).getByText(`Listing ${SKU}`).click();
    await expect.poll(() => figuresIn(panel)).toEqual(['120,400 page data', '18,812 page data', '≈ 2,100', '63 page data']);
    site.say({ sold: 64, clicks: 18_900, shown: 121_000 });
    await page.frameLocator('iframe[title=Desk]').locator('#again').click();
    await expect.poll(() => figuresIn(panel)).toContain('64 page data');
    expect(site.asked() - before).toBe(2);
    const inner = await (await page.locator('iframe[title=Desk]').elementHandle())?.contentFrame();
    const own = await inner?.evaluate(() => (globalThis as unknown as { own: Own }).own);
    expect([own?.calls, own?.errors, own?.name]).toEqual([['/listings.json', '/missing.json'], [], 'fetch']);
    expect(life.extension.console.filter((line) => /stockcue|uncaught|postMessage/i.test(line))).toEqual([]);
    await page.close();
  });
});

/** Douyin's structure and its answer, by a profile that reads titles off the rows and off the data. */
describe('a page’s own data as a witness', () => {
  const made = madeProducts(4);
  const ids = made.map(({ id }) => id);
  const [first = '', second = '', third = '', fourth = ''] = ids;
  let life: Life;
  let site: PlatformServer;
  let page: Page;
  let clicks = 500;

  const pinned = (action: PageAction | undefined): PageAction => {
    if (action === undefined) throw new Error('Douyin has no such action.');
    const css = ['[class*=goodsAction] > :nth-child(2) > button'];
    return { ...action, control: { ...action.control, css }, most: 'assist' };
  };
  const { data, rows, fields, actions } = douyinBuyin;
  const profile: Profile = {
    ...douyinBuyin,
    id: 'imported:douyin',
    origin: 'imported',
    match: { hosts: [], paths: douyinBuyin.match.paths },
    rows: rows && { ...rows, witnesses: ['title', 'link'] },
    fields: { ...fields, title: { at: '[class*=title-]' } },
    data: data.map((source) => ({ ...source, host: '127.0.0.1', fields: { ...source.fields, pinned: 'in_prompt' } })),
    actions: { pin: pinned(actions.pin), unpin: pinned(actions.unpin) },
  };

  beforeAll(async () => {
    life = await startLife(ids);
    site = await startPlatform('douyin', { products: made });
    await life.onAir('acc', site.origin, { profile });
    ({ page } = await visit(life, site.url, first));
    await page.evaluate(() => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      addEventListener('message', ({ data }) => told.push(JSON.stringify(data)));
    });
  });
  afterAll(async () => {
    await life.close();
    await site.close();
  });

  /** The page's answers say this of these products; once it was told, which the first one's clicks show. */
  type Lies = Readonly<Record<string, { readonly title?: string; readonly explained?: boolean }>>;
  async function says(lies: Lies): Promise<void> {
    clicks += 1;
    site.answers(({ id }) => ({ ...(id === first && { clicks }), ...lies[id] }));
    const told = () => page.evaluate(() => (globalThis as unknown as { told: string[] }).told);
    await expect.poll(told).toContainEqual(expect.stringContaining(`"clicks":${clicks}`));
  }
  const pin = (key: string) =>
    command(life, {
      command: 'pin',
      key: `e2e:${key}:${Math.random()}`,
      account: 'acc',
      listing: key,
      variant: null,
      skus: [key],
      undoes: null,
      because: null,
    });
  const explain = (key: string) => page.locator(`[data-rbd-draggable-id="${key}"] span:text-is("讲解")`);
  const clicked = () => site.log().map(({ product, trusted }) => [product, trusted]);
  const level = async () => (await panelView(life)).page?.actions.find(({ action }) => action === 'pin');

  it('that calls a row otherwise than the row does, nothing is even shown to a person', async () => {
    await says({ [second]: { title: 'Something else' } });
    expect(await pin(second)).toBe('act:gate.witnessData');
    expect(clicked()).toEqual([]);
  });

  it('that agrees stands beside the row: a person is shown where to press, three times', async () => {
    await says({});
    for (const key of [second, third, fourth]) {
      const answer = pin(key);
      await page.locator('[data-stockcue=act]').waitFor({ state: 'attached' });
      await explain(key).click();
      expect(await answer).toBeNull();
    }
    expect(clicked()).toEqual([
      [second, true],
      [third, true],
      [fourth, true],
    ]);
    expect(await level()).toMatchObject({ level: 'guide', runs: 3, mayPromote: true });
  });

  it('lets one press of ours be made where it agrees, and stops it and takes the promotion back where it does not', async () => {
    const gesture = { trusted: true, seenVisibleMs: 600 };
    expect(await tell(life, { kind: 'promote', account: 'acc', action: 'pin', on: true, gesture })).toBeNull();
    await expect.poll(async () => (await level())?.level).toBe('assist');
    expect(await pin(second)).toBeNull();
    expect(clicked().slice(3)).toEqual([[second, false]]);

    await says({ [third]: { title: 'Something else' } });
    expect(await pin(third)).toBe('act:gate.witnessData');
    expect(clicked()).toHaveLength(4);
    expect(site.pinned()).toBe(second);
    expect(await level()).toMatchObject({ level: 'guide', why: { key: 'act:why.drift.data' } });
  });

  it('leaves unknown a pin that it denies, whatever the row shows, until a person has said what came of it', async () => {
    await says({ [fourth]: { explained: false } });
    const answer = pin(fourth);
    await page.locator('[data-stockcue=act]').waitFor({ state: 'attached' });
    await explain(fourth).click();
    expect(await answer).toBe('act:unclear.afterData');
    expect(site.pinned()).toBe(fourth);
    const newest = async () => (await panelView(life)).commands[0];
    expect(await newest()).toMatchObject({ kind: 'pin', listing: fourth, step: 'unknown' });
    // The row goes on showing it, and it is looked at again meanwhile.
    await says({ [fourth]: { explained: false } });
    expect(await newest()).toMatchObject({ listing: fourth, step: 'unknown' });
  });
});
