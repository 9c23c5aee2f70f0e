import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPosition, T0 } from '../../../test/builders/events.ts';
import { aLine, at, SKU, shop } from '../../../test/builders/ledger-shop.ts';
import { SECOND } from '../../domain/instant.ts';
import type { Position } from '../../domain/position.ts';
import { applyEvent, emptyLedger, type Ledger } from './ledger.ts';

type Change = 'none' | 'buy' | 'restock' | 'release' | 'transfer' | 'freeze' | 'pick';
type Answer = 'whole' | 'twice' | 'none' | 'gap' | 'partial' | 'missing' | 'late' | 'back';
type Act = { readonly change: Change; readonly answer: Answer; readonly units: number; readonly atFra: boolean };

const act: fc.Arbitrary<Act> = fc.record({
  change: fc.constantFrom<Change>('none', 'buy', 'buy', 'buy', 'restock', 'release', 'transfer', 'freeze', 'pick'),
  answer: fc.constantFrom<Answer>('whole', 'whole', 'whole', 'twice', 'none', 'gap', 'partial', 'missing', 'late', 'back'),
  units: fc.integer({ min: 1, max: 9 }),
  atFra: fc.boolean(),
});

/**
 * The truth: LAX tells on hand, reserved and what is frozen; FRA tells only what can be sold. Sizes are such that no two
 * changes look alike, because two that do (a sale and a release that swing between two levels) cannot be told apart.
 */
function aWorld() {
  const lax = { onHand: 20_000, reserved: 0, unsellable: 0 };
  const fra = { sellable: 30_000 };
  const levels = new Set<number>();
  /** What happened in a place since it was last shown. */
  const hidden = { LAX: new Set<Change>(), FRA: new Set<Change>() };
  let [bought, changes, isMixed] = [0, 0, false];
  const laxLevel = () => lax.onHand - lax.reserved;

  const doAt: Record<Change, (units: number, fresh: number, atFra: boolean) => void> = {
    none: () => undefined,
    buy(units, _, atFra) {
      if (atFra) fra.sellable -= units;
      else lax.reserved += units;
      bought += units;
    },
    restock(_, fresh, atFra) {
      if (atFra) fra.sellable += 1_000 + fresh;
      else lax.onHand += 1_000 + fresh;
    },
    release(units) {
      const back = Math.min(units, lax.reserved);
      if (levels.has(laxLevel() + back)) return;
      lax.reserved -= back;
      bought -= back;
    },
    pick(units) {
      const out = Math.min(units, lax.reserved);
      lax.reserved -= out;
      lax.onHand -= out;
    },
    transfer(_, fresh) {
      lax.onHand -= 200 + fresh;
      fra.sellable += 200 + fresh;
    },
    freeze(units) {
      lax.onHand -= units;
      lax.unsellable += units;
    },
  };

  function apply({ change, units, atFra }: Act): void {
    changes += 1;
    levels.add(laxLevel());
    doAt[change](units, changes, atFra);
    const isFra = atFra && (change === 'buy' || change === 'restock');
    if (change === 'transfer' || isFra) hidden.FRA.add(change);
    if (change !== 'none' && !isFra) hidden.LAX.add(change);
  }

  /** Sales and rises that share an interval cannot all be told apart; LAX tells a restock from a sale. */
  function shown(places: readonly ('LAX' | 'FRA')[]): void {
    for (const place of places) {
      const seen = hidden[place];
      const told = place === 'LAX' && [...seen].every((change) => change === 'buy' || change === 'restock');
      if (seen.size > 1 && !told) isMixed = true;
      if (seen.has('transfer') && places.length < 2) isMixed = true;
      seen.clear();
    }
  }

  const positions = (): Position[] => [
    aPosition(SKU, 'LAX', { onHand: lax.onHand, reserved: lax.reserved, unsellable: lax.unsellable }),
    at(fra.sellable, 'FRA'),
  ];
  return { apply, shown, positions, truth: () => ({ bought, available: laxLevel() + fra.sellable, isMixed }) };
}

/** Plays a history; answers with the truth and with what the ledger made of the answers. */
function play(acts: readonly Act[]) {
  const it = shop();
  const world = aWorld();
  let seconds = 0;
  let last = world.positions();
  const read = (positions: readonly Position[], more = {}) =>
    it.read(seconds, positions, 'wms', { observedAt: T0 + seconds * SECOND, ...more });
  read(last);
  for (const one of acts) {
    seconds += one.answer === 'gap' ? 240 : 5;
    world.apply(one);
    const here = world.positions();
    const both = ['LAX', 'FRA'] as const;
    const tell: Record<Answer, () => void> = {
      none: () => undefined,
      gap: () => [read(here), world.shown(both)],
      whole: () => [read(here), world.shown(both)],
      twice: () => [read(here), read(here), world.shown(both)],
      partial: () => [read(here.slice(0, 1), { coverage: { kind: 'partial', why: 'pages' } }), world.shown(['LAX'])],
      missing: () => [read(here.slice(1)), world.shown(['FRA'])],
      late: () => read(last, { observedAt: T0 + (seconds - 30) * SECOND }),
      // This machine's clock was set back by a moment: log order stands.
      back: () => [it.read(seconds - 3, here, 'wms', { observedAt: null }), world.shown(both)],
    };
    tell[one.answer]();
    if (one.answer !== 'late' && one.answer !== 'none') last = here;
  }
  seconds += 5;
  read(world.positions());
  world.shown(['LAX', 'FRA']);
  return { it, ...world.truth() };
}

describe('over any history of one warehouse', () => {
  it('no unit is invented or lost, and first + rises - falls is the level', () => {
    let told = 0;
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const { it, bought, available, isMixed } = play(acts);
        expect(it.stock().available).toBe(available);
        for (const { first, rises, falls, level } of it.stock().places) expect(first + rises - falls).toBe(level);
        if (isMixed) return;
        told += 1;
        expect(it.sold().net).toBe(bought);
      }),
      { numRuns: 400 },
    );
    expect(told).toBeGreaterThan(50);
  });

  it('the ledger that was stored and read again at any cut is the same', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), fc.nat(60), (acts, where) => {
        const { it } = play(acts);
        const cut = Math.min(where, it.events.length);
        const first = it.events.slice(0, cut).reduce(applyEvent, emptyLedger('main'));
        const again = it.events.slice(cut).reduce(applyEvent, JSON.parse(JSON.stringify(first)) as Ledger);
        expect(JSON.stringify(again)).toBe(JSON.stringify(it.ledger()));
      }),
      { numRuns: 60 },
    );
  });
});

type Sale = { readonly is: 'buy' | 'cancel' | 'batch' | 'channel' | 'warehouse' | 'orders'; readonly units: number };
const sale: fc.Arbitrary<Sale> = fc.record({
  is: fc.constantFrom<Sale['is']>('buy', 'buy', 'buy', 'cancel', 'batch', 'channel', 'warehouse', 'orders'),
  units: fc.integer({ min: 1, max: 9 }),
});

/** A channel that sells, a warehouse that sees its orders in batches much later, and both are asked now and then. */
function trade(acts: readonly Sale[], withOrders: boolean) {
  const it = shop({ lag: 75, channel: true });
  const orders: { id: number; at: number; units: number; revision: number; isCancelled: boolean; isSeen: boolean }[] = [];
  let [seconds, told] = [0, 0];
  const open = () => orders.filter((order) => !order.isCancelled);
  const unitsOf = (some: typeof orders) => some.reduce((units, order) => units + order.units, 0);
  const channel = () => it.read(seconds, [at(5_000 - unitsOf(open()), 'shop')], 'shop');
  const warehouse = () => it.read(seconds, [at(9_000 - unitsOf(open().filter((order) => order.isSeen)))]);
  function fetchOrders() {
    const lines = orders.map(({ id, at: createdAt, units, revision, isCancelled }) =>
      aLine(`o${id}`, createdAt, units, { revision, state: isCancelled ? 'released' : 'paid' }),
    );
    it.order(seconds, seconds, lines);
    told += 1;
  }
  const ask = { channel, warehouse, orders: () => withOrders && fetchOrders() };
  channel();
  warehouse();
  for (const { is, units } of acts) {
    seconds += 5;
    if (is === 'buy') orders.push({ id: orders.length, at: seconds, units, revision: 1, isCancelled: false, isSeen: false });
    else if (is === 'cancel') {
      const order = withOrders ? orders.find((one) => !one.isSeen && !one.isCancelled) : undefined;
      if (order !== undefined) Object.assign(order, { isCancelled: true, revision: 2 });
    } else if (is === 'batch') {
      for (const order of open().slice(0, units)) order.isSeen = true;
    } else ask[is]();
    expect(it.stock().unseen).toBeGreaterThanOrEqual(0);
  }
  seconds += 5;
  channel();
  if (withOrders) fetchOrders();
  seconds += 5;
  warehouse();
  const bought = unitsOf(open());
  return { it, told, bought, unseen: bought - unitsOf(open().filter((order) => order.isSeen)) };
}

describe('over any trade of a channel before a late warehouse', () => {
  it('what is unseen is what was bought and has not arrived, by falls alone', () => {
    fc.assert(
      fc.property(fc.array(sale, { maxLength: 40 }), (acts) => {
        // The warehouse may only see what the channel has shown: an order that arrives takes longer than a poll.
        const shown = acts.flatMap((one) => (one.is === 'warehouse' ? [{ ...one, is: 'channel' as const }, one] : [one]));
        const { it, bought, unseen } = trade(shown, false);
        expect(it.sold().net).toBe(bought);
        expect(it.stock()).toMatchObject({ unseen, available: 9_000 - bought + unseen });
        expect(it.stock().safeToPromise).toBe(5_000 - bought);
      }),
      { numRuns: 150 },
    );
  });

  it('and by orders, cancelled ones included', () => {
    fc.assert(
      fc.property(fc.array(sale, { maxLength: 40 }), (acts) => {
        const shown = acts.flatMap((one) => (one.is === 'warehouse' ? [{ ...one, is: 'orders' as const }, one] : [one]));
        const { it, bought, unseen } = trade(shown, true);
        expect(it.sold()).toMatchObject({ kind: 'orders', net: bought, provisional: 0 });
        expect(it.stock().unseen).toBe(unseen);
      }),
      { numRuns: 150 },
    );
  });
});
