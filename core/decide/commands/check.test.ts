import { describe, expect, it } from 'vitest';
import { placeOfSku } from '../../../test/builders/place.ts';
import type { Command, CommandState, CommandStep, Levers } from '../../domain/command.ts';
import { listingId } from '../../domain/listing.ts';
import { type ConsoleAccount, EMPTY_SETTINGS, type Role, type SourceConfig } from '../../domain/settings.ts';
import { decideCommand, leverOf, subjectsOf } from './check.ts';
import type { CommandFacts, SkuPlace } from './facts.ts';

const source = (id: string, role: Role): SourceConfig => ({
  id,
  connector: 'x',
  name: `${id}!`,
  role,
  address: '',
  options: {},
  lagMinutes: 0,
});
const FLAG: Levers = { pause: 'flag', level: null, perBuyer: false };
const account = (more: Partial<ConsoleAccount> = {}): ConsoleAccount => ({
  id: 'acc',
  name: '',
  profile: 'p',
  site: '',
  channel: null,
  pool: null,
  ...more,
});
const at = (from: string, sku: string, more: Partial<SkuPlace> = {}) =>
  placeOfSku(sku, true, { place: { source: from, location: 'LAX' }, ...more });
const listing = (key: string, skus: readonly string[], of = 'acc') => ({
  account: of,
  key,
  title: '',
  variants: skus.map((sku) => ({ id: `v${sku}`, title: '', components: [{ sku, unitsPerSale: 1 }] })),
});

type World = {
  listings?: ReturnType<typeof listing>[];
  places?: SkuPlace[];
  commands?: CommandState[];
  account?: Partial<ConsoleAccount>;
};
function facts(world: World = {}): CommandFacts {
  const { listings = [listing('L', ['A', 'B'])], places = [at('shop', 'A'), at('shop', 'B')], commands = [] } = world;
  return {
    settings: {
      ...EMPTY_SETTINGS,
      sources: { shop: source('shop', 'channel'), wms: source('wms', 'warehouse'), erp: source('erp', 'both') },
      accounts: { acc: account({ channel: 'shop', ...world.account }) },
      listings: Object.fromEntries(listings.map((one) => [listingId(one.account, one.key), one])),
    },
    consoles: {},
    places: (sku) => places.filter((place) => place.sku === sku),
    commands: Object.fromEntries(commands.map((state) => [state.command.id, state])),
    levers: { shop: FLAG, wms: FLAG },
    promise: () => 10,
    now: 1_000_000,
    intervalMs: 5_000,
  };
}
const wish = {
  kind: 'command',
  command: 'pause',
  key: 'here:1',
  account: 'acc',
  listing: 'L',
  variant: null,
  skus: ['A', 'B'],
  undoes: null,
  because: null,
  gesture: { trusted: true, seenVisibleMs: 500, heldMs: 800 },
} as const;
const command = (more: Partial<Command> = {}): Command => ({
  id: 'c1',
  key: 'here:0',
  kind: 'pause',
  account: 'acc',
  listing: 'L',
  variant: null,
  targets: [{ source: 'shop', sku: 'A', ref: null }],
  affects: [],
  quantity: null,
  undoes: null,
  because: null,
  actor: { name: '', origin: 'here', surface: 'panel' },
  requestedAt: 0,
  ...more,
});
const stateOf = (step: CommandStep, more: Partial<Command> = {}): CommandState => ({
  command: command(more),
  step,
  writes: [],
  readBack: [],
  say: null,
  at: 0,
  revertedAt: null,
});
const refusal = (decided: ReturnType<typeof decideCommand>) =>
  decided.ok ? null : decided.say.key.replace('command:refused.', '');

describe('what a command acts on', () => {
  it('tells the channel of the account about every SKU of the listing, each once', () => {
    const shared = listing('L', ['A', 'B', 'A']);
    expect(
      decideCommand(wish, facts({ listings: [shared], places: [at('wms', 'A'), at('shop', 'A'), at('shop', 'B')] })),
    ).toEqual({
      ok: true,
      targets: [
        { source: 'shop', sku: 'A', ref: 'ref-A' },
        { source: 'shop', sku: 'B', ref: 'ref-B' },
      ],
      affects: [],
    });
  });

  it('tells only about the variant where one is meant', () => {
    const decided = decideCommand({ ...wish, variant: 'vB', skus: ['B'] }, facts());
    expect(decided).toMatchObject({ ok: true, targets: [{ sku: 'B' }] });
  });

  it('turns to a warehouse of the pool that can pause where the channel cannot', () => {
    const places = [at('erp', 'A'), at('wms', 'A')];
    const one = { ...wish, skus: ['A'] };
    const world = { listings: [listing('L', ['A'])], places };
    expect(decideCommand(one, facts(world))).toMatchObject({ ok: true, targets: [{ source: 'wms' }] });
    const elsewhere = facts({ ...world, account: { pool: [{ source: 'erp', location: 'LAX' }] } });
    expect(refusal(decideCommand(one, elsewhere))).toBe('noSystem');
  });

  it('takes a key that is a SKU for a listing of its own', () => {
    expect(decideCommand({ ...wish, listing: 'A', skus: ['A'] }, facts({ listings: [] }))).toMatchObject({
      ok: true,
      targets: [{ sku: 'A' }],
    });
  });

  it('names every other listing of a shared SKU, mapped or by its key, on any account', () => {
    const listings = [
      listing('L', ['A', 'B']),
      listing('pack', ['B', 'Z']),
      listing('other', ['Z']),
      listing('far', ['A'], 'acc2'),
    ];
    const row = { key: 'A' } as never;
    const world = { ...facts({ listings }), consoles: { acc3: { rows: { A: row, Q: row } } as never } };
    expect(decideCommand(wish, world)).toMatchObject({
      affects: [
        { account: 'acc', listing: 'pack' },
        { account: 'acc2', listing: 'far' },
        { account: 'acc3', listing: 'A' },
      ],
    });
  });
});

describe('a command is refused', () => {
  it.each([
    ['untrusted', { gesture: { trusted: false, seenVisibleMs: 900 } }, {}],
    ['unseen', { gesture: { trusted: true, seenVisibleMs: 499 } }, {}],
    ['unseen', { gesture: { trusted: true, seenVisibleMs: Number.NaN } }, {}],
    ['unmapped', { listing: 'nowhere' }, {}],
    ['unmapped', { variant: 'gone' }, {}],
    ['changed', { skus: ['A'] }, {}],
    ['changed', { skus: ['A', 'B', 'C'] }, {}],
    ['noSystem', {}, { places: [at('shop', 'A'), at('shop', 'B', { gone: true })] }],
    ['noSystem', {}, { places: [at('erp', 'A'), at('erp', 'B')] }],
    ['busy', {}, { commands: [stateOf('executing')] }],
    ['unknownOpen', {}, { commands: [stateOf('unknown')] }],
    ['busy', {}, { commands: [stateOf('requested', { listing: 'other', targets: [{ source: 'shop', sku: 'B', ref: null }] })] }],
    ['alreadyOnSale', { command: 'resume' }, {}],
    ['nothingToUndo', { undoes: 'c9' }, {}],
    ['nothingToUndo', { undoes: 'c1', command: 'resume' }, { commands: [stateOf('confirmed', { listing: 'other' })] }],
    ['nothingToUndo', { undoes: 'c1' }, { commands: [stateOf('confirmed')] }],
  ] as const)('as %s: %j', (reason, more, world) => {
    expect(refusal(decideCommand({ ...wish, ...more }, facts(world as World)))).toBe(reason);
  });

  it('as paused already only if every system says so', () => {
    const off = (sku: string) => placeOfSku(sku, false, { place: { source: 'shop', location: 'LAX' } });
    expect(refusal(decideCommand(wish, facts({ places: [off('A'), off('B')] })))).toBe('alreadyPaused');
    expect(decideCommand(wish, facts({ places: [off('A'), at('shop', 'B')] })).ok).toBe(true);
  });

  it('not by a command that has ended, nor by one on other stock', () => {
    const other = stateOf('executing', { id: 'c2', listing: 'M', targets: [{ source: 'wms', sku: 'A', ref: null }] });
    expect(decideCommand(wish, facts({ commands: [stateOf('failed'), other] })).ok).toBe(true);
  });
});

it('the button says what it would do, or why it cannot', () => {
  expect(leverOf(facts(), wish)).toEqual({
    can: true,
    via: 'api',
    say: { key: 'command:will.pauseByFlag', values: { system: 'shop!', skus: 'A, B' } },
  });
  expect(leverOf({ ...facts(), levers: { shop: { pause: 'absolute', level: 'absolute', perBuyer: false } } }, wish).say.key).toBe(
    'command:will.pauseByQuantity',
  );
  expect(leverOf({ ...facts(), levers: {} }, wish)).toMatchObject({
    can: false,
    via: null,
    say: { key: 'command:refused.noSystem' },
  });
  expect(leverOf(facts(), { ...wish, listing: 'nowhere' })).toMatchObject({
    can: false,
    say: { key: 'command:refused.unmapped' },
  });
});

it('subjects never mistake one id for another', () => {
  const all = [
    ...subjectsOf(command({ account: 'a', listing: 'b' })),
    ...subjectsOf(command({ account: 'a b', listing: '', targets: [{ source: 'a', sku: 'b', ref: null }] })),
  ];
  expect(new Set(all).size).toBe(4);
});
