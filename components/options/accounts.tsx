import { type FormEvent, useEffect, useState } from 'react';
import type { Place } from '../../core/domain/position.ts';
import type { ConsoleAccount } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField, Told } from './field.tsx';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';

/** Console accounts: which site, which channel source, which warehouse places serve it. */
export function Accounts() {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run } = useTold();
  const [editing, setEditing] = useState<ConsoleAccount | 'new' | null>(null);
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{say('options:accounts.title')}</h2>
      <p className="quiet">{say('options:accounts.about')}</p>
      <ul className="cards">
        {Object.values(settings.accounts).map((account) => (
          <li key={account.id} className="card">
            <h3 dir="auto">{account.name}</h3>
            <p className="quiet">
              {account.site} ·{' '}
              {account.channel === null
                ? say('options:accounts.noChannel')
                : (settings.sources[account.channel]?.name ?? account.channel)}
            </p>
            <div className="acts">
              <button type="button" onClick={() => setEditing(account)}>
                {say('options:edit')}
              </button>
              <button
                type="button"
                className="danger"
                onClick={() => void run(() => world.change({ drop: { accounts: [account.id] } }))}
              >
                {say('options:remove')}
              </button>
            </div>
          </li>
        ))}
      </ul>
      <Told said={said} />
      {editing === null ? (
        <button type="button" className="main" onClick={() => setEditing('new')}>
          {say('options:accounts.add')}
        </button>
      ) : (
        <AccountForm
          key={editing === 'new' ? 'new' : editing.id}
          before={editing === 'new' ? null : editing}
          onDone={() => setEditing(null)}
        />
      )}
    </section>
  );
}

const samePlace = (a: Place, b: Place): boolean => a.source === b.source && a.location === b.location;

function AccountForm({ before, onDone }: { before: ConsoleAccount | null; onDone: () => void }) {
  const say = useSay();
  const { world, settings } = useShop();
  const { said, run, tell } = useTold();
  const [id] = useState(before?.id ?? world.newId());
  const [name, setName] = useState(before?.name ?? '');
  const [address, setAddress] = useState(before?.site ?? '');
  const [profile, setProfile] = useState(before?.profile ?? world.profiles[0] ?? '');
  const [channel, setChannel] = useState(before?.channel ?? '');
  const [pool, setPool] = useState<readonly Place[] | null>(before?.pool ?? null);
  const [places, setPlaces] = useState<readonly Place[]>([]);
  useEffect(() => {
    world.places().then(setPlaces, () => setPlaces([]));
  }, [world]);
  const channels = Object.values(settings.sources).filter((source) => source.role !== 'warehouse');

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!URL.canParse(address)) {
      tell(false, say('options:accounts.badSite'));
      return;
    }
    const site = new URL(address).origin;
    const granted = await world.grant([site]).catch(() => false);
    const account: ConsoleAccount = { id, name: name.trim(), profile, site, channel: channel === '' ? null : channel, pool };
    const saved = await run(() => world.change({ accounts: [account] }));
    await world.reconcileSites();
    if (saved && !granted) tell(false, say('options:accounts.notGranted', { site }));
    if (saved && granted) onDone();
  }
  return (
    <form className="card form" onSubmit={(event) => void save(event)} aria-label={say('options:accounts.form')}>
      <TextField label={say('options:accounts.name')} value={name} onChange={setName} required />
      <TextField
        label={say('options:accounts.site')}
        help={say('options:accounts.siteHelp')}
        type="url"
        value={address}
        onChange={setAddress}
        required
      />
      <ChoiceField
        label={say('options:accounts.profile')}
        value={profile}
        onChange={setProfile}
        choices={world.profiles.map((one) => ({ id: one, name: say(`options:profile.${one}`) }))}
      />
      <ChoiceField
        label={say('options:accounts.channel')}
        help={say('options:accounts.channelHelp')}
        value={channel}
        onChange={setChannel}
        choices={[
          { id: '', name: say('options:accounts.noChannel') },
          ...channels.map((one) => ({ id: one.id, name: one.name || one.id })),
        ]}
      />
      <fieldset>
        <legend>{say('options:accounts.pool')}</legend>
        <label>
          <input type="checkbox" checked={pool === null} onChange={(event) => setPool(event.target.checked ? null : places)} />
          {say('options:accounts.poolAll')}
        </label>
        {pool !== null &&
          places.map((place) => (
            <label key={`${place.source}|${place.location}`}>
              <input
                type="checkbox"
                checked={pool.some((one) => samePlace(one, place))}
                onChange={(event) =>
                  setPool(
                    event.target.checked
                      ? [...pool, { source: place.source, location: place.location }]
                      : pool.filter((one) => !samePlace(one, place)),
                  )
                }
              />
              {settings.sources[place.source]?.name ?? place.source}: {place.location}
            </label>
          ))}
      </fieldset>
      <div className="acts">
        <button type="submit" className="main">
          {say('options:accounts.save')}
        </button>
        <button type="button" onClick={onDone}>
          {say('common:cancel')}
        </button>
      </div>
      <Told said={said} />
    </form>
  );
}
