import { useCallback, useEffect, useRef, useState } from 'react';

/** What the worker answered last; null until it did. `failed`: the last question got no answer. */
type Answer<T> = { readonly value: T | null; readonly failed: boolean };

/** Asks the worker, and again when `of` is another or a person wants it. An answer to an older question is dropped. */
export function useAnswer<T, O = undefined>(
  ask: (of: O | undefined) => Promise<T>,
  of?: O,
): Answer<T> & { readonly again: () => void } {
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, failed: false });
  const newest = useRef(0);
  const again = useCallback(() => {
    newest.current += 1;
    const mine = newest.current;
    const said = (next: Answer<T>) => mine === newest.current && setAnswer(next);
    ask(of).then(
      (value) => said({ value, failed: false }),
      () => said({ value: null, failed: true }),
    );
  }, [ask, of]);
  useEffect(() => {
    again();
    return () => {
      newest.current += 1;
    };
  }, [again]);
  return { ...answer, again };
}
