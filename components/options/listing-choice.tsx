import { useState } from 'react';
import type { AccountId, ListingKey } from '../../core/domain/ids.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useShop } from './shop-context.ts';

type ChoiceProps = {
  readonly account: AccountId;
  /** Null: all of the account. */
  readonly chosen: readonly ListingKey[] | null;
  readonly onChange: (chosen: readonly ListingKey[] | null) => void;
};

/** Which listings a stream sells: all, or those that are ticked. Keys that are mapped nowhere can be typed. */
export function ListingChoice({ account, chosen, onChange }: ChoiceProps) {
  const say = useSay();
  const { settings } = useShop();
  const mapped = Object.values(settings.listings).filter((listing) => listing.account === account);
  const titles = new Map(mapped.map(({ key, title }) => [key, title]));
  const [keys, setKeys] = useState<readonly ListingKey[]>(chosen ?? []);
  const all = [...new Set([...titles.keys(), ...keys])];
  function add(more: readonly ListingKey[]) {
    setKeys([...new Set([...keys, ...more])]);
    onChange([...new Set([...(chosen ?? []), ...more])]);
  }
  return (
    <fieldset>
      <legend>{say('options:streams.listings')}</legend>
      <label>
        <input type="radio" checked={chosen === null} onChange={() => onChange(null)} />
        {say('options:streams.allListings')}
      </label>
      <label>
        <input type="radio" checked={chosen !== null} onChange={() => onChange(keys)} />
        {say('options:streams.someListings')}
      </label>
      {chosen !== null && (
        <>
          <div className="ticks">
            {all.map((key) => (
              <label key={key}>
                <input
                  type="checkbox"
                  checked={chosen.includes(key)}
                  onChange={(event) => onChange(event.target.checked ? [...chosen, key] : chosen.filter((one) => one !== key))}
                />
                <bdi>{key}</bdi> <span className="quiet">{titles.get(key)}</span>
              </label>
            ))}
          </div>
          <AddKeys onAdd={add} />
        </>
      )}
    </fieldset>
  );
}

function AddKeys({ onAdd }: { onAdd: (keys: readonly ListingKey[]) => void }) {
  const say = useSay();
  const [text, setText] = useState('');
  function add() {
    const keys = text.split(/[\s,，;；]+/).filter(Boolean);
    if (keys.length > 0) onAdd(keys);
    setText('');
  }
  return (
    <div className="acts">
      <input
        value={text}
        aria-label={say('options:streams.listingKeys')}
        placeholder={say('options:streams.listingKeys')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Enter adds here; the form is saved by its button.
          event.preventDefault();
          add();
        }}
      />
      <button type="button" onClick={add}>
        {say('options:streams.addListings')}
      </button>
    </div>
  );
}
