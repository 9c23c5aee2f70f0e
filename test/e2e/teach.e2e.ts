import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Profile } from '../../core/domain/profile.ts';
import type { ShopSettings } from '../../core/domain/settings.ts';
import { type Build, FRAMED, KEYS, NAMES, SORTING, STOCKED, TABLE, VIRTUAL } from '../sandbox/taught/pages.ts';
import { startTaughtPages, type TaughtPages } from '../sandbox/taught/server.ts';
import { type Life, startLife } from './life.ts';
import {
  arm,
  audited,
  confirm,
  guided,
  lineOf,
  openTaught,
  type PointedFact,
  pageChip,
  pageStrip,
  setStock,
  type Taught,
  teach,
  teachStock,
} from './teaching.ts';

let life: Life;
let pages: TaughtPages;
beforeAll(async () => {
  pages = await startTaughtPages();
  life = await startLife(KEYS);
});
afterAll(async () => {
  await life?.close();
  pages?.close();
});

afterEach(async () => {
  for (const page of life.extension.context.pages()) if (page.url().startsWith(pages.url)) await page.close();
});

const [FIRST = '', SECOND = '', THIRD = '', FOURTH = ''] = NAMES;
/** What the plain table tells of the stream, above its rows. */
const HEAD: readonly PointedFact[] = [
  { name: /^Number of viewers/, at: '.desk-head b', reads: '1,204' },
  { name: /^ID of this stream/, at: '.room-id', reads: 'rm-4477' },
];
const keyOf = (name: string): string => KEYS[NAMES.indexOf(name)] ?? '';

/** Taught by pointing; then paused and resumed as often as it takes, each time by the person where it is outlined. */
async function taughtAndWorked(build: Build): Promise<Taught> {
  const account = { id: 'desk', name: 'Goods desk', profile: 'untaught', site: pages.url, channel: null, pool: null };
  await life.call('settings.change', { shop: 'main', change: { accounts: [account] } });
  await life.call('sites.reconcile', {});
  const taught = await openTaught(life, pages.url, build);
  const { page, panel } = taught;
  // Of one of them the worker is stopped before it is saved, as the browser does with one that rests.
  const stops = async () => (build === FRAMED ? life.extension.killWorker() : undefined);
  await teach(taught, {
    scrolls: build === VIRTUAL ? page.locator('#goods-list') : null,
    facts: build === TABLE ? HEAD : [],
    ...(build === VIRTUAL ? { called: (says: string) => `${says} ‹title›` } : {}),
    beforeSaving: stops,
  });
  await panel.getByRole('button', { name: 'Teach' }).waitFor({ state: 'detached' });

  await arm(panel, FIRST, 'pause');
  await guided(taught, FIRST, 'Pause');
  await panel.getByRole('button', { name: 'Resume again' }).click();
  await guided(taught, FIRST, 'Resume');
  for (const name of [SECOND, THIRD]) {
    await arm(panel, name, 'pause');
    await guided(taught, name, 'Pause');
  }
  expect((await audited(life)).slice(0, 4).map(({ kind, listing, step, surface }) => [kind, listing, step, surface])).toEqual([
    ['pause', keyOf(THIRD), 'confirmed', 'panel'],
    ['pause', keyOf(SECOND), 'confirmed', 'panel'],
    ['resume', keyOf(FIRST), 'confirmed', 'panel'],
    ['pause', keyOf(FIRST), 'confirmed', 'panel'],
  ]);
  return taught;
}

/** After three confirmed runs the person may let us click: one click, on the right row, and nothing outlined. */
async function promotedAndAssisted({ page, panel, done }: Taught): Promise<void> {
  await pageChip(panel).click();
  expect(await pageStrip(panel, 'Resume').textContent()).toContain('1 of 3');
  await pageStrip(panel, 'Pause').locator('button[aria-disabled=false]').click();
  await pageStrip(panel, 'Pause').getByText('one click by us').waitFor();
  await pageChip(panel).click();

  await arm(panel, FOURTH, 'pause');
  await confirm(panel);
  await panel.locator('.strip.outcome.is-confirmed').filter({ hasText: FOURTH }).waitFor();
  expect(await done()).toEqual([`Pause ${FOURTH}`]);
  expect(await page.locator('[data-stockcue=act]').count()).toBe(0);
}

/** What the page becomes, the check that fails by then, and what is said of it. */
const DRIFTS = [
  { build: TABLE, check: 'where the button should be it says “Suspend”', why: 'The button bore another label.' },
  { build: SORTING, check: 'where the button should be it says “Remove”', why: 'The button bore another label.' },
  { build: FRAMED, check: 'is not surely the right one', why: 'The button was not where it should be.' },
];

test.each(DRIFTS)(
  'taught, guided, promoted; its button is another one: nothing is pressed, and a person presses again: $build.path',
  async ({ build, check, why }) => {
    const taught = await taughtAndWorked(build);
    const { panel, drift, done } = taught;
    await promotedAndAssisted(taught);

    await drift();
    await arm(panel, FIRST, 'pause');
    await confirm(panel);
    const said = panel.locator('.strip.outcome.is-failed').filter({ hasText: FIRST });
    await said.waitFor();
    expect(await said.textContent()).toContain(check);
    expect(await done()).toEqual([]);
    expect((await audited(life))[0]).toMatchObject({ kind: 'pause', listing: keyOf(FIRST), step: 'failed' });

    await pageChip(panel).click();
    await pageStrip(panel, 'Pause').getByText('guided: you click').waitFor();
    expect(await pageStrip(panel, 'Pause').textContent()).toContain(why);
    const works = await pageStrip(panel).textContent();
    expect(works).toContain('Reading the rows of the page');
    expect(works).toContain('Showing you where to press on the page');
    expect(works).not.toContain('Pressing for you');
    expect(await panel.getByRole('button', { name: 'Teach anew' }).count()).toBe(1);
    if (build === TABLE) await taughtAnew(taught);
  },
);

/** From the strip that says why it was disarmed: the same page by another button, guided again from the first run on. */
async function taughtAnew(taught: Taught): Promise<void> {
  const { panel } = taught;
  const before = await profileKept();
  expect(before).toMatchObject({ rev: 1, page: { viewers: expect.anything(), room: expect.anything() } });
  await teach(taught, { begin: 'Teach anew', says: 'Suspend', facts: HEAD.slice(0, 1) });
  expect(await profileKept()).toMatchObject({ id: before?.id, rev: 2, actions: { pause: { control: { text: ['Suspend'] } } } });

  await pageStrip(panel, 'Pause').getByText('guided: you click').waitFor();
  expect(await pageStrip(panel, 'Pause').textContent()).toContain('0 of 3');
  await pageChip(panel).click();
  await arm(panel, FIRST, 'pause');
  await guided(taught, FIRST, 'Suspend');
  await pageChip(panel).click();
  await pageStrip(panel, 'Pause').getByText('1 of 3').waitFor();
}
const profileKept = async (): Promise<Profile | undefined> => {
  const { profiles, accounts } = ((await life.call('settings.get', { shop: 'main' })) as { readonly settings: ShopSettings })
    .settings;
  return profiles[accounts.desk?.profile ?? ''];
};

test('taught, guided, promoted; its keys are gone: nothing is offered, what still works is said, and it can be taught anew', async () => {
  const taught = await taughtAndWorked(VIRTUAL);
  const { panel, drift, done } = taught;
  await promotedAndAssisted(taught);

  await drift();
  await pageChip(panel).getByText('failed checks').waitFor();
  await pageChip(panel).click();
  await pageStrip(panel).getByText('No listing can be told by its key').waitFor();
  expect(await pageStrip(panel, 'Pause').textContent()).toContain('only watched');
  const works = await pageStrip(panel).textContent();
  expect(works).toContain('Stock and forecast, from your own systems');
  expect(works).not.toContain('Reading the rows of the page');
  await lineOf(panel, FIRST).locator('.arm[aria-disabled=true]').waitFor();
  await panel.getByRole('button', { name: 'Teach' }).waitFor();
  expect(await done()).toEqual([]);
});

test('a page with a number in each row: a release and what is taken back of it are typed by the person, with buyers in between', async () => {
  const account = { id: 'desk', name: 'Goods desk', profile: 'untaught', site: pages.url, channel: null, pool: null };
  await life.call('settings.change', { shop: 'main', change: { accounts: [account] } });
  await life.call('sites.reconcile', {});
  const taught = await openTaught(life, pages.url, STOCKED);
  const { page, panel } = taught;
  await teachStock(taught, FIRST, '10');
  const sell = (units: number) =>
    page.evaluate(([name, units]) => (globalThis as unknown as { sell(name: string, units: number): void }).sell(name, units), [
      FIRST,
      units,
    ] as const);
  const stock = () => taught.rows().filter({ hasText: FIRST }).locator('.goods-stock').textContent();
  const toType = panel.locator('.wait.guide .type-this');
  const outcome = panel.locator('.strip.outcome.is-confirmed').filter({ hasText: FIRST });

  await lineOf(panel, FIRST).getByRole('button', { name: 'Release, limit, drip release' }).click();
  await panel.getByRole('textbox', { name: 'Own number' }).fill('10');
  await panel.getByText('from 10 to 20').waitFor();
  await confirm(panel);
  await toType.getByText('20').waitFor();
  // One is sold before it is typed: the number follows.
  await sell(1);
  await toType.getByText('19').waitFor();
  await setStock(taught, FIRST, '19');
  await outcome.waitFor();
  await sell(2);
  await lineOf(panel, FIRST).locator('.sale').getByText('17').waitFor();

  await panel.getByRole('button', { name: 'Take back' }).click();
  await panel.getByText('from 17 to 7').waitFor();
  await confirm(panel);
  await toType.getByText('7').waitFor();
  await sell(3);
  await toType.getByText('4').waitFor();
  await setStock(taught, FIRST, '4');
  await outcome.waitFor();
  expect(await stock()).toBe('4');
  expect((await audited(life)).slice(0, 2).map(({ kind, listing, step, surface }) => [kind, listing, step, surface])).toEqual([
    ['takeBack', keyOf(FIRST), 'confirmed', 'panel'],
    ['release', keyOf(FIRST), 'confirmed', 'panel'],
  ]);
});
