// biome-ignore-all lint/a11y/useSemanticElements: a virtualised table is made of positioned boxes; the elements of a table cannot be.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { NO_FACTS, type SkuFacts } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { FileImport } from './file-import.tsx';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';

const NUMBERS = ['safetyStock', 'dailySales', 'plannedUnits', 'buffer', 'setAside'] as const;
type NumberField = (typeof NUMBERS)[number];
const WHOLE: ReadonlySet<string> = new Set(['safetyStock', 'buffer', 'setAside']);
const ROW = 44;

/** What the seller knows of each SKU: by table, one by one, or by file, all at once. */
export function Skus() {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run } = useTold();
  const [search, setSearch] = useState('');
  const [sku, setSku] = useState('');
  const all = useMemo(() => Object.values(settings.skus).sort((a, b) => (a.sku < b.sku ? -1 : 1)), [settings.skus]);
  const shown = all.filter((one) => `${one.sku} ${one.title}`.toLowerCase().includes(search.toLowerCase()));
  const put = (facts: SkuFacts) => run(() => world.change({ skus: [facts] }));
  return (
    <section aria-labelledby="skus">
      <h2 id="skus">{say('options:skus.title')}</h2>
      <p className="quiet">{say('options:skus.about')}</p>
      <FileImport
        read={(bytes) => {
          const { skus, problems, ignored } = world.readSkus(bytes, settings.skus);
          return { good: skus.length, problems, ignored, apply: () => world.change({ skus }) };
        }}
        template={() => world.save('stockcue-skus.csv', world.writeSkus(all))}
      />
      <div className="acts">
        <input
          type="search"
          aria-label={say('options:skus.search')}
          placeholder={say('options:skus.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <form
          className="acts"
          onSubmit={(event) => {
            event.preventDefault();
            if (sku.trim() !== '')
              void put({ sku: sku.trim(), ...NO_FACTS, ...settings.skus[sku.trim()] }).then((ok) => ok && setSku(''));
          }}
        >
          <input
            aria-label={say('options:skus.newSku')}
            placeholder={say('options:skus.newSku')}
            value={sku}
            onChange={(event) => setSku(event.target.value)}
          />
          <button type="submit">{say('options:skus.add')}</button>
        </form>
      </div>
      <Told said={said} />
      <SkuTable rows={shown} put={put} drop={(one) => run(() => world.change({ drop: { skus: [one] } }))} />
    </section>
  );
}

type TableProps = {
  rows: readonly SkuFacts[];
  put: (facts: SkuFacts) => Promise<boolean>;
  drop: (sku: string) => Promise<boolean>;
};
function SkuTable({ rows, put, drop }: TableProps) {
  const say = useSay();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  return (
    <div
      className="grid-scroll"
      ref={scroller}
      role="table"
      aria-rowcount={rows.length + 1}
      aria-label={say('options:skus.title')}
    >
      <div className="grid-row head" role="row" tabIndex={-1}>
        {(['sku', 'title', ...NUMBERS, 'remove'] as const).map((name) => (
          <span key={name} role="columnheader" tabIndex={-1}>
            {name === 'remove' ? '' : say(`options:skus.column.${name}`)}
          </span>
        ))}
      </div>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const facts = rows[item.index];
          if (facts === undefined) return null;
          return (
            <div
              key={facts.sku}
              className="grid-row"
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              style={{ position: 'absolute', top: item.start, height: ROW }}
            >
              <span role="cell" dir="auto" className="clip" title={facts.sku}>
                {facts.sku}
              </span>
              <Cell
                label={`${facts.sku} ${say('options:skus.column.title')}`}
                value={facts.title}
                commit={(title) => put({ ...facts, title })}
              />
              {NUMBERS.map((field) => (
                <NumberCell key={field} facts={facts} field={field} put={put} />
              ))}
              <button
                type="button"
                className="danger small"
                aria-label={`${say('options:remove')} ${facts.sku}`}
                onClick={() => void drop(facts.sku)}
              >
                ✕
              </button>
            </div>
          );
        })}
      </div>
      {rows.length === 0 && <p className="quiet pad">{say('options:skus.none')}</p>}
    </div>
  );
}

function NumberCell({ facts, field, put }: { facts: SkuFacts; field: NumberField; put: TableProps['put'] }) {
  const say = useSay();
  const [bad, setBad] = useState(false);
  async function commit(text: string) {
    const empty = text.trim() === '';
    const value = Number(text);
    const wrong = !empty && (!Number.isFinite(value) || value < 0 || (WHOLE.has(field) && !Number.isInteger(value)));
    setBad(wrong);
    if (wrong) return false;
    const unset = field === 'buffer' || field === 'setAside' ? 0 : null;
    return put({ ...facts, [field]: empty ? unset : value });
  }
  const label = `${facts.sku} ${say(`options:skus.column.${field}`)}`;
  return (
    <Cell
      label={label}
      value={facts[field] === null ? '' : String(facts[field])}
      commit={commit}
      bad={bad}
      hint={bad ? say(WHOLE.has(field) ? 'options:csv.notWhole' : 'options:csv.notNumber', { value: '' }) : undefined}
    />
  );
}

type CellProps = {
  label: string;
  value: string;
  commit: (text: string) => Promise<boolean>;
  bad?: boolean;
  hint?: string | undefined;
};
/** Saved when left or on Enter; Escape takes it back. */
function Cell({ label, value, commit, bad = false, hint }: CellProps) {
  return (
    <input
      key={value}
      aria-label={label}
      aria-invalid={bad}
      title={hint}
      defaultValue={value}
      onBlur={(event) => event.target.value !== value && void commit(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        event.currentTarget.value = value;
        event.currentTarget.blur();
      }}
    />
  );
}
