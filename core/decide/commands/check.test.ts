import { describe, expect, it } from 'vitest';
import { aCommand, aPress } from '../../../test/builders/command.ts';
import { placeOfSku } from '../../../test/builders/place.ts';
import { aRow } from '../../../test/builders/rows.ts';
import type { Command, CommandState, CommandStep, Levers } from '../../domain/command.ts';
import { listingId } from '../../domain/listing.ts';
import { type ConsoleAccount, EMPTY_SETTINGS, type Role, type SourceConfig } from '../../domain/settings.ts';
import { decideCommand, decideWish, leverOf, subjectsOf } from './check.ts';
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
const wish = aPress({ skus: ['A', 'B'], gesture: { trusted: true, seenVisibleMs: 500, heldMs: 800 } });
const command = (more: Partial<Command> = {}): Command =>
  aCommand({ key: 'here:0', targets: [{ source: 'shop', sku: 'A', ref: null }], ...more });
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

  describe('where the page’s own code is another SKU', () => {
    const doubtful = (more: { checkedCode?: string } = {}, commands: CommandState[] = []): CommandFacts => {
      const places = [at('shop', 'A'), at('shop', 'B'), at('shop', 'OTHER')];
      return {
        ...facts({ listings: [{ ...listing('L', ['A', 'B']), ...more }], places, commands }),
        consoles: { acc: { rows: { L: aRow('L', { code: 'OTHER' }) } } as never },
      };
    };
    it('does nothing until a person has looked, and says where', () => {
      const decided = decideCommand(wish, doubtful());
      expect(decided).toMatchObject({ ok: false, say: { values: { listing: 'L', code: 'OTHER', skus: 'A, B' } } });
      expect(refusal(decided)).toBe('doubtful');
      expect(refusal(decideCommand(wish, doubtful({ checkedCode: 'ANOTHER' })))).toBe('doubtful');
      expect(refusal(decideCommand(wish, doubtful({ checkedCode: 'OTHER' })))).toBeNull();
    });
    it('undoes what was done before it was doubtful', () => {
      const commands = [stateOf('confirmed', { id: 'c0' })];
      expect(refusal(decideCommand({ ...wish, command: 'resume', undoes: 'c0' }, doubtful({}, commands)))).not.toBe('doubtful');
      expect(refusal(decideCommand({ ...wish, command: 'resume' }, doubtful({}, commands)))).toBe('doubtful');
    });
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
    ['untrusted', { gesture: { trusted: false, seenVisibleMs: 900, heldMs: 900 } }, {}],
    ['notHeld', { gesture: { trusted: true, seenVisibleMs: 900 } }, {}],
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

describe('a command with a quantity', () => {
  /** A pack of two A and one B, of which 20 A and 30 B are on sale and 40 and 5 withheld. */
  const pack = {
    account: 'acc',
    key: 'L',
    title: '',
    variants: [
      {
        id: 'v',
        title: '',
        components: [
          { sku: 'A', unitsPerSale: 2 },
          { sku: 'B', unitsPerSale: 1 },
        ],
      },
      { id: 'w', title: '', components: [{ sku: 'A', unitsPerSale: 1 }] },
    ],
  };
  const LEVELS: Levers = { pause: 'flag', level: 'adjust', perBuyer: true };
  const base = { ...wish, variant: 'v', skus: ['A', 'B'] } as const;
  type Stock = { readonly others?: number | null; readonly promise?: (sku: string) => number | null; readonly levers?: Levers };
  const stock = (
    { others = null, promise = () => 100, levers = LEVELS }: Stock = {},
    commands: CommandState[] = [],
  ): CommandFacts => ({
    ...facts({
      listings: [pack],
      places: [at('shop', 'A', { level: 20, withheld: 40 }), at('shop', 'B', { level: 30, withheld: 5, othersAt: others })],
      commands,
    }),
    promise: (_, sku) => promise(sku),
    levers: { shop: levers },
  });
  const drip = { by: 'time', everyMs: 60_000 } as const;

  it('tells each SKU its own units', () => {
    expect(decideCommand({ ...base, command: 'release', quantity: 5 }, stock())).toMatchObject({
      ok: true,
      targets: [
        { sku: 'A', units: 10 },
        { sku: 'B', units: 5 },
      ],
    });
    expect(
      decideCommand({ ...base, variant: 'w', skus: ['A'], command: 'limit', per: 'buyer', quantity: 2 }, stock()),
    ).toMatchObject({
      ok: true,
      targets: [{ sku: 'A', units: 2 }],
    });
  });

  it.each([
    ['quantity', { command: 'release' }],
    ['quantity', { command: 'release', quantity: 0 }],
    ['quantity', { command: 'release', quantity: -3 }],
    ['quantity', { command: 'release', quantity: 2.5 }],
    ['quantity', { command: 'release', quantity: Number.NaN }],
    ['quantity', { command: 'drip', quantity: 0, drip }],
    ['limitZero', { command: 'limit', quantity: 0 }],
    ['oneVariant', { command: 'release', quantity: 1, variant: null }],
    ['oneVariant', { command: 'limit', quantity: 1, variant: null, per: 'buyer' }],
    ['notPerBuyer', { command: 'release', quantity: 1, per: 'buyer' }],
    ['dripPace', { command: 'drip', quantity: 5 }],
    ['dripPace', { command: 'drip', quantity: 5, drip: { by: 'time', everyMs: null } }],
    ['nothingToUndo', { command: 'takeBack', quantity: 1 }],
    ['nothingToUndo', { command: 'restore', per: 'buyer' }],
    ['mayRelease', { command: 'release', quantity: 6 }],
    ['limitMost', { command: 'limit', quantity: 16 }],
    ['limitMost', { command: 'drip', quantity: 16, drip }],
  ] as const)('is refused as %s: %j', (reason, more) => {
    expect(refusal(decideCommand({ ...base, ...more }, stock()))).toBe(reason);
  });

  it('names the number that may be released, by what is withheld and by what may be promised', () => {
    const release = { ...base, command: 'release', quantity: 9 } as const;
    const say = (facts: CommandFacts) => decideCommand(release, facts);
    // B: 5 are withheld. A: 23 may be promised of which 20 are on sale, that is one pack.
    expect(say(stock())).toEqual({ ok: false, say: { key: 'command:refused.mayRelease', values: { skus: 'A, B', n: 5 } } });
    const tight = stock({ promise: (sku) => (sku === 'A' ? 23 : 99) });
    expect(say(tight)).toEqual({ ok: false, say: { key: 'command:refused.mayRelease', values: { skus: 'A, B', n: 1 } } });
    expect(refusal(say(stock({ promise: () => 20 })))).toBe('mayReleaseNone');
    expect(refusal(say(stock({ promise: () => null })))).toBe('mayReleaseUnknown');
  });

  it.each([
    [10, true],
    [15, true],
    [16, false],
  ])('a limit to %i, with 10 packs on sale and 5 more that may be', (quantity, ok) => {
    expect(decideCommand({ ...base, command: 'limit', quantity }, stock()).ok).toBe(ok);
  });

  it.each([
    ['just now', 'adjust', 999_000, 'disturbed'],
    ['just now', 'absolute', 999_000, 'disturbed'],
    ['just now', 'compareAndSet', 999_000, null],
    ['before the last answer', 'adjust', 994_000, null],
  ] as const)('a limit where another system wrote %s, by %s', (_, level, others, reason) => {
    const world = stock({ others, levers: { ...LEVELS, level } });
    expect(refusal(decideCommand({ ...base, command: 'limit', quantity: 2 }, world))).toBe(reason);
    expect(refusal(decideCommand({ ...base, command: 'drip', quantity: 2, drip }, world))).toBe(reason);
    expect(decideCommand({ ...base, command: 'release', quantity: 2 }, world).ok).toBe(true);
  });

  it('can be done only where a system takes it', () => {
    const only = (levers: Levers) => stock({ levers });
    const limit = { ...base, command: 'limit', quantity: 2 } as const;
    expect(refusal(decideCommand(limit, only({ ...LEVELS, level: null })))).toBe('noLevel');
    expect(refusal(decideCommand({ ...limit, per: 'buyer' }, only({ ...LEVELS, perBuyer: false })))).toBe('noPerBuyer');
    expect(refusal(decideCommand({ ...base, command: 'pin' }, stock()))).toBe('onlyByPage');
  });

  it('a batch names a drip of this very listing', () => {
    const batch = { ...base, command: 'release', quantity: 2, of: 'c1' } as const;
    const of = (more: Partial<Command>) => stock({}, [stateOf('confirmed', { kind: 'drip', variant: 'v', ...more })]);
    expect(decideWish(batch, of({})).ok).toBe(true);
    expect(refusal(decideWish(batch, of({ listing: 'M' })))).toBe('dripGone');
    expect(refusal(decideWish(batch, of({ kind: 'limit' })))).toBe('dripGone');
    expect(refusal(decideWish(batch, stock()))).toBe('dripGone');
  });

  describe('an undo', () => {
    const done = (kind: Command['kind'], more: Partial<Command> = {}): CommandState => ({
      ...stateOf('confirmed', { kind, variant: 'v', quantity: 4, ...more }),
      writes: [
        {
          place: { source: 'shop', location: 'LAX' },
          sku: 'A',
          lever: 'adjust',
          before: 50,
          change: kind === 'release' ? 8 : -8,
        },
      ],
    });
    const undo = (command: Command['kind'], more: object = {}) => ({ ...base, command, undoes: 'c1', ...more });

    it.each([
      ['takeBack', 'release', { quantity: 4 }, null],
      ['restore', 'limit', {}, null],
      ['restore', 'drip', {}, null],
      ['restore', 'release', {}, 'nothingToUndo'],
      ['release', 'takeBack', { quantity: 1 }, 'nothingToUndo'],
      ['resume', 'limit', {}, 'nothingToUndo'],
      ['takeBack', 'release', { quantity: 5 }, 'takeBackMost'],
      ['takeBack', 'release', { quantity: 4, variant: 'w', skus: ['A'] }, 'nothingToUndo'],
      ['restore', 'limit', { per: 'buyer' }, 'nothingToUndo'],
    ] as const)('%s of %s, with %j', (command, kind, more, expected) => {
      expect(refusal(decideCommand(undo(command, more), stock({}, [done(kind)])))).toBe(expected);
    });

    it('takes back no more than is left of the release', () => {
      const back = stateOf('confirmed', { id: 'c2', kind: 'takeBack', variant: 'v', quantity: 3, undoes: 'c1' });
      const world = stock({}, [done('release'), back]);
      expect(refusal(decideCommand(undo('takeBack', { quantity: 1 }), world))).toBeNull();
      expect(decideCommand(undo('takeBack', { quantity: 2 }), world)).toMatchObject({ say: { values: { n: 1 } } });
    });

    it('of what failed there is none, unless a part of it was done', () => {
      const failed = { ...done('limit'), step: 'failed' } as const;
      const back = { source: 'shop', sku: 'A', onSale: null, levels: [{ location: 'LAX', level: 1 }], at: 0 };
      expect(refusal(decideCommand(undo('restore'), stock({}, [failed])))).toBe('nothingToUndo');
      expect(refusal(decideCommand(undo('restore'), stock({}, [{ ...failed, readBack: [back] }])))).toBeNull();
    });
  });

  it('waits for another on the same stock, whatever kind either is', () => {
    const held = { source: 'shop', sku: 'A', ref: null };
    for (const kind of ['release', 'takeBack', 'limit', 'restore', 'drip'] as const) {
      const other = stateOf('executing', { kind, listing: 'M', targets: [held] });
      expect(refusal(decideCommand({ ...base, command: 'limit', quantity: 2 }, stock({}, [other])))).toBe('busy');
    }
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
  const levers = { shop: { pause: null, level: 'adjust', perBuyer: true } } as const;
  const says = (more: object) => leverOf({ ...facts(), levers }, { ...wish, ...more }, { now: 9 }).say;
  expect(says({ command: 'limit' })).toEqual({ key: 'command:will.limit', values: { system: 'shop!', skus: 'A, B', now: 9 } });
  expect(says({ command: 'limit', per: 'buyer' }).key).toBe('command:will.limitPerBuyer');
  expect(says({ command: 'pause' }).key).toBe('command:will.pauseByQuantity');
});

it('subjects never mistake one id for another', () => {
  const all = [
    ...subjectsOf(command({ account: 'a', listing: 'b' })),
    ...subjectsOf(command({ account: 'a b', listing: '', targets: [{ source: 'a', sku: 'b', ref: null }] })),
  ];
  expect(new Set(all).size).toBe(4);
});
