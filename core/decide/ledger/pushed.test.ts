import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSource, T0 } from '../../../test/builders/events.ts';
import { at, shop } from '../../../test/builders/ledger-shop.ts';
import { SECOND } from '../../domain/instant.ts';
import type { Role } from '../../domain/settings.ts';

/** 100 on hand, limited to 30; then five are sold: 25 on sale, 70 withheld. */
function limited(role: Role = 'warehouse') {
  const it = shop({ settings: { sources: [aSource('wms', role)] } });
  it.read(0, [at(100)]);
  it.write(10, 'l', 'limit', 'adjust', { before: 100, change: -70, after: 30 });
  it.read(17, [at(25)]);
  return it;
}
const outcome = (it: ReturnType<typeof shop>, id = 'l') => ({
  withheld: it.ledger().books['TEE-M']?.places['wms\u001fLAX']?.withheld,
  reverted: it.ledger().commands[id]?.revertedAt !== null,
});

describe('a level that rises over a limit', () => {
  it.each([
    ['to what is there and withheld', 'warehouse', 95, { withheld: 0, reverted: true }],
    ['to what was there before it', 'warehouse', 100, { withheld: 0, reverted: true }],
    ['to about that', 'warehouse', 80, { withheld: 0, reverted: true }],
    ['by an order given back', 'warehouse', 26, { withheld: 70, reverted: false }],
    ['by goods that came in', 'warehouse', 65, { withheld: 70, reverted: false }],
    ['by many goods that came in', 'warehouse', 525, { withheld: 70, reverted: false }],
    ['to what was there before it, in a system that also ships', 'both', 100, { withheld: 0, reverted: true }],
    ['by goods that came in there', 'both', 65, { withheld: 70, reverted: false }],
    ['where nothing can come in', 'channel', 65, { withheld: 0, reverted: true }],
    ['far, where nothing can come in', 'channel', 525, { withheld: 0, reverted: true }],
    ['a little, where nothing can come in', 'channel', 40, { withheld: 70, reverted: false }],
  ] as const)('%s (%s, to %i)', (_, role, level, expected) => {
    const it = limited(role);
    it.read(25, [at(level)]);
    expect(outcome(it)).toEqual(expected);
  });

  it('by goods that the warehouse says it has put away is a restock, whatever it comes to', () => {
    const it = shop();
    it.read(0, [at(100, 'LAX', { awaitingPutaway: 70 })]);
    it.write(10, 'l', 'limit', 'adjust', { before: 100, change: -70, after: 30 });
    it.read(17, [at(30, 'LAX', { awaitingPutaway: 70 })]);
    it.read(25, [at(100, 'LAX', { awaitingPutaway: 0 })]);
    expect(outcome(it)).toEqual({ withheld: 70, reverted: false });
    expect(it.stock().available).toBe(170);
  });

  it('by a release of ours is ours', () => {
    const it = limited();
    it.write(20, 'r', 'release', 'adjust', { before: 25, change: 70, after: 95 });
    it.read(28, [at(95)]);
    expect(outcome(it)).toEqual({ withheld: 0, reverted: false });
  });

  it('is said of every limit that is in force there, and of none that was given back', () => {
    const it = shop();
    it.read(0, [at(100)]);
    it.write(10, 'first', 'limit', 'adjust', { before: 100, change: -70, after: 30 });
    it.write(12, 'given', 'restore', 'adjust', { before: 30, change: 70, after: 100 });
    it.write(14, 'second', 'limit', 'adjust', { before: 100, change: -40, after: 60 });
    it.write(16, 'third', 'limit', 'adjust', { before: 60, change: -50, after: 10 });
    it.read(25, [at(10)]);
    it.read(30, [at(100)]);
    const reverted = Object.values(it.ledger().commands).filter(({ revertedAt }) => revertedAt !== null);
    expect(reverted.map(({ command }) => command.id)).toEqual(['second', 'third']);
    expect(reverted[0]?.revertedAt).toBe(T0 + 30 * SECOND);
  });

  it('is said once, and what comes after is no longer ours to say', () => {
    const it = limited();
    it.read(25, [at(95)]);
    it.read(30, [at(90)]);
    it.read(35, [at(100)]);
    expect(it.ledger().commands.l?.revertedAt).toBe(T0 + 25 * SECOND);
    expect(it.stock().available).toBe(100);
  });
});

describe('a pause by quantity', () => {
  const paused = () => {
    const it = shop();
    it.read(0, [at(12)]);
    it.write(10, 'p', 'pause', 'adjust', { before: 12, change: -12, after: 0 });
    it.read(17, [at(0)]);
    return it;
  };

  it('is over where more can be bought than before, and what came in is available', () => {
    const it = paused();
    it.read(25, [at(200)]);
    expect(outcome(it, 'p')).toEqual({ withheld: 12, reverted: true });
    expect(it.stock().available).toBe(212);
  });

  it('is not over because an order was given back', () => {
    const it = paused();
    it.read(25, [at(1)]);
    expect(outcome(it, 'p')).toEqual({ withheld: 12, reverted: false });
  });
});

it('whatever is read, a place is never said to hold more than it shows and what we withhold, and its book adds up', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 250 }), { maxLength: 8 }), (levels) => {
      const it = limited();
      for (const [index, level] of levels.entries()) {
        const before = it.place();
        it.read(25 + 5 * index, [at(level)]);
        const place = it.place();
        // What is withheld only ever goes, and all of it at once.
        expect([0, before?.withheld]).toContain(place?.withheld);
        expect((place?.first ?? 0) + (place?.rises ?? 0) - (place?.falls ?? 0)).toBe(
          it.ledger().books['TEE-M']?.places['wms\u001fLAX']?.level,
        );
        if (place?.withheld === 0 && before?.withheld !== 0) expect(outcome(it).reverted).toBe(true);
      }
    }),
  );
});
