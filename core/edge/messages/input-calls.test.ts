import { describe, expect, it } from 'vitest';
import { aPosition } from '../../../test/builders/events.ts';
import { EMPTY_SETTINGS, NO_FACTS } from '../../domain/settings.ts';
import { inputHandlers } from './input-calls.ts';
import { parseCall } from './parse.ts';

const call = (name: string, ask: unknown) => parseCall({ stockcue: 'call', name, ask })?.ask;
const funnel = {
  account: 'us',
  listing: 'L',
  of: { stream: 's' },
  minutes: null,
  by: 'file',
  at: 1,
  impressions: 5,
  clicks: null,
  cart: null,
  ordered: null,
  paid: null,
};
const history = {
  file: 'o.csv',
  of: 'Amazon',
  from: '2026-11-01',
  to: '2026-11-20',
  at: 1,
  days: [{ sku: 'A', day: '2026-11-01', net: 2 }],
};
const stock = {
  source: {
    id: 'f',
    connector: 'file',
    name: 'File',
    role: 'warehouse',
    address: '',
    options: { goodHours: '24' },
    lagMinutes: 0,
  },
  asOf: 1,
  positions: [aPosition('A', '-', { sellable: 5 })],
  problems: [{ row: '3', field: 'available', say: { key: 'options:csv.notNumber', values: { value: 'x' } } }],
  skus: [{ sku: 'A', ...NO_FACTS, safetyStock: 3 }],
};
const robot = { id: 'r', name: 'Ops', kind: 'feishu' };

describe('what a page asks is checked where it comes in', () => {
  it.each([
    ['history.add', { body: history }],
    ['funnels.add', { body: { rows: [funnel] } }],
    ['funnels.add', { body: { rows: [{ ...funnel, of: { day: '2026-11-20' } }] } }],
    ['stock.add', { file: stock }],
    ['brought.get', {}],
    ['robot.save', { robot, secret: { address: 'https://a.example' } }],
    ['robot.save', { robot, secret: null }],
    ['robot.remove', { robot: 'r' }],
    ['robot.send', { robot: 'r', lines: ['x'] }],
  ])('%s is understood', (name, ask) => {
    expect(call(name, { shop: 'main', ...ask })).toEqual({ shop: 'main', ...ask });
  });

  it.each([
    ['history.add', { body: { ...history, from: 'yesterday' } }],
    ['history.add', { body: { ...history, days: [{ sku: 'A', day: '2026-11-01', net: -2 }] } }],
    ['history.add', { body: { ...history, days: [{ sku: '__proto__', day: '2026-11-01', net: 2 }] } }],
    ['funnels.add', { body: { rows: [{ ...funnel, clicks: Number.NaN }] } }],
    ['funnels.add', { body: { rows: [{ ...funnel, of: {} }] } }],
    ['stock.add', { file: { ...stock, source: { ...stock.source, connector: 'vendure' } } }],
    ['stock.add', { file: { ...stock, positions: [aPosition('__proto__', '-', { sellable: 5 })] } }],
    ['stock.add', { file: { ...stock, positions: [aPosition('A', '-', { sellable: -5 })] } }],
    ['robot.save', { robot: { ...robot, kind: 'fax' }, secret: null }],
    ['robot.send', { robot: 'r', lines: [] }],
    ['robot.send', { robot: 'r', lines: [5] }],
  ])('%s of nonsense is refused', (name, ask) => {
    expect(call(name, { shop: 'main', ...ask })).toBeNull();
  });
});

it('sends nothing from a rehearsal', async () => {
  const handlers = inputHandlers({
    desk: async () =>
      ({ settings: () => ({ ...EMPTY_SETTINGS, robots: { r: { id: 'r', name: 'Ops', kind: 'feishu' } } }) }) as never,
    secrets: () => ({ get: async () => ({ address: 'https://a.example' }), put: async () => {}, remove: async () => {} }),
    send: () => Promise.reject(new Error('It was sent.')),
  });
  const told = await handlers['robot.send']({ shop: 'rehearsal', robot: 'r', lines: ['x'] });
  expect(told).toEqual({ problem: { key: 'worker:robot.rehearsal' } });
});
