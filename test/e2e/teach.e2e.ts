import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { panelFrame } from './extension.ts';
import { type Life, startLife } from './life.ts';

/** Pages of our own making, each of another build. What reaches a page's own listeners is written down there. */
const KEYS = ['7301112223334445550', '7301112223334445551', '7301112223334445562', '7301112223334445563'];
const NAMES = ['Wool scarf, grey', 'Linen shirt in sand', 'Rain jacket for children', 'Cotton socks, six pairs'];
const EARS = `<script>
  window.heard = [];
  const kinds = 'pointerdown pointerup pointermove mousedown mouseup mousemove click dblclick contextmenu keydown keyup wheel touchstart'.split(' ');
  for (const kind of kinds) window.addEventListener(kind, (event) => heard.push(kind), { capture: true, passive: true });
</script>`;
const ACTS = `
  const goods = ${JSON.stringify(KEYS.map((key, at) => ({ key, name: NAMES[at], stock: (at + 1) * 12, paused: false })))};
  const press = (key) => { const one = goods.find((each) => each.key === key); one.paused = !one.paused; draw(); };`;
const page = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Goods desk</title>${EARS}<style>body{margin:0 0 0 60px;font:14px sans-serif}</style><body>${body}`;

type Build = { readonly path: string; readonly html: string; readonly inner?: string };
const TABLE: Build = {
  path: '/table',
  html: page(`<table class="goods"><tbody></tbody></table><script>${ACTS}
    function draw() {
      document.querySelector('tbody').innerHTML = goods.map((one, at) => '<tr data-goods-id="' + one.key + '"><td>' + (at + 1) + '</td><td class="goods-name">' + one.name + '</td><td class="goods-stock">' + one.stock + '</td><td class="goods-state">' + (one.paused ? 'Paused' : 'On sale') + '</td><td><button class="sell-button" onclick="press(\\'' + one.key + '\\')">' + (one.paused ? 'Resume' : 'Pause') + '</button> <button class="remove-button">Remove</button></td></tr>').join('');
    }
    draw();</script>`),
};
const SORTING: Build = {
  path: '/sorting',
  html: page(`<div class="desk-list"></div><script>${ACTS}
    function draw() {
      document.querySelector('.desk-list').innerHTML = goods.map((one) => '<div class="desk-row xk3-91Fq" id="item-' + one.key + '"><b class="goods-name">' + one.name + '</b> <span class="goods-stock">' + one.stock + '</span> <span class="sell-button" role="button" tabindex="0" onclick="press(\\'' + one.key + '\\')">' + (one.paused ? 'Resume' : 'Pause') + '</span> <span class="remove-button" role="button" tabindex="0">Remove</span></div>').join('');
    }
    draw();
    setInterval(() => { goods.push(goods.shift()); draw(); }, 1000);</script>`),
};
const FRAMED: Build = {
  path: '/framed',
  html: page('<iframe src="/framed-inner" style="border:0;width:900px;height:400px"></iframe>'),
  inner: page(`<live-goods></live-goods><script>${ACTS}
    const root = document.querySelector('live-goods').attachShadow({ mode: 'open' });
    function draw() {
      root.innerHTML = '<div class="commodity-list">' + goods.map((one) => '<div class="table-row"><span class="goods-name">' + one.name + '</span> <em class="id-wrap">ID: ' + one.key + '</em> <i class="goods-stock">' + one.stock + '</i> <span class="sell-button" role="button">' + (one.paused ? 'Resume' : 'Pause') + '</span> <span class="delete-link" role="button">Delete</span></div>').join('') + '</div>';
      for (const [at, button] of root.querySelectorAll('.sell-button').entries()) button.onclick = () => press(goods[at].key);
    }
    draw();</script>`),
};
const VIRTUAL: Build = {
  path: '/virtual',
  html: page(`<div id="goods-list" style="height:240px;width:700px;overflow:auto"><div style="position:relative;height:2400px"></div></div><script>
    const all = Array.from({ length: 40 }, (_, at) => ({ key: String(7301112223334445550n + BigInt(at) * 11n), name: 'Listing of goods no ' + (at + 1), stock: 10 + at, paused: false }));
    const press = (key) => { const one = all.find((each) => each.key === key); one.paused = !one.paused; draw(); };
    const list = document.querySelector('#goods-list');
    function draw() {
      const first = Math.floor(list.scrollTop / 60);
      list.firstElementChild.innerHTML = all.slice(first, first + 6).map((one, at) => '<div data-index="' + (first + at) + '" style="position:absolute;height:60px;top:' + (first + at) * 60 + 'px"><div class="row-box" data-item-id="' + one.key + '"><b class="goods-name">' + one.name + '</b> <span class="goods-stock">' + one.stock + '</span> <button class="sell-button" onclick="press(\\'' + one.key + '\\')">' + (one.paused ? 'Resume' : 'Pause') + '</button> <button class="drop-button">Take off</button></div></div>').join('');
    }
    list.addEventListener('scroll', draw);
    draw();</script>`),
};
const BUILDS = [TABLE, VIRTUAL, FRAMED, SORTING];

let life: Life;
let url: string;
const server = createServer((request, response) => {
  const found = BUILDS.flatMap(({ path, html, inner }) =>
    request.url === path ? [html] : request.url === `${path}-inner` ? [inner ?? ''] : [],
  );
  response.writeHead(found.length === 0 ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' }).end(found[0]);
});
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  life = await startLife(['A']);
});
afterAll(async () => {
  await life?.close();
  server.close();
});

/** The frame in which the card stands. */
async function cardOf(page: Page): Promise<Frame> {
  let card: Frame | undefined;
  await expect
    .poll(async () => {
      for (const frame of page.frames()) {
        const isCard = await frame
          .evaluate(() => document.querySelector('section.card[role=dialog]') !== null)
          .catch(() => false);
        if (isCard) card = frame;
      }
      return card !== undefined;
    })
    .toBe(true);
  if (card === undefined) throw new Error('no card');
  return card;
}
/** By the mouse alone, where the element stands at the moment. */
async function clickAt(page: Page, element: Locator): Promise<void> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('The element is not to be seen.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.up();
}

test.each(BUILDS)('a page is taught from the panel by pointing at it, and is read from then on: $path', async ({ path }) => {
  const account = { id: 'desk', name: 'Goods desk', profile: 'untaught', site: url, channel: null, pool: null };
  await life.call('settings.change', { shop: 'main', change: { accounts: [account] } });
  await life.call('sites.reconcile', {});
  const page = await life.extension.context.newPage();
  await page.goto(url + path);
  const inside = path === '/framed' ? page.frameLocator('iframe[src]') : page;
  const rows = inside.locator('tr, .row-box, .table-row, .desk-row');
  const row = (nth: number, what: string) => rows.nth(nth).locator(what);
  const heard = async () => {
    const frames = page.frames().filter((frame) => frame.url().startsWith(url));
    return (
      await Promise.all(frames.map((frame) => frame.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0))))
    ).flat();
  };
  const panel = await panelFrame(page, life.extension.id);
  await panel.getByRole('button', { name: 'Teach' }).click();
  const card = await cardOf(page);
  const press = (name: string) => card.getByRole('button', { name, exact: true }).last().click();
  await heard();

  await clickAt(page, row(0, '.goods-name'));
  await card.getByText('Now click another product row.').waitFor();
  await clickAt(page, row(1, '.goods-name'));
  await card.getByText(/Rows found/).waitFor();
  await page.keyboard.press('Enter');
  await card.getByText('What tells each product apart?', { exact: false }).waitFor();
  if (path === '/virtual') {
    const box = await page.locator('#goods-list').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 50, (box?.y ?? 0) + 50);
    await page.mouse.wheel(0, 180);
    await card.getByText('stays when rows move').first().waitFor();
  }
  await press('Next');
  await card.getByRole('button', { name: /^Title/ }).click();
  await clickAt(page, row(0, '.goods-name'));
  await card.getByRole('button', { name: /^Stock on sale/ }).click();
  await clickAt(page, row(0, '.goods-stock'));
  await press('Next');
  await card.getByRole('button', { name: /^Pause sales/ }).click();
  // The same listing from here on, wherever its row stands by then.
  const name = (await row(0, '.goods-name').textContent()) ?? '';
  const listed =
    path === '/virtual' ? String(7301112223334445550n + 11n * (BigInt(name.replace(/\D/g, '')) - 1n)) : KEYS[NAMES.indexOf(name)];
  const button = rows.filter({ hasText: name }).locator('.sell-button');
  await clickAt(page, button);
  await card.getByText('Button “Pause”', { exact: false }).waitFor();
  // All that time the page heard of nothing but its list being scrolled.
  expect(await heard()).toEqual([]);

  for (const [text, other] of [
    ['Pause', 'Resume'],
    ['Resume', 'Pause'],
  ] as const) {
    if (text === 'Resume') {
      await card.getByText('Now what takes it back', { exact: false }).waitFor();
      await clickAt(page, button);
      await card.getByText('Button “Resume”', { exact: false }).waitFor();
    }
    await press('Ready: I do it now');
    await card.getByText('The shield is off', { exact: false }).waitFor();
    await clickAt(page, button);
    await card.getByText(`“${text}” → “${other}”`, { exact: false }).waitFor();
    await press('Done');
  }
  // The two demonstrations were the person's own clicks, and reached the page.
  expect((await heard()).filter((kind) => kind === 'click')).toHaveLength(2);

  await press('Next');
  await card.getByText('Nothing is pressed', { exact: false }).waitFor();
  await press('Save');
  await expect.poll(async () => JSON.stringify(await profiles())).toContain(`"paths":["${path}"]`);
  const profile = (await profiles()).find((one) => one.match.paths[0] === path);
  expect(profile).toMatchObject({ origin: 'taught', rev: 1, actions: { pause: { most: 'assist', inverse: 'resume' } } });
  await card.getByRole('button', { name: 'Stop' }).first().click();
  // The page is read: its listings stand in the panel.
  await panel.locator(`[role=row][data-key="${listed}"]`).waitFor();
  expect(await page.locator('[data-stockcue=teach]').count()).toBe(0);
  // The page changes: nothing of it is used any more, and it can be taught anew.
  expect(await panel.getByRole('button', { name: 'Teach' }).count()).toBe(0);
  await page.evaluate(() => document.body.replaceChildren('Another console'));
  await panel.getByText('its list of listings is not found', { exact: false }).waitFor();
  await panel.getByRole('button', { name: 'Teach' }).waitFor();
  await page.close();
});

type Kept = { readonly match: { readonly paths: readonly string[] } };
async function profiles(): Promise<readonly Kept[]> {
  const answer = (await life.options.evaluate(() =>
    (
      globalThis as unknown as { chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } } }
    ).chrome.runtime.sendMessage({
      stockcue: 'call',
      name: 'settings.get',
      ask: { shop: 'main' },
    }),
  )) as { value?: { settings: { profiles: Record<string, Kept> } } };
  return Object.values(answer.value?.settings.profiles ?? {});
}
