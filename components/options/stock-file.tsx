import { useState } from 'react';
import { FILE_CONNECTOR, GOOD_HOURS, type StockFile } from '../../core/domain/file-source.ts';
import type { SourceConfig } from '../../core/domain/settings.ts';
import type { FileProblem, Table } from '../../core/domain/table.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useFocused } from '../parts/use-focused.ts';
import { TextField } from './field.tsx';
import { FileImport, type Read } from './file-import.tsx';
import { instantOf, MomentField, typedOf } from './moment-field.tsx';
import { useShop } from './shop-context.ts';

/** So many of a file's problems are kept with its reading; all of them are shown before it is taken. */
const KEPT_PROBLEMS = 500;

/** What there is, out of a file: a source of its own (`source` null: a new one), or a newer file of one that is there. */
export function StockFileForm({ source, onDone }: { source: SourceConfig | null; onDone: () => void }) {
  const say = useSay();
  const { world, settings } = useShop();
  const team = settings.preferences.teamZone;
  const panel = useFocused();
  const [id] = useState(source?.id ?? world.newId());
  const [name, setName] = useState(source?.name ?? say('options:stock.name'));
  const [asOf, setAsOf] = useState(() => typedOf(team, world.now()));
  const [opened] = useState(world.now());

  function read(table: Table): Read {
    const { positions, skus, problems, ignored } = world.files.readStock(table, settings);
    const config = source ?? newSource(id, name.trim() || say('options:stock.name'));
    // As it was prefilled it means now, to the second; what a person typed is to the minute.
    const typed = instantOf(team, asOf);
    const at = typed === null ? null : typed === instantOf(team, typedOf(team, opened)) ? world.now() : typed;
    const late: readonly FileProblem[] =
      at === null || at > world.now() ? [{ row: 0, column: '', say: { key: 'options:stock.badAsOf' } }] : [];
    const file: StockFile = {
      source: config,
      asOf: at ?? 0,
      positions,
      problems: problems.slice(0, KEPT_PROBLEMS).map((one) => ({ row: String(one.row), field: one.column, say: one.say })),
      skus,
    };
    return {
      good: late.length > 0 ? 0 : positions.length,
      problems: [...late, ...problems],
      ignored,
      preview: positions.length > 0 && <Sum file={file} />,
      apply: () => world.addStock(file),
    };
  }
  return (
    <section className="card" ref={panel} tabIndex={-1} aria-label={say('options:stock.title')}>
      <h3>{source === null ? say('options:stock.title') : say('options:stock.newerOf', { name: source.name || source.id })}</h3>
      <p className="quiet">{say('options:stock.about')}</p>
      <p className="quiet">{say('options:stock.columns')}</p>
      <div className="columns">
        {source === null && <TextField label={say('options:sources.name')} value={name} onChange={setName} required />}
        <MomentField label={say('options:stock.asOf')} zone={team} team={team} value={asOf} onChange={setAsOf} />
      </div>
      <p className="quiet">{say('options:stock.asOfHelp')}</p>
      <FileImport
        read={read}
        onTaken={onDone}
        onTemplate={() => world.save('stockcue-stock.csv', world.files.writeLongStockTemplate())}
      >
        <button type="button" onClick={() => world.save('stockcue-five-minutes.csv', world.files.writeStockTemplate())}>
          {say('options:skus.shortTemplate')}
        </button>
        <button type="button" onClick={onDone}>
          {say('common:close')}
        </button>
      </FileImport>
    </section>
  );
}

const newSource = (id: string, name: string): SourceConfig => ({
  id,
  connector: FILE_CONNECTOR,
  name,
  role: 'warehouse',
  address: '',
  options: { goodHours: String(GOOD_HOURS) },
  lagMinutes: 0,
});

/** What the good rows come to; and what cannot be warned of yet, because a line to hold it against is missing. */
function Sum({ file: { positions, skus } }: { file: StockFile }) {
  const say = useSay();
  const { settings } = useShop();
  const units = positions.reduce((sum, one) => sum + (one.sellable ?? Math.max(0, (one.onHand ?? 0) - (one.reserved ?? 0))), 0);
  const named = [...new Set(positions.map(({ sku }) => sku))];
  const fresh = new Map(skus.map((one) => [one.sku, one]));
  const bare = named.filter((sku) => {
    const facts = fresh.get(sku) ?? settings.skus[sku];
    return facts?.safetyStock == null && facts?.dailySales == null;
  }).length;
  const places = new Set(positions.map(({ location }) => location)).size;
  return (
    <>
      <p>{say('options:stock.sum', { skus: named.length, units: Math.floor(units), places })}</p>
      {bare > 0 && <p className="quiet">{say('options:stock.bare', { n: bare })}</p>}
    </>
  );
}
