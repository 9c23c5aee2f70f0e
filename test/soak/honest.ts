import type { Frame, Page } from 'playwright-core';
import { type Life, startLife, visit } from '../e2e/life.ts';
import { rowOf } from '../e2e/panel.ts';
import { type PlatformServer, startPlatform } from '../sandbox/platform/server.ts';
import { drawsFrom } from './draws.ts';

/** `again`: how often a row had to be armed once more, for the page had moved it away; nothing was asked for by then. */
export type Honest = { readonly clicks: number; readonly refused: readonly string[]; readonly again: number };

const SKUS = Array.from({ length: 30 }, (_, n) => `SKU-${String(n + 1).padStart(2, '0')}`);
const ZOOMS = [0.67, 0.8, 1, 1.25, 1.5] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 1100, height: 800 },
  { width: 1600, height: 1000 },
] as const;
/** Five changes a second. */
const CHANGE_MS = 200;
const AGAIN = 12;

/**
 * A person who means every click, on a page that is zoomed, resized, scrolled and sorted anew while stock changes five
 * times a second. Each pauses or resumes one listing; counted is where a press on the open control was not taken.
 */
export async function runHonest(clicks: number, seed: number, tell: (line: string) => void = () => {}): Promise<Honest> {
  const platform = await startPlatform(SKUS, 5_000);
  const life = await startLife([], { idleMs: 250, liveMs: 250 });
  try {
    return await runOn(platform, life, clicks, seed, tell);
  } finally {
    await life.close();
    await platform.close();
  }
}

async function runOn(
  server: PlatformServer,
  life: Life,
  clicks: number,
  seed: number,
  tell: (line: string) => void,
): Promise<Honest> {
  const config = {
    id: 'shop',
    connector: 'vendure',
    name: 'Shop',
    role: 'both',
    address: server.url,
    lagMinutes: 0,
    options: {},
  };
  await life.call('source.save', { shop: 'main', config, secret: { apiKey: 'key' } });
  const site = await life.account('acc', SKUS, 'shop');
  const { page, panel } = await visit(life, site.url, SKUS[0] ?? '');
  const draws = drawsFrom(seed);
  const buying = setInterval(() => server.platform.buy(draws.of(SKUS)), CHANGE_MS);
  const refused: string[] = [];
  let again = 0;
  try {
    for (let n = 0; n < clicks; n += 1) {
      const how = await changeSomething(life, page, panel, site.url, draws, n);
      again += await armOne(panel, draws);
      if (!(await press(panel))) refused.push(`${n}: ${how}`);
      if (n % 50 === 49) tell(`${n + 1} clicks, ${refused.length} refused`);
    }
  } finally {
    clearInterval(buying);
  }
  return { clicks, refused, again };
}

type Draws = ReturnType<typeof drawsFrom>;

/** One thing that people do to a window between two clicks. */
async function changeSomething(life: Life, page: Page, panel: Frame, url: string, draws: Draws, n: number): Promise<string> {
  if (n % AGAIN === 0) {
    const zoom = ZOOMS[(n / AGAIN) % ZOOMS.length] ?? 1;
    await setZoom(life, url, zoom);
    return `zoom ${zoom}`;
  }
  const what = draws.of(['nothing', 'resize', 'scroll', 'sort', 'scrollPage'] as const);
  if (what === 'resize') await page.setViewportSize(draws.of(SIZES));
  if (what === 'scroll') await panel.locator('.list').evaluate((list, by) => list.scrollBy(0, by), draws.below(900) - 450);
  if (what === 'scrollPage') await page.mouse.wheel(0, draws.below(600) - 300);
  if (what === 'sort') await sortAnew(panel);
  return what;
}

const sortAnew = (panel: Frame) =>
  panel.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('.tools fieldset.sort button, .tools fieldset.sort input')];
    const next = all.find((one) => one.getAttribute('aria-pressed') !== 'true' && !(one as HTMLInputElement).checked);
    next?.click();
  });

type Tabs = {
  query(filter: { url: string }): Promise<readonly { readonly id?: number }[]>;
  setZoom(id: number, zoom: number): Promise<void>;
};
const setZoom = (life: Life, url: string, zoom: number) =>
  life.options.evaluate(
    async ([address, factor]) => {
      const { tabs } = (globalThis as unknown as { chrome: { tabs: Tabs } }).chrome;
      for (const { id } of await tabs.query({ url: `${new URL(address).protocol}//${new URL(address).hostname}/*` }))
        if (id !== undefined) await tabs.setZoom(id, factor);
    },
    [url, zoom] as const,
  );

/** Arms a row; answers with how often it had to be tried again: a list that is sorted anew takes a row away, a page that is zoomed moves it under the press. */
async function armOne(panel: Frame, draws: Draws): Promise<number> {
  for (let again = 0; ; again += 1) {
    const keys = await panel
      .locator('[role=row][data-key]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')));
    const arm = rowOf(panel, draws.of(keys.filter((key) => key !== null))).locator('.arm[aria-disabled=false]');
    try {
      await arm.first().click({ timeout: 2_000 });
      await panel.locator('[role=alertdialog]').waitFor({ timeout: 2_000 });
      return again;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'TimeoutError') throw error;
    }
  }
}

/** Waits until the control is open, and clicks it: whether that one click was taken. */
async function press(panel: Frame): Promise<boolean> {
  await panel.locator('[role=alertdialog] .confirm[aria-disabled=false]').click();
  const ended = panel.locator('.strip.outcome');
  const told = panel.locator('.strip.outcome, .strip .uncounted');
  await told.first().waitFor();
  const taken = (await ended.count()) > 0;
  if (taken) await panel.locator('.strip.outcome.is-confirmed').waitFor();
  await panel.locator('.strip .cancel, .strip.outcome button:last-child').last().click();
  return taken;
}
