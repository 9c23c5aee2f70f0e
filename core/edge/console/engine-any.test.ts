// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageHealth } from '../../domain/console.ts';
import type { Profile, Readable } from '../../domain/profile.ts';
import { type Engine, type EngineOptions, type Seen, startEngine } from './engine.ts';
import { practice } from './profiles/practice.ts';

const any: Readable = {
  ...practice,
  match: { hosts: [], paths: [] },
  rows: { within: '.list', row: '.row', key: { attribute: 'data-id' }, witnesses: ['title', 'picture'], complete: false },
  fields: { title: { at: '.title' }, sellable: { at: '.stock' }, clicks: { at: '.clicks' } },
  page: { viewers: { at: '.viewers' }, live: { at: '.live', words: { 直播中: 'live' } } },
};
const row = (id: string, stock = '5') =>
  `<div class="row" data-id="${id}"><b class="title">${id}</b><i class="stock">${stock}</i></div>`;
const list = (...rows: string[]) => `<div class="list">${rows.join('')}</div>`;

let stop = new AbortController();
let looks = 0;
function read(profile: Profile, options: EngineOptions = {}) {
  const seen: Seen[] = [];
  const health: PageHealth[] = [];
  const events = {
    seen: (one: Seen) => seen.push(one),
    health: (one: PageHealth) => health.push(one),
    looked: () => (looks += 1),
  };
  const engine: Engine = startEngine(document, profile, events, stop.signal, options);
  return { seen, health, engine };
}
const settle = () => vi.advanceTimersByTimeAsync(200);
const rows = (seen: readonly Seen[]) => seen.at(-1)?.changed.map(({ key, sellable }) => [key, sellable]);

beforeEach(() => {
  vi.useFakeTimers();
  stop = new AbortController();
  looks = 0;
  document.body.innerHTML = '';
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

describe('rows wherever a page has them', () => {
  /** jsdom loads nothing: the document is there at once, and its `load` is ours to fire. */
  function frameWith(html: string): HTMLIFrameElement {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    if (frame.contentDocument !== null) frame.contentDocument.body.innerHTML = html;
    return frame;
  }
  const framed: Readable = { ...any, frames: true };
  const bodyOf = (frame: HTMLIFrameElement) => frame.contentDocument?.body ?? document.createElement('p');

  it('reads a frame of the page’s own origin, hears of its changes, and forgets it when it goes', async () => {
    document.body.innerHTML = list(row('A'));
    const frame = frameWith(`<b class="live">直播中</b>${list(row('F', '7'))}`);
    const { seen, engine } = read(framed);
    expect(seen[0]?.keys).toEqual(['A', 'F']);
    expect(seen[0]?.page.live).toBe('live');
    const stock = bodyOf(frame).querySelector('.stock');
    if (stock !== null) stock.textContent = '6';
    await settle();
    expect(rows(seen)).toEqual([['F', 6]]);
    frame.remove();
    await settle();
    expect(seen.at(-1)?.keys).toEqual(['A']);
    expect(engine.seen('F')).toBeNull();
  });

  it('reads what a frame shows by and by, and what comes to stand in it later', async () => {
    document.body.innerHTML = list(row('A'));
    const { seen } = read(framed);
    const frame = frameWith('');
    await settle();
    bodyOf(frame).innerHTML = list(row('F'));
    await vi.advanceTimersByTimeAsync(600);
    expect(seen.at(-1)?.keys).toEqual(['A', 'F']);
    // It navigates: another document, of which nothing tells but its `load`.
    const other = new DOMParser().parseFromString(list(row('G')), 'text/html');
    Object.defineProperty(other, 'defaultView', { value: { frameElement: frame } });
    Object.defineProperty(frame, 'contentDocument', { value: other });
    frame.dispatchEvent(new Event('load'));
    await settle();
    expect(seen.at(-1)?.keys).toEqual(['A', 'G']);
  });

  it('leaves frames alone where they are of another origin, or the profile names none', async () => {
    document.body.innerHTML = list(row('A'));
    frameWith(list(row('F')));
    expect(read(any).seen[0]?.keys).toEqual(['A']);
    const strange = document.createElement('iframe');
    Object.defineProperty(strange, 'contentDocument', {
      get: () => {
        throw new DOMException('Blocked a frame', 'SecurityError');
      },
    });
    document.body.append(strange);
    expect(read(framed).seen[0]?.keys).toEqual(['A', 'F']);
  });

  it('reads a row of a custom kind that draws itself into its own shadow root, later', async () => {
    document.body.innerHTML = '<div class="list"><x-row class="row" data-id="A"></x-row></div>';
    const { seen } = read(any);
    expect(rows(seen)).toEqual([['A', null]]);
    const host = document.querySelector('x-row');
    const shadow = host?.attachShadow({ mode: 'open' });
    if (shadow !== undefined) shadow.innerHTML = '<b class="title">A</b><i class="stock">5</i>';
    // Nothing tells of a shadow root: it is found with the next change.
    host?.classList.add('drawn');
    await settle();
    expect(rows(seen)).toEqual([['A', 5]]);
    const stock = shadow?.querySelector('.stock');
    if (stock != null) stock.textContent = '4';
    await settle();
    expect(rows(seen)).toEqual([['A', 4]]);
  });

  it('finds a list in a shadow root of which nothing told, once it misses the list', async () => {
    const host = document.createElement('div');
    document.body.append(host);
    const { seen } = read(any);
    host.attachShadow({ mode: 'open' }).innerHTML = list(row('S'));
    await vi.advanceTimersByTimeAsync(3_100);
    expect(seen.at(-1)?.keys).toEqual(['S']);
  });

  it('reads a row for each of which the page has a shadow root, and takes away what an earlier mount left in one', async () => {
    document.body.innerHTML = '<div class="list"></div>';
    for (let n = 0; n < 600; n += 1) {
      const host = document.createElement('x-row');
      host.className = 'row';
      host.dataset.id = `K${n}`;
      host.attachShadow({
        mode: 'open',
      }).innerHTML = `<b class="title">K${n}<i data-stockcue="badge">7</i></b><i class="stock">${n}</i>`;
      document.querySelector('.list')?.append(host);
    }
    const { seen } = read(any);
    expect(seen[0]?.changed).toHaveLength(600);
    expect(seen[0]?.changed[599]).toMatchObject({ title: 'K599', sellable: 599 });
    const last = document.querySelector('.row:last-child')?.shadowRoot;
    expect(last?.querySelector('[data-stockcue]')).toBeNull();
    const stock = last?.querySelector('.stock');
    if (stock != null) stock.textContent = '1';
    await settle();
    expect(rows(seen)).toEqual([['K599', 1]]);
  });

  it('walks the whole page once, and from then on only what was added', async () => {
    document.body.innerHTML = list(...Array.from({ length: 50 }, (_, n) => row(`K${n}`)));
    const walks = vi.spyOn(Document.prototype, 'querySelectorAll');
    const all = () => walks.mock.calls.filter(([selector]) => selector === '*').length;
    read(any);
    expect(all()).toBe(1);
    for (let n = 0; n < 20; n += 1) {
      document.querySelector('.list')?.insertAdjacentHTML('beforeend', row(`L${n}`));
      await settle();
    }
    expect(looks).toBe(21);
    expect(all()).toBe(1);
  });
});

describe('what a row says', () => {
  const first = (profile: Readable, html: string) => {
    document.body.innerHTML = html;
    return read(profile).seen[0]?.changed[0];
  };

  it('leaves out what only looks like a row', () => {
    document.body.innerHTML = list(`<div class="row head" data-id="ALL"></div>`, row('A'));
    const { seen, health } = read({ ...any, rows: { ...any.rows, exclude: '.head' } });
    expect(seen[0]?.keys).toEqual(['A']);
    expect(health[0]).toMatchObject({ ok: true, failed: [], found: { rows: 1, keyed: 1 } });
  });

  it.each([
    ['an attribute', { attribute: 'id', pattern: '^goods-(\\d+)' }, '<div class="row" id="goods-77-recording"></div>'],
    ['a text', { at: '.id' }, '<div class="row"><b class="id"> 77 </b></div>'],
    ['a pattern in a text', { at: '.t', pattern: 'ID[:：](\\d+)' }, '<div class="row"><b class="t">杯子 ID：77</b></div>'],
  ])('takes its key from %s', (_, key, html) => {
    expect(first({ ...any, rows: { ...any.rows, key, witnesses: [] } }, list(html))?.key).toBe('77');
  });

  it('says what is abbreviated as about so much, and never exactly', () => {
    const html = list('<div class="row" data-id="A"><i class="stock">18.8k</i><i class="clicks">1.2万</i></div>');
    expect(first(any, `<b class="viewers">3.4K+</b>${html}`)).toMatchObject({
      sellable: null,
      clicks: null,
      about: { sellable: 18_800, clicks: 12_000 },
    });
    expect(read(any).seen[0]?.page).toMatchObject({ viewers: null, about: { viewers: 3_400 } });
  });

  it('reads the seller’s code, the limit a buyer has, and what stands in a box', () => {
    const fields = { code: { at: '.code' }, perBuyer: { at: 'input', attribute: 'value' } };
    document.body.innerHTML = list('<div class="row" data-id="A"><b class="code">HX-9</b><input value="3"></div>');
    const box = document.querySelector('input');
    if (box !== null) box.value = '2';
    expect(read({ ...any, fields }).seen[0]?.changed[0]).toMatchObject({ code: 'HX-9', perBuyer: 2 });
  });

  it('tells a copy from another listing by the name of its picture, wherever it is served from', async () => {
    const fields = { ...any.fields, picture: { at: 'img', attribute: 'src' } };
    const shown = (src: string) => `<div class="row" data-id="A"><img src="${src}"></div>`;
    document.body.innerHTML = list(shown('https://p3.cdn.example/a/cup.jpg?x-sign=1'), shown('//p9.cdn.example/cup.jpg#2'));
    expect(read({ ...any, fields }).seen[0]?.changed).toMatchObject([{ key: 'A', picture: 'cup.jpg' }]);
    document.body.innerHTML = list(shown('https://p3.cdn.example/a/cup.jpg'), shown('https://p3.cdn.example/a/hat.jpg'));
    const { health } = read({ ...any, fields });
    await vi.advanceTimersByTimeAsync(3_100);
    expect(health).toMatchObject([{ ok: false, failed: ['unique'], found: { clashes: 1 } }]);
  });

  it('says that nothing vouches for its rows where no witness can be read', () => {
    document.body.innerHTML = list('<div class="row" data-id="A"><i class="stock">5</i></div>');
    expect(read(any).health).toMatchObject([{ ok: true, failed: ['witness'] }]);
  });

  it('joins what either copy says: about so much is nothing beside an exact count', () => {
    const copy = '<div class="row" data-id="A"><b class="title">A</b><i class="stock">1.2k</i><i class="clicks">3k</i></div>';
    expect(first(any, list(copy, row('A', '1,204')))).toMatchObject({ sellable: 1204, about: { clicks: 3_000 } });
  });

  it('is of the row that an element bears now, and of none while a recycled one is half drawn', async () => {
    document.body.innerHTML = list(row('A', '5'), row('B', '6'));
    const { seen, health, engine } = read(any);
    const [one] = document.querySelectorAll('.row');
    // Drawn in two steps: first the key, which is another row's still.
    one?.setAttribute('data-id', 'B');
    await settle();
    expect(engine.rows().size).toBe(0);
    for (const [part, text] of [
      ['title', 'B'],
      ['stock', '6'],
    ] as const) {
      const element = one?.querySelector(`.${part}`);
      if (element != null) element.textContent = text;
    }
    document.querySelectorAll('.row')[1]?.setAttribute('data-id', 'C');
    const title = document.querySelectorAll('.title')[1];
    if (title !== undefined) title.textContent = 'C';
    await settle();
    expect(seen).toHaveLength(2);
    expect(seen[1]?.keys).toEqual(['B', 'C']);
    expect(engine.rows().get('B')).toEqual([one]);
    expect(health).toMatchObject([{ ok: true, failed: [] }]);
  });
});

describe('how long the list has been quiet', () => {
  it('is not broken by a number that counts up, but by text that makes another row of a recycled one', async () => {
    const byText: Readable = { ...any, rows: { ...any.rows, key: { at: '.title' } } };
    document.body.innerHTML = list(row('A'));
    const { engine } = read(byText);
    await vi.advanceTimersByTimeAsync(1_000);
    const [title, stock] = [document.querySelector('.title'), document.querySelector('.stock')];
    if (stock !== null) stock.textContent = '4';
    expect(engine.seen('A')?.sellable).toBe(4);
    expect(engine.quietMs()).toBe(1_000);
    if (title !== null) title.textContent = 'B';
    expect(engine.quietMs()).toBe(0);
    await vi.advanceTimersByTimeAsync(400);
    expect(engine.quietMs()).toBe(400);
    document.querySelector('.row')?.classList.add('moving');
    expect(engine.quietMs()).toBe(0);
  });
});

describe('the address', () => {
  it.each([
    [['localhost'], ['/'], true],
    [['*.localhost'], [], true],
    [['other.example'], [], false],
    [['localhost'], ['/live/'], false],
    [[], ['/live/', '/'], true],
  ])('of hosts %j and paths %j fits: %j', async (hosts, paths, fits) => {
    document.body.innerHTML = list(row('A'));
    const { health } = read({ ...any, match: { hosts, paths } });
    await vi.advanceTimersByTimeAsync(3_100);
    expect(health).toMatchObject([{ ok: fits, failed: fits ? [] : ['address'] }]);
  });

  it('is looked at each time: a page’s own calls of history reach nobody', async () => {
    document.body.innerHTML = list(row('A'));
    const { health } = read({ ...any, match: { hosts: [], paths: ['/live'] } });
    history.pushState(null, '', '/live');
    document.querySelector('.row')?.classList.add('hot');
    await settle();
    expect(health).toMatchObject([{ ok: true }]);
    history.pushState(null, '', '/');
    await vi.advanceTimersByTimeAsync(3_100);
    expect(health).toHaveLength(1);
    document.querySelector('.row')?.classList.add('cold');
    await vi.advanceTimersByTimeAsync(3_200);
    expect(health.at(-1)).toMatchObject({ ok: false, failed: ['address'] });
  });

  it('tells the room where nothing on the page does, and another one as soon as the route has changed', async () => {
    document.body.innerHTML = list(row('A'));
    history.pushState(null, '', '/live/7301112223?tab=goods');
    const { seen } = read({ ...any, page: { room: { address: true, pattern: '/live/([\\w-]+)' } } });
    history.pushState(null, '', '/live/7301119999');
    dispatchEvent(new PopStateEvent('popstate'));
    await settle();
    history.pushState(null, '', '/');
    dispatchEvent(new PopStateEvent('popstate'));
    await settle();
    expect(seen.map(({ page }) => page.room)).toEqual(['7301112223', '7301119999', null]);
  });
});

describe('what is known beside the page', () => {
  it('is of this page alone: another room is another page, whose rows may bear the same keys', async () => {
    document.body.innerHTML = list(row('A'));
    let sold: number | null = 9;
    const beside = {
      said: () => ({}),
      row: (seen: Seen['changed'][number]) => ({ ...seen, sold }),
      page: (seen: Seen['page']) => seen,
      clear() {
        sold = null;
      },
    };
    const { seen, engine } = read(any, { beside });
    expect(seen[0]?.changed[0]?.sold).toBe(9);
    // What acting is grounded on is what the page draws.
    expect(engine.seen('A')?.sold).toBeNull();
    sold = 10;
    engine.again();
    await settle();
    expect(seen[1]?.changed[0]?.sold).toBe(10);
    history.pushState(null, '', '?room=2');
    dispatchEvent(new PopStateEvent('popstate'));
    await settle();
    expect(seen[2]?.changed[0]?.sold).toBeNull();
    history.pushState(null, '', '/');
  });
});

describe('a page that never rests', () => {
  const COST = 40;
  /** By whose clock each look takes 40 ms. */
  function costly(): EngineOptions {
    let spent = 0;
    const page = (seen: Seen['page']) => {
      spent += COST;
      return seen;
    };
    return { beside: { said: () => ({}), row: (seen) => seen, page, clear: () => {} }, now: () => spent + Date.now() };
  }
  /** A thousand changes a second. */
  async function storm(ms: number): Promise<void> {
    const stock = document.querySelector('.stock');
    for (let n = 1; n <= ms; n += 1) {
      if (stock !== null) stock.textContent = String(n);
      await vi.advanceTimersByTimeAsync(1);
    }
  }

  it('is looked at for a tenth of its time at most, and once more after its last change', async () => {
    document.body.innerHTML = list(row('A', '0'));
    const { seen } = read(any, costly());
    await storm(10_000);
    expect(looks).toBeGreaterThan(15);
    expect(looks).toBeLessThanOrEqual(1 + 10_000 / (10 * COST));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(rows(seen)).toEqual([['A', 10_000]]);
  });

  it('is not looked at more often because it is hidden', async () => {
    document.body.innerHTML = list(row('A', '0'));
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    read(any, costly());
    await storm(1_000);
    expect(looks).toBeLessThanOrEqual(4);
    hidden.mockRestore();
  });
});
