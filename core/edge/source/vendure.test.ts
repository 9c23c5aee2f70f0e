import { describe, expect, test } from 'vitest';
import { fakeClock } from '../../../test/builders/fake-clock.ts';
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
  const asked: { key: string | null; body: { variables: { o?: { take: number; skip: number }; i?: object } } }[] = [];
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
  return { asked, source: vendure.open(parsed.value, { apiKey: KEY }, { fetch, clock: fakeClock(NOW), timeoutMs }) };
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

test('a pause by flag is planned, written by id and read back', async () => {
  const { source, asked } = sourceOf([
    () => page([row(1)]),
    () => Response.json({ data: { updateProductVariant: { id: '1', enabled: false } } }),
    () => page([row(1, { enabled: false })]),
  ]);
  const target = { source: 'v', sku: 'S1', ref: '1' };
  const { signal } = new AbortController();
  const stands = await source.readBack?.(target, signal);
  expect(stands?.ok && stands.value).toMatchObject({ onSale: true });
  expect(await source.setFlag?.(target, false, 'k', signal)).toEqual({ ok: true, value: null });
  expect(asked[1]?.body.variables.i).toEqual({ id: '1', enabled: false });
  const back = await source.readBack?.(target, signal);
  expect(back?.ok && back.value).toMatchObject({ onSale: false, levels: [{ location: 'US-LAX-01 #2', level: 7 }] });
});
