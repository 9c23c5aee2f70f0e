import type { ConnectorField } from '../../domain/connector.ts';
import type { SourceId } from '../../domain/ids.ts';
import { phrase } from '../../domain/phrase.ts';
import type { Position } from '../../domain/position.ts';
import { bad, good, type Outcome, type RowProblem } from '../../domain/problem.ts';
import type { Reading } from '../../domain/reading.ts';
import type { SourceConfig } from '../../domain/settings.ts';
import type { CheckReport, Connector, Source, SourceWorld } from '../../ports.ts';
import { addressProblem, hostPattern } from './address.ts';
import { coverageOf } from './coverage.ts';
import { createHttp } from './http.ts';
import { type Expression, expression, type Fields, parseFields, readRow } from './json-mapping.ts';
import { type Page, type Paging, pagingOf, readPages } from './json-pages.ts';
import { problem, sourceProblem } from './problems.ts';

const field = (id: string, key: string, more: Partial<ConnectorField> = {}): ConnectorField => ({
  id,
  label: phrase(`source:json.${key}`),
  help: null,
  type: 'text',
  required: false,
  ...more,
});

/** Any system that answers JSON over HTTP: where the rows are and what they say is the seller's own mapping, in JMESPath. */
export const json: Connector = {
  id: 'json',
  name: phrase('source:json.name'),
  roles: ['warehouse', 'channel', 'both'],
  lagMinutes: 90,
  fields: [
    field('address', 'address', { type: 'url', required: true }),
    field('credentialIn', 'credentialIn', { type: 'choice', choices: ['none', 'header', 'query'], initial: 'header' }),
    field('credentialName', 'credentialName', { initial: 'Authorization' }),
    field('key', 'secret', { type: 'secret' }),
    field('rows', 'rows', { required: true, initial: 'data' }),
    field('fields', 'fields', {
      type: 'json',
      required: true,
      help: phrase('source:json.fieldsHelp'),
      initial: '{"sku": "sku", "location": "warehouse", "sellable": "sellable"}',
    }),
    field('error', 'error', { help: phrase('source:json.errorHelp') }),
    field('paging', 'paging', { type: 'choice', choices: ['none', 'page', 'offset', 'next'], initial: 'none' }),
    field('pageParam', 'pageParam'),
    field('sizeParam', 'sizeParam'),
    field('pageSize', 'pageSize', { type: 'number' }),
    field('firstPage', 'firstPage', { type: 'number' }),
    field('next', 'next'),
  ],
  parse(config) {
    const wrong = addressProblem(config.address);
    if (wrong !== null) return bad(wrong);
    const mapping = mappingOf(config);
    return mapping.ok ? good({ ...config, address: config.address.trim() }) : mapping;
  },
  hosts: ({ address }) => hostPattern(address),
  open(config, secret, world) {
    const mapping = mappingOf(config);
    if (!mapping.ok) throw new Error('A source is opened with settings that were parsed.');
    return jsonSource(config.id, config.address, mapping.value, secret?.key ?? '', world);
  },
};

type Mapping = {
  readonly credential: { readonly in: 'none' | 'header' | 'query'; readonly name: string };
  readonly rows: Expression;
  readonly fields: Fields;
  readonly error: Expression | null;
  readonly paging: Paging;
};

/** The settings as the options page keeps them: plain strings, each said to be wrong by its name. */
function mappingOf({ options }: SourceConfig): Outcome<Mapping> {
  const text = (id: string): string => (typeof options[id] === 'string' ? (options[id] as string).trim() : '');
  const needs = (name: string) => bad(problem('refused', phrase('source:json.needs', { field: name })));
  const broken = (name: string) => bad(problem('refused', phrase('source:json.badExpression', { field: name })));
  const rows = expression(text('rows'));
  if (text('rows') === '') return needs('rows');
  if (rows === null) return broken('rows');
  const fields = parseFields(text('fields'));
  if (!fields.ok) return fields;
  const error = text('error') === '' ? null : expression(text('error'));
  if (text('error') !== '' && error === null) return broken('error');
  const where = text('credentialIn');
  const credential = { in: where === 'header' || where === 'query' ? where : 'none', name: text('credentialName') } as const;
  if (credential.in !== 'none' && credential.name === '') return needs('credentialName');
  const paging = pagingOf(text);
  return paging.ok ? good({ credential, rows, fields: fields.value, error, paging: paging.value }) : paging;
}

type Read = { readonly etag: string | null; readonly reading: Reading };
/** What of the last answer stands where the server says that nothing has changed. */
type Last = { readonly etag: string | null; readonly reading: Pick<Reading, 'coverage' | 'problems'> };

function jsonSource(id: SourceId, address: string, mapping: Mapping, key: string, world: SourceWorld): Source {
  const http = createHttp(world);
  const { credential, paging } = mapping;
  let last: Last | null = null;

  async function pageAt(url: URL, signal: AbortSignal, tag: string | null): Promise<Outcome<Page>> {
    if (credential.in === 'query') url.searchParams.set(credential.name, key);
    const headers = credential.in === 'header' ? { [credential.name]: key } : {};
    const answer = await http({ url: url.href, headers }, signal, tag);
    if (!answer.ok) return answer;
    if (answer.value.unchanged) return good({ answer: answer.value, rows: [] });
    const said = mapping.error?.(answer.value.json) ?? null;
    if (said !== null && said !== false && said !== '') return bad(problem('refused', phrase('source:json.said')));
    const rows = mapping.rows(answer.value.json);
    return Array.isArray(rows) ? good({ answer: answer.value, rows }) : bad(problem('malformed', phrase('source:json.noRows')));
  }

  async function read(signal: AbortSignal, before: Last | null): Promise<Outcome<Read>> {
    const tag = paging.kind === 'none' ? (before?.etag ?? null) : null;
    const got = await readPages(address, paging, (url) => pageAt(url, signal, tag));
    if (!got.ok) return got;
    const { first, rows, whole, cut } = got.value;
    const { etag, observedAt, receivedAt } = first;
    if (first.unchanged) {
      if (before === null) return bad(sourceProblem('malformed'));
      const { coverage, problems } = before.reading;
      const reading = { source: id, observedAt, receivedAt, coverage, positions: [], problems, unchanged: true } as const;
      return good({ etag: etag ?? before.etag, reading });
    }
    const problems: RowProblem[] = [];
    const found = rows.flatMap((row, index) => readRow(row, index, mapping.fields, problems) ?? []);
    const coverage = coverageOf(
      whole,
      problems.some(({ field }) => field === 'sku'),
    );
    if (cut !== null) problems.push({ row: `${rows.length + 1}–`, field: '', say: cut });
    return good({ etag, reading: { source: id, observedAt, receivedAt, coverage, positions: summed(found), problems } });
  }
  async function positions(signal: AbortSignal): Promise<Outcome<Reading>> {
    const got = await read(signal, last);
    if (!got.ok) return got;
    const { etag, reading } = got.value;
    last = { etag, reading: { coverage: reading.coverage, problems: reading.problems } };
    return good(reading);
  }
  return {
    id,
    abilities: { orders: false, pause: null, level: null, perBuyer: false },
    positions,
    // Reads anew, and is no reading: what it sees, the next poll must see, too.
    check: async (signal) => check(await read(signal, null)),
  };
}

/** Several rows of one SKU in one place (per batch, per bin) are one position. */
function summed(rows: readonly Position[]): readonly Position[] {
  const bySkuAndPlace = new Map<string, Position>();
  const add = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b);
  for (const row of rows) {
    const id = `${row.sku}\u001f${row.location}`;
    const known = bySkuAndPlace.get(id);
    bySkuAndPlace.set(
      id,
      known === undefined
        ? row
        : {
            ...known,
            sellable: add(known.sellable, row.sellable),
            onHand: add(known.onHand, row.onHand),
            reserved: add(known.reserved, row.reserved),
            unsellable: add(known.unsellable, row.unsellable),
            locked: add(known.locked, row.locked),
            awaitingPutaway: add(known.awaitingPutaway, row.awaitingPutaway),
          },
    );
  }
  return [...bySkuAndPlace.values()];
}

function check(got: Outcome<Read>): CheckReport {
  if (!got.ok) return { ok: false, lines: [{ ok: false, say: got.problem.say }] };
  const { positions: found, problems } = got.value.reading;
  const lines = [{ ok: found.length > 0, say: phrase('source:json.reads', { n: found.length }) }];
  const [first] = problems;
  if (first !== undefined) {
    lines.push({ ok: false, say: phrase('source:json.rowsUnread', { n: problems.length, row: first.row, field: first.field }) });
  }
  return { ok: found.length > 0, lines: [...lines, { ok: true, say: phrase('source:json.cannotPause') }] };
}
