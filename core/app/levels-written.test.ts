import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldedShop } from '../../test/builders/folded-shop.ts';
import { MINUTE, SECOND } from '../domain/instant.ts';
import type { RehearsalState, RehearsalWrite } from '../edge/messages/protocol.ts';
import { rehearsalConnectors } from '../edge/source/simulated.ts';
import { CHANNEL } from '../edge/source/simulation/set-up.ts';
import { worldAt } from '../edge/source/simulation/world.ts';

const T = 1_764_000_000_000;
const SKU = 'CLN-SPR';
/** Until then nobody has given an order back: what is sold stays sold, and every figure is known for certain. */
const END = 14 * MINUTE;

/** A rehearsal in which the SKU is presented all the time, and a shop that reads its channel. */
async function rehearsal(seed: number) {
  const pins = [0, 4, 8, 12].map((minute): RehearsalWrite => ({ kind: 'pin', listing: 'R-1002', at: T + minute * MINUTE }));
  let now = T;
  let state: RehearsalState = { seed, startsAt: T, clock: { realAnchor: 0, anchor: T, rate: 1 }, writes: pins };
  const write = async (entry: RehearsalWrite) => {
    state = { ...state, writes: [...state.writes, entry] };
  };
  const clock = { now: () => now, wake: () => {} };
  const config = { id: CHANNEL, connector: '', name: '', role: 'both', address: '', options: {}, lagMinutes: 0 } as const;
  const source = rehearsalConnectors({ state: () => state, write })('simulated-channel')?.open(config, null, {
    fetch,
    clock,
    timeoutMs: 1_000,
  });
  if (source === undefined) throw new Error('no channel');
  const shop = await foldedShop(source, 'simulated-channel', clock);
  await shop.poll();
  const stock = () => worldAt(state, now).channel.find(({ sku }) => sku === SKU) ?? { sellable: Number.NaN, offered: Number.NaN };
  const ordered = () =>
    worldAt(state, now)
      .orders.flatMap(({ components }) => components)
      .reduce((sum, one) => sum + (one.sku === SKU ? one.quantity : 0), 0);
  return {
    shop,
    stock,
    ordered,
    all: stock().offered,
    pass(ms: number) {
      now = Math.min(now + ms, T + END);
    },
  };
}

const kind = fc.constantFrom('limit' as const, 'drip' as const, 'release' as const, 'takeBack' as const, 'restore' as const);
const acts = fc.array(
  fc.record({
    kind,
    units: fc.integer({ min: 1, max: 40 }),
    /** Before it is planned, between plan and write, and before the next poll. */
    waits: fc.tuple(...[90, 3, 40].map((most) => fc.integer({ min: 0, max: most * SECOND }))),
  }),
  { minLength: 1, maxLength: 10 },
);

it('whatever is limited, released and given back, available and sales are as if nothing had been', async () => {
  let [done, sold] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 500 }), acts, async (seed, all) => {
      const it = await rehearsal(seed);
      const { shop } = it;
      for (const { kind, units, waits } of all) {
        it.pass(waits[0] ?? 0);
        await shop.poll();
        const plan = await shop.plan(kind, SKU, units).catch(() => null);
        it.pass(waits[1] ?? 0);
        const before = it.stock();
        const refused = plan === null ? null : await shop.carryOut(plan);
        if (plan === null || refused !== null) expect(it.stock()).toEqual(before);
        else done += 1;
        // Read back or not yet: the shop's figures are of this very moment.
        for (const wait of [0, waits[2] ?? 0]) {
          it.pass(wait);
          await shop.poll();
          const { available, channelSellable, channelWithheld, safeToPromise } = shop.stock(SKU);
          const left = it.all - it.ordered();
          expect({ available, channelSellable, safeToPromise }).toEqual({
            available: left,
            channelSellable: left,
            safeToPromise: left,
          });
          expect([channelWithheld, left - channelWithheld]).toEqual([it.all - it.stock().offered, it.stock().sellable]);
          expect(shop.sold(SKU)).toBe(it.ordered());
        }
      }
      sold += it.ordered();
      const undone = await shop.act('restore', SKU).catch(() => null);
      expect(undone).toBeNull();
      expect(it.stock()).toMatchObject({ offered: it.all, sellable: it.all - it.ordered() });
    }),
    { numRuns: 60 },
  );
  expect([done, sold].every((count) => count > 100)).toBe(true);
}, 60_000);
