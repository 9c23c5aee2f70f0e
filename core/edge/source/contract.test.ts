import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, test } from 'vitest';
import { fakeClock } from '../../../test/builders/fake-clock.ts';
import type { ReadBack, Write } from '../../domain/command.ts';
import { isFile } from '../../domain/file-source.ts';
import type { Outcome } from '../../domain/problem.ts';
import type { SourceConfig } from '../../domain/settings.ts';
import type { Source } from '../../ports.ts';
import { connectors as all } from './registry.ts';
import { rehearsalConnectors } from './simulated.ts';

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
  /** Where it can be told something: which requests change anything, and its answer where it did. */
  readonly writes?: { readonly isWrite: (body: string) => boolean; readonly done: unknown };
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
    writes: {
      isWrite: (body) => body.includes('mutation'),
      done: { data: { updateProductVariant: { id: '1', enabled: true } } },
    },
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

/** What is asked, and what is written, are answered apart. */
const apart =
  (isWrite: (body: string) => boolean, read: RequestListener, write: RequestListener): RequestListener =>
  (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => (isWrite(Buffer.concat(parts).toString()) ? write : read)(request, response));
  };

/** Of these a person is told that nothing was written; after all others it is not known, and read back. */
const NOTHING_WRITTEN = ['refused', 'credentials', 'permission', 'throttled'];

/** Whoever says that it can be told something can, and can be read back; whoever does not say so has no way in. */
function canAsItSays({ abilities, setFlag, setLevels, setPerBuyer, readBack, orders }: Source) {
  expect({
    flag: setFlag !== undefined,
    levels: setLevels !== undefined,
    perBuyer: setPerBuyer !== undefined,
    orders: orders !== undefined,
  }).toEqual({
    flag: abilities.pause === 'flag',
    levels: abilities.level !== null,
    perBuyer: abilities.perBuyer,
    orders: abilities.orders,
  });
  const isTold = abilities.pause !== null || abilities.level !== null || abilities.perBuyer;
  expect(readBack !== undefined).toBe(isTold);
  // A pause by quantity is a limit to nothing: it needs the same way.
  if (abilities.pause !== null && abilities.pause !== 'flag') expect(abilities.level).toBe(abilities.pause);
}

/** Tells a source all that it can be told of one SKU, each once, planned on what is read back; `planned`: from here on it may stand otherwise. */
async function tellAll(source: Source, planned: () => void): Promise<readonly Outcome<null>[]> {
  const { signal } = new AbortController();
  const target = { source: 'one', sku: 'A', ref: '1' };
  const back = await source.readBack?.(target, signal);
  planned();
  const said = [
    await source.setFlag?.(target, false, 'k/0', signal),
    await source.setPerBuyer?.(target, 2, 'k/1', signal),
    await source.setLevels?.(target, back?.ok ? fourLess(source, back.value) : [], 'k/2', signal),
  ];
  return said.filter((one) => one !== undefined);
}

function fourLess({ abilities: { level: lever } }: Source, { source, sku, levels: [place] }: ReadBack): readonly Write[] {
  if (place === undefined || lever === null) throw new Error('It can be limited, and its levels cannot be read back.');
  const { location, level: before, ...field } = place;
  return [{ place: { source, location }, sku, lever, before, change: -4, ...field }];
}

test('the rehearsal’s sources can do what they say', () => {
  const state = { seed: 7, startsAt: NOW, clock: { realAnchor: 0, anchor: NOW, rate: 1 }, writes: [] };
  const byId = rehearsalConnectors({ state: () => state, write: async () => {} });
  for (const one of ['simulated-warehouse', 'simulated-channel']) {
    const config = { id: one, connector: one, name: '', role: 'channel', address: '', options: {}, lagMinutes: 0 } as const;
    const source = byId(one)?.open(config, null, { fetch, clock: fakeClock(NOW), timeoutMs: 1_000 });
    if (source === undefined) throw new Error(`no ${one}`);
    canAsItSays(source);
  }
});

test('a dialect stands here for every connector of the registry', () => {
  expect(Object.keys(dialects).sort()).toEqual(connectors.map(({ id }) => id).sort());
});

describe.each(connectors.map((connector) => ({ id: connector.id, connector })))('$id', ({ id, connector }) => {
  const dialect = dialects[id];
  if (dialect === undefined) throw new Error(`Say how ${id} answers.`);
  const { writes } = dialect;
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

  it('can be told what it says it can, and then says here how its vendor answers', () => {
    const source = open('http://127.0.0.1/');
    canAsItSays(source);
    expect(writes !== undefined).toBe(source.readBack !== undefined);
  });

  if (writes !== undefined)
    describe('told something', () => {
      const stands = says(dialect.answer([{ sku: 'A', units: 9 }]));
      const tell = async (read: RequestListener, write: RequestListener) => {
        let now: RequestListener = stands;
        const { address } = await vendor(apart(writes.isWrite, (...ask) => now(...ask), write));
        const said = await tellAll(open(address, 300), () => {
          now = read;
        });
        return said.map((one) => ({ said: one.ok ? 'done' : one.problem.kind, text: JSON.stringify(one) }));
      };

      it('does what it is told', async () => {
        const told = await tell(stands, says(writes.done));
        expect(told.map(({ said }) => said)).toEqual(told.map(() => 'done'));
      });

      it.each([
        ['refuses it inside a good answer', () => says(dialect.refusal)],
        ['refuses the key', () => says(`no ${KEY}`, 401)],
        ['does not know it', () => says('', 404)],
        ['asks us to wait', () => says('', 429)],
      ])('where the vendor %s, it is said that nothing was written', async (_, answer) => {
        for (const { said, text } of await tell(stands, answer())) {
          expect(NOTHING_WRITTEN).toContain(said);
          expect(text).not.toContain(KEY);
        }
      });

      it.each([
        ['an error of the server’s own', says('', 500)],
        ['half an answer', says('{"data":')],
        ['an answer of another shape', says({ hello: 1 })],
        ['no answer at all', () => {}],
      ] as const)('where it gets %s, it is not said that nothing was written', async (_, answer) => {
        for (const { said } of await tell(stands, answer)) expect(['done', ...NOTHING_WRITTEN]).not.toContain(said);
      });

      it('what stands otherwise than it was planned on is not written over', async () => {
        const told = await tell(says(dialect.answer([{ sku: 'A', units: 8 }])), says(writes.done));
        const last = open('http://127.0.0.1/').setLevels === undefined ? 'done' : 'refused';
        expect(told.at(-1)?.said).toBe(last);
      });
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
