import { useCallback, useState } from 'react';
import { type Evidence, type Profile, UNTAUGHT } from '../../core/domain/profile.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { ProfileImport } from './profile-import.tsx';
import { nameOf } from './profile-names.ts';
import { RemoveButton } from './remove-button.tsx';
import { useShop } from './shop-context.ts';
import { useAnswer } from './use-answer.ts';
import { useTold } from './use-told.ts';
import { Written } from './written.tsx';

/** Console pages: which are known, from what evidence, and those that a person taught or brought in. */
export function Profiles() {
  const say = useSay();
  const { world, settings } = useShop();
  const own = Object.values(settings.profiles);
  return (
    <section aria-labelledby="profiles">
      <h2 id="profiles">{say('options:profiles.title')}</h2>
      <p className="quiet">{say('options:profiles.about')}</p>
      <h3>{say('options:profiles.own')}</h3>
      {own.length === 0 && <p className="quiet">{say('options:profiles.none')}</p>}
      <ul className="cards">
        {own.map((profile) => (
          <OwnCard key={profile.id} profile={profile} />
        ))}
      </ul>
      <ProfileImport />
      <h3>{say('options:profiles.builtin')}</h3>
      <ul className="cards">
        {world.profiles.map((profile) => (
          <BuiltinCard key={profile.id} profile={profile} />
        ))}
      </ul>
    </section>
  );
}

/** The first figures of the hash, enough for two people to compare; empty until it is worked out. */
function useHash(profile: Profile): string {
  const { world } = useShop();
  const ask = useCallback(() => world.hashOf(profile), [world, profile]);
  return useAnswer(ask).value?.slice(0, 8) ?? '';
}
/** Names of the accounts that it reads. */
function useAccounts({ id }: Profile): readonly string[] {
  const { settings } = useShop();
  return Object.values(settings.accounts).flatMap((account) => (account.profile === id ? [account.name || account.id] : []));
}

function Facts({ profile }: { profile: Profile }) {
  const say = useSay();
  const hash = useHash(profile);
  const accounts = useAccounts(profile);
  const { match, rows, actions } = profile;
  const acts = Object.keys(actions);
  return (
    <>
      <p className="quiet" dir="auto">
        {say('options:profiles.rev', { rev: profile.rev, hash })}
        {match.hosts.length > 0 && ` · ${match.hosts.join(', ')}`}
      </p>
      <p className="quiet">
        {rows === null
          ? say('options:profiles.addressOnly')
          : acts.length === 0
            ? say('options:profiles.noActions')
            : say('options:profiles.actions', { acts: acts.map((act) => say(`options:profiles.action.${act}`)).join(', ') })}
      </p>
      <p className="quiet" dir="auto">
        {accounts.length === 0 ? say('options:profiles.unused') : say('options:profiles.usedBy', { by: accounts.join(', ') })}
      </p>
    </>
  );
}

function BuiltinCard({ profile }: { profile: Profile }) {
  const say = useSay();
  return (
    <li className="card">
      <h4 dir="auto">{nameOf(profile, say)}</h4>
      {profile.id !== 'practice' && <p className="is-bad">{say('options:profiles.notConfirmed')}</p>}
      <Facts profile={profile} />
      {profile.evidence.length > 0 && (
        <details>
          <summary>{say('options:profiles.evidence', { n: profile.evidence.length })}</summary>
          <ul>
            <Written lines={profile.evidence}>{(one: Evidence) => <EvidenceLine evidence={one} />}</Written>
          </ul>
        </details>
      )}
    </li>
  );
}
function EvidenceLine({ evidence: { source, date, says, sure } }: { evidence: Evidence }) {
  const say = useSay();
  return (
    <>
      <strong>{source}</strong> · <span className="num">{date}</span> · {say(`options:profiles.sure.${sure}`)}: {says}
    </>
  );
}

function OwnCard({ profile }: { profile: Profile }) {
  const say = useSay();
  const { world, settings } = useShop();
  const { said, run, tell } = useTold();
  const accounts = useAccounts(profile);
  const [name, setName] = useState<string | null>(null);

  function save() {
    const file = world.writeProfile(
      profile,
      Object.values(settings.listings).map(({ title }) => title),
    );
    if (!file.ok) return tell(false, say('options:profiles.notWritten', { at: file.at }));
    world.save('stockcue-page.json', file.text);
    return tell(
      true,
      say(file.dropped.length === 0 ? 'options:profiles.written' : 'options:profiles.dropped', { what: file.dropped.join(', ') }),
    );
  }
  async function rename() {
    if (name === null || name.trim() === '') return;
    if (await run(() => world.change({ profiles: [{ ...profile, name: name.trim() }] }))) setName(null);
  }
  function remove() {
    const read = Object.values(settings.accounts).filter((account) => account.profile === profile.id);
    const moved = read.map((account) => ({ ...account, profile: UNTAUGHT, assist: null }));
    void run(() => world.change({ ...(moved.length === 0 ? {} : { accounts: moved }), drop: { profiles: [profile.id] } }));
  }
  return (
    <li className="card">
      {name === null ? (
        <h4 dir="auto">{profile.name}</h4>
      ) : (
        <label className="field">
          {say('options:profiles.name')}
          <input value={name} onChange={(event) => setName(event.target.value)} />
        </label>
      )}
      <p className="quiet">{say(`options:profiles.is.${profile.origin}`)}</p>
      <Facts profile={profile} />
      <div className="acts">
        <button
          type="button"
          aria-label={`${say(name === null ? 'options:profiles.rename' : 'options:save')} ${profile.name}`}
          onClick={() => (name === null ? setName(profile.name) : void rename())}
        >
          {say(name === null ? 'options:profiles.rename' : 'options:save')}
        </button>
        <button type="button" aria-label={`${say('options:profiles.export')} ${profile.name}`} onClick={save}>
          {say('options:profiles.export')}
        </button>
        <RemoveButton
          what={profile.name}
          also={accounts.length === 0 ? null : say('options:profiles.removes', { by: accounts.join(', ') })}
          onRemove={remove}
        />
      </div>
      <Told said={said} />
    </li>
  );
}
