import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { createGate, GATE_MS } from './gate.ts';

/** IntersectionObserver v2, as Chromium has it and the DOM's types do not. */
type VisibleEntry = IntersectionObserverEntry & { readonly isVisible?: boolean };
const TRACKED = { threshold: [0.99], trackVisibility: true, delay: 100 };

/** Whether this browser can tell that a control is really visible. */
export function seesVisibility(): boolean {
  return typeof IntersectionObserverEntry !== 'undefined' && 'isVisible' in IntersectionObserverEntry.prototype;
}

/**
 * How long the control has been really visible and unmoved, looked at each 50 ms for drawing; `read` measures at the press.
 * Without IntersectionObserver v2 (a window of our own, which no page covers) being in view and unmoved counts.
 */
export function useGate(
  control: RefObject<HTMLElement | null>,
  armedKey: string,
): { open: boolean; share: number; read: () => number } {
  const gate = useRef(createGate());
  const [ms, draw] = useState(0);
  const look = useCallback(() => {
    const element = control.current;
    const now = performance.now();
    if (element === null) return 0;
    if (document.visibilityState !== 'visible') gate.current.seen(false, now);
    gate.current.at(element.getBoundingClientRect(), now);
    return gate.current.ms(now);
  }, [control]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each armed command is measured from its own start.
  useEffect(() => {
    const element = control.current;
    if (element === null) return;
    gate.current = createGate();
    draw(0);
    const tracks = seesVisibility();
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1) as VisibleEntry | undefined;
      if (last === undefined) return;
      gate.current.seen(tracks ? last.isVisible === true : last.isIntersecting, performance.now());
    }, TRACKED as IntersectionObserverInit);
    observer.observe(element);
    const timer = setInterval(() => draw(Math.min(GATE_MS, look())), 50);
    // A hidden document reports nothing: when it is back, ask again.
    const back = () => {
      observer.unobserve(element);
      observer.observe(element);
    };
    document.addEventListener('visibilitychange', back);
    return () => {
      observer.disconnect();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', back);
    };
  }, [control, look, armedKey]);

  return { open: ms >= GATE_MS, share: ms / GATE_MS, read: look };
}
