import { useCallback, useEffect, useState } from 'react';

/** What the worker answered last; null until it did. `failed`: the last question got no answer. */
type Answer<T> = { readonly value: T | null; readonly failed: boolean };

/** Asks the worker, and again when `of` is another or a person wants it. An answer to an older question is dropped. */
export function useAnswer<T>(ask: () => Promise<T>, of?: unknown): Answer<T> & { readonly again: () => void } {
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, failed: false });
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another `of`, or a person who asks, is what makes it worth asking again.
  useEffect(() => {
    let isOld = false;
    ask().then(
      (value) => isOld || setAnswer({ value, failed: false }),
      () => isOld || setAnswer({ value: null, failed: true }),
    );
    return () => {
      isOld = true;
    };
  }, [ask, of, asked]);
  const again = useCallback(() => setAsked((n) => n + 1), []);
  return { ...answer, again };
}
