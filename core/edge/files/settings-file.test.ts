import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsAfter } from '../../../test/builders/options.ts';
import type { Capacity, Selling } from '../../domain/capacity.ts';
import type { Guard } from '../../domain/guard.ts';
import { listingId } from '../../domain/listing.ts';
import { ROBOT_KINDS, type Robot } from '../../domain/robot.ts';
import {
  type ConsoleAccount,
  DEFAULT_PREFERENCES,
  EMPTY_SETTINGS,
  NO_FACTS,
  type ShopSettings,
  type SourceConfig,
} from '../../domain/settings.ts';
import { LEAD_PARTS, MODE_KINDS, type Mode, type Shipment } from '../../domain/shipping.ts';
import { readSettings, writeSettings } from './settings-file.ts';

const TRAPS = ['__proto__', 'constructor', 'prototype'];
const id = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !TRAPS.includes(text));
const word = fc.string({ maxLength: 12, unit: 'grapheme' });
const amount = fc.nat(100_000);
const at = fc.integer({ min: 0, max: 4e12 });
const source = fc.record<SourceConfig>({
  id,
  connector: id,
  name: word,
  role: fc.constantFrom('warehouse', 'channel', 'both'),
  address: fc.constantFrom('', 'https://shop.example/admin-api'),
  options: fc.dictionary(id, fc.oneof(word, amount), { noNullPrototype: true }),
  lagMinutes: amount,
});
const account = fc.record<ConsoleAccount>({
  id,
  name: word,
  profile: id,
  site: fc.constantFrom('https://shop.example', 'http://127.0.0.1:8080'),
  channel: fc.option(id),
  pool: fc.option(fc.array(fc.record({ source: id, location: id }), { maxLength: 3 })),
});
const sku = fc.record({
  sku: id,
  title: word,
  safetyStock: fc.option(amount),
  dailySales: fc.option(amount),
  plannedUnits: fc.option(amount),
  buffer: amount,
  setAside: amount,
  group: fc.option(word),
});
const component = fc.record({ sku: id, unitsPerSale: fc.integer({ min: 1, max: 99 }) });
const listing = fc.record({
  account: id,
  key: id,
  title: word,
  variants: fc.array(fc.record({ id, title: word, components: fc.array(component, { minLength: 1, maxLength: 3 }) }), {
    maxLength: 3,
  }),
});
const stream = fc.record({
  id,
  account: id,
  title: word,
  room: fc.option(word),
  zone: fc.constantFrom('America/New_York', 'Asia/Shanghai'),
  plannedStart: at,
  plannedEnd: at,
  actualStart: fc.option(at),
  actualEnd: fc.option(at),
  listings: fc.option(fc.array(id, { maxLength: 3 })),
  rundown: fc.array(
    fc.record(
      { key: id, startsAt: at, endsAt: at, offer: fc.constantFrom('flashPrice', 'coupon', 'giveaway') },
      { requiredKeys: ['key', 'startsAt', 'endsAt'] },
    ),
    { maxLength: 2 },
  ),
  planned: fc.dictionary(id, amount, { noNullPrototype: true }),
  plannedSellOut: fc.array(id, { maxLength: 2 }),
  setAside: fc.dictionary(id, amount, { noNullPrototype: true }),
});
const whole = fc.integer({ min: 0, max: 1_000 });
const money = fc.record({ minor: whole, currency: fc.constantFrom('CNY', 'USD') });
const place = fc.record({ source: id, location: id });
const mode = fc.record<Mode>({
  id,
  name: word,
  kind: fc.constantFrom(...MODE_KINDS),
  route: word,
  to: fc.option(place),
  from: fc.option(place),
  parts: fc.dictionary(fc.constantFrom(...LEAD_PARTS), fc.record({ days: whole, spread: whole }), { noNullPrototype: true }),
  cutOff: fc.option(fc.record({ weekdays: fc.constant([1, 4]), time: fc.constant('16:00'), zone: fc.constant('Asia/Shanghai') })),
  peaks: fc.array(
    fc.record({
      from: fc.constant('2026-11-20'),
      to: fc.constant('2026-12-24'),
      parts: fc.constant(['main']),
      factor: fc.constant(1.5),
      why: word,
    }),
    { maxLength: 1 },
  ),
  freight: fc.option(fc.record({ by: fc.constant('kg'), rate: money, divisor: fc.constant(6000), minimum: fc.option(money) })),
  battery: fc.boolean(),
  liquid: fc.boolean(),
} as never);
const shipment = fc.record<Shipment>({
  id,
  name: word,
  to: place,
  lines: fc.array(fc.record({ sku: id, units: whole }), { maxLength: 2 }),
  stage: fc.constantFrom('ordered', 'shipped', 'done'),
  expectedAt: fc.option(at),
  putAwayAt: fc.option(at),
  chance: fc.option(fc.constantFrom(0, 0.5, 1)),
});
const capacity = fc.record<Capacity>({
  source: id,
  ordersADay: whole,
  zone: fc.constant('America/Los_Angeles'),
  cutOff: fc.constant('14:00'),
  weekdays: fc.constant([1, 2, 3, 4, 5]),
  holidays: fc.constant(['2026-12-25']),
  open: fc.option(fc.record({ orders: whole, at })),
  unitsPerOrder: fc.constant(1.2),
});
const selling = fc.record<Selling>({
  account: id,
  dispatchDays: whole.map((days) => days % 10),
  preOrder: fc.boolean(),
  backorder: fc.boolean(),
  longerHandling: fc.boolean(),
});
const robot = fc.record<Robot>({ id, name: word, kind: fc.constantFrom(...ROBOT_KINDS) });
const guard: fc.Arbitrary<Guard> = fc.record(
  {
    sku: id,
    pauseAt: fc.option(whole),
    capOversold: fc.boolean(),
    wavesOf: fc.constant(20),
    mostPerHour: fc.constant(3),
    by: word,
  },
  { requiredKeys: ['sku', 'pauseAt', 'capOversold', 'wavesOf', 'mostPerHour'] },
);
const byId = <T>(rows: readonly T[], of: (row: T) => string): Record<string, T> =>
  Object.fromEntries(rows.map((row) => [of(row), row]));
const settings = fc.record<ShopSettings>({
  preferences: word.map((actorName) => ({ ...DEFAULT_PREFERENCES, actorName })),
  sources: fc.array(source, { maxLength: 3 }).map((rows) => byId(rows, (row) => row.id)),
  accounts: fc.array(account, { maxLength: 3 }).map((rows) => byId(rows, (row) => row.id)),
  skus: fc.array(sku, { maxLength: 6 }).map((rows) => byId(rows, (row) => row.sku)),
  listings: fc.array(listing, { maxLength: 4 }).map((rows) => byId(rows, (row) => listingId(row.account, row.key))),
  streams: fc.array(stream, { maxLength: 3 }).map((rows) => byId(rows, (row) => row.id)),
  modes: fc.array(mode, { maxLength: 2 }).map((rows) => byId(rows, (row) => row.id)),
  shipments: fc.array(shipment, { maxLength: 2 }).map((rows) => byId(rows, (row) => row.id)),
  capacities: fc.array(capacity, { maxLength: 2 }).map((rows) => byId(rows, (row) => row.source)),
  sellings: fc.array(selling, { maxLength: 2 }).map((rows) => byId(rows, (row) => row.account)),
  robots: fc.array(robot, { maxLength: 2 }).map((rows) => byId(rows, (row) => row.id)),
  profiles: fc.constant({}),
  guards: fc.array(guard, { maxLength: 2 }).map((rows) => byId(rows, (row) => row.sku)),
});

describe('export and import', () => {
  it('bring any settings to an empty browser as they were', () => {
    fc.assert(
      fc.property(settings, (all) => {
        const { change, problems } = readSettings(writeSettings(all), EMPTY_SETTINGS);
        expect(problems).toEqual([]);
        expect(settingsAfter(EMPTY_SETTINGS, change ?? {})).toEqual(all);
      }),
    );
  });

  it('change nothing where nothing differs', () => {
    fc.assert(
      fc.property(settings, (all) => {
        expect(readSettings(writeSettings(all), all).change).toEqual({});
      }),
    );
  });
});

const SOURCE: SourceConfig = {
  id: 's',
  connector: 'vendure',
  name: 'NJ',
  role: 'both',
  address: 'https://a.example',
  options: {},
  lagMinutes: 0,
};
const file = (rows: object, over: object = {}) =>
  JSON.stringify({ kind: 'stockcue-settings', version: 1, settings: rows, ...over });

it.each([
  ['no JSON', 'sku,title', 'options:data.notJson'],
  ['something else', '{"kind":"other"}', 'options:data.notOurs'],
  ['null', 'null', 'options:data.notOurs'],
  ['a later version', file({}, { version: 2 }), 'options:data.otherVersion'],
])('refuses %s in words', (_name, text, key) => {
  expect(readSettings(text, EMPTY_SETTINGS)).toMatchObject({ change: null, problems: [{ say: { key } }] });
});

it('keeps the good rows and names the bad ones by section, row and field', () => {
  const skus = [
    { sku: 'A', ...NO_FACTS },
    { sku: 'B', ...NO_FACTS, buffer: -1 },
  ];
  const { change, problems, summary } = readSettings(file({ skus, streams: 7 }), EMPTY_SETTINGS);
  expect(change?.skus?.map((row) => row.sku)).toEqual(['A']);
  expect(problems).toMatchObject([{ section: 'streams' }, { section: 'skus', row: 2, field: 'buffer' }]);
  expect(summary.find(({ section }) => section === 'skus')).toEqual({ section: 'skus', fresh: 1, changed: 0, same: 0 });
});

it('drops what is no setting, secrets that somebody typed into the file included', () => {
  const { change } = readSettings(file({ sources: [{ ...SOURCE, apiKey: 'CANARY' }] }), EMPTY_SETTINGS);
  expect(JSON.stringify(change)).not.toContain('CANARY');
});

it('says where a source would be read from another address with the saved key', () => {
  const before = { ...EMPTY_SETTINGS, sources: { s: SOURCE } };
  const { moved } = readSettings(file({ sources: [{ ...SOURCE, address: 'https://b.example' }] }), before);
  expect(moved).toEqual([{ name: 'NJ', from: 'https://a.example', to: 'https://b.example' }]);
});

it("leaves the name of this browser's user as it is", () => {
  const before = { ...EMPTY_SETTINGS, preferences: { ...DEFAULT_PREFERENCES, actorName: 'Lin' } };
  const preferences = { ...DEFAULT_PREFERENCES, actorName: 'Wang', teamZone: 'UTC' };
  expect(readSettings(file({ preferences }), before).change?.preferences).toEqual({ ...preferences, actorName: 'Lin' });
});

describe('what a person promoted on a console page', () => {
  const plain: ConsoleAccount = { id: 'a', name: 'A', profile: 'p', site: 'https://a.example', channel: null, pool: null };
  const promoted: ConsoleAccount = { ...plain, assist: { profileHash: 'h', actions: ['pin'] } };
  const held = (account: ConsoleAccount): ShopSettings => ({ ...EMPTY_SETTINGS, accounts: { a: account } });

  it('is not promoted by a file in another browser, nor taken back by one here', () => {
    expect(readSettings(writeSettings(held(promoted)), EMPTY_SETTINGS).change?.accounts).toEqual([plain]);
    expect(readSettings(writeSettings(held(promoted)), held(plain)).change).toEqual({});
    expect(readSettings(writeSettings(held({ ...plain, name: 'B' })), held(promoted)).change?.accounts).toEqual([
      { ...promoted, name: 'B' },
    ]);
  });
});
