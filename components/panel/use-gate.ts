import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { createGate, GATE_MS, type Point, type Shape } from './gate.ts';
import { lookAgain, seesVisibility, watchSight } from './sight.ts';

function shapeOf(element: HTMLElement): Shape {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height, scale: window.visualViewport?.scale ?? 1, ratio: window.devicePixelRatio };
}
const pointOf = ({ clientX: x, clientY: y, screenX, screenY }: MouseEvent): Point => ({ x, y, screenX, screenY });

/** Timers and observers are not of one clock's tick. */
const SLACK_MS = 5;

type Gate = {
  readonly open: boolean;
  readonly share: number;
  /** For how long the control had been in plain sight when it was pressed, ms; 0 where the press does not count. */
  readonly read: (press: MouseEvent) => number;
  /** For how long it has been in plain sight by now; and, of a key, had the focus, too. */
  readonly now: (by: 'pointer' | 'key') => number;
  readonly stood: () => Promise<boolean> | null;
};

/**
 * How long the control has been really visible and unmoved, looked at each 50 ms for drawing; `read` measures at the press.
 * Without IntersectionObserver v2 (a window of our own, which no page covers) being in view and unmoved counts. A frame that
 * the page scales down or turns is not visible to the observer; one that it moves under a still pointer begins anew.
 */
export function useGate(control: RefObject<HTMLElement | null>, armedKey: string): Gate {
  const gate = useRef(createGate());
  const [ms, draw] = useState(0);
  const look = useCallback(() => {
    const element = control.current;
    const now = performance.now();
    if (element === null) return 0;
    if (document.visibilityState !== 'visible') gate.current.seen(false, now);
    gate.current.at(shapeOf(element), now);
    gate.current.focused(document.activeElement === element, now);
    return gate.current.ms(now);
  }, [control]);
  const read = useCallback(
    (press: MouseEvent) => {
      look();
      const now = performance.now();
      // A key's click has no detail.
      const seen = press.detail === 0 ? gate.current.keyed(now) : gate.current.pressed(pointOf(press), now);
      // The next press is a new one.
      if (seen >= GATE_MS) gate.current.restart(now);
      return seen;
    },
    [look],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: each armed command is measured from its own start.
  useEffect(() => {
    const element = control.current;
    if (element === null) return;
    gate.current = createGate();
    draw(0);
    const sight = watchSight(element, (isVisible) => gate.current.seen(isVisible, performance.now()));
    const timer = setInterval(() => draw(Math.min(GATE_MS, look())), 50);
    const ended = new AbortController();
    const { signal } = ended;
    // A hidden document reports nothing: when it is back, ask again.
    const follow = (event: PointerEvent) => gate.current.pointer(pointOf(event), performance.now());
    document.addEventListener('visibilitychange', sight.again, { signal });
    document.addEventListener('pointermove', follow, { signal, passive: true });
    document.documentElement.addEventListener('pointerleave', () => gate.current.pointer(null, 0), { signal });
    window.addEventListener('blur', () => gate.current.restart(performance.now()), { signal });
    element.addEventListener('focus', look, { signal });
    element.addEventListener('blur', look, { signal });
    const down = (event: PointerEvent) => {
      look();
      follow(event);
      if (event.isTrusted) gate.current.down(pointOf(event), performance.now());
    };
    element.addEventListener('pointerdown', down, { signal });
    return () => {
      sight.stop();
      clearInterval(timer);
      ended.abort();
    };
  }, [control, look, armedKey]);

  const now = useCallback(
    (by: 'pointer' | 'key') => {
      const seen = look();
      return by === 'key' ? gate.current.keyed(performance.now()) : seen;
    },
    [look],
  );
  /** Whether it was in plain sight at the moment of a press, too: known only a little later. Null: known at once. */
  const stood = useCallback((): Promise<boolean> | null => {
    const element = control.current;
    if (element === null || !seesVisibility()) return null;
    const from = performance.now();
    return lookAgain(element).then((isVisible) => {
      const passed = performance.now() - from;
      return isVisible && control.current === element && look() >= passed - SLACK_MS;
    });
  }, [control, look]);
  return { open: ms >= GATE_MS, share: ms / GATE_MS, read, now, stood };
}
