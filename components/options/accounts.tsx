import { useState } from 'react';
import type { ConsoleAccount } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { AccountForm } from './account-form.tsx';
import { Told } from './field.tsx';
import { profileChoices, useProfiles } from './profile-names.ts';
import { RemoveButton } from './remove-button.tsx';
import { useShop } from './shop-context.ts';
import { Grant } from './use-granted.tsx';
import { useTold } from './use-told.ts';

/** Console accounts: which site, which channel source, which warehouse places serve it. */
export function Accounts() {
  const say = useSay();
  const { settings } = useShop();
  const [editing, setEditing] = useState<ConsoleAccount | 'new' | null>(null);
  const accounts = Object.values(settings.accounts);
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{say('options:accounts.title')}</h2>
      <p className="quiet">{say('options:accounts.about')}</p>
      <ul className="cards">
        {accounts.map((account) => (
          <AccountCard key={account.id} account={account} busy={editing !== null} onEdit={() => setEditing(account)} />
        ))}
      </ul>
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

type CardProps = { account: ConsoleAccount; busy: boolean; onEdit: () => void };
function AccountCard({ account, busy, onEdit }: CardProps) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run } = useTold();
  const profiles = useProfiles();
  const { channel, pool } = account;
  const streams = Object.values(settings.streams).filter((stream) => stream.account === account.id);
  const from = channel === null ? say('options:accounts.noChannel') : (settings.sources[channel]?.name ?? channel);
  const served =
    pool === null
      ? say('options:accounts.poolAll')
      : pool.map((place) => `${settings.sources[place.source]?.name ?? place.source}: ${place.location}`).join(', ');
  return (
    <li className="card">
      <h3 dir="auto">{account.name}</h3>
      <p className="quiet" dir="auto">
        {account.site} · {from}
      </p>
      <p className="quiet" dir="auto">
        {say('options:accounts.profile')}:{' '}
        {profileChoices(profiles, account.profile, say).find(({ id }) => id === account.profile)?.name}
      </p>
      <p className="quiet" dir="auto">
        {say('options:accounts.pool')}: {served || say('options:accounts.poolNone')}
      </p>
      <Grant
        address={account.site}
        text={say('options:accounts.notGranted', { site: account.site })}
        onGranted={() => void run(async () => world.reconcileSites().then(() => null))}
      />
      <div className="acts">
        <button type="button" onClick={onEdit} disabled={busy}>
          {say('options:edit')}
        </button>
        <RemoveButton
          what={account.name}
          also={streams.length === 0 ? null : say('options:accounts.removes', { n: streams.length })}
          disabled={busy}
          onRemove={() => void run(() => world.change({ drop: { accounts: [account.id] } }))}
        />
      </div>
      <Told said={said} />
    </li>
  );
}
