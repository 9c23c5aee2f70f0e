import { expect, it } from 'vitest';
import { ActingShop } from '../../test/builders/acting-shop.ts';
import { MINUTE } from '../domain/instant.ts';

/** How often the system is read within a minute, on air and at an interval of five seconds. */
async function readsIn(shop: ActingShop): Promise<number> {
  const before = (await shop.disk.ofType('reading')).length;
  await shop.pass(MINUTE);
  return (await shop.disk.ofType('reading')).length - before;
}
async function limited(waveMs: number | undefined): Promise<ActingShop> {
  const shop = new ActingShop();
  shop.waveMs = waveMs;
  await shop.start();
  expect(await shop.press({ command: 'limit', quantity: 20 })).toBeNull();
  return shop;
}
const FEW = 13;
const MANY = 25;

it('a wave is watched as closely as its system bears, and no longer than it runs', async () => {
  const shop = await limited(2_000);
  expect(await readsIn(shop)).toBeLessThanOrEqual(FEW);
  expect(await shop.press({ command: 'release', quantity: 10 })).toBeNull();
  expect(await readsIn(shop)).toBeGreaterThanOrEqual(MANY);
  await shop.pass(3 * MINUTE);
  expect(await readsIn(shop)).toBeLessThanOrEqual(FEW);
});

it('a system that bears no more is read as at any time', async () => {
  const shop = await limited(undefined);
  expect(await shop.press({ command: 'release', quantity: 10 })).toBeNull();
  expect(await readsIn(shop)).toBeLessThanOrEqual(FEW);
});
