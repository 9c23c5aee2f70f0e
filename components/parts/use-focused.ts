import { useEffect, useRef } from 'react';

/** What opens away from what opened it takes the focus as it comes, and a keyboard goes on from there. */
export function useFocused<Control extends HTMLElement = HTMLElement>(isFirst = true) {
  const control = useRef<Control>(null);
  useEffect(() => {
    if (isFirst) control.current?.focus();
  }, [isFirst]);
  return control;
}
