import { describe, expect, it } from 'vitest';
import { aCommand } from '../../../test/builders/command.ts';
import type { Command, ReadBack } from '../../domain/command.ts';
import { type RowSeen, UNKNOWN_ROW } from '../../domain/console.ts';
import { type Listing, listingId } from '../../domain/listing.ts';
import { phrase } from '../../domain/phrase.ts';
import { EMPTY_SETTINGS } from '../../domain/settings.ts';
import type { CommandFacts } from './facts.ts';
import { type PageGrounds, planNumber } from './page-plan.ts';
import { roomOnPage } from './page-room.ts';

const target = { source: 'page:a', sku: 'S', ref: 'K' };
const stands = (level: number | null): ReadBack => ({
  source: 'page:a',
  sku: 'S',
  onSale: true,
  levels: level === null ? [] : [{ location: '', level }],
  at: 0,
});

describe('the number to be typed', () => {
  const cases: readonly [string, Partial<Command>, number | null, Partial<PageGrounds>, object][] = [
    [
      'adds a release to what is there',
      { kind: 'release', quantity: 10 },
      20,
      { mayRelease: 30 },
      { typed: 30, from: 20, by: 10, most: 50 },
    ],
    [
      'not beyond what may be promised by now',
      { kind: 'release', quantity: 10 },
      20,
      { mayRelease: 9 },
      { key: 'risenMeanwhile' },
    ],
    ['not where that is unknown', { kind: 'release', quantity: 10 }, 20, { mayRelease: null }, { key: 'mayReleaseUnknown' }],
    ['takes back', { kind: 'takeBack', quantity: 10 }, 24, { put: 10 }, { typed: 14, from: 24, by: -10 }],
    ['takes back what is left', { kind: 'takeBack', quantity: 10 }, 4, { put: 10 }, { typed: 0, from: 4, by: -10 }],
    ['takes back what really landed', { kind: 'takeBack', quantity: 10 }, 24, { put: 6 }, { typed: 18, by: -6 }],
    ['takes back nothing where all is sold', { kind: 'takeBack', quantity: 10 }, 0, { put: 10 }, { key: 'allSold' }],
    ['gives back what was taken, relative to what stands', { kind: 'restore' }, 3, { held: 13 }, { typed: 16, from: 3, by: 13 }],
    ['gives back nothing where nothing is held', { kind: 'restore' }, 3, { held: 0 }, { key: 'nothingWithheld' }],
    ['limits', { kind: 'limit', quantity: 5 }, 20, {}, { typed: 5, from: 20 }],
    ['limits nothing where no more is left', { kind: 'limit', quantity: 5 }, 5, {}, { key: 'alreadyLimited' }],
    ['never raises by a limit', { kind: 'limit', quantity: 5 }, 4, {}, { key: 'alreadyLimited' }],
    ['begins a drip with its batch', { kind: 'drip', quantity: 8 }, 20, {}, { typed: 8, from: 20 }],
    ['rests on a figure', { kind: 'limit', quantity: 5 }, null, {}, { key: 'noLevelRead' }],
  ];
  it.each(cases)('%s', (_, over, level, grounds, expected) => {
    const plan = planNumber(aCommand(over), target, stands(level), { held: 0, put: 0, mayRelease: 0, ...grounds });
    const told = plan.ok ? (plan.writes[0] ?? { key: plan.idle?.key.split('.')[1] }) : { key: plan.say.key.split('.')[1] };
    expect(told).toMatchObject(expected);
    if (plan.ok) for (const write of plan.writes) expect([write.change, write.before]).toEqual([null, null]);
  });

  it('is not worked out from a row of which it is known why it cannot be', () => {
    const scrolled = { ...stands(20), unwritable: phrase('act:failed.scrolledAway') };
    expect(planNumber(aCommand({ kind: 'limit', quantity: 5 }), target, scrolled, { held: 0, put: 0, mayRelease: 0 })).toEqual({
      ok: false,
      say: { key: 'act:failed.scrolledAway' },
    });
  });
});

describe('what may be released on a page', () => {
  const of = (key: string, ...components: readonly (readonly [string, number])[]): Listing => ({
    account: 'a',
    key,
    title: key,
    variants: [{ id: 'v', title: '', components: components.map(([sku, unitsPerSale]) => ({ sku, unitsPerSale })) }],
  });
  const listings = [of('PAIR', ['S', 2], ['BOX', 1]), of('ONE', ['S', 1]), of('ELSE', ['T', 1])];
  const row = (key: string, sellable: number | null, more: Partial<RowSeen> = {}): RowSeen => ({
    ...UNKNOWN_ROW,
    key,
    title: key,
    sellable,
    ...more,
  });
  function room(
    key: string,
    rows: readonly RowSeen[],
    safe: Readonly<Record<string, number | null>>,
    keys = rows.map((one) => one.key),
  ) {
    const facts: Pick<CommandFacts, 'settings' | 'places' | 'promise' | 'consoles' | 'commands'> = {
      settings: { ...EMPTY_SETTINGS, listings: Object.fromEntries(listings.map((one) => [listingId('a', one.key), one])) },
      places: () => [],
      promise: (_, sku) => safe[sku] ?? null,
      consoles: {
        a: {
          page: { live: 'live', room: null, viewers: null, comments: null },
          rows: Object.fromEntries(rows.map((one) => [one.key, one])),
          keys,
          complete: false,
          seenAt: 0,
          liveAt: 0,
          endedAt: null,
        },
      },
      commands: {},
    };
    const listing = listings.find((one) => one.key === key);
    const { sellable, mayRelease, why } = roomOnPage(facts, { account: 'a', key }, listing?.variants[0]?.components ?? []);
    return [sellable, mayRelease, why?.[0] ?? null];
  }
  const safe = { S: 100, BOX: 30, T: 5 };
  it.each<[string, ReturnType<typeof room>, ReturnType<typeof room>]>([
    ['counts in the listing’s own unit, over all it is made of', room('PAIR', [row('PAIR', 20)], safe), [20, 10, null]],
    ['less what other rows sell of it', room('PAIR', [row('PAIR', 20), row('ONE', 50)], safe), [20, 5, null]],
    ['and the other way round', room('ONE', [row('PAIR', 20), row('ONE', 50)], safe), [50, 10, null]],
    [
      'with what a row showed before it was scrolled away',
      room('ONE', [row('PAIR', 20), row('ONE', 50)], safe, ['ONE']),
      [50, 10, null],
    ],
    ['but not of itself', room('ONE', [row('ONE', 50)], safe, []), [null, null, 'pageUnread']],
    ['rows of other SKUs are no matter', room('ONE', [row('ONE', 50), row('ELSE', null)], safe), [50, 50, null]],
    [
      'a row that is sold out sells none',
      room('ONE', [row('ONE', 50), row('PAIR', null, { state: 'soldOut' })], safe),
      [50, 50, null],
    ],
    ['one that says nothing makes it unknown', room('ONE', [row('ONE', 50), row('PAIR', null)], safe), [50, null, 'pageShared']],
    ['as does page data alone', room('ONE', [row('ONE', 50, { fromData: ['sellable'] })], safe), [null, null, 'pageUnread']],
    ['never below nothing', room('ONE', [row('ONE', 150)], safe), [150, 0, null]],
    ['unknown where the promise is', room('ONE', [row('ONE', 50)], { S: null }), [50, null, 'mayReleaseUnknown']],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
