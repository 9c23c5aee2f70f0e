import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../../test/builders/fake-clock.ts';
import { json } from './json.ts';

const ADDRESS = 'https://stock.example/list?shop=7';
const row = (n: number, units = n) => ({ sku: `S${n}`, units });
const rowsFrom = (from: number, count: number) => Array.from({ length: count }, (_, index) => row(from + index));
const { signal } = new AbortController();

type Served = { readonly rows: readonly unknown[]; readonly next?: string } | number;
/** A source whose server answers each address so; a number is an HTTP status. Sizes are small: four rows a page. */
function sourceOf(options: Record<string, string>, serve: (asked: URLSearchParams, url: URL) => Served) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    const url = new URL(new Request(input).url);
    asked.push(`${url.host}${url.search}`);
    const served = serve(url.searchParams, url);
    return typeof served === 'number' ? new Response('', { status: served }) : Response.json(served);
  };
  const parsed = json.parse({
    id: 'wms',
    connector: 'json',
    name: '',
    role: 'warehouse',
    address: ADDRESS,
    lagMinutes: 0,
    options: { rows: 'rows', fields: '{"sku": "sku", "sellable": "units"}', pageParam: 'p', pageSize: '4', ...options },
  });
  if (!parsed.ok) throw new Error(parsed.problem.say.key);
  return { asked, source: json.open(parsed.value, { key: '' }, { fetch, clock: fakeClock(0), timeoutMs: 1_000 }) };
}
async function read(options: Record<string, string>, serve: (asked: URLSearchParams, url: URL) => Served) {
  const { source, asked } = sourceOf(options, serve);
  const reading = await source.positions(signal);
  if (!reading.ok) throw new Error(reading.problem.say.key);
  const { positions, coverage, problems } = reading.value;
  return {
    units: positions.map(({ sellable }) => sellable),
    coverage: coverage.kind,
    said: problems.map(({ say }) => say.key),
    requests: asked.length,
    asked,
  };
}
/** A server with so many rows that gives at most `most` a page; asked for what is behind the last, it does `behind`. */
const pagesOf =
  (all: number, most: number, behind: 'empty' | 'last' | 'missing' = 'empty') =>
  (asked: URLSearchParams): Served => {
    const last = Math.max(1, Math.ceil(all / most));
    const page = Number(asked.get('p'));
    if (page > last && behind === 'missing') return 404;
    const from = (page > last && behind === 'last' ? last : page) * most - most;
    return { rows: rowsFrom(from, Math.max(0, Math.min(most, all - from))) };
  };
const upTo = (all: number) => rowsFrom(0, all).map(({ units }) => units);

describe('page by page', () => {
  it.each([
    ['a short last page', 10, 4, 'empty', 3],
    ['full pages only', 8, 4, 'empty', 3],
    ['full pages only, and the last one again behind them', 8, 4, 'last', 3],
    ['full pages only, and nothing behind them', 8, 4, 'missing', 3],
    ['one short page', 3, 4, 'empty', 2],
    ['one short page, and the same again behind it', 3, 4, 'last', 2],
    ['fewer rows a page than it is asked for', 7, 3, 'empty', 3],
    ['fewer rows a page than it is asked for, and full pages only', 6, 3, 'last', 3],
    ['nothing at all', 0, 4, 'empty', 1],
  ] as const)('%s: every row once, and all of them', async (_name, all, most, behind, requests) => {
    const got = await read({ paging: 'page' }, pagesOf(all, most, behind));
    expect(got).toMatchObject({ units: upTo(all), coverage: 'full', said: [], requests });
  });

  it('by offset goes on behind the rows that came, not behind those that it asked for', async () => {
    const got = await read({ paging: 'offset', sizeParam: 'n' }, (asked) => {
      const from = Number(asked.get('p'));
      return { rows: rowsFrom(from, Math.max(0, Math.min(3, 8 - from))) };
    });
    expect(got).toMatchObject({ units: upTo(8), coverage: 'full', said: [] });
    expect(got.asked.map((text) => text.replace('stock.example?shop=7&', ''))).toEqual(['p=0&n=4', 'p=3&n=4', 'p=6&n=4']);
  });

  it('a page that is never heeded is not added up, and is said', async () => {
    const got = await read({ paging: 'page' }, () => ({ rows: rowsFrom(0, 4) }));
    expect(got).toMatchObject({ units: upTo(4), coverage: 'partial', said: ['source:row.pages'], requests: 2 });
  });

  it('a row that moved to the next page meanwhile counts once, and nothing is concluded to be gone', async () => {
    const got = await read({ paging: 'page' }, (asked) => ({
      rows: asked.get('p') === '1' ? rowsFrom(0, 4) : [row(3), row(4)],
    }));
    expect(got).toMatchObject({ units: upTo(5), coverage: 'partial' });
  });

  it.each([[500], [404]])('a later page that fails with %i leaves a part, where it cannot be the end', async (status) => {
    const got = await read({ paging: 'next', next: 'next', pageParam: '' }, (asked) =>
      asked.has('c') ? status : { rows: rowsFrom(0, 4), next: '?c=2' },
    );
    expect(got).toMatchObject({ units: upTo(4), coverage: 'partial' });
    expect(got.said).toHaveLength(1);
  });
});

describe('by the next link', () => {
  it('reads on until there is none', async () => {
    const got = await read({ paging: 'next', next: 'next', pageParam: '' }, (asked) =>
      asked.get('c') === '2' ? { rows: rowsFrom(4, 2) } : { rows: rowsFrom(0, 4), next: '/list?c=2' },
    );
    expect(got).toMatchObject({ units: upTo(6), coverage: 'full', said: [], requests: 2 });
  });

  it('follows none to another host, and says that there is more', async () => {
    const got = await read({ paging: 'next', next: 'next', pageParam: '' }, () => ({
      rows: rowsFrom(0, 4),
      next: 'https://elsewhere.example/list?c=2',
    }));
    expect(got).toMatchObject({ units: upTo(4), coverage: 'partial', said: ['source:row.elsewhere'], requests: 1 });
  });

  it.each([
    ['of one page', { a: 'a' }, 8],
    ['of two pages', { a: 'b', b: 'a' }, 12],
  ])('walks in no circle %s', async (_name, links: Record<string, string>, units) => {
    const got = await read({ paging: 'next', next: 'next' }, (asked) => {
      const at = asked.get('p') ?? 'start';
      return { rows: rowsFrom(['start', 'a', 'b'].indexOf(at) * 4, 4), next: links[at] ?? 'a' };
    });
    expect(got).toMatchObject({ units: upTo(units), coverage: 'partial', said: ['source:row.pages'] });
  });
});

/** A server that gives an ETag with its rows and heeds it; `rows` are its own to change. */
function tagged(all: { rows: readonly unknown[] }) {
  const tags: (string | null)[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const etag = `"${JSON.stringify(all.rows).length}"`;
    const tag = new Request(input, init).headers.get('if-none-match');
    tags.push(tag);
    return tag === etag ? new Response(null, { status: 304 }) : Response.json(all, { headers: { etag } });
  };
  const options = { rows: 'rows', fields: '{"sku": "sku", "sellable": "units"}' };
  const config = { id: 'w', connector: 'json', name: '', role: 'warehouse', address: ADDRESS, lagMinutes: 0, options } as const;
  return { tags, source: json.open(config, null, { fetch, clock: fakeClock(0), timeoutMs: 1_000 }) };
}

describe('a server that says that nothing changed', () => {
  it('leaves unread what could not be read', async () => {
    const { source, tags } = tagged({ rows: [row(1), { units: 2 }] });
    const first = await source.positions(signal);
    if (!first.ok) throw new Error(first.problem.say.key);
    const { coverage, problems } = first.value;
    expect(coverage).toEqual({ kind: 'partial', why: 'rows' });
    expect(problems).toHaveLength(1);
    for (let n = 0; n < 2; n += 1)
      expect(await source.positions(signal)).toMatchObject({ value: { unchanged: true, positions: [], coverage, problems } });
    expect(tags).toEqual([null, expect.any(String), expect.any(String)]);
  });

  it('is asked for all of it in a check, and a check takes no change from the next reading', async () => {
    const all = { rows: [row(1)] };
    const { source } = tagged(all);
    await source.positions(signal);
    expect(await source.check(signal)).toMatchObject({ ok: true, lines: [{ ok: true, say: { values: { n: 1 } } }, {}] });
    all.rows = [row(1), row(2)];
    await source.check(signal);
    expect(await source.positions(signal)).toMatchObject({ value: { positions: [{ sku: 'S1' }, { sku: 'S2' }] } });
  });
});
