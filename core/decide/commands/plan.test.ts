import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCommand } from '../../../test/builders/command.ts';
import type { Command, CommandKind, CommandState, Levers, ReadBack, Write } from '../../domain/command.ts';
import { type Grounds, planWrites } from './plan.ts';

const LEVERS: Levers = { pause: 'flag', level: 'adjust', perBuyer: true };
const QUANTITY: Levers = { pause: 'adjust', level: 'adjust', perBuyer: false };
const command = (kind: CommandKind, more: Partial<Command> = {}): Command => aCommand({ kind, variant: 'v', ...more });
const target = (units?: number) => ({ source: 'shop', sku: 'A', ref: null, ...(units === undefined ? {} : { units }) });
const NAMES = ['x', 'y', 'z', 'w'];
const stands = (levels: readonly number[], more: Partial<ReadBack> = {}): ReadBack => ({
  source: 'shop',
  sku: 'A',
  onSale: true,
  levels: levels.map((level, n) => ({ location: NAMES[n] ?? '', level })),
  at: 1,
  ...more,
});
/** A release of so many units of A, all of it done unless said otherwise. */
const released = (units: number, more: Partial<CommandState> = {}): CommandState => ({
  command: command('release'),
  step: 'confirmed',
  writes: [{ place: { source: 'shop', location: 'x' }, sku: 'A', lever: 'adjust', before: 0, change: units }],
  readBack: [],
  say: null,
  at: 0,
  revertedAt: null,
  ...more,
});
const holding = (units: readonly number[], more: Partial<Grounds> = {}): Grounds => ({
  held: (location) => units[NAMES.indexOf(location)] ?? 0,
  safe: 10_000,
  undone: released(10_000),
  ...more,
});
const writesOf = (planned: ReturnType<typeof planWrites>): readonly Write[] => (planned.ok ? planned.writes : []);
/** By place, with what is not written as 0. */
function changes(planned: ReturnType<typeof planWrites>, places: number): readonly number[] {
  const byPlace = new Map(writesOf(planned).map(({ place, change }) => [place.location, change ?? 0]));
  return Array.from({ length: places }, (_, n) => byPlace.get(NAMES[n] ?? '') ?? 0);
}
const reason = (planned: ReturnType<typeof planWrites>) =>
  (planned.ok ? planned.idle : planned.say)?.key.replace('command:refused.', '') ?? null;

describe('what is written', () => {
  it.each<[string, CommandKind, number | undefined, number[], number[], number[]]>([
    ['a pause takes all', 'pause', undefined, [12, 5], [0, 0], [-12, -5]],
    ['a pause leaves a place alone that has oversold', 'pause', undefined, [12, -3], [0, 0], [-12, 0]],
    ['a limit leaves its number where most is on sale', 'limit', 10, [30, 10], [0, 0], [-20, -10]],
    ['a limit that one place cannot hold takes the next', 'limit', 35, [10, 30], [0, 0], [-5, 0]],
    ['a limit that is raised gives back', 'limit', 20, [10, 0], [60, 20], [10, 0]],
    ['a limit gives back no more than is withheld', 'limit', 99, [10, 0], [6, 2], [6, 2]],
    ['a drip leaves its first batch', 'drip', 5, [40], [0], [-35]],
    ['a release gives back where it is on sale already', 'release', 10, [0, 3], [30, 10], [0, 10]],
    ['a release that this place cannot give takes the next', 'release', 12, [0, 3], [30, 10], [2, 10]],
    ['what is taken back is what is unsold', 'takeBack', 20, [8, 4], [0, 0], [-8, -4]],
    ['a resume gives all back', 'resume', undefined, [0, 2], [12, 5], [12, 5]],
    ['a restore gives all back', 'restore', undefined, [3, 0], [30, 0], [30, 0]],
  ])('%s', (_, kind, units, levels, held, expected) => {
    const planned = planWrites(command(kind), target(units), stands(levels), QUANTITY, holding(held));
    expect(changes(planned, levels.length)).toEqual(expected);
    for (const { before, place } of writesOf(planned)) expect(before).toBe(levels[NAMES.indexOf(place.location)]);
  });

  it('is the flag where a pause has one, and how it stood', () => {
    const planned = planWrites(command('pause'), target(), stands([5]), LEVERS, holding([0]));
    expect(writesOf(planned)).toMatchObject([{ lever: 'flag', change: null, wasOnSale: true }]);
  });

  it('names the figure that is written where it is another than the level', () => {
    const levels = [{ location: 'x', level: 10, field: 14 }];
    const planned = planWrites(command('limit'), target(4), stands([], { levels }), LEVERS, holding([0]));
    expect(writesOf(planned)).toMatchObject([{ before: 10, change: -6, field: 14 }]);
  });

  it.each<[string, CommandKind, number | undefined, number[], number[]]>([
    ['alreadyLimited', 'limit', 12, [12], [0]],
    ['allSold', 'takeBack', 5, [0], [9]],
    ['nothingWithheld', 'restore', undefined, [12], [0]],
    ['nothingWithheld', 'resume', undefined, [12], [0]],
    ['nothingOnSale', 'pause', undefined, [0], [3]],
    ['lessWithheld', 'release', 10, [3], [9]],
    ['noLevelRead', 'limit', 10, [], []],
  ])('is nothing: %s', (expected, kind, units, levels, held) => {
    const planned = planWrites(command(kind), target(units), stands(levels), QUANTITY, holding(held));
    expect([reason(planned), writesOf(planned)]).toEqual([expected, []]);
  });

  it.each<[CommandKind, number, number | null, string | null]>([
    ['release', 10, 40, null],
    ['release', 10, 39, 'risenMeanwhile'],
    ['release', 10, null, 'risenMeanwhile'],
    ['limit', 41, 40, 'risenMeanwhile'],
    ['limit', 20, 5, null],
    ['restore', 0, 5, null],
  ])('adds to what is on sale by now (30) no more than may be promised: %s of %i, %s', (kind, units, safe, expected) => {
    const planned = planWrites(command(kind), target(units), stands([30]), QUANTITY, holding([50], { safe }));
    expect(reason(planned)).toBe(expected);
  });

  it.each([
    ['what the release put there', released(6), -6],
    ['nothing of one that put nothing there', released(6, { step: 'failed' }), 0],
    ['nothing where none is named', null, 0],
  ])('takes back %s, and no more', (_, undone, expected) => {
    const planned = planWrites(command('takeBack'), target(9), stands([30]), QUANTITY, holding([0], { undone }));
    expect(changes(planned, 1)).toEqual([expected]);
  });

  it('is nothing where the system takes no quantity', () => {
    const planned = planWrites(command('limit'), target(5), stands([9]), { ...LEVERS, level: null }, holding([0]));
    expect(reason(planned)).toBe('noLevel');
  });
});

describe('a limit per buyer', () => {
  const undone = (was: number | null, to: number | null): CommandState => ({
    command: command('limit', { per: 'buyer' }),
    step: 'confirmed',
    writes: [
      { place: { source: 'shop', location: 'x' }, sku: 'A', lever: 'flag', before: null, change: null, perBuyer: { was, to } },
    ],
    readBack: [],
    say: null,
    at: 0,
    revertedAt: null,
  });
  const limit = (units: number, perBuyer?: number | null) =>
    planWrites(
      command('limit', { per: 'buyer' }),
      target(units),
      stands([5], perBuyer === undefined ? {} : { perBuyer }),
      LEVERS,
      holding([0]),
    );
  const restore = (perBuyer: number | null, of: CommandState | null) =>
    planWrites(command('restore', { per: 'buyer' }), target(), stands([5], { perBuyer }), LEVERS, holding([0], { undone: of }));

  it('is set, knowing what it was', () => {
    expect(writesOf(limit(2, null))).toMatchObject([{ change: null, perBuyer: { was: null, to: 2 } }]);
    expect(writesOf(limit(2, 4))).toMatchObject([{ perBuyer: { was: 4, to: 2 } }]);
  });

  it('is not set over what cannot be read, nor anew', () => {
    expect(reason(limit(2))).toBe('noPerBuyerRead');
    expect(reason(limit(2, 2))).toBe('alreadyPerBuyer');
  });

  it('goes back to what it was, unless somebody has set it since', () => {
    expect(writesOf(restore(2, undone(null, 2)))).toMatchObject([{ perBuyer: { was: 2, to: null } }]);
    expect(writesOf(restore(2, undone(4, 2)))).toMatchObject([{ perBuyer: { was: 2, to: 4 } }]);
    expect(reason(restore(3, undone(4, 2)))).toBe('perBuyerChanged');
    expect(reason(restore(null, undone(4, 2)))).toBe('perBuyerGone');
    expect(reason(restore(2, null))).toBe('nothingToUndo');
  });
});

describe('whatever stands there', () => {
  const kinds = fc.constantFrom<CommandKind>('pause', 'resume', 'release', 'takeBack', 'limit', 'restore', 'drip');
  const places = fc.array(fc.record({ level: fc.integer({ min: -5, max: 300 }), held: fc.integer({ min: -5, max: 300 }) }), {
    minLength: 1,
    maxLength: 4,
  });
  const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
  const positive = (numbers: readonly number[]) => numbers.map((one) => Math.max(0, one));

  it('no place goes below nothing, none is given more than is withheld there, and the sum is what was asked for', () => {
    fc.assert(
      fc.property(kinds, places, fc.integer({ min: 1, max: 400 }), (kind, all, units) => {
        const levels = all.map(({ level }) => level);
        const held = all.map((one) => one.held);
        const planned = planWrites(command(kind), target(units), stands(levels), QUANTITY, holding(held));
        const by = changes(planned, levels.length);
        for (const [n, change] of by.entries()) {
          expect(change).toBeGreaterThanOrEqual(-Math.max(0, levels[n] ?? 0));
          expect(change).toBeLessThanOrEqual(Math.max(0, held[n] ?? 0));
        }
        const [on, back] = [total(positive(levels)), total(positive(held))];
        const asked: Record<string, number> = {
          pause: -on,
          resume: back,
          restore: back,
          release: units > back ? 0 : units,
          takeBack: -Math.min(units, on),
          limit: Math.min(units - on, back),
          drip: Math.min(units - on, back),
        };
        expect(total(by)).toBe((asked[kind] ?? Number.NaN) + 0);
        expect(planned.ok && planned.writes.length === 0).toBe(planned.ok && planned.idle !== undefined);
      }),
    );
  });

  it('what is sold between a command and its undo stays sold', () => {
    const pairs = fc.constantFrom<readonly [CommandKind, CommandKind]>(
      ['pause', 'resume'],
      ['limit', 'restore'],
      ['drip', 'restore'],
    );
    fc.assert(
      fc.property(
        pairs,
        fc.array(fc.nat(200), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 200 }),
        fc.array(fc.nat(60)),
        ([kind, undo], levels, units, sold) => {
          const first = changes(planWrites(command(kind), target(units), stands(levels), QUANTITY, holding([])), levels.length);
          const left = levels.map((level, n) => level + (first[n] ?? 0));
          const bought = left.map((level, n) => Math.min(level, sold[n] ?? 0));
          const now = left.map((level, n) => level - (bought[n] ?? 0));
          const held = first.map((change) => 0 - change);
          const second = changes(planWrites(command(undo), target(), stands(now), QUANTITY, holding(held)), levels.length);
          expect(now.map((level, n) => level + (second[n] ?? 0))).toEqual(levels.map((level, n) => level - (bought[n] ?? 0)));
        },
      ),
    );
  });
});
