import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';

/** How long a control is held down, ms. */
const HOLD_MS = 800;
type By = 'pointer' | 'key';

type Holding = {
  /** Whether it may begin. */
  readonly may: (by: By, trusted: boolean) => boolean;
  /** Whether it may go on after so long, ms. */
  readonly stands: (by: By, heldMs: number) => boolean;
  readonly done: (by: By, heldMs: number) => void;
};

/** A control that is held down for most of a second, by pointer or key; let go early it does nothing. `share`: of the time, 0 to 1. */
export function useHold({ may, stands, done }: Holding) {
  const [share, setShare] = useState(0);
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  const letGo = useCallback(() => {
    clearInterval(timer.current);
    timer.current = undefined;
    setShare(0);
  }, []);
  useEffect(() => {
    window.addEventListener('blur', letGo);
    return () => {
      clearInterval(timer.current);
      window.removeEventListener('blur', letGo);
    };
  }, [letGo]);

  function hold(by: By, trusted: boolean) {
    if (timer.current !== undefined || !may(by, trusted)) return;
    const from = performance.now();
    timer.current = setInterval(() => {
      const heldMs = Math.floor(performance.now() - from);
      if (!stands(by, heldMs)) return letGo();
      setShare(Math.min(1, heldMs / HOLD_MS));
      if (heldMs < HOLD_MS) return;
      letGo();
      done(by, heldMs);
    }, 50);
  }
  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.button === 0) hold('pointer', event.nativeEvent.isTrusted);
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
    onPointerLeave: letGo,
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      if (!event.repeat) hold('key', event.nativeEvent.isTrusted);
    },
    onKeyUp: letGo,
    onBlur: letGo,
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
  };
  return { share, handlers };
}
