import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWarehouse, type Warehouse } from '../../../test/sandbox/warehouse/server.ts';
import type { Source } from '../../ports.ts';
import { json } from './json.ts';

const KEY = 'canary-key-7f3a';
const FIELDS = '{"sku": "sku", "location": "warehouse", "sellable": "sellable", "title": "title"}';
const config = (address: string, options: Record<string, string> = {}) => ({
  id: 'wms',
  connector: 'json',
  name: 'WMS',
  role: 'warehouse' as const,
  address,
  lagMinutes: 0,
  options: { credentialIn: 'header', credentialName: 'x-api-key', rows: 'data', fields: FIELDS, error: 'error', ...options },
});
const { signal } = new AbortController();

describe('any JSON system', () => {
  let warehouse: Warehouse;
  const open = (options: Record<string, string> = {}, key = KEY, timeoutMs = 5_000): Source =>
    json.open(config(warehouse.url, options), { key }, { fetch, timeoutMs, clock: { now: () => 1_000_000, wake: () => {} } });

  beforeEach(async () => {
    warehouse = await startWarehouse({
      key: KEY,
      levels: [
        { sku: 'TEE', warehouse: 'LAX', sellable: 40, title: 'Tee' },
        { sku: 'CAP', warehouse: 'LAX', sellable: '12' },
        { sku: 'CAP', warehouse: 'FRA', sellable: -3 },
      ],
    });
  });
  afterEach(() => warehouse.close());

  it('is read by the seller’s own mapping; numbers in strings and negative ones are numbers', async () => {
    const reading = await open().positions(signal);
    if (!reading.ok) throw new Error(reading.problem.say.key);
    expect(reading.value.positions.map((one) => [one.sku, one.location, one.sellable, one.title])).toEqual([
      ['TEE', 'LAX', 40, 'Tee'],
      ['CAP', 'LAX', 12, null],
      ['CAP', 'FRA', -3, null],
    ]);
    expect(reading.value).toMatchObject({ coverage: { kind: 'full' }, problems: [] });
  });

  it('says by row and field what it could not read, and uses the rest', async () => {
    warehouse.set([
      { sku: '', warehouse: 'LAX', sellable: 1 },
      { sku: 'TEE', warehouse: 'LAX', sellable: '1,234' },
      { sku: 'CAP', warehouse: 'LAX', sellable: 2.5 },
    ]);
    const reading = await open().positions(signal);
    if (!reading.ok) throw new Error(reading.problem.say.key);
    expect(reading.value.positions.map((one) => [one.sku, one.sellable])).toEqual([
      ['TEE', null],
      ['CAP', 2.5],
    ]);
    expect(reading.value.problems.map((one) => [one.row, one.field])).toEqual([
      ['#1', 'sku'],
      ['TEE', 'sellable'],
      ['CAP', 'sellable'],
    ]);
  });

  it('adds up several rows of one SKU in one place', async () => {
    warehouse.set([
      { sku: 'TEE', warehouse: 'LAX', sellable: 4 },
      { sku: 'TEE', warehouse: 'LAX', sellable: 6 },
    ]);
    const reading = await open().positions(signal);
    expect(reading.ok && reading.value.positions.map((one) => one.sellable)).toEqual([10]);
  });

  it('says that the key is wrong', async () => {
    expect(await open({}, 'wrong').positions(signal)).toMatchObject({ ok: false, problem: { kind: 'credentials' } });
  });

  it('an answer that breaks off in the middle is none', async () => {
    warehouse.behave({ kind: 'truncated' });
    expect(await open().positions(signal)).toMatchObject({ ok: false, problem: { kind: 'malformed' } });
  });

  it.each([
    ['no rows expression', { rows: '' }, 'source:json.needs'],
    ['a rows expression that is none', { rows: 'data[' }, 'source:json.badExpression'],
    ['fields without a SKU', { fields: '{"sellable": "n"}' }, 'source:json.badFields'],
    ['fields that are no JSON', { fields: 'sku' }, 'source:json.badFields'],
    ['a header without a name', { credentialName: '' }, 'source:json.needs'],
    ['pages without a parameter', { paging: 'page' }, 'source:json.needs'],
  ])('refuses %s by name, before anything is sent', (_name, options, key) => {
    const parsed = json.parse(config('http://127.0.0.1:1/', options));
    expect(parsed.ok ? null : parsed.problem.say.key).toBe(key);
  });
});
