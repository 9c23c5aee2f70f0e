import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, test } from 'vitest';
import { fakeClock } from '../../../test/builders/fake-clock.ts';
import { isFile } from '../../domain/file-source.ts';
import type { SourceConfig } from '../../domain/settings.ts';
import type { Source } from '../../ports.ts';
import { connectors as all } from './registry.ts';

/** A file asks no vendor anything. */
const connectors = all.filter((connector) => !isFile({ connector: connector.id }));

/**
 * What every connector keeps, whatever its vendor: one table over the registry. To add a connector is to say here how its
 * vendor would answer.
 */
const KEY = 'canary-key-51c0';
const NOW = 1_800_000_000_000;

type Level = { readonly sku: unknown; readonly units: unknown };
type Dialect = {
  readonly secret: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  /** The vendor's answer with these levels, all in one place. */
  readonly answer: (levels: readonly Level[]) => unknown;
  /** The vendor's own word for a key that is no good, inside HTTP 200. */
  readonly refusal: unknown;
};
const dialects: Readonly<Record<string, Dialect>> = {
  vendure: {
    secret: { apiKey: KEY },
    options: {},
    answer: (levels) => ({
      data: {
        productVariants: {
          totalItems: levels.length,
          items: levels.map(({ sku, units }, index) => ({
            id: String(index + 1),
            sku,
            name: 'Cup',
            enabled: true,
            trackInventory: 'TRUE',
            product: { enabled: true },
            stockLevels: [{ stockOnHand: units, stockAllocated: 0, stockLocation: { id: '1', name: 'LAX' } }],
          })),
        },
      },
    }),
    refusal: { errors: [{ message: `no ${KEY}`, extensions: { code: 'FORBIDDEN' } }], data: null },
  },
  json: {
    secret: { key: KEY },
    options: {
      credentialIn: 'header',
      credentialName: 'x-api-key',
      rows: 'data',
      fields: '{"sku": "sku", "location": "place", "sellable": "units"}',
      error: 'error',
    },
    answer: (levels) => ({ data: levels.map((level) => ({ ...level, place: 'LAX' })) }),
    refusal: { error: `no ${KEY}` },
  },
};

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A vendor's system that answers so. */
async function vendor(answer: RequestListener): Promise<{ readonly address: string; readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/stock`, asked };
}
const says =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));

test('a dialect stands here for every connector of the registry', () => {
  expect(Object.keys(dialects).sort()).toEqual(connectors.map(({ id }) => id).sort());
});

describe.each(connectors.map((connector) => ({ id: connector.id, connector })))('$id', ({ id, connector }) => {
  const dialect = dialects[id];
  if (dialect === undefined) throw new Error(`Say how ${id} answers.`);
  const config = (address: string): SourceConfig => ({
    id: 'one',
    connector: id,
    name: '',
    role: 'warehouse',
    address,
    options: dialect.options,
    lagMinutes: 0,
  });
  function open(address: string, timeoutMs = 5_000): Source {
    const parsed = connector.parse(config(address));
    if (!parsed.ok) throw new Error(parsed.problem.say.key);
    return connector.open(parsed.value, dialect?.secret ?? null, { fetch, clock: fakeClock(NOW), timeoutMs });
  }
  const read = async (answer: RequestListener, signal = new AbortController().signal) =>
    open((await vendor(answer)).address).positions(signal);
  async function levels(answer: RequestListener) {
    const reading = await read(answer);
    if (!reading.ok) throw new Error(reading.problem.say.key);
    const { positions, problems, coverage } = reading.value;
    return {
      units: positions.map(({ sku, sellable, onHand }) => [sku, sellable ?? onHand]),
      problems: problems.map(({ field }) => field),
      coverage: coverage.kind,
    };
  }

  it('says what it is, what it needs and how late it is', () => {
    expect(connector.name.key).toMatch(/^source:/);
    expect(connector.roles.length).toBeGreaterThan(0);
    expect(connector.lagMinutes).toBeGreaterThanOrEqual(0);
    expect(connector.fields.find((field) => field.id === 'address')).toMatchObject({ type: 'url', required: true });
    for (const secret of Object.keys(dialect.secret))
      expect(connector.fields.find((field) => field.id === secret)?.type).toBe('secret');
  });

  it.each(['', 'stock', 'ftp://a.example/', 'javascript:alert(1)', 'file:///etc/passwd', `https://me:${KEY}@a.example/`])(
    'refuses the address %j in words',
    (address) => {
      const parsed = connector.parse(config(address));
      expect(parsed.ok ? null : parsed.problem.say.key).toMatch(/^source:/);
    },
  );

  it('asks for its own host and no other', () => {
    const parsed = connector.parse(config('https://stock.example:8443/api?x=1'));
    expect(parsed.ok && connector.hosts(parsed.value)).toEqual(['https://stock.example/*']);
  });

  it('reads numbers, numbers in strings, negative and fractional ones', async () => {
    const given = [
      { sku: 'A', units: 40 },
      { sku: 'B', units: '12' },
      { sku: 'C', units: -3 },
      { sku: 'D', units: 2.5 },
      { sku: 'E', units: 0 },
    ];
    expect(await levels(says(dialect.answer(given)))).toEqual({
      units: [
        ['A', 40],
        ['B', 12],
        ['C', -3],
        ['D', 2.5],
        ['E', 0],
      ],
      // The fraction is kept, and said.
      problems: [expect.stringMatching(/sellable|stockOnHand/)],
      coverage: 'full',
    });
  });

  it('names a row that it cannot read, uses the rest, and concludes from it that nothing is gone', async () => {
    const given = [
      { sku: 'A', units: 1 },
      { sku: null, units: 2 },
      { sku: 'C', units: 3 },
    ];
    const { units, problems, coverage } = await levels(says(dialect.answer(given)));
    expect({ units, coverage }).toEqual({
      units: [
        ['A', 1],
        ['C', 3],
      ],
      coverage: 'partial',
    });
    expect(problems).toEqual(['sku']);
  });

  it.each([
    ['HTTP 401', says('', 401), 'credentials'],
    ['HTTP 403', says('', 403), 'credentials'],
    ['HTTP 404', says('', 404), 'refused'],
    ['HTTP 429', says('', 429, { 'retry-after': '30' }), 'throttled'],
    ['HTTP 500', says(`stack with ${KEY}`, 500), 'server'],
    ['half an answer', says('{"data":{"productVar'), 'malformed'],
    ['a page for people', says('<html>log in</html>'), 'malformed'],
    ['an answer of another shape', says({ hello: 1 }), 'malformed'],
    ['nothing at all', says(''), 'malformed'],
    ['“not modified” where nobody asked', says('', 304), 'malformed'],
  ] as const)('%s is a problem, and no word of it holds the key', async (_name, answer, kind) => {
    const said = await read(answer);
    expect(said.ok ? 'read' : said.problem.kind).toBe(kind);
    if (!said.ok && kind === 'throttled') expect(said.problem.retryAt).toBe(NOW + 30_000);
    expect(JSON.stringify(said)).not.toContain(KEY);
  });

  it('an error inside a good answer is a problem, and no word of it holds the key', async () => {
    const said = await read(says(dialect.refusal));
    expect(said.ok).toBe(false);
    expect(JSON.stringify(said)).not.toContain(KEY);
  });

  it('takes its key to no other address, not even where the vendor sends it there', async () => {
    const other = await vendor(says(dialect.answer([])));
    const said = await read(says('', 302, { location: other.address }));
    expect(said.ok).toBe(false);
    expect(other.asked).toEqual([]);
  });

  it('reads an answer of 10 MB', async () => {
    const given = Array.from({ length: 3 }, (_, index) => ({ sku: `S${index}${'x'.repeat(3_500_000)}`, units: index }));
    expect((await levels(says(dialect.answer(given)))).units.map(([, units]) => units)).toEqual([0, 1, 2]);
  });

  it('ends by itself when no answer comes, and at once when it is told to', async () => {
    const { address } = await vendor(() => {});
    expect(await open(address, 50).positions(new AbortController().signal)).toMatchObject({ problem: { kind: 'timeout' } });
    const stop = new AbortController();
    const reading = open(address).positions(stop.signal);
    stop.abort();
    expect((await reading).ok).toBe(false);
  });

  it('says in a check what works, and what does not', async () => {
    const { address } = await vendor(says(dialect.answer([{ sku: 'A', units: 1 }])));
    expect((await open(address).check(new AbortController().signal)).lines.some(({ ok }) => ok)).toBe(true);
    const { address: shut } = await vendor(says('', 401));
    const report = await open(shut).check(new AbortController().signal);
    expect(report).toMatchObject({ ok: false });
    expect(JSON.stringify(report)).not.toContain(KEY);
  });
});
