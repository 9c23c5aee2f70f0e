import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlatformServer, startPlatform } from '../sandbox/platform/server.ts';
import { ATTACKS, type Attack, type Box, undoAttack } from './hostile/attacks.ts';
import { differs } from './hostile/look.ts';
import { type Life, panelOver, startLife, visit } from './life.ts';
import { rowOf } from './panel.ts';

const SKU = 'A-1';
const ENDED = '.strip.outcome.is-confirmed, .strip.outcome.is-failed';
const PLAIN: Attack = { name: 'nothing', when: 'armed', does: () => {} };

/** A page that wants a click on the confirm control which the person never meant to make. */
describe('a hostile page', () => {
  let platform: PlatformServer;
  let life: Life;
  let page: Page;
  let panel: Frame;
  let reference: Buffer;

  beforeAll(async () => {
    platform = await startPlatform([SKU], 500);
    life = await startLife([]);
    const config = {
      id: 'shop',
      connector: 'vendure',
      name: 'Shop',
      role: 'both',
      address: platform.url,
      lagMinutes: 0,
      options: {},
    };
    await life.call('source.save', { shop: 'main', config, secret: { apiKey: 'key' } });
    const site = await life.account('acc', [SKU], 'shop');
    ({ page, panel } = await visit(life, site.url, SKU));
    await rowOf(panel, SKU).locator('.arm[aria-disabled=false]').waitFor();
    await armed(PLAIN);
    reference = await shotOf(await boxOf());
  }, 120_000);
  afterAll(async () => {
    await life.close();
    await platform.close();
  });

  const confirm = () => panel.locator('[role=alertdialog] .confirm');
  const commanded = () => platform.platform.stands(SKU).received.length;
  async function boxOf(): Promise<Box> {
    const box = await confirm().boundingBox();
    if (box === null) throw new Error('The control is nowhere.');
    return box;
  }
  const attack = (one: Attack, at: Box) =>
    page.evaluate(
      ([text, box]) => {
        const host = document.querySelector('[data-stockcue=overlay]');
        new Function('host', 'at', `(${text})(host, at)`)(host, box);
      },
      [String(one.does), at] as const,
    );

  /** Arms a command while the page does what it likes, with the pointer on its way to the control. */
  async function armed(one: Attack): Promise<Box> {
    await page.evaluate(`(${undoAttack})()`);
    // A page that takes the frame away gets another one.
    panel = await panelOver(life, page, SKU);
    await page.mouse.move(5, 5);
    await panel.evaluate(() =>
      (document.querySelector('.strip .cancel, .strip.outcome button:last-child') as HTMLElement | null)?.click(),
    );
    if (one.when === 'before') await attack(one, { x: 900, y: 500, width: 200, height: 44 });
    await panel.evaluate((sku) => (document.querySelector(`[data-key="${sku}"] .arm`) as HTMLElement).click(), SKU);
    await confirm().waitFor({ state: 'attached' });
    const at = await boxOf();
    if (one.when === 'armed') await attack(one, at);
    // As long as it takes to open, or longer than that.
    await confirm()
      .and(panel.locator('[aria-disabled=false]'))
      .waitFor({ state: 'attached', timeout: 800 })
      .catch(() => {});
    await seen(100);
    const target = one.when === 'atClick' ? at : await boxOf();
    if (one.person === 'drag') await page.mouse.move(60, 140);
    else if (one.person === undefined)
      await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 4 });
    return target;
  }
  /** What a person does to confirm, and whether anything came of it. */
  async function pressed(one: Attack, { x, y, width, height }: Box): Promise<boolean> {
    const before = commanded();
    if (one.when === 'atClick') await attack(one, { x, y, width, height });
    if (one.person === 'enter') await page.keyboard.press('Enter');
    else if (one.person !== 'nothing') {
      await page.mouse.down();
      if (one.person === 'drag') await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
      await page.mouse.up();
    }
    // Whatever the press did is drawn by then.
    await seen(250).catch(() => {});
    // A page that took the frame away got another one.
    panel = await panelOver(life, page, SKU);
    if ((await panel.locator('.strip.outcome').count()) > 0) await panel.locator(ENDED).waitFor({ state: 'attached' });
    return commanded() > before;
  }
  /** Whether the control looked otherwise at the moment of the click than it does where nobody attacks. */
  async function isHidden(one: Attack, accepted: boolean): Promise<boolean> {
    if (one.person !== undefined) return true;
    // Nobody sees what the page took away with the frame.
    if (!accepted && (await confirm().count()) === 0) return true;
    // What was accepted is gone from the screen: the same again, without the click.
    const at = accepted ? await armed(one) : await boxOf().catch(() => null);
    if (at === null) return true;
    if (accepted && one.when === 'atClick') await attack(one, at);
    const shot = await shotOf(at).catch(() => null);
    // Nothing of it is in the window.
    return shot === null || differs(shot, reference);
  }
  const shotOf = (clip: Box) => page.screenshot({ clip, animations: 'allow' });
  /** So much time as the page and the panel see it go by. */
  const seen = (ms: number) =>
    panel.evaluate(
      (wait) =>
        new Promise<void>((resolve) => {
          const until = performance.now() + wait;
          const look = () => (performance.now() >= until ? resolve() : void setTimeout(look, 20));
          look();
        }),
      ms,
    );

  it.each(ATTACKS.map((one) => [one.name, one] as const))('%s: gets nothing done', async (_, one) => {
    // A frame that is moved loads anew, and nothing is armed in it.
    const at = await armed(one).catch((error: unknown) => {
      if (!panel.isDetached()) throw error;
      return null;
    });
    const accepted = at !== null && (await pressed(one, at));
    expect({ accepted, hidden: at === null || (await isHidden(one, accepted)) }).toEqual({ accepted: false, hidden: true });
  });

  it('and a click that is meant still does', async () => {
    expect(await pressed(PLAIN, await armed(PLAIN))).toBe(true);
  });
});
