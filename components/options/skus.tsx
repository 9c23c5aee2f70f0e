import { useMemo, useState } from 'react';
import { NO_FACTS } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { FileImport } from './file-import.tsx';
import { useShop } from './shop-context.ts';
import { useSkuChanges } from './sku-changes.ts';
import { SkuForm } from './sku-form.tsx';
import { SkuTable } from './sku-table.tsx';
import { useTold } from './use-told.ts';

/** What the seller knows of each SKU: by table, one by one, or by file, all at once. */
export function Skus() {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const { put } = useSkuChanges(run);
  const [search, setSearch] = useState('');
  const [sku, setSku] = useState('');
  const [editing, setEditing] = useState<string | null>(null);
  const edited = editing === null ? undefined : settings.skus[editing];
  const all = useMemo(() => Object.values(settings.skus).sort((a, b) => (a.sku < b.sku ? -1 : 1)), [settings.skus]);
  const wanted = search.trim().toLowerCase();
  const shown = useMemo(
    () => all.filter((one) => `${one.sku} ${one.title} ${one.group ?? ''}`.toLowerCase().includes(wanted)),
    [all, wanted],
  );
  async function add() {
    const name = sku.trim();
    if (name === '') return;
    setSearch(name);
    if (Object.hasOwn(settings.skus, name)) tell(true, say('options:skus.known', { sku: name }));
    else if (!(await run(() => world.change({ skus: [{ sku: name, ...NO_FACTS }] })))) return;
    setSku('');
  }
  return (
    <section aria-labelledby="skus">
      <h2 id="skus">{say('options:skus.title')}</h2>
      <p className="quiet">{say('options:skus.about')}</p>
      <FileImport
        read={(table) => {
          const { skus, problems, ignored } = world.files.readSkus(table, settings);
          const hasStock = world.files.readStock(table, settings).positions.length > 0;
          const preview = hasStock && <p>{say('options:stock.also')}</p>;
          return { good: skus.length, problems, ignored, preview, apply: () => world.change({ skus }) };
        }}
        onExport={() => world.save('stockcue-skus.csv', world.files.writeSkus(all))}
        onTemplate={() => world.save('stockcue-skus-template.csv', world.files.writeSkus([]))}
      >
        <button type="button" onClick={() => world.save('stockcue-five-minutes.csv', world.files.writeStockTemplate())}>
          {say('options:skus.shortTemplate')}
        </button>
      </FileImport>
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
            void add();
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
        <span className="quiet">{say('options:skus.count', { shown: shown.length, all: all.length })}</span>
      </div>
      <Told said={said} />
      {edited !== undefined && <SkuForm key={edited.sku} facts={edited} put={put} onDone={() => setEditing(null)} />}
      <SkuTable
        rows={shown}
        onDetails={setEditing}
        put={put}
        drop={(one) => void run(() => world.change({ drop: { skus: [one] } }))}
        onWrong={(text) => tell(false, text)}
      />
    </section>
  );
}
