import { expect, it } from 'vitest';
import { T0 } from '../../../test/builders/events.ts';
import { at, shop } from '../../../test/builders/ledger-shop.ts';
import { SECOND } from '../../domain/instant.ts';
import type { Position } from '../../domain/position.ts';
import { othersAt } from './disturbed.ts';

const reserved = (onHand: number, units: number) => at(null, 'LAX', { onHand, reserved: units });

it.each<[string, Position, Position, number | null]>([
  ['a sale', at(40), at(37), null],
  ['an order given back', reserved(40, 5), reserved(40, 3), null],
  ['a restock', at(40), at(90), 20],
  ['a fall too large for the pace', at(2_000), at(500), 20],
  ['freezing', at(40, 'LAX', { unsellable: 0 }), at(35, 'LAX', { unsellable: 5 }), 20],
])('%s is told from what others do', (_, before, after, seconds) => {
  const world = shop();
  world.read(0, [before]);
  world.read(20, [after]);
  const held = Object.values(world.ledger().books['TEE-M']?.places ?? {})[0];
  expect(held && othersAt(held)).toBe(seconds === null ? null : T0 + seconds * SECOND);
});

it('our own write is none of theirs, nor are the sales around it', () => {
  const world = shop();
  world.read(0, [at(100)]);
  world.write(10, 'l', 'limit', 'adjust', { before: 98, change: -70, after: 27 });
  world.read(20, [at(25)]);
  const held = Object.values(world.ledger().books['TEE-M']?.places ?? {})[0];
  expect(held && othersAt(held)).toBeNull();
});
