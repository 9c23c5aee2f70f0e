import { expect, it } from 'vitest';
import { foldedShop } from '../../test/builders/folded-shop.ts';
import { SECOND } from '../domain/instant.ts';
import type { RehearsalState } from '../edge/messages/protocol.ts';
import { rehearsalConnectors } from '../edge/source/simulated.ts';
import { CHANNEL, rehearsalSettings } from '../edge/source/simulation/set-up.ts';
import { worldAt } from '../edge/source/simulation/world.ts';

const T = 1_764_000_000_000;

it('a rehearsal has sold what its orders say, whichever of stock and orders was asked last', async () => {
  let now = T;
  const clock = { now: () => now, wake: () => {} };
  const state: RehearsalState = { seed: 7, startsAt: T, clock: { realAnchor: 0, anchor: T, rate: 1 }, writes: [] };
  const connector = rehearsalConnectors({ state: () => state, write: async () => {} })('simulated-channel');
  const config = rehearsalSettings(state).sources?.find(({ id }) => id === CHANNEL);
  if (connector === null || config === undefined) throw new Error('no channel');
  const shop = await foldedShop(connector.open(config, null, { fetch, clock, timeoutMs: 1_000 }), connector.id, clock);
  await shop.poll();
  const said: number[] = [];
  const bought: number[] = [];
  for (let step = 1; step <= 240; step += 1) {
    now += 5 * SECOND;
    // Now and then only one of the two is asked.
    const ask = (['both', 'orders', 'stock', 'stock', 'orders'] as const)[step % 5];
    await (ask === 'orders' ? shop.askOrders() : shop.poll(ask === 'stock' ? 'stock' : 'orders'));
    const { orders, channel } = worldAt(state, now);
    const standing = orders.filter(({ state: is }) => is !== 'released').flatMap(({ components }) => components);
    bought.push(standing.reduce((sum, { quantity }) => sum + quantity, 0));
    said.push(channel.reduce((sum, { sku }) => sum + shop.sold(sku), 0));
  }
  expect(bought.at(-1)).toBeGreaterThan(100);
  expect(said).toEqual(bought);
});
