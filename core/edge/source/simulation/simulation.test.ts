import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../domain/instant.ts';
import type { RehearsalInjection, RehearsalState, RehearsalWrite } from '../../messages/protocol.ts';
import { catalogueOf } from './catalogue.ts';
import { pinnedAt, rundownOf, SHOW_MS } from './show.ts';
import { STEP_MS } from './state.ts';
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
  fc.record({
    kind: fc.constant('level' as const),
    sku: fc.constantFrom(...skus),
    change: fc.integer({ min: -40, max: 30 }),
    key: fc.uuid(),
    at: fc.oneof(
      instant,
      fc.integer({ min: 0, max: 1_000 }).map((step) => T + step * STEP_MS),
    ),
  }),
  fc.record({
    kind: fc.constant('perBuyer' as const),
    sku: fc.constantFrom(...skus),
    most: fc.option(fc.integer({ min: 0, max: 3 })),
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
  }, 30_000);

  test('invents no unit and loses none', () => {
    fc.assert(
      fc.property(seed, writes, fc.integer({ min: 0, max: 4 * HOUR }), (it, done, at) => {
        const world = worldAt(stateOf(it, done), T + at);
        const unseen = new Set(world.unseen);
        for (const { sku, start, channelStart } of catalogueOf(it).skus) {
          const restocked = world.restocked.get(sku) ?? 0;
          const { sellable: left = Number.NaN, offered = Number.NaN } = world.channel.find((stock) => stock.sku === sku) ?? {};
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left + ordered(world, sku, (state) => state !== 'released')).toBe(offered);
          const changes = done.flatMap((one) => (one.kind === 'level' && one.sku === sku && one.at <= T + at ? one.change : []));
          const written = changes.reduce((sum, change) => sum + change, 0);
          // No more is withheld than there is.
          if (changes.every((change) => change >= 0)) expect(offered).toBe(channelStart + restocked + written);
          else expect(offered).toBeGreaterThanOrEqual(channelStart + restocked + written);
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
  }, 30_000);

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

  test('only what is released is sold, and all else goes on as it would have', () => {
    const sku = 'CLN-SPR';
    const at = T + 10 * MINUTE;
    const stock = (state: RehearsalState, time: number) => worldAt(state, time).channel.find((one) => one.sku === sku);
    const before = stock(stateOf(7), at)?.sellable ?? 0;
    const limited = stateOf(7, [{ kind: 'level', sku, change: 5 - before, key: 'k', at }]);
    expect(stock(limited, at)).toMatchObject({ sellable: 5 });
    const end = T + 2 * HOUR;
    const sold = (world: SimWorld) => ordered(world, sku, (state) => state !== 'released');
    const [then, limitedTo, free] = [worldAt(limited, at), worldAt(limited, end), worldAt(stateOf(7), end)];
    expect(sold(limitedTo) - sold(then)).toBe(5);
    expect(sold(free) - sold(then)).toBeGreaterThan(5);
    expect(limitedTo.rows.find(({ link }) => link === 2)).toMatchObject({ state: 'soldOut', sellable: 0 });
    const other = (world: SimWorld) => ordered(world, 'LAMP-SUN', () => true);
    expect(other(limitedTo)).toBe(other(free));
    const released = stateOf(7, [...limited.writes, { kind: 'level', sku, change: 3, key: 'l', at: end - HOUR }]);
    expect(sold(worldAt(released, end)) - sold(then)).toBe(8);
    // Nobody bought before it was released.
    const late = worldAt(released, end).orders.filter(
      (one) => !limitedTo.orders.some(({ id, at }) => id === one.id && at === one.at),
    );
    expect(late.filter((one) => one.at < end - HOUR && one.components.some((c) => c.sku === sku))).toEqual([]);
  });

  test('a buyer takes no more than the limit, of a bundle neither', () => {
    const limit = (most: number | null, at: number): RehearsalWrite => ({
      kind: 'perBuyer',
      sku: 'SUN-STK',
      most,
      key: `${at}`,
      at,
    });
    const state = stateOf(7, [limit(1, T + 10 * MINUTE), limit(0, T + HOUR), limit(null, T + 2 * HOUR)]);
    const world = worldAt(state, T + SHOW_MS);
    const taken = (from: number, to: number) =>
      world.orders.flatMap(({ at, components }) =>
        at > T + from && at < T + to ? components.filter(({ sku }) => sku === 'SUN-STK').map(({ quantity }) => quantity) : [],
      );
    const free = worldAt(stateOf(7), T + HOUR).orders.filter(({ components }) =>
      components.some(({ sku, quantity }) => sku === 'SUN-STK' && quantity > 1),
    );
    expect(free.length).toBeGreaterThan(0);
    expect(new Set(taken(10 * MINUTE, HOUR))).toEqual(new Set([1]));
    expect(taken(HOUR, 2 * HOUR)).toEqual([]);
    expect(taken(2 * HOUR, SHOW_MS).length).toBeGreaterThan(0);
    const shown = (at: number) => worldAt(state, T + at).rows.find(({ key }) => key === 'R-1036')?.perBuyer;
    expect([shown(0), shown(10 * MINUTE), shown(2 * HOUR)]).toEqual([null, 1, null]);
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

  test('a restock goes to what runs low, not to what is held back', () => {
    const at = 20 * MINUTE;
    const low = [...worldAt(stateOf(7, [inject('restock', at)]), T + at + MINUTE).restocked.keys()];
    const held = worldAt(stateOf(7), T)
      .channel.filter(({ sku, sellable }) => !low.includes(sku) && sellable > 20)
      .slice(0, 3);
    const limits = held.map(
      ({ sku, sellable }): RehearsalWrite => ({ kind: 'level', sku, change: 1 - sellable, key: sku, at: T }),
    );
    const world = worldAt(stateOf(7, [...limits, inject('restock', at)]), T + at + MINUTE);
    expect(held).toHaveLength(3);
    expect([...world.restocked.keys()].filter((sku) => held.some((one) => one.sku === sku))).toEqual([]);
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
