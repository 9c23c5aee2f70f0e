import { useEffect, useRef, useState } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';

type RemoveProps = {
  /** What goes, as it is read out. */
  readonly what: string;
  /** What else that would touch, in words. */
  readonly also?: string | null;
  readonly disabled?: boolean;
  readonly onRemove: () => void;
};

/** Nothing goes by one slip: the first press asks, the second does it. */
export function RemoveButton({ what, also = null, disabled = false, onRemove }: RemoveProps) {
  const say = useSay();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <button
        type="button"
        className="danger"
        disabled={disabled}
        aria-label={`${say('options:remove')} ${what}`}
        onClick={() => setAsking(true)}
      >
        {say('options:remove')}
      </button>
    );
  }
  return <Sure what={what} also={also} onRemove={onRemove} onKeep={() => setAsking(false)} />;
}

type SureProps = { what: string; also: string | null; onRemove: () => void; onKeep: () => void };
function Sure({ what, also, onRemove, onKeep }: SureProps) {
  const say = useSay();
  const keep = useRef<HTMLButtonElement>(null);
  // The focus was on the button that this one replaces; keeping is the harmless choice.
  useEffect(() => keep.current?.focus(), []);
  return (
    <fieldset className="asking" aria-label={`${say('options:remove')} ${what}`}>
      {also !== null && <span className="is-bad">{also}</span>}
      <button type="button" className="danger sure" onClick={onRemove}>
        {say('options:removeSure')}
      </button>
      <button type="button" ref={keep} onClick={onKeep}>
        {say('options:keep')}
      </button>
    </fieldset>
  );
}
