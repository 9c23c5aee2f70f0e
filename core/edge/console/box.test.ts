import { expect, test } from 'vitest';
import type { Placement } from '../storage/items.ts';
import { boxOf } from './box.ts';

const at = (given: Partial<Placement>): Placement => ({
  dock: 'right',
  x: 0,
  y: 0,
  width: 420,
  height: 640,
  collapsed: false,
  ...given,
});
const screen = { innerWidth: 1_440, innerHeight: 900 };

test.each<[string, Partial<Placement>, ReturnType<typeof boxOf>]>([
  ['docked right', {}, { x: 1_020, y: 0, width: 420, height: 900 }],
  ['docked left', { dock: 'left' }, { x: 0, y: 0, width: 420, height: 900 }],
  ['a strip', { collapsed: true }, { x: 1_020, y: 0, width: 420, height: 32 }],
  ['free', { dock: 'free', x: 200, y: 100 }, { x: 200, y: 100, width: 420, height: 640 }],
  ['remembered on a larger screen', { dock: 'free', x: 5_000, y: 3_000 }, { x: 1_020, y: 868, width: 420, height: 640 }],
  ['pushed out to the left', { dock: 'free', x: -500, y: -90 }, { x: 0, y: 0, width: 420, height: 640 }],
  ['too small to be used', { dock: 'free', width: 10, height: 10 }, { x: 0, y: 0, width: 320, height: 200 }],
  ['wider than the window', { width: 9_000 }, { x: 40, y: 0, width: 1_400, height: 900 }],
])('the overlay %s is within reach', (_, placement, box) => {
  expect(boxOf(at(placement), screen)).toEqual(box);
});
