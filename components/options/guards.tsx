import { useMemo, useRef, useState } from 'react';
import type { Guard } from '../../core/domain/guard.ts';
import type { ShopSettings } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { numberTyped } from './reading.ts';
import { OfRehearsal } from './rehearsed.tsx';
import { useShop } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useTold } from './use-told.ts';

/** More are found by searching. */
const SHOWN = 100;
/** What a switch stands for until a number is typed. */
const USUAL = { pauseAt: 5, wavesOf: 20, mostPerHour: 3 } as const;
const BOUNDS = { pauseAt: [0, 1_000_000], wavesOf: [1, 1_000_000], mostPerHour: [1, 60] } as const;
type Numbered = keyof typeof BOUNDS;

const OFF: Omit<Guard, 'sku'> = { pauseAt: null, capOversold: false, wavesOf: null, mostPerHour: USUAL.mostPerHour };
const isOn = ({ pauseAt, capOversold, wavesOf }: Omit<Guard, 'sku'>): boolean =>
  pauseAt !== null || capOversold || wavesOf !== null;

type Row = { readonly sku: string; readonly title: string; readonly guard: Guard };
/** Every SKU that is set, mapped or guarded; those with a guard first. */
function rowsOf({ skus, listings, guards }: ShopSettings): readonly Row[] {
  const mapped = Object.values(listings).flatMap(({ variants }) =>
    variants.flatMap(({ components }) => components.map(({ sku }) => sku)),
  );
  const all = [...new Set([...Object.keys(guards), ...Object.keys(skus), ...mapped])];
  return all
    .map((sku) => ({ sku, title: skus[sku]?.title ?? '', guard: guards[sku] ?? { sku, ...OFF } }))
    .sort((a, b) => Number(isOn(b.guard)) - Number(isOn(a.guard)) || (a.sku < b.sku ? -1 : 1));
}

/** What may act by itself for each SKU. All of it is off until a person turns it on here. */
export function Guards() {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const [search, setSearch] = useState('');
  // In the order in which they stood when the page was opened: a row must not jump away from under the hand that turns it on.
  const [order] = useState(() => rowsOf(settings).map(({ sku }) => sku));
  const rows = useMemo(() => inOrder(rowsOf(settings), order), [settings, order]);
  const wanted = search.trim().toLowerCase();
  const found = rows.filter(({ sku, title }) => `${sku} ${title}`.toLowerCase().includes(wanted));
  const on = rows.filter(({ guard }) => isOn(guard)).length;

  function put(before: Guard, change: Partial<Guard>) {
    const { actorName } = settings.preferences;
    const { by: _, ...guard } = { ...before, ...change };
    const named: Guard = actorName === '' ? guard : { ...guard, by: actorName };
    void run(() => world.change(isOn(guard) ? { guards: [named] } : { drop: { guards: [guard.sku] } }));
  }
  return (
    <section aria-labelledby="guards">
      <h2 id="guards">{say('guard:options.title')}</h2>
      <p>{say('guard:options.about')}</p>
      <p className="quiet">{say('guard:options.will')}</p>
      <p className="quiet">{say('guard:options.willNot')}</p>
      <OfRehearsal section="guards" />
      {rows.length === 0 ? (
        <p className="quiet">{say('guard:options.none')}</p>
      ) : (
        <>
          <div className="acts">
            <input
              type="search"
              aria-label={say('guard:options.search')}
              placeholder={say('guard:options.search')}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <span className="quiet">
              {say('guard:options.count', { shown: found.length, all: rows.length })} · {say('guard:options.on', { count: on })}
            </span>
          </div>
          <Told said={said} />
          <GuardTable rows={found.slice(0, SHOWN)} put={put} onWrong={(text) => tell(false, text)} />
          {found.length > SHOWN && <p className="quiet">{say('guard:options.more', { n: found.length - SHOWN })}</p>}
        </>
      )}
    </section>
  );
}

function inOrder(rows: readonly Row[], order: readonly string[]): readonly Row[] {
  const places = new Map(order.map((sku, n) => [sku, n]));
  return [...rows].sort((a, b) => (places.get(a.sku) ?? order.length) - (places.get(b.sku) ?? order.length));
}

type TableProps = {
  readonly rows: readonly Row[];
  readonly put: (before: Guard, change: Partial<Guard>) => void;
  readonly onWrong: (text: string) => void;
};
function GuardTable({ rows, put, onWrong }: TableProps) {
  const say = useSay();
  const column = (name: string) => say(`guard:options.column.${name}`);
  return (
    <div className="table-scroll">
      <table className="guards">
        <thead>
          <tr>
            {(['sku', 'pauseAt', 'capOversold', 'wavesOf', 'mostPerHour'] as const).map((name) => (
              <th key={name} scope="col">
                {column(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ sku, title, guard }) => (
            <tr key={sku}>
              <th scope="row" dir="auto">
                {sku} {title !== '' && <span className="quiet">{title}</span>}
              </th>
              <td>
                <Switched of={guard} name="pauseAt" put={put} onWrong={onWrong} />
              </td>
              <td>
                <Check
                  label={`${sku}: ${column('capOversold')}`}
                  value={guard.capOversold}
                  onChange={(capOversold) => put(guard, { capOversold })}
                />
              </td>
              <td>
                <Switched of={guard} name="wavesOf" put={put} onWrong={onWrong} />
              </td>
              <td>
                <NumberCell of={guard} name="mostPerHour" put={put} onWrong={onWrong} disabled={!isOn(guard)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type CellProps<Name extends Numbered> = {
  readonly of: Guard;
  readonly name: Name;
  readonly put: TableProps['put'];
  readonly onWrong: TableProps['onWrong'];
};
/** A switch and its number; turned on it stands for the usual number until another is typed. */
function Switched({ of, name, put, onWrong }: CellProps<'pauseAt' | 'wavesOf'>) {
  const say = useSay();
  return (
    <span className="switched">
      <Check
        label={`${of.sku}: ${say(`guard:options.column.${name}`)}`}
        value={of[name] !== null}
        onChange={(on) => put(of, { [name]: on ? USUAL[name] : null })}
      />
      <NumberCell of={of} name={name} put={put} onWrong={onWrong} disabled={of[name] === null} />
    </span>
  );
}

/** The label around it makes it large enough to be hit. */
function Check({ label, value, onChange }: { label: string; value: boolean; onChange: (value: boolean) => void }) {
  return (
    <label className="check">
      <input type="checkbox" aria-label={label} checked={value} onChange={(event) => onChange(event.target.checked)} />
    </label>
  );
}

/** Saved when it is left or on Enter; Escape takes it back. What cannot be taken stays, marked, and nothing is changed. */
function NumberCell({ of, name, put, onWrong, disabled }: CellProps<Numbered> & { readonly disabled: boolean }) {
  const say = useSay();
  const saved = of[name] === null ? '' : String(of[name]);
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const takenBack = useRef(false);
  useUnsaved(typed);
  const column = say(`guard:options.column.${name}`);

  function commit(text: string) {
    const [least, most] = BOUNDS[name];
    const value = numberTyped(text);
    if (value == null || !Number.isInteger(value) || value < least || value > most) {
      setWrong(true);
      return onWrong(say('guard:options.wrong', { sku: of.sku, column, value: text, least, most }));
    }
    setWrong(false);
    setTyped(null);
    if (value !== of[name]) put(of, { [name]: value });
    return undefined;
  }
  return (
    <input
      className="num"
      inputMode="numeric"
      aria-label={say('guard:options.number', { sku: of.sku, column })}
      aria-invalid={isWrong}
      disabled={disabled}
      value={typed ?? saved}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={(event) => {
        if (!takenBack.current && typed !== null) commit(event.target.value);
        takenBack.current = false;
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        takenBack.current = true;
        setTyped(null);
        setWrong(false);
        event.currentTarget.blur();
      }}
    />
  );
}
