import { describe, expect, it } from 'vitest';
import { placeOfSku } from '../../test/builders/place.ts';
import type { SkuPlace } from '../decide/commands/facts.ts';
import type { Ration } from '../domain/advice.ts';
import type { Levers } from '../domain/command.ts';
import { type Component, listingId } from '../domain/listing.ts';
import { EMPTY_SETTINGS } from '../domain/settings.ts';
import { stockActsOf } from './stock-acts.ts';

const ALL: Levers = { pause: 'flag', level: 'adjust', perBuyer: true };
const FLAG: Levers = { pause: 'flag', level: null, perBuyer: false };
const source = (id: string, name: string, role: 'channel' | 'warehouse') => ({
  id,
  connector: 'x',
  name,
  role,
  address: '',
  options: {},
  lagMinutes: 0,
});

type Given = {
  readonly components?: readonly Component[];
  readonly places?: readonly SkuPlace[];
  readonly levers?: Levers;
  readonly promise?: number | null;
  readonly ration?: Ration | null;
};
/** A channel `shop` with 20 of A on sale and 60 withheld, of which 50 may be promised in all, unless given otherwise. */
function acts({
  components = [{ sku: 'A', unitsPerSale: 1 }],
  places = [at('A', 20, 60)],
  levers = ALL,
  promise = 50,
  ration = null,
}: Given = {}) {
  const variant = { id: 'v', title: '', components };
  const listing = { account: 'acc', key: 'L', title: '', variants: [variant] };
  const facts = {
    settings: {
      ...EMPTY_SETTINGS,
      sources: { shop: source('shop', 'Vendure', 'channel'), wms: source('wms', 'WMS', 'warehouse') },
      accounts: { acc: { id: 'acc', name: '', profile: 'p', site: '', channel: 'shop', pool: null } },
      listings: { [listingId('acc', 'L')]: listing },
    },
    places: (sku: string) => places.filter((one) => one.sku === sku),
    levers: { shop: levers },
    consoles: {},
    commands: {},
    promise: () => promise,
  };
  return stockActsOf(facts, listing, variant, ration);
}
const at = (sku: string, level: number | null, withheld = 0, location = 'LAX') =>
  placeOfSku(sku, true, { place: { source: 'shop', location }, level, withheld });
const rationed = (units: number, perBuyer: number | null = null): Ration => ({
  perBuyer,
  batch: { units, everyMinutes: 10 },
  say: { key: 'core:ration.batch' },
});

describe('what stands on sale of a variant', () => {
  it('is what the channel sells, what we withhold there, and what may still be released', () => {
    expect(acts()).toMatchObject({ sellable: 20, withheld: 60, mayRelease: 30 });
  });

  it('is summed over places and shared out by the pack', () => {
    const places = [at('A', 15, 40), at('A', 6, 3, 'ONT'), at('B', 90, 5)];
    const components = [
      { sku: 'A', unitsPerSale: 2 },
      { sku: 'B', unitsPerSale: 1 },
    ];
    // 21 A are ten packs and 43 more of them 21; of B 5 are withheld, but 90 are on sale and only 50 may be promised.
    expect(acts({ places, components })).toMatchObject({ sellable: 10, withheld: 5, mayRelease: 0 });
  });

  it.each<[string, Given, object]>([
    ['never more than is withheld', { promise: 500 }, { mayRelease: 60 }],
    ['none where too much is promised', { promise: 5 }, { mayRelease: 0 }],
    ['unknown where nothing may be said', { promise: null }, { mayRelease: null, sellable: 20 }],
    [
      'unknown where one place does not say',
      { places: [at('A', 20), at('A', null, 0, 'ONT')] },
      { sellable: null, mayRelease: null },
    ],
    ['unknown where nobody knows it', { places: [] }, { sellable: null, withheld: 0, mayRelease: null }],
    ['shown where it cannot be written', { levers: FLAG }, { sellable: 20, withheld: 60 }],
  ])('is %s', (_, given, expected) => {
    expect(acts(given)).toMatchObject(expected);
  });
});

describe('what may be done about it', () => {
  it('is said with its figures and the system that does it', () => {
    const { release, limit, perBuyer, drip } = acts();
    const values = { system: 'Vendure', skus: 'A', n: 30, now: 20 };
    expect(release).toEqual({ can: true, via: 'api', say: { key: 'command:will.release', values } });
    expect(limit).toEqual({ can: true, via: 'api', say: { key: 'command:will.limit', values } });
    expect([perBuyer.say.key, drip.say.key]).toEqual(['command:will.limitPerBuyer', 'command:will.drip']);
  });

  it.each<[string, Given, 'release' | 'limit' | 'perBuyer' | 'drip', string]>([
    ['all that may be promised is on sale', { promise: 20 }, 'release', 'mayReleaseNone'],
    ['it is not known what may be promised', { promise: null }, 'release', 'mayReleaseUnknown'],
    ['it is not known what is on sale', { places: [at('A', null)] }, 'limit', 'noLevelRead'],
    ['it is not known what is on sale', { places: [at('A', null)] }, 'drip', 'noLevelRead'],
    ['the system has only a flag', { levers: FLAG }, 'limit', 'noLevel'],
    ['the system has only a flag', { levers: FLAG }, 'release', 'noLevel'],
    ['the system has only a flag', { levers: FLAG }, 'perBuyer', 'noPerBuyer'],
  ])('says why not: %s', (_, given, act, reason) => {
    expect(acts(given)[act]).toMatchObject({ can: false, say: { key: `command:refused.${reason}` } });
  });
});

describe('what is proposed', () => {
  it.each<[string, Given, object]>([
    ['nothing where it lasts', {}, { stock: null, perBuyer: null, batch: null }],
    ['what may sell until the next batch', { ration: rationed(8, 2) }, { stock: 8, perBuyer: 2, batch: 8 }],
    ['no limit above what is on sale', { ration: rationed(25) }, { stock: null, perBuyer: null, batch: 25 }],
    ['what may be promised, where more is on sale', { promise: 12 }, { stock: 12, perBuyer: null, batch: null }],
    ['the lower of both', { promise: 12, ration: rationed(15) }, { stock: 12, perBuyer: null, batch: 15 }],
    ['no limit of nothing: that is a pause', { promise: 0 }, { stock: null, perBuyer: null, batch: null }],
    ['none where it is not known what is on sale', { places: [at('A', null)], ration: rationed(8) }, { stock: null }],
  ])('is %s', (_, given, expected) => {
    expect(acts(given).proposed).toMatchObject(expected);
  });
});
