import { type ReactNode, useState } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { RemoveButton } from './remove-button.tsx';
import type { useTold } from './use-told.ts';

/** More are found by searching. */
const SHOWN = 200;

type ListProps<One> = {
  readonly rows: readonly One[];
  readonly idOf: (one: One) => string;
  readonly nameOf: (one: One) => string;
  /** What else is to be seen of it in the list. */
  readonly describe: (one: One) => ReactNode;
  readonly onRemove: (one: One) => void;
  readonly form: (before: One | null, onDone: () => void) => ReactNode;
  readonly add: string;
  readonly none: string;
  readonly told: ReturnType<typeof useTold>;
  /** Words to search by; no search where there are few. */
  readonly wordsOf?: (one: One) => string;
};

/** Rows of settings with a form to add and to change one at a time. */
export function EditList<One>(props: ListProps<One>) {
  const { rows, idOf, nameOf, describe, onRemove, form, add, none, told, wordsOf = nameOf } = props;
  const say = useSay();
  const [editing, setEditing] = useState<{ readonly one: One | null } | null>(null);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = wanted === '' ? rows : rows.filter((one) => wordsOf(one).toLowerCase().includes(wanted));
  const done = () => setEditing(null);
  return (
    <>
      {editing === null ? (
        <div className="acts">
          <button type="button" className="main" onClick={() => setEditing({ one: null })}>
            {add}
          </button>
          {rows.length > 8 && (
            <input
              type="search"
              aria-label={say('options:search')}
              placeholder={say('options:search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          )}
        </div>
      ) : (
        <div key={editing.one === null ? '' : idOf(editing.one)}>{form(editing.one, done)}</div>
      )}
      <Told said={told.said} />
      {rows.length === 0 && <p className="quiet">{none}</p>}
      <ul className="cards">
        {found.slice(0, SHOWN).map((one) => (
          <li key={idOf(one)} className="card row">
            <div>
              <strong dir="auto">{nameOf(one)}</strong>
              {describe(one)}
            </div>
            <div className="acts">
              <button
                type="button"
                aria-label={`${say('options:edit')} ${nameOf(one)}`}
                disabled={editing !== null}
                onClick={() => setEditing({ one })}
              >
                {say('options:edit')}
              </button>
              <RemoveButton what={nameOf(one)} disabled={editing !== null} onRemove={() => onRemove(one)} />
            </div>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && <p className="quiet">{say('options:listings.moreFound', { n: found.length - SHOWN })}</p>}
    </>
  );
}
