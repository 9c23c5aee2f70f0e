import { expect, it } from 'vitest';
import { createGate } from './gate.ts';

const here = { x: 10, y: 10, width: 100, height: 44 };

it('counts only while it is visible', () => {
  const gate = createGate();
  gate.at(here, 0);
  expect(gate.ms(900)).toBe(0);
  gate.seen(true, 1_000);
  expect(gate.ms(1_499)).toBe(499);
  expect(gate.ms(1_500)).toBe(500);
});

it('begins anew when it was covered for a moment', () => {
  const gate = createGate();
  gate.at(here, 0);
  gate.seen(true, 0);
  gate.seen(false, 400);
  gate.seen(true, 410);
  expect(gate.ms(600)).toBe(190);
});

it('begins anew when it moved, and stays shut where it was moved out of sight', () => {
  const gate = createGate();
  gate.at(here, 0);
  gate.seen(true, 0);
  gate.at({ ...here, y: 11 }, 450);
  expect(gate.ms(900)).toBe(450);
  gate.seen(false, 900);
  gate.at({ ...here, y: 12 }, 910);
  expect(gate.ms(2_000)).toBe(0);
});
