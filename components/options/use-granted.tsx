import { useCallback, useEffect, useState } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';
import { useShop } from './shop-context.ts';
import { useAnswer } from './use-answer.ts';

/** Whether the browser lets us reach an address, as it stands: it can be taken back at any time. Null: not known yet. */
function useGranted(address: string): boolean | null {
  const { world } = useShop();
  const { value, again } = useAnswer(useCallback(() => world.granted(address), [world, address]));
  useEffect(() => {
    const gone = new AbortController();
    world.onGrants(again, gone.signal);
    return () => gone.abort();
  }, [again, world]);
  return address === '' ? true : value;
}

/** Said only where the browser keeps us out, with the button that mends it. */
export function Grant({ address, text, onGranted }: { address: string; text: string; onGranted: () => void }) {
  const say = useSay();
  const { world } = useShop();
  const [refused, setRefused] = useState(false);
  if (useGranted(address) !== false) return null;
  return (
    <div className="shut" role="alert">
      <p>{text}</p>
      {refused && <p>{say('options:grantRefused')}</p>}
      <button
        type="button"
        className="main"
        onClick={() => {
          // In the click itself, before any waiting: Firefox asks no more after it.
          void world.grant([address]).then(
            (given) => (given ? onGranted() : setRefused(true)),
            () => setRefused(true),
          );
        }}
      >
        {say('options:grant')}
      </button>
    </div>
  );
}
