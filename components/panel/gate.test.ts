import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGate, GATE_MS, type Shape } from './gate.ts';

const here: Shape = { x: 10, y: 10, width: 100, height: 44, scale: 1, ratio: 2 };
const at = { x: 50, y: 30, screenX: 550, screenY: 430 };
/** In plain sight since 0. */
function seen() {
  const gate = createGate();
  gate.at(here, 0);
  gate.seen(true, 0);
  return gate;
}

describe('plain sight', () => {
  it('counts only while it is visible', () => {
    const gate = createGate();
    gate.at(here, 0);
    expect(gate.ms(900)).toBe(0);
    gate.seen(true, 1_000);
    expect(gate.ms(1_499)).toBe(499);
    expect(gate.ms(1_500)).toBe(500);
  });

  it('begins anew when it was covered for a moment', () => {
    const gate = seen();
    gate.seen(false, 400);
    gate.seen(true, 410);
    expect(gate.ms(600)).toBe(190);
  });

  it.each<[string, Partial<Shape>]>([
    ['moved', { y: 11 }],
    ['drawn smaller', { width: 60 }],
    ['pinched', { scale: 1.2 }],
    ['zoomed with its page', { ratio: 3 }],
  ])('begins anew when it is %s, and stays shut where that happened out of sight', (_name, change) => {
    const gate = seen();
    gate.at({ ...here, ...change }, 450);
    expect(gate.ms(900)).toBe(450);
    gate.seen(false, 900);
    gate.at(here, 910);
    expect(gate.ms(2_000)).toBe(0);
  });

  it.each([
    [{ width: 23 }, 0],
    [{ height: 23 }, 0],
    [{ width: 24, height: 24 }, 900],
    [{ height: 32, ratio: 0.67 }, 900],
    [{ height: 32, ratio: 0.6 }, 0],
    [{ height: 44, ratio: 0.3 }, 0],
  ])('is none of what is tiny: %o', (size, ms) => {
    const gate = createGate();
    gate.seen(true, 0);
    gate.at({ ...here, ...size }, 0);
    expect(gate.ms(900)).toBe(ms);
  });

  it('begins anew when the window loses the focus, and counts on without it', () => {
    const gate = seen();
    gate.restart(400);
    expect(gate.ms(900)).toBe(500);
  });

  it('begins anew when the frame was moved under a pointer that stood still, and not when the pointer moves', () => {
    const gate = seen();
    gate.pointer(at, 100);
    gate.pointer({ ...at, x: 60, screenX: 560 }, 200);
    expect(gate.ms(600)).toBe(600);
    gate.pointer({ ...at, x: 90, screenX: 560 }, 600);
    expect(gate.ms(700)).toBe(100);
  });

  it('never says more than the time since it last was out of sight, moved or shut', () => {
    const step = fc.record({ kind: fc.constantFrom('cover', 'move', 'blur'), after: fc.nat(900), showAgain: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.nat(2_000), (steps, rest) => {
        const gate = seen();
        const does = {
          cover: (at: number) => gate.seen(false, at),
          move: (at: number) => gate.at({ ...here, y: at }, at),
          blur: (at: number) => gate.restart(at),
        };
        let [now, isSeen] = [0, true];
        for (const { kind, after, showAgain } of steps) {
          now += after + 11;
          does[kind](now);
          if (showAgain) gate.seen(true, now);
          isSeen = showAgain || (isSeen && kind !== 'cover');
        }
        expect(gate.ms(now + rest)).toBe(isSeen ? rest : 0);
      }),
    );
  });
});

describe('a press', () => {
  it('counts where it goes down and up in one place', () => {
    const gate = seen();
    gate.down(at, 600);
    expect(gate.pressed(at, 680)).toBe(680);
  });

  it.each<[string, (gate: ReturnType<typeof createGate>) => number]>([
    ['never went down on it', (gate) => gate.pressed(at, 900)],
    [
      'went down too early, however late it is let go',
      (gate) => {
        gate.down(at, GATE_MS - 1);
        return gate.pressed(at, 2_000);
      },
    ],
    [
      'was let go elsewhere',
      (gate) => {
        gate.down(at, 600);
        return gate.pressed({ ...at, x: 80, screenX: 580 }, 700);
      },
    ],
    [
      'saw the control move meanwhile',
      (gate) => {
        gate.down(at, 600);
        gate.at({ ...here, x: 20 }, 650);
        return gate.pressed(at, 1_500);
      },
    ],
    [
      'saw the control covered meanwhile',
      (gate) => {
        gate.down(at, 600);
        gate.seen(false, 620);
        gate.seen(true, 640);
        return gate.pressed(at, 1_500);
      },
    ],
    [
      'is used a second time',
      (gate) => {
        gate.down(at, 600);
        gate.pressed(at, 650);
        return gate.pressed(at, 700);
      },
    ],
  ])('does not count when it %s', (_name, does) => {
    expect(does(seen())).toBe(0);
  });

  it('of a key counts from when the control has the focus', () => {
    const gate = seen();
    expect(gate.keyed(900)).toBe(0);
    gate.focused(true, 900);
    expect(gate.keyed(1_399)).toBe(499);
    gate.focused(true, 1_300);
    expect(gate.keyed(1_500)).toBe(600);
    gate.focused(false, 1_500);
    gate.focused(true, 1_510);
    expect(gate.keyed(1_600)).toBe(90);
    gate.restart(1_700);
    expect(gate.keyed(1_800)).toBe(100);
  });
});
