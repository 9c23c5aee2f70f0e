import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PageData } from '../../domain/profile.ts';
import { tapPage } from './page-tap.ts';

const SITE = 'https://console.example';
const table: readonly PageData[] = [
  {
    id: 'promos',
    host: '*.console.example',
    path: '/api/promotions',
    rows: 'data.promotions',
    key: 'promotion_id',
    fields: { sellable: 'stock_num', code: 'art_no', clicks: 'online.click_ucnt', title: 'title', pinned: 'in_prompt' },
    page: { viewers: 'data.online' },
  },
];
const ANSWER = {
  data: {
    online: 1_204,
    secret: 'of nobody else',
    promotions: [
      { promotion_id: '71', stock_num: 5, art_no: 'HX-9', online: { click_ucnt: '12' }, title: 'Cup', in_prompt: true, price: 9 },
      { promotion_id: 72, stock_num: null, art_no: '', online: {}, title: 7, in_prompt: 1 },
    ],
  },
};
const SAID = {
  ageMs: expect.any(Number),
  id: 'promos',
  rows: [
    ['71', { sellable: 5, code: 'HX-9', clicks: 12, title: 'Cup', pinned: true }],
    ['72', { title: '7' }],
  ],
  page: { viewers: 1_204 },
};

class FakeXhr extends EventTarget {
  responseURL = '';
  responseType = '';
  readonly DONE = 4;
  readyState = 1;
  status = 200;
  response: unknown = null;
  get responseText(): string {
    return String(this.response);
  }
  open(_method: string, address: string | URL): void {
    this.readyState = 1;
    this.responseURL = new URL(address, `${SITE}/live`).href;
  }
  answers(response: unknown, type = ''): void {
    Object.assign(this, { response, responseType: type, readyState: this.DONE });
    this.dispatchEvent(new Event('load'));
  }
}
type Answers = (...args: readonly unknown[]) => unknown;
const unhandled = vi.fn();
process.on('unhandledRejection', unhandled);
afterEach(() => expect(unhandled).not.toHaveBeenCalled());

/** As much of a page as the script touches. */
function aPage(
  answers: Answers = async () => Response.json(ANSWER),
  { known = table as readonly PageData[] | null, readyState = 'complete', top = {} } = {},
) {
  const posted: unknown[] = [];
  const framed: unknown[] = [];
  class Xhr extends FakeXhr {
    override open(method: string, address: string | URL): void {
      super.open(method, address);
    }
  }
  async function fetch(this: unknown, ...args: readonly unknown[]) {
    return answers(...args);
  }
  const target = new EventTarget();
  const timers: (() => void)[] = [];
  const page = {
    fetch: fetch as unknown as typeof globalThis.fetch,
    XMLHttpRequest: Xhr as unknown as typeof XMLHttpRequest,
    URL,
    Request,
    document: { baseURI: `${SITE}/live`, readyState },
    addEventListener: target.addEventListener.bind(target),
    /** One frame of the page's own origin, and one of another. */
    length: 2,
    0: { document: {}, postMessage: (...told: unknown[]) => framed.push(told) },
    1: {
      get document(): unknown {
        throw new Error('of another origin');
      },
      postMessage: (...told: unknown[]) => framed.push(told),
    },
    parent: { name: 'parent' },
    top: {
      location: { origin: SITE },
      postMessage: (message: { stockcueData?: unknown }, origin: string) => posted.push([message.stockcueData, origin]),
      ...top,
    },
    setTimeout: (then: () => void) => timers.push(then),
    loads: () => target.dispatchEvent(new Event('load')),
    /** All that the script waits for has passed. */
    isOld() {
      for (const then of timers) then();
    },
    asks(ask: object = {}, { source, origin = SITE }: { source?: unknown; origin?: string } = {}) {
      const data = { stockcueAsks: 'data', frames: false, ...ask };
      target.dispatchEvent(Object.assign(new Event('message'), { source: source ?? page, origin, data }));
    },
  };
  const own = page.fetch;
  tapPage(page as never, known);
  return { page, own, posted, framed, Xhr };
}
/** All that was begun has ended: bodies are read in turns of the event loop. */
const done = () => new Promise((ready) => setTimeout(ready, 20));

describe('what a page fetches', () => {
  it.each([
    ['a path', '/api/promotions?list_type=1'],
    ['an address', new URL(`${SITE}/api/promotions_v2`)],
    ['a request', new Request('https://eu.console.example/api/promotions')],
  ])('is read by %s: the declared fields alone, posted to the page’s own origin; the page has its answer', async (_, input) => {
    const { page, posted } = aPage();
    const answer = await page.fetch(input);
    expect(await answer.json()).toEqual(ANSWER);
    await done();
    expect(posted).toEqual([[SAID, SITE]]);
  });

  it('is handed through as it is, with what the page gave', async () => {
    const given: unknown[] = [];
    const answer = Promise.resolve(Response.json(ANSWER));
    const { page } = aPage((...args) => {
      given.push(...args);
      return answer;
    });
    const options = { method: 'POST', credentials: 'include' as const, body: 'x' };
    await page.fetch('/api/promotions', options);
    expect(given).toEqual(['/api/promotions', options]);
    expect(given[1]).toBe(options);
  });

  it.each([
    ['another path', '/api/orders'],
    ['another host', 'https://other.example/api/promotions'],
    ['what merely ends like the host', 'https://evilconsole.example/api/promotions'],
  ])('is not touched at %s', async (_, address) => {
    const clone = vi.spyOn(Response.prototype, 'clone');
    const { page, posted } = aPage();
    await page.fetch(address);
    await done();
    expect(clone).not.toHaveBeenCalled();
    expect(posted).toEqual([]);
    clone.mockRestore();
  });

  it('is not turned into text to be compared: that is visible to the page', async () => {
    const turned = vi.fn(() => '/api/promotions');
    const { page } = aPage();
    await page.fetch({ toString: turned } as never);
    expect(turned).not.toHaveBeenCalled();
  });

  it.each<[string, () => unknown]>([
    ['is no JSON', () => new Response('<html>')],
    ['has no rows', () => Response.json({ data: { promotions: 'none' } })],
    ['is no object', () => Response.json(null)],
    ['is an error', () => Response.json(ANSWER, { status: 500 })],
    ['is empty', () => new Response(null, { status: 204 })],
    ['says that it is too large', () => Response.json(ANSWER, { headers: { 'content-length': '2000000' } })],
    ['is too large', () => Response.json({ ...ANSWER, more: 'x'.repeat(1_000_001) })],
    ['was read already', () => Object.assign(Response.json(ANSWER), { clone: () => new Response(null).clone() })],
    [
      'cannot be copied',
      () => ({
        ok: true,
        headers: new Headers(),
        clone: () => {
          throw new TypeError('no');
        },
      }),
    ],
    ['is none', () => undefined],
  ])('tells nothing and throws nothing where the answer %s', async (_, answer) => {
    const { page, posted } = aPage(async () => answer());
    await page.fetch('/api/promotions');
    await done();
    expect(posted).toEqual([]);
  });

  it('fails for the page as it would without us', async () => {
    const { page } = aPage(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(page.fetch('/api/promotions')).rejects.toThrow('Failed to fetch');
  });

  it('leaves out a key that JSON cannot hold exactly', async () => {
    const promotions =
      '[{"promotion_id":3712345678901234567,"stock_num":1},{"promotion_id":"3712345678901234567","stock_num":2}]';
    const { page, posted } = aPage(async () => new Response(`{"data":{"promotions":${promotions}}}`));
    await page.fetch('/api/promotions');
    await done();
    const rows = [['3712345678901234567', { sellable: 2 }]];
    expect(posted).toEqual([[{ id: 'promos', rows, page: {}, ageMs: expect.any(Number) }, SITE]]);
  });

  it('comes from a function that looks like the page’s own', () => {
    const { page, own } = aPage();
    expect(page.fetch.name).toBe('fetch');
    expect(page.fetch.length).toBe(own.length);
    expect(Function.prototype.toString.call(page.fetch)).toContain('[native code]');
  });
});

describe('what a page asks for by XMLHttpRequest', () => {
  it.each([
    ['as text', JSON.stringify(ANSWER), ''],
    ['as JSON', ANSWER, 'json'],
  ])('is read %s', (_, response, type) => {
    const { posted, Xhr } = aPage();
    const request = new Xhr();
    request.open('GET', '/api/promotions');
    request.answers(response, type);
    expect(posted).toEqual([[SAID, SITE]]);
    // The same object asks for something else.
    request.open('GET', '/api/orders');
    request.answers(response, type);
    expect(posted).toHaveLength(1);
  });

  it.each([
    ['is of another kind', new ArrayBuffer(8), 'arraybuffer'],
    ['is no JSON', '<html>', ''],
    ['is too large', `"${'x'.repeat(1_000_001)}"`, ''],
  ])('tells nothing where the answer %s', (_, response, type) => {
    const { posted, Xhr } = aPage();
    const request = new Xhr();
    request.open('GET', '/api/promotions');
    request.answers(response, type);
    expect(posted).toEqual([]);
  });
});

describe('the script in the page’s world', () => {
  it('tells a reader that comes later what it has seen', async () => {
    const { page, posted } = aPage();
    await page.fetch('/api/promotions');
    await done();
    page.asks();
    expect(posted).toEqual([
      [SAID, SITE],
      [SAID, SITE],
    ]);
  });

  it('taps a page once, however often it is run', async () => {
    const { page, posted } = aPage();
    tapPage(page as never, table);
    await page.fetch('/api/promotions');
    await done();
    expect(posted).toHaveLength(1);
  });

  it('says how long ago the page asked, however late it tells', async () => {
    let now = 1_000;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const { page, posted } = aPage(async () => {
      await Promise.resolve();
      now += 80;
      return Response.json(ANSWER);
    });
    await page.fetch('/api/promotions');
    await done();
    now += 5_000;
    page.asks();
    expect(posted).toMatchObject([
      [{ ageMs: 80 }, SITE],
      [{ ageMs: 5_080 }, SITE],
    ]);
    clock.mockRestore();
  });
});

describe('what another profile than a built-in one reads', () => {
  it('is said with the first question: what the page asked for until then is read all the same', async () => {
    const { page, posted, Xhr } = aPage(undefined, { known: null, readyState: 'loading' });
    const answer = await (await page.fetch('/api/promotions')).json();
    void page.fetch('/api/orders');
    const [over, open] = [new Xhr(), new Xhr()];
    over.open('GET', '/api/promotions');
    over.answers(ANSWER, 'json');
    open.open('GET', '/api/promotions');
    page.asks({ table });
    expect(posted).toEqual([[SAID, SITE]]);
    expect(answer).toEqual(ANSWER);
    open.answers(ANSWER, 'json');
    await done();
    expect(posted).toEqual([
      [SAID, SITE],
      [SAID, SITE],
      [SAID, SITE],
    ]);
  });

  it.each([
    ['what it asked for as it loaded is, for a while', 'loading', false, 1],
    ['and no longer', 'loading', true, 0],
    ['nor of a tab that was open', 'complete', false, 0],
  ])('is not held of the page once that has loaded: %s', async (_, readyState, isOld, held) => {
    const { page, posted } = aPage(undefined, { known: null, readyState });
    await page.fetch('/api/promotions?as it loads');
    page.loads();
    await page.fetch('/api/promotions');
    if (isOld) page.isOld();
    page.asks({ table });
    await done();
    expect(posted).toHaveLength(held);
    posted.length = 0;
    await page.fetch('/api/promotions');
    await done();
    expect(posted).toEqual([[SAID, SITE]]);
  });

  it('copies no more answers than a page asks for as it loads', async () => {
    const { page, posted } = aPage(undefined, { known: null, readyState: 'loading' });
    for (let n = 0; n < 60; n += 1) await page.fetch(`/api/promotions?${n}`);
    page.asks({ table });
    await done();
    // Of fifty that waited the newest twenty are kept, and each is told once.
    expect(posted).toHaveLength(50);
  });

  it('replaces what was read', async () => {
    const { page, posted } = aPage();
    const [source] = table;
    page.asks({ table: [{ ...source, path: '/api/orders' }] });
    await page.fetch('/api/promotions');
    await page.fetch('/api/orders');
    await done();
    expect(posted).toEqual([[SAID, SITE]]);
  });

  const [source] = table;
  it.each<[string, unknown]>([
    ['is none', 'all'],
    ['names more sources than a profile may', Array.from({ length: 11 }, () => source)],
    ['holds something else', [null]],
    ['lacks a name', [{ ...source, rows: undefined }]],
    ['bears a name without end', [{ ...source, rows: 'x'.repeat(301) }]],
    ['names fields that are none', [{ ...source, fields: { title: 1 } }]],
    ['names fields without end', [{ ...source, fields: Object.fromEntries(Array.from({ length: 30 }, (_, n) => [n, 'x'])) }]],
  ])('is what it was where a forged table %s', async (_, given) => {
    const { page, posted } = aPage();
    page.asks({ table: given });
    await page.fetch('/api/promotions');
    await done();
    expect(posted).toEqual([[SAID, SITE]]);
  });
});

describe('the script in a frame', () => {
  it('answers its parent, posts to the top window alone, and asks in the frames of its own origin within', async () => {
    const { page, posted, framed } = aPage();
    await page.fetch('/api/promotions');
    await done();
    page.asks({ frames: true }, { source: page.parent });
    expect(posted).toHaveLength(2);
    expect(framed).toEqual([[{ stockcueAsks: 'data', table, frames: true }, SITE]]);
    page.asks({ frames: true }, { source: { name: 'another window' } });
    page.asks({ frames: true }, { origin: 'https://other.example' });
    expect(posted).toHaveLength(2);
    expect(framed).toHaveLength(1);
  });

  it('does nothing where the top is of another origin', async () => {
    const location = {
      get origin(): string {
        throw new Error('of another origin');
      },
    };
    const { page, own, posted } = aPage(undefined, { top: { location } });
    expect(page.fetch).toBe(own);
    await page.fetch('/api/promotions');
    await done();
    expect(posted).toEqual([]);
  });
});
