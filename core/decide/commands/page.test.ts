import { describe, expect, it } from 'vitest';
import { aPress } from '../../../test/builders/command.ts';
import type { Command, ReadBack, Write } from '../../domain/command.ts';
import { NO_LEVERS } from '../../domain/command.ts';
import type { CommandIntent } from '../../domain/intent.ts';
import { type Listing, listingId } from '../../domain/listing.ts';
import { EMPTY_SETTINGS } from '../../domain/settings.ts';
import { decideCommand, leverOf } from './check.ts';
import type { CommandFacts } from './facts.ts';
import { judge } from './judge.ts';
import { pageReads } from './page.ts';
import { planWrites } from './plan.ts';

const variant = (id: string, ...skus: string[]) => ({ id, title: id, components: skus.map((sku) => ({ sku, unitsPerSale: 1 })) });
const listing = (...variants: Listing['variants']): Listing => ({ account: 'a', key: 'B', title: 'B', variants });
const SET = listing(variant('one', 'S1', 'S2'));

function facts(over: Partial<CommandFacts> = {}, of: Listing = SET): CommandFacts {
  return {
    settings: {
      ...EMPTY_SETTINGS,
      accounts: { a: { id: 'a', name: 'A', profile: 'p', site: 'https://a.example', channel: null, pool: null } },
      listings: { [listingId('a', 'B')]: of },
    },
    consoles: {},
    places: () => [],
    promise: () => null,
    commands: {},
    levers: {},
    pages: {
      a: { name: 'Console', actions: { pin: 'assist', pause: 'guide', resume: 'observe', perBuyer: 'guide', limit: 'guide' } },
    },
    now: 0,
    intervalMs: 5_000,
    ...over,
  };
}
const press = (over: Partial<CommandIntent> = {}): CommandIntent =>
  aPress({ command: 'pin', account: 'a', listing: 'B', skus: ['S1', 'S2'], ...over });

describe('which way a command goes', () => {
  const both = [
    { source: 'page:a', sku: 'S1', ref: 'B' },
    { source: 'page:a', sku: 'S2', ref: 'B' },
  ];
  const cases: readonly [string, Partial<CommandIntent>, Partial<CommandFacts>, object][] = [
    ['a pin goes by the page', {}, {}, { ok: true, targets: both }],
    ['a pause goes by the page where no system can be told', { command: 'pause' }, {}, { ok: true, targets: both }],
    [
      'what is only observed there is refused',
      { command: 'resume' },
      {},
      { ok: false, say: { key: 'command:refused.noSystem' } },
    ],
    ['a page that is not open can do nothing', {}, { pages: {} }, { ok: false, say: { key: 'command:refused.onlyByPage' } }],
    [
      'by API only means what it says',
      { command: 'pause', via: 'api' },
      {},
      { ok: false, say: { key: 'command:refused.noSystem' } },
    ],
    [
      'a release goes by the number of its row, and not without one',
      { command: 'release', quantity: 1 },
      {},
      { ok: false, say: { key: 'command:refused.pageUnread' } },
    ],
    ['a limit per buyer carries its number', { command: 'limit', per: 'buyer', quantity: 3 }, {}, { ok: true }],
  ];
  it.each(cases)('%s', (_, over, more, decided) => {
    expect(decideCommand(press(over), facts(more))).toMatchObject(decided);
  });

  const place = (sku: string) => ({
    place: { source: 'shop', location: 'L' },
    sku,
    position: { onSale: true, ref: `ref-${sku}` },
    gone: false,
    level: 5,
    withheld: 0,
    othersAt: null,
  });
  const connected = {
    places: (sku: string) => [place(sku)] as unknown as ReturnType<CommandFacts['places']>,
    levers: { shop: { ...NO_LEVERS, pause: 'flag' as const } },
  };
  const withShop = (): CommandFacts => {
    const all = facts(connected);
    const shop = { id: 'shop', connector: 'c', name: 'Shop', role: 'both', address: '', options: {}, lagMinutes: 0 } as const;
    return { ...all, settings: { ...all.settings, sources: { shop } } };
  };
  it('a connector goes before the page, unless the person says otherwise', () => {
    expect(decideCommand(press({ command: 'pause' }), withShop())).toMatchObject({
      ok: true,
      targets: [{ source: 'shop' }, { source: 'shop' }],
    });
    expect(decideCommand(press({ command: 'pause', via: 'page' }), withShop())).toMatchObject({ ok: true, targets: both });
  });

  it('one variant of a link with several cannot be acted on alone on a page', () => {
    const of = listing(variant('one', 'S1'), variant('two', 'S2'));
    expect(decideCommand(press({ variant: 'one', skus: ['S1'] }), facts({}, of))).toMatchObject({
      say: { key: 'command:refused.wholeLinkByPage' },
    });
    expect(leverOf(facts({}, of), press({ variant: 'one' }))).toMatchObject({
      can: false,
      say: { key: 'command:refused.wholeLinkByPage' },
    });
    expect(decideCommand(press(), facts({}, of))).toMatchObject({ ok: true });
  });

  it('says before it is done whose hand will press, and where', () => {
    expect(leverOf(facts(), press({ command: 'pause' }))).toEqual({
      can: true,
      via: 'page',
      level: 'guide',
      say: { key: 'act:will.guide.pause', values: { page: 'Console', listing: 'B' } },
    });
    expect(leverOf(facts(), press())).toMatchObject({ level: 'assist', say: { key: 'act:will.assist.pin' } });
  });
});

describe('what a page is read back for', () => {
  const target = { source: 'page:a', sku: 'S1', ref: 'B' };
  const stands: ReadBack = {
    source: 'page:a',
    sku: 'S1',
    onSale: true,
    levels: [{ location: '', level: 40 }],
    perBuyer: 2,
    pinned: false,
    at: 0,
  };
  const command = (over: Partial<Command>): Command => ({
    ...(press() as unknown as Command),
    kind: 'pin',
    quantity: null,
    targets: [target],
    ...over,
  });
  const cases: readonly [string, Partial<Command>, Partial<ReadBack>, string][] = [
    ['a pin by the pin', { kind: 'pin' }, { pinned: true }, 'there'],
    ['a pin that is not there', { kind: 'pin' }, { pinned: false }, 'notThere'],
    ['a pin that nobody can read', { kind: 'pin' }, { pinned: null }, 'unread'],
    ['an end of the pin', { kind: 'unpin' }, { pinned: false }, 'there'],
    ['a pause by the state, not by the stock', { kind: 'pause' }, { onSale: false }, 'there'],
    ['a pause that did not take', { kind: 'pause' }, { onSale: true }, 'notThere'],
    ['a state that is neither', { kind: 'pause' }, { onSale: null }, 'unread'],
    ['a limit per buyer by the very number', { kind: 'limit', per: 'buyer', quantity: 3 }, { perBuyer: 3 }, 'there'],
    ['a limit per buyer that the page does not show', { kind: 'limit', per: 'buyer', quantity: 3 }, { perBuyer: null }, 'unread'],
    ['another number than was to be typed', { kind: 'limit', per: 'buyer', quantity: 3 }, { perBuyer: 2 }, 'notThere'],
    [
      'a limit of the stock, less what was bought since',
      { kind: 'limit', quantity: 10 },
      { levels: [{ location: '', level: 9 }] },
      'there',
    ],
    ['a limit that was not typed', { kind: 'limit', quantity: 10 }, {}, 'notThere'],
    ['a stock that the page does not show', { kind: 'limit', quantity: 10 }, { levels: [] }, 'unread'],
  ];
  const planned = (over: Partial<Command>): readonly Write[] => {
    const plan = planWrites(command(over), target, stands, NO_LEVERS, { held: () => 0, safe: null, undone: null });
    return plan.ok ? plan.writes : [];
  };
  it.each(cases)('%s', (_, over, back, reads) => {
    const writes = planned(over);
    expect(pageReads(over.kind ?? 'pin', { writes, readBack: { ...stands, ...back } })).toBe(reads);
  });

  it('nothing that it notes counts as a level of ours', () => {
    for (const [, over] of cases) for (const write of planned(over)) expect(write.change).toBeNull();
  });

  const known = (said: 'yes' | 'no' | 'silent', back: Partial<ReadBack> | null) => {
    const key = said === 'no' ? 'act:gate.text' : 'act:unclear.others';
    const answer = said === 'yes' ? ({ said } as const) : { said, say: { key } };
    const writes: readonly Write[] = [];
    return { target, writes, answer, readBack: back === null ? null : { ...stands, ...back }, gone: false };
  };
  const early = { readAt: 1_000, patientUntil: 5_000, graceUntil: 60_000 };
  const late = { ...early, readAt: 60_000 };
  it('a click that was made and shows is confirmed; one that was refused failed with its gate; one that is unclear is neither', () => {
    expect(judge('pin', [known('yes', { pinned: true })], early)).toMatchObject({ step: 'confirmed' });
    expect(judge('pin', [known('no', { pinned: false })], early)).toMatchObject({
      step: 'failed',
      say: { key: 'act:gate.text' },
    });
    const warned = { say: { key: 'act:unclear.others' } };
    for (const pinned of [true, false])
      expect(judge('pin', [known('silent', { pinned })], early)).toMatchObject({ step: 'wait', loud: true, ...warned });
    // What it warned of is not taken back by the row that reads as it should.
    expect(judge('pin', [known('silent', { pinned: true })], late)).toMatchObject({ step: 'confirmed', ...warned });
    expect(judge('pin', [known('silent', { pinned: false })], late)).toMatchObject({ step: 'failed' });
    expect(judge('pin', [known('silent', null)], late)).toMatchObject({ step: 'wait', asks: true });
  });
});
