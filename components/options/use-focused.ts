import { useEffect, useRef } from 'react';

/** What opens away from the button that opened it comes into view, and a keyboard goes on from there. */
export function useFocused() {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return panel;
}
