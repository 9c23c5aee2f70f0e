import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../domain/instant.ts';
import type { RehearsalInjection, RehearsalState, RehearsalWrite } from '../../messages/protocol.ts';
import { catalogueOf } from './catalogue.ts';
import { pinnedAt, rundownOf, SHOW_MS } from './show.ts';
import { type SimWorld, worldAt } from './world.ts';

const T = 1_764_000_000_000;
const stateOf = (seed: number, writes: readonly RehearsalWrite[] = []): RehearsalState => ({
  seed,
  startsAt: T,
  clock: { realAnchor: 0, anchor: T, rate: 1 },
  writes,
});
const inject = (what: RehearsalInjection, at: number): RehearsalWrite => ({ kind: 'inject', what, at: T + at });
/** Empties the memo, so that the next answer is computed from the start. */
const forget = () => {
  for (const seed of [-1, -2, -3]) worldAt(stateOf(seed), T);
};
const ordered = (world: SimWorld, sku: string, counts: (state: string) => boolean): number =>
  world.orders
    .filter(({ state }) => counts(state))
    .flatMap(({ components }) => components)
    .filter((one) => one.sku === sku)
    .reduce((sum, one) => sum + one.quantity, 0);
const inPlaces = (world: SimWorld, sku: string): number =>
  world.warehouse.filter((stock) => stock.sku === sku).reduce((sum, stock) => sum + stock.onHand, 0);

const what = fc.constantFrom<RehearsalInjection>('restock', 'raid', 'outage', 'outageEnd', 'stockOut', 'lag0', 'lag75', 'lag360');
const instant = fc.integer({ min: 0, max: 90 * MINUTE }).map((at) => T + at);
const skus = catalogueOf(1).skus.map(({ sku }) => sku);
const write: fc.Arbitrary<RehearsalWrite> = fc.oneof(
  fc.record({ kind: fc.constant('inject' as const), what, at: instant }),
  fc.record({
    kind: fc.constant('flag' as const),
    sku: fc.constantFrom(...skus),
    onSale: fc.boolean(),
    key: fc.uuid(),
    at: instant,
  }),
);
const writes = fc
  .array(write, { maxLength: 12 })
  .map((all) => [...all].sort((a, b) => a.at - b.at))
  .map((all) => all as readonly RehearsalWrite[]);
const seed = fc.integer({ min: 1, max: 10_000 });

describe('the simulation', () => {
  test('has a shop of about sixty SKUs in 36 listings', () => {
    const { listings, skus: all } = catalogueOf(7);
    expect(listings).toHaveLength(36);
    expect(all.length).toBeGreaterThanOrEqual(55);
    expect(all.length).toBeLessThanOrEqual(70);
    expect(new Set(all.map(({ sku }) => sku)).size).toBe(all.length);
    const known = new Set(all.map(({ sku }) => sku));
    const used = listings.flatMap(({ variants }) => variants.flatMap(({ components }) => components.map(({ sku }) => sku)));
    expect(used.filter((sku) => !known.has(sku))).toEqual([]);
  });

  test('is a pure function: jumping equals advancing, whoever else asked meanwhile', () => {
    fc.assert(
      fc.property(seed, writes, fc.array(fc.integer({ min: 0, max: 100 * MINUTE }), { maxLength: 6 }), (it, done, stops) => {
        const end = 100 * MINUTE;
        const state = stateOf(it, done);
        forget();
        const jumped = worldAt(state, T + end);
        forget();
        for (const stop of [...stops].sort((a, b) => a - b)) worldAt(state, T + stop);
        expect(worldAt(state, T + end)).toEqual(jumped);
        // Going back in time, and writes that were not there yet, leave no trace.
        worldAt(stateOf(it, []), T + end);
        worldAt(state, T + 10 * MINUTE);
        expect(worldAt(structuredClone(state), T + end)).toEqual(jumped);
        // Nor does a run without these writes that has come half the way.
        forget();
        worldAt(stateOf(it, []), T + end / 2);
        expect(worldAt(state, T + end)).toEqual(jumped);
      }),
      { numRuns: 15 },
    );
  });

  test('invents no unit and loses none', () => {
    fc.assert(
      fc.property(seed, writes, fc.integer({ min: 0, max: 4 * HOUR }), (it, done, at) => {
        const world = worldAt(stateOf(it, done), T + at);
        const unseen = new Set(world.unseen);
        for (const { sku, start, channelStart } of catalogueOf(it).skus) {
          const restocked = world.restocked.get(sku) ?? 0;
          const left = world.channel.find((stock) => stock.sku === sku)?.sellable ?? Number.NaN;
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left + ordered(world, sku, (state) => state !== 'released')).toBe(channelStart + restocked);
          const reserved = world.channel.find((stock) => stock.sku === sku)?.reserved ?? Number.NaN;
          expect(reserved).toBe(ordered(world, sku, (state) => state === 'unpaid'));
          const shipped = world.orders
            .filter(({ id, state }) => state === 'paid' && !unseen.has(id))
            .flatMap(({ components }) => components)
            .filter((one) => one.sku === sku)
            .reduce((sum, one) => sum + one.quantity, 0);
          expect(inPlaces(world, sku) + shipped).toBe(start.reduce((sum, units) => sum + units, 0) + restocked);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('what is paused is not bought, and all else goes on as it would have', () => {
    const at = 40 * MINUTE;
    const sku = 'CLN-SPR';
    const state = stateOf(7, [{ kind: 'flag', sku, onSale: false, key: 'k', at: T + 10 * MINUTE }]);
    const paused = worldAt(state, T + at);
    const bought = (world: SimWorld) =>
      world.orders.filter((one) => one.at > T + 10 * MINUTE && one.components.some((c) => c.sku === sku));
    expect(bought(paused)).toEqual([]);
    expect(paused.rows.find(({ link }) => link === 2)?.state).toBe('paused');
    const free = worldAt(stateOf(7), T + at);
    expect(bought(free).length).toBeGreaterThan(0);
    const other = (world: SimWorld) => ordered(world, 'LAMP-SUN', () => true);
    expect(other(paused)).toBe(other(free));
  });

  test('a bundle is not bought while one of its components is paused', () => {
    const state = stateOf(7, [{ kind: 'flag', sku: 'SUN-STK', onSale: false, key: 'k', at: T }]);
    const world = worldAt(state, T + HOUR);
    expect(world.orders.filter(({ components }) => components.some(({ sku }) => sku === 'SUN-STK'))).toEqual([]);
    expect(world.rows.at(-1)?.state).toBe('paused');
  });

  test('a warehouse that is not late keeps the units of unpaid orders; a late one does not know of them', () => {
    const reserved = (world: SimWorld) => world.warehouse.reduce((sum, stock) => sum + stock.reserved, 0);
    const unpaid = (world: SimWorld) => world.channel.reduce((sum, stock) => sum + stock.reserved, 0);
    const prompt = worldAt(stateOf(7), T + HOUR);
    expect(unpaid(prompt)).toBeGreaterThan(5);
    expect(reserved(prompt)).toBe(unpaid(prompt));
    expect(prompt.unseen).toEqual([]);
    expect(reserved(worldAt(stateOf(7, [inject('lag75', 0)]), T + HOUR))).toBe(0);
  });

  test('demand follows the pins, and pins follow the rundown a little late', () => {
    const state = stateOf(7);
    const rundown = rundownOf(state);
    expect(pinnedAt(state, T)).toBe(rundown[0]?.key);
    const slot = rundown[5];
    expect(slot).toBeDefined();
    const startsAt = slot?.startsAt ?? 0;
    expect(pinnedAt(state, startsAt + 19 * SECOND)).not.toBe(slot?.key);
    expect(pinnedAt(state, startsAt + 101 * SECOND)).toBe(slot?.key);
    const before = worldAt(state, startsAt).rows.find(({ key }) => key === slot?.key)?.sold ?? 0;
    const after = worldAt(state, startsAt + 5 * MINUTE).rows.find(({ key }) => key === slot?.key)?.sold ?? 0;
    expect(after - before).toBeGreaterThan(before);
  });

  test('what the controller pins stays until the rundown’s next slot', () => {
    const byHand = stateOf(7, [{ kind: 'pin', listing: 'R-1036', at: T + 2 * MINUTE }]);
    expect(pinnedAt(byHand, T + 2 * MINUTE - 1)).not.toBe('R-1036');
    expect(pinnedAt(byHand, T + 2 * MINUTE)).toBe('R-1036');
    expect(pinnedAt(byHand, T + 7 * MINUTE)).toBe(rundownOf(byHand)[1]?.key);
    const ended = stateOf(7, [{ kind: 'pin', listing: null, at: T + 2 * MINUTE }]);
    expect(pinnedAt(ended, T + 2 * MINUTE)).toBeNull();
    expect(pinnedAt(ended, T + 7 * MINUTE)).toBe(rundownOf(ended)[1]?.key);
  });

  test.each([
    ['lag75', 75],
    ['lag360', 360],
  ] as const)('with %s the warehouse sees a paid order in a push, so much later', (lag, minutes) => {
    const state = stateOf(7, [inject(lag, 0)]);
    const stock = (at: number) => worldAt(state, T + at).warehouse;
    const start = stock(0);
    expect(stock(minutes * MINUTE - SECOND)).toEqual(start);
    expect(stock((minutes + 20) * MINUTE)).not.toEqual(start);
    const pushed = Math.floor((minutes + 20) / 10) * 10 * MINUTE;
    expect(stock(pushed + 9 * MINUTE)).toEqual(stock(pushed));
  });

  test('a stock-out on demand empties one SKU within minutes, and a restock fills what is lowest', () => {
    const state = stateOf(7, [inject('stockOut', MINUTE), inject('restock', 20 * MINUTE)]);
    const empty = (at: number) => worldAt(state, T + at).channel.filter(({ sellable }) => sellable === 0).length;
    expect(empty(MINUTE)).toBe(0);
    expect(empty(8 * MINUTE)).toBeGreaterThan(0);
    expect(worldAt(state, T + 21 * MINUTE).restocked.size).toBe(5);
  });

  test('a raid brings viewers, an outage lasts until it is ended, and the stream ends', () => {
    const raided = stateOf(7, [inject('raid', 30 * MINUTE), inject('outage', MINUTE), inject('outageEnd', 3 * MINUTE)]);
    expect(worldAt(raided, T + 31 * MINUTE).viewers).toBeGreaterThan(2 * worldAt(stateOf(7), T + 31 * MINUTE).viewers);
    expect([0, 1, 2, 3].map((at) => worldAt(raided, T + at * MINUTE).outage)).toEqual([false, true, true, false]);
    expect(worldAt(raided, T + SHOW_MS).live).toBe('ended');
    expect(worldAt(raided, T + SHOW_MS).viewers).toBe(0);
  });

  test('a fifth of the orders is unpaid at first, and more than half of these are given back after 15 minutes', () => {
    const { orders } = worldAt(stateOf(7), T + 2 * HOUR);
    const old = orders.filter(({ at }) => at < T + 100 * MINUTE);
    const released = old.filter(({ state }) => state === 'released');
    expect(released.length / old.length).toBeGreaterThan(0.07);
    expect(released.length / old.length).toBeLessThan(0.15);
    expect(released.every(({ at, changedAt, revision }) => changedAt - at === 15 * MINUTE && revision === 2)).toBe(true);
    expect(old.filter(({ state }) => state === 'unpaid')).toEqual([]);
  });
});
