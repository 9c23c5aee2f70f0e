import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCommand } from '../../test/builders/command.ts';
import type { Command, CommandState } from './command.ts';
import { heldOnPage, movedOnPage } from './on-page.ts';
import { standingBuyers } from './per-buyer.ts';

const target = { source: 'page:a', sku: 'S', ref: 'K' };
const place = { source: 'page:a', location: '' };
const plain = { place, sku: 'S', lever: 'flag', before: null, change: null } as const;
let at = 0;
/** A number that was typed: the row was seen to go from one figure to another. */
function typed(id: string, kind: Command['kind'], was: number, is: number, more: Partial<Command> = {}): CommandState {
  at += 1;
  const command = aCommand({ id, kind, account: 'a', listing: 'K', targets: [target], ...more });
  const back = { source: 'page:a', sku: 'S', onSale: null, levels: [], moved: { was, is }, at };
  return {
    command,
    step: 'confirmed',
    writes: [{ ...plain, typed: is, from: was }],
    readBack: [back],
    say: null,
    at,
    revertedAt: null,
  };
}
const held = (...states: readonly CommandState[]) => {
  const { all, by } = heldOnPage(Object.fromEntries(states.map((state) => [state.command.id, state])), 'a', 'K');
  return [all, Object.fromEntries([...by].filter(([, units]) => units > 0))];
};

describe('what we hold back on a page', () => {
  it('is what a limit took, as the row was seen to move', () => {
    const limit = typed('l', 'limit', 18, 5);
    expect([movedOnPage(limit), held(limit)]).toEqual([-13, [13, { l: 13 }]]);
    expect(movedOnPage({ ...limit, readBack: [] })).toBe(-13);
    for (const step of ['failed', 'unknown', 'executing'] as const) expect(movedOnPage({ ...limit, step })).toBeNull();
  });

  it('is given back by what undoes it, and by a release what was taken last', () => {
    const limit = typed('l', 'limit', 30, 20);
    const drip = typed('d', 'drip', 20, 5);
    expect(held(limit, drip)).toEqual([25, { l: 10, d: 15 }]);
    expect(held(limit, drip, typed('r', 'restore', 5, 15, { undoes: 'l' }))).toEqual([15, { d: 15 }]);
    expect(held(limit, drip, typed('r', 'release', 5, 25))).toEqual([5, { l: 5 }]);
  });

  it('takes back of a release first what nobody held', () => {
    const limit = typed('l', 'limit', 30, 26);
    const release = typed('r', 'release', 26, 36);
    const back = (was: number, is: number, id: string) => typed(id, 'takeBack', was, is, { undoes: 'r' });
    expect(held(limit, release)).toEqual([0, {}]);
    expect(held(limit, release, back(36, 30, 'b'))).toEqual([0, {}]);
    expect(held(limit, release, back(36, 28, 'b'))).toEqual([2, { l: 2 }]);
    expect(held(limit, release, back(36, 28, 'b'), back(28, 26, 'c'))).toEqual([4, { l: 4 }]);
  });

  it('ends with another’s figure, and is each listing’s own', () => {
    const limit = typed('l', 'limit', 30, 26);
    expect(held({ ...limit, revertedAt: 9 })).toEqual([0, {}]);
    expect(held(typed('l', 'limit', 30, 26, { listing: 'other' }))).toEqual([0, {}]);
  });

  it('is never below nothing, and never more than was taken: whatever is typed in whatever order', () => {
    const kinds = fc.constantFrom('limit', 'drip', 'release', 'restore', 'takeBack');
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: 50 }), fc.nat(9)), { maxLength: 10 }), (steps) => {
        const states = steps.map(([kind, units, of], n) => {
          const up = kind === 'release' || kind === 'restore';
          const undoes = kind === 'restore' || kind === 'takeBack' ? `c${of}` : null;
          return typed(`c${n}`, kind, up ? 0 : units, up ? units : 0, { undoes });
        });
        const { all, by } = heldOnPage(Object.fromEntries(states.map((state) => [state.command.id, state])), 'a', 'K');
        const taken = states.reduce((sum, state) => sum + Math.max(0, -(movedOnPage(state) ?? 0)), 0);
        expect(all).toBeLessThanOrEqual(taken);
        for (const units of by.values()) expect(units).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the limit per buyer that stands', () => {
  const set = (id: string, was: number | null, to: number | null, more: Partial<Command> = {}): CommandState => {
    const state = typed(id, 'limit', 0, 0, { per: 'buyer', ...more });
    return { ...state, writes: [{ ...plain, perBuyer: { was, to } }] };
  };
  const standing = (...states: readonly CommandState[]) =>
    standingBuyers(Object.fromEntries(states.map((state) => [state.command.id, state]))).map(({ state, most }) => [
      state.command.id,
      most,
    ]);
  const off = { kind: 'restore', undoes: 'b' } as const;
  it.each<[string, () => readonly CommandState[], readonly (readonly [string, number])[]]>([
    ['is the last', () => [set('a', null, 2), set('b', 2, 3)], [['b', 3]]],
    ['is the one below, once that is taken off', () => [set('a', null, 2), set('b', 2, 3), set('c', 3, 2, off)], [['a', 2]]],
    ['is none once it is taken off', () => [set('b', null, 3), set('c', 3, null, off)], []],
    ['is none once another has set it', () => [set('a', null, 2), { ...set('b', 2, 3), revertedAt: 1 }], []],
    ['is ours again when we set it anew', () => [{ ...set('a', null, 2), revertedAt: 1 }, set('b', 9, 3)], [['b', 3]]],
    ['is none that failed', () => [{ ...set('a', null, 2), step: 'failed' }], []],
  ])('%s', (_, states, expected) => {
    expect(standing(...states())).toEqual(expected);
  });
});
