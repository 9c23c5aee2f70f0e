import { useState } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, Told } from './field.tsx';
import { FileImport } from './file-import.tsx';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';

/** Which SKUs a listing uses up, by file; without a line its key is the SKU. */
export function Listings() {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run } = useTold();
  const accounts = Object.values(settings.accounts);
  const [chosen, setChosen] = useState('');
  const account = accounts.find((one) => one.id === chosen) ?? accounts[0];
  if (account === undefined) {
    return (
      <section>
        <h2>{say('options:listings.title')}</h2>
        <p className="quiet">{say('options:streams.noAccount')}</p>
      </section>
    );
  }
  const mine = Object.values(settings.listings).filter((one) => one.account === account.id);
  return (
    <section aria-labelledby="listings">
      <h2 id="listings">{say('options:listings.title')}</h2>
      <p className="quiet">{say('options:listings.about')}</p>
      <ChoiceField
        label={say('options:streams.account')}
        value={account.id}
        onChange={setChosen}
        choices={accounts.map((one) => ({ id: one.id, name: one.name }))}
      />
      <FileImport
        read={(bytes) => {
          const { listings, problems } = world.readListings(bytes, account.id);
          return { good: listings.length, problems, apply: () => world.change({ listings }) };
        }}
        template={() => world.save('stockcue-listings.csv', world.writeListings(mine))}
      />
      <Told said={said} />
      <ul className="cards">
        {mine.slice(0, 500).map((listing) => (
          <li key={listing.key} className="card">
            <strong dir="auto">
              {listing.key} {listing.title}
            </strong>
            <p className="quiet" dir="auto">
              {listing.variants
                .map(
                  (variant) =>
                    `${variant.title || variant.id}: ${variant.components.map((one) => `${one.unitsPerSale} × ${one.sku}`).join(' + ')}`,
                )
                .join(' · ')}
            </p>
            <button
              type="button"
              className="danger"
              onClick={() =>
                void run(() => world.change({ drop: { listings: [{ account: listing.account, key: listing.key }] } }))
              }
            >
              {say('options:remove')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
