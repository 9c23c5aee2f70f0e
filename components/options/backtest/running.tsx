import { useEffect, useRef } from 'react';
import { useSay } from '../../i18n/use-phrase.tsx';

/** How far it is, and the way to stop it. Before the first stream nobody knows how many there are. */
export function Running({ done, of, onStop }: { done: number; of: number; onStop: () => void }) {
  const say = useSay();
  const stop = useRef<HTMLButtonElement>(null);
  // The button that had the focus cannot be pressed while it runs.
  useEffect(() => stop.current?.focus(), []);
  const text = of === 0 ? say('backtest:reading') : say('backtest:stream', { done, of });
  return (
    <div className="card running">
      <progress aria-label={say('backtest:running')} aria-valuetext={text} {...(of === 0 ? {} : { value: done, max: of })} />
      <span className="quiet">{text}</span>
      <button type="button" ref={stop} onClick={onStop}>
        {say('common:cancel')}
      </button>
    </div>
  );
}
