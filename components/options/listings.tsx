import { useMemo, useState } from 'react';
import type { Listing } from '../../core/domain/listing.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, Told } from './field.tsx';
import { FileImport } from './file-import.tsx';
import { ListingForm } from './listing-form.tsx';
import { MappingTable, useMapping } from './mapping.tsx';
import { RemoveButton } from './remove-button.tsx';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';

/** More are found by searching. */
const SHOWN = 200;

/** Which SKUs a listing uses up, by table and by file; one that is not here has its key as its SKU. */
export function Listings() {
  const say = useSay();
  const { settings } = useShop();
  const accounts = Object.values(settings.accounts);
  const [chosen, setChosen] = useState('');
  const account = accounts.find((one) => one.id === chosen) ?? accounts[0];
  return (
    <section aria-labelledby="listings">
      <h2 id="listings">{say('options:listings.title')}</h2>
      <p className="quiet">{say('options:listings.about')}</p>
      {account === undefined ? (
        <p className="quiet">{say('options:streams.noAccount')}</p>
      ) : (
        <>
          <ChoiceField
            label={say('options:streams.account')}
            value={account.id}
            onChange={setChosen}
            choices={accounts.map((one) => ({ id: one.id, name: one.name }))}
          />
          <OfAccount key={account.id} account={account.id} />
        </>
      )}
    </section>
  );
}

function OfAccount({ account }: { account: string }) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run } = useTold();
  const [editing, setEditing] = useState<Listing | 'new' | null>(null);
  const { mapping, failed, reload } = useMapping(account);
  const [search, setSearch] = useState('');
  const mine = useMemo(
    () => Object.values(settings.listings).filter((one) => one.account === account),
    [settings.listings, account],
  );
  const found = mine.filter((one) => wordsOf(one).includes(search.trim().toLowerCase()));
  const take = (listings: readonly Listing[]) => void run(() => world.change({ listings }));
  return (
    <>
      <FileImport
        read={(table) => {
          const { listings, problems, ignored } = world.files.readListings(table, account);
          return { good: listings.length, problems, ignored, apply: () => world.change({ listings }) };
        }}
        onExport={() => world.save('stockcue-listings.csv', world.files.writeListings(mine))}
        onTemplate={() => world.save('stockcue-listings-template.csv', world.files.writeListings([]))}
      />
      {editing === null ? (
        <div className="acts">
          <button type="button" className="main" onClick={() => setEditing('new')}>
            {say('options:listings.add')}
          </button>
          <input
            type="search"
            aria-label={say('options:listings.search')}
            placeholder={say('options:listings.search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      ) : (
        <ListingForm
          key={editing === 'new' ? 'new' : editing.key}
          account={account}
          before={editing === 'new' ? null : editing}
          skus={mapping.skus}
          onDone={() => setEditing(null)}
        />
      )}
      <Told said={said} />
      <MappingTable
        mapping={mapping}
        failed={failed}
        account={account}
        busy={editing !== null}
        onReload={reload}
        onTake={take}
        onEdit={setEditing}
      />
      <h3>{say('options:mapping.saved')}</h3>
      {mine.length === 0 && <p className="quiet">{say('options:listings.none')}</p>}
      <ul className="cards">
        {found.slice(0, SHOWN).map((listing) => (
          <li key={listing.key} className="card row">
            <div>
              <strong dir="auto">
                {listing.key} <span className="plain">{listing.title}</span>
              </strong>
              {listing.variants.map((variant) => (
                <p key={variant.id} className="quiet" dir="auto">
                  {variant.title || variant.id}: {variant.components.map((one) => `${one.unitsPerSale} × ${one.sku}`).join(' + ')}
                </p>
              ))}
            </div>
            <div className="acts">
              <button type="button" onClick={() => setEditing(listing)} disabled={editing !== null}>
                {say('options:edit')}
              </button>
              <RemoveButton
                what={listing.key}
                also={say('options:listings.removes')}
                disabled={editing !== null}
                onRemove={() => void run(() => world.change({ drop: { listings: [{ account, key: listing.key }] } }))}
              />
            </div>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && <p className="quiet">{say('options:listings.moreFound', { n: found.length - SHOWN })}</p>}
    </>
  );
}

const wordsOf = ({ key, title, variants }: Listing): string =>
  `${key} ${title} ${variants.flatMap((one) => [one.id, one.title, ...one.components.map(({ sku }) => sku)]).join(' ')}`.toLowerCase();
