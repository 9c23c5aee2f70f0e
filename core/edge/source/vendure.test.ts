import { describe, expect, test } from 'vitest';
import { fakeClock } from '../../../test/builders/fake-clock.ts';
import type { Write } from '../../domain/command.ts';
import { vendure } from './vendure.ts';

const KEY = 'canary-key';
const NOW = 1_800_000_000_000;
const row = (id: number, more: object = {}) => ({
  id: String(id),
  sku: `S${id}`,
  name: 'Cup',
  enabled: true,
  trackInventory: 'TRUE',
  product: { enabled: true },
  stockLevels: [{ stockOnHand: 10, stockAllocated: 3, stockLocation: { id: '2', name: 'US-LAX-01' } }],
  ...more,
});
const page = (items: unknown[], totalItems = items.length) => Response.json({ data: { productVariants: { totalItems, items } } });

/** A source whose server gives these answers, one a request. */
function sourceOf(answers: (() => Response | Promise<Response>)[], timeoutMs = 1000) {
  type Options = { take: number; skip: number; filter?: { updatedAt: { after: string } } };
  const asked: { key: string | null; body: { query: string; variables: { o?: Options; i?: object } } }[] = [];
  const clock = fakeClock(NOW);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    asked.push({ key: request.headers.get('vendure-api-key'), body: await request.json() });
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError(`no answer from ${request.url}`);
    return answer();
  };
  const config = {
    id: 'v',
    connector: 'vendure',
    name: '',
    role: 'both',
    address: 'http://a.example',
    options: {},
    lagMinutes: 0,
  } as const;
  const parsed = vendure.parse(config);
  if (!parsed.ok) throw new Error('refused');
  return { asked, clock, source: vendure.open(parsed.value, { apiKey: KEY }, { fetch, clock, timeoutMs }) };
}
const read = (...answers: (() => Response | Promise<Response>)[]) =>
  sourceOf(answers).source.positions(new AbortController().signal);

describe('vendure reads', () => {
  test('numbers as strings, negative and fractional; bad rows are named and the rest is used', async () => {
    const level = { stockOnHand: '-2.5', stockAllocated: '1', stockLocation: { id: 7, name: '' } };
    const answer = await read(() =>
      page([row(1), { sku: 'BAD' }, row(3, { stockLevels: [level, { ...level, stockOnHand: '1,234' }] })]),
    );
    if (!answer.ok) throw new Error('failed');
    expect(
      answer.value.positions.map(({ sku, location, onHand, reserved, ref }) => [sku, location, onHand, reserved, ref]),
    ).toEqual([
      ['S1', 'US-LAX-01 #2', 10, 3, '1'],
      ['S3', '#7', -2.5, 1, '3'],
    ]);
    expect(answer.value.problems.map(({ row: of, field }) => [of, field])).toEqual([
      ['BAD', 'id'],
      // Kept, and said.
      ['S3', 'stockOnHand'],
      ['S3', 'stockOnHand'],
    ]);
    expect(answer.value.coverage).toEqual({ kind: 'partial', why: 'rows' });
  });

  test('pages one after the other, smaller where the server asks for it', async () => {
    const tooBig = Response.json({ errors: [{ message: 'Cannot take more than 2 results from a list query' }], data: null });
    const { source, asked } = sourceOf([() => tooBig, () => page([row(1), row(2)], 3), () => page([row(3)], 3)]);
    const answer = await source.positions(new AbortController().signal);
    expect(answer.ok && answer.value.coverage).toEqual({ kind: 'full' });
    expect(asked.map(({ body }) => [body.variables.o?.take, body.variables.o?.skip])).toEqual([
      [1000, 0],
      [2, 0],
      [2, 2],
    ]);
    expect(asked[0]?.key).toBe(KEY);
  });

  test('a later page that fails leaves a partial reading', async () => {
    const answer = await read(
      () => page([row(1)], 2),
      () => new Response('', { status: 500 }),
    );
    expect(answer.ok && [answer.value.coverage, answer.value.positions.length]).toEqual([{ kind: 'partial', why: 'pages' }, 1]);
  });

  test('nothing is concluded to be gone where variants went between two pages', async () => {
    const answer = await read(
      () => page([row(1), row(2)], 4),
      () => page([row(4)], 3),
    );
    expect(answer.ok && answer.value.coverage).toEqual({ kind: 'partial', why: 'pages' });
  });

  test('an answer of more than 32 MB is not read to its end', async () => {
    const said = await read(() => new Response(new Uint8Array(33 * 1024 * 1024)));
    expect(said.ok ? null : said.problem.kind).toBe('tooLarge');
  });

  test('Retry-After as a date', async () => {
    const headers = { 'retry-after': new Date(NOW + 60_000).toUTCString() };
    const said = await read(() => new Response('', { status: 429, headers }));
    expect(said.ok ? null : said.problem.retryAt).toBe(NOW + 60_000);
  });
});

const { signal } = new AbortController();
const target = { source: 'v', sku: 'S1', ref: '1' };
const updated = (enabled: boolean) => Response.json({ data: { updateProductVariant: { id: '1', enabled } } });

test('a pause by flag is planned, written by id and read back', async () => {
  const { source, asked } = sourceOf([() => page([row(1)]), () => updated(false), () => page([row(1, { enabled: false })])]);
  const stands = await source.readBack?.(target, signal);
  expect(stands?.ok && stands.value).toMatchObject({ onSale: true });
  expect(await source.setFlag?.(target, false, 'k', signal)).toEqual({ ok: true, value: null });
  expect(asked[1]?.body.variables.i).toEqual({ id: '1', enabled: false });
  const back = await source.readBack?.(target, signal);
  expect(back?.ok && back.value).toMatchObject({ onSale: false, levels: [{ location: 'US-LAX-01 #2', level: 7 }] });
});

describe('vendure writes counts', () => {
  const levelsAt = (...counts: readonly (readonly [id: string, onHand: unknown, allocated: unknown])[]) => ({
    stockLevels: counts.map(([id, stockOnHand, stockAllocated]) => ({
      stockOnHand,
      stockAllocated,
      stockLocation: { id, name: id === '3' ? '#1 hall' : 'LAX' },
    })),
  });
  const aWrite = (location: string, field: number | null, change: number | null): Write => ({
    place: { source: 'v', location },
    sku: 'S1',
    lever: 'adjust',
    before: 0,
    change,
    field,
  });
  const two = levelsAt(['2', 10, 3], ['3', 20, 0]);
  const writes = [aWrite('LAX #2', 10, -4), aWrite('#1 hall #3', 20, -10)];
  const set = async (answers: readonly (() => Response)[], planned: readonly Write[] = writes) => {
    const { source, asked } = sourceOf([...answers]);
    const said = await source.setLevels?.(target, planned, 'k', signal);
    return { said: said?.ok ? 'done' : said?.problem, sent: asked.map(({ body }) => body.variables.i) };
  };

  test('what is planned on is what can be bought, and what is on hand stands beside it', async () => {
    const { source } = sourceOf([() => page([row(1, levelsAt(['2', 10, 3], ['3', 1, 4], ['4', 2.5, 0]))])]);
    const back = await source.readBack?.(target, signal);
    expect(back?.ok && back.value.levels).toEqual([
      { location: 'LAX #2', level: 7, field: 10 },
      { location: '#1 hall #3', level: -3, field: 1 },
      // A count in fractions can be read, and not written.
      { location: 'LAX #4', level: 2 },
    ]);
  });

  test('all places of the variant in one mutation, what is on hand and by the location’s id', async () => {
    const { said, sent } = await set([() => page([row(1, two)]), () => updated(true)]);
    expect(said).toBe('done');
    const stockLevels = [
      { stockLocationId: '2', stockOnHand: 6 },
      { stockLocationId: '3', stockOnHand: 10 },
    ];
    expect(sent).toEqual([undefined, { id: '1', stockLevels }]);
  });

  test('orders that came in meanwhile are no reason to refuse: they move what is allocated', async () => {
    const { said } = await set([() => page([row(1, levelsAt(['2', 10, 9], ['3', 20, 2]))]), () => updated(true)]);
    expect(said).toBe('done');
  });

  test.each([
    ['somebody else changed a count', () => page([row(1, levelsAt(['2', 10, 3], ['3', 21, 0]))]), 'refused', 'moved'],
    ['a place is gone', () => page([row(1, levelsAt(['2', 10, 3]))]), 'refused', 'moved'],
    ['it is not counted', () => page([row(1, { ...two, trackInventory: 'FALSE' })]), 'refused', 'untracked'],
    ['the variant is gone', () => page([]), 'refused', 'notFound'],
    ['the id is another SKU’s now', () => page([row(1, { ...two, sku: 'S9' })]), 'refused', 'notFound'],
    ['a count cannot be read', () => page([row(1, levelsAt(['2', '1,000', 3]))]), 'refused', 'notSeen'],
    ['the answer is of another shape', () => Response.json({ hello: 1 }), 'refused', 'notSeen'],
    ['it cannot be looked at', () => new Response('', { status: 500 }), 'refused', 'notSeen'],
    ['the key is no good', () => new Response('', { status: 401 }), 'credentials', null],
    ['it is asked to wait', () => new Response('', { status: 429 }), 'throttled', null],
  ] as const)('nothing is written where %s', async (_, look, kind, why) => {
    const { said, sent } = await set([look]);
    expect(said).toMatchObject({ kind });
    if (why !== null) expect(said).toMatchObject({ say: { key: `source:vendure.${why}`, values: { sku: 'S1' } } });
    expect(sent).toEqual([undefined]);
  });

  test.each([
    ['less than none on hand', aWrite('LAX #2', 10, -11), 'noWhole'],
    ['half a unit', aWrite('LAX #2', 10, -0.5), 'noWhole'],
    ['no change at all', aWrite('LAX #2', 10, null), 'noWhole'],
    ['a place whose count was not known', aWrite('LAX #2', null, -1), 'moved'],
  ] as const)('nothing is written where the plan is of %s', async (_, planned, why) => {
    const { said, sent } = await set([() => page([row(1, two)])], [aWrite('#1 hall #3', 20, -10), planned]);
    expect([said, sent]).toMatchObject([{ kind: 'refused', say: { key: `source:vendure.${why}` } }, [undefined]]);
  });

  test.each([
    ['an error of the server’s own', () => new Response('', { status: 502 }), 'server'],
    ['an answer of another shape', () => Response.json({ data: { updateProductVariant: null } }), 'malformed'],
    ['a refusal', () => Response.json({ errors: [{ message: '', extensions: { code: 'ENTITY_NOT_FOUND' } }] }), 'refused'],
    [
      'a key that may only read',
      () => Response.json({ errors: [{ message: '', extensions: { code: 'FORBIDDEN' } }] }),
      'credentials',
    ],
  ] as const)('the answer to the write may be %s', async (_, answer, kind) => {
    const { said } = await set([() => page([row(1, two)]), answer]);
    expect(said).toMatchObject({ kind });
  });

  const inherits = (shop: boolean | null) =>
    Response.json({
      data: {
        productVariants: { totalItems: 1, items: [row(1, { ...two, trackInventory: 'INHERIT' })] },
        globalSettings: shop === null ? null : { trackInventory: shop },
      },
    });
  test.each([
    [true, 'done', 2],
    [false, { say: { key: 'source:vendure.untracked' } }, 0],
    // Not told: nothing is written on a guess.
    [null, { say: { key: 'source:vendure.untracked' } }, 2],
  ] as const)('a variant that inherits whether it is counted, where the shop says %s', async (shop, said, levels) => {
    const written = await set([() => inherits(shop), () => updated(true)]);
    if (said === 'done') expect(written.said).toBe('done');
    else expect(written.said).toMatchObject(said);
    const { source } = sourceOf([() => inherits(shop)]);
    const back = await source.readBack?.(target, signal);
    if (!back?.ok) throw new Error('not read');
    expect([back.value.levels.length, back.value.unwritable?.key]).toEqual([
      levels,
      shop === false ? 'source:vendure.untracked' : undefined,
    ]);
  });
});

describe('vendure tells orders', () => {
  const iso = (at: number) => new Date(at).toISOString();
  const line = (id: string, quantity: number, more: object = {}) => ({
    id,
    createdAt: iso(NOW - 90_000),
    updatedAt: iso(NOW - 60_000),
    quantity,
    orderPlacedQuantity: quantity,
    productVariant: { sku: `S${id}` },
    ...more,
  });
  const order = (id: string, lines: readonly object[], more: object = {}) => ({
    id,
    type: 'Regular',
    updatedAt: iso(NOW - 10_000),
    orderPlacedAt: iso(NOW - 60_000),
    lines,
    ...more,
  });
  const list = (items: readonly object[], totalItems = items.length, date?: number) =>
    Response.json(
      { data: { orders: { totalItems, items } } },
      date === undefined ? {} : { headers: { date: new Date(date).toUTCString() } },
    );
  const told = async (...orders: readonly object[]) => {
    const answer = await sourceOf([() => list(orders)]).source.orders?.(NOW - 5_000, signal);
    if (!answer?.ok) throw new Error(answer?.problem.say.key ?? 'no orders');
    return answer.value;
  };
  const linesOf = async (...orders: readonly object[]) =>
    (await told(...orders)).lines.map(({ order, line, quantity, released = 0 }) => [order, line, quantity, released]);

  test('each line with what was ordered, when, and in which revision, up to when it was asked', async () => {
    expect(await told(order('7', [line('1', 2), line('2', 1)]))).toMatchObject({
      watermark: NOW,
      lines: [
        {
          source: 'v',
          order: '7',
          line: '1',
          sku: 'S1',
          quantity: 2,
          createdAt: NOW - 60_000,
          revision: NOW - 10_000,
          state: 'paid',
        },
        { line: '2', sku: 'S2', quantity: 1 },
      ],
    });
  });

  test.each([
    ['a part was cancelled', line('1', 3, { orderPlacedQuantity: 5 }), [['7', '1', 5, 2]]],
    ['all of it was cancelled', line('1', 0, { orderPlacedQuantity: 5 }), [['7', '1', 5, 5]]],
    ['it was raised later', line('1', 6, { orderPlacedQuantity: 5 }), [['7', '1', 6, 0]]],
    ['it was added later', line('1', 2, { orderPlacedQuantity: 0 }), [['7', '1', 2, 0]]],
    ['it was added later and cancelled', line('1', 0, { orderPlacedQuantity: 0 }), []],
    ['it has no SKU', line('1', 2, { productVariant: { sku: ' ' } }), []],
  ])('of a line where %s', async (_name, one, lines) => {
    expect(await linesOf(order('7', [one]))).toEqual(lines);
  });

  test('a line that was changed alone is a later revision', async () => {
    const { lines } = await told(order('7', [line('1', 2, { updatedAt: iso(NOW - 4_000) })]));
    expect(lines[0]?.revision).toBe(NOW - 4_000);
  });

  test('a line that was added later was sold then', async () => {
    const { lines } = await told(order('7', [line('1', 2, { createdAt: iso(NOW - 20_000) })]));
    expect(lines[0]?.createdAt).toBe(NOW - 20_000);
  });

  test('none of an order that was not placed, and each once where several sellers share one', async () => {
    const lines = [line('1', 2)];
    expect(
      await linesOf(
        order('6', lines, { orderPlacedAt: null }),
        order('7', lines, { type: 'Aggregate' }),
        order('8', lines, { type: 'Seller' }),
      ),
    ).toEqual([['7', '1', 2, 0]]);
  });

  test('pages one after the other, and what may have been under way is asked for again', async () => {
    const tooBig = Response.json({ errors: [{ message: 'Cannot take more than 1 results from a list query' }], data: null });
    const { source, asked } = sourceOf([
      () => tooBig,
      () => list([order('1', [line('1', 1)])], 2),
      () => list([order('2', [line('2', 1)])], 2),
    ]);
    const answer = await source.orders?.(NOW - 5_000, signal);
    expect(answer?.ok && answer.value.lines.map(({ order }) => order)).toEqual(['1', '2']);
    expect(asked.map(({ body }) => [body.variables.o?.take, body.variables.o?.skip])).toEqual([
      [1000, 0],
      [1, 0],
      [1, 1],
    ]);
    expect(asked[0]?.body.variables.o?.filter).toEqual({
      updatedAt: { after: iso(NOW - 5_000 - 2 * 60_000) },
      orderPlacedAt: { isNull: false },
    });
  });

  test('a part of the pages is no answer: its watermark would lose the rest', async () => {
    const { source } = sourceOf([() => list([order('1', [line('1', 1)])], 2), () => new Response('', { status: 500 })]);
    expect(await source.orders?.(NOW, signal)).toMatchObject({ ok: false, problem: { kind: 'server' } });
  });

  test('asks for nothing of a buyer, and for no money', async () => {
    const { source, asked } = sourceOf([() => list([])]);
    await source.orders?.(NOW, signal);
    expect(asked[0]?.body.query).toMatch(/orders/);
    expect(asked[0]?.body.query).not.toMatch(/customer|address|payment|price|total[^I]|code|email|phone|note|history/i);
  });

  test.each([
    ['an hour behind', -3_600_000],
    ['an hour ahead', 3_600_000],
  ])('by this machine’s clock, where the server’s is %s', async (_name, by) => {
    const placed = { orderPlacedAt: iso(NOW + by - 60_000), updatedAt: iso(NOW + by) };
    const { source, asked } = sourceOf([
      () =>
        new Response(JSON.stringify({ data: { productVariants: { totalItems: 0, items: [] } } }), {
          headers: { date: new Date(NOW + by).toUTCString() },
        }),
      () => list([order('1', [line('1', 1, { createdAt: iso(NOW + by - 90_000) })], placed)], 1, NOW + by),
    ]);
    await source.positions(signal);
    const answer = await source.orders?.(NOW - 5_000, signal);
    expect(answer).toMatchObject({ value: { watermark: NOW } });
    const at = answer?.ok ? (answer.value.lines[0]?.createdAt ?? 0) : 0;
    expect(Math.abs(at - (NOW - 60_000))).toBeLessThanOrEqual(1_000);
    const after = Date.parse(asked[1]?.body.variables.o?.filter?.updatedAt.after ?? '');
    expect(Math.abs(after - (NOW + by - 125_000))).toBeLessThanOrEqual(1_000);
  });

  test('no later than they were asked for, though the clocks differ by a little', async () => {
    const { lines } = await told(order('1', [line('1', 1)], { orderPlacedAt: iso(NOW + 700) }));
    expect(lines[0]?.createdAt).toBe(NOW);
  });

  test.each([
    ['may not read orders', () => Response.json({ errors: [{ message: '', extensions: { code: 'FORBIDDEN' } }] }), 'credentials'],
    ['gets another list', () => page([row(1)]), 'malformed'],
    ['gets half a unit', () => list([order('1', [line('1', 0.5)])]), 'malformed'],
    ['gets a date that is none', () => list([order('1', [line('1', 1)], { orderPlacedAt: 'yesterday' })]), 'malformed'],
  ] as const)('a key that %s is told so', async (_name, answer, kind) => {
    expect(await sourceOf([answer]).source.orders?.(NOW, signal)).toMatchObject({ ok: false, problem: { kind } });
  });

  test.each([
    ['may', () => list([]), 'orders', true],
    ['may not', () => Response.json({ errors: [{ message: '', extensions: { code: 'FORBIDDEN' } }] }), 'noOrders', false],
    ['cannot be asked whether it may', () => new Response('', { status: 500 }), 'ordersUnknown', false],
  ] as const)('a check says where the key %s', async (_name, answer, key, ok) => {
    const may = () => Response.json({ errors: [{ message: '', extensions: { code: 'ENTITY_NOT_FOUND' } }] });
    const report = await sourceOf([() => page([row(1)]), answer, may]).source.check(signal);
    expect(report).toMatchObject({ ok: true });
    expect(report.lines[1]).toEqual({ ok, say: { key: `source:vendure.${key}` } });
  });
});
