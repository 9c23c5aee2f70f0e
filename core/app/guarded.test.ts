import { describe, expect, it } from 'vitest';
import { aSource, aStream, T0 } from '../../test/builders/events.ts';
import { at, SKU, shop } from '../../test/builders/ledger-shop.ts';
import type { Levers, SourceLevers } from '../domain/command.ts';
import type { Guard } from '../domain/guard.ts';
import { HOUR } from '../domain/instant.ts';
import type { Listing, Variant } from '../domain/listing.ts';
import type { ConsoleAccount } from '../domain/settings.ts';
import { guardedStocks } from './guarded.ts';

const all: Levers = { pause: 'flag', level: 'adjust', perBuyer: false };
const none: Levers = { pause: null, level: null, perBuyer: false };
const LEVERS: SourceLevers = { wms: none, shop: all, shop2: all };
const variant = (id: string, ...skus: readonly (readonly [string, number])[]): Variant => ({
  id,
  title: '',
  components: skus.map(([sku, unitsPerSale]) => ({ sku, unitsPerSale })),
});
const listing = (account: string, key: string, ...variants: readonly Variant[]): Listing => ({
  account,
  key,
  title: '',
  variants,
});
const account = (id: string, channel: string | null): ConsoleAccount => ({
  id,
  name: id,
  profile: 'practice',
  site: `https://${id}.example`,
  channel,
  pool: null,
});
const GUARD: Guard = { sku: SKU, pauseAt: 5, capOversold: true, wavesOf: 10, mostPerHour: 3 };
const ONE = [listing('acc', 'K', variant('v', [SKU, 1]))];

/** So much in the warehouse, and on sale in each of two channels. */
function selling(stock: number, shopHas: number, shop2Has: number, listings: readonly Listing[] = ONE, levers = LEVERS) {
  const it = shop({
    settings: {
      sources: [aSource('wms', 'warehouse'), aSource('shop', 'channel'), aSource('shop2', 'channel')],
      accounts: [account('acc', 'shop'), account('acc2', 'shop2')],
      streams: [aStream('acc', T0, T0 + 3 * HOUR)],
      listings,
    },
  });
  it.read(0, [at(stock)]);
  it.read(0, [at(shopHas, 'S', { onSale: true })], 'shop');
  it.read(0, [at(shop2Has, 'S', { onSale: true })], 'shop2');
  return guardedStocks({ ledger: it.ledger(), outlooks: {} }, GUARD, levers);
}
const both = [...ONE, listing('acc2', 'K2', variant('w', [SKU, 1]))];

describe('by which listing an account is told', () => {
  it.each<[string, readonly Listing[], string]>([
    ['the only one', ONE, 'K v'],
    ['one of this SKU alone, before a bundle', [listing('acc', 'SET', variant('s', [SKU, 1], ['OTHER', 1])), ...ONE], 'K v'],
    ['the right variant of many', [listing('acc', 'K', variant('x', ['OTHER', 1]), variant('y', [SKU, 2]))], 'K y'],
    ['none where none sells it', [listing('acc', 'K', variant('x', ['OTHER', 1]))], ''],
  ])('%s', (_, listings, expected) => {
    const told = selling(100, 10, 0, listings);
    expect(told.map((one) => `${one.listing} ${one.variant}`).join()).toBe(expected);
  });
  it('every account of its own', () => {
    expect(selling(100, 10, 10, both).map((one) => one.account)).toEqual(['acc', 'acc2']);
  });
});

describe('too much on sale', () => {
  const keeps = (...given: Parameters<typeof selling>) => selling(...given).map(({ oversold }) => oversold);
  it.each<[string, readonly [number, number, number], readonly (number | null)[]]>([
    ['is nothing while there is enough', [100, 60, 40], [null, null]],
    ['is shared in equal parts', [100, 90, 90], [50, 50]],
    ['leaves a small channel all of its own', [100, 10, 150], [null, 90]],
    ['is the same for the second after the first was limited', [100, 50, 90], [null, 50]],
    ['leaves nothing where nothing is left', [0, 5, 5], [0, 0]],
  ])('%s', (_, [stock, one, two], expected) => {
    expect(keeps(stock, one, two, both)).toEqual(expected.map((keep) => ({ known: true, keep })));
  });
  it('of a channel that no account of ours sells from is not ours to take back', () => {
    expect(keeps(100, 80, 60)).toEqual([{ known: true, keep: 40 }]);
  });
});

describe('what may be done', () => {
  it('is what an API can be told', () => {
    const [can] = selling(100, 10, 0, ONE, { ...LEVERS, shop: { ...all, level: null } });
    expect((['pauseAt', 'capOversold', 'waves'] as const).map((kind) => can?.can(kind))).toEqual([true, false, false]);
  });
  it('is not known, and neither is anything else, before the systems were asked', () => {
    const [one] = selling(1, 10, 0, ONE, { shop: all });
    expect(one).toMatchObject({ left: null, oversold: { known: false }, load: null });
  });
});
