import { useState } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { ChooseFile } from './import-preview.tsx';
import { type ProfileFound, useShop } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useTold } from './use-told.ts';

/** A profile from a file: read, compared with what stands here, and taken over by a second click. It comes in disarmed. */
export function ProfileImport() {
  const say = useSay();
  const { world, settings } = useShop();
  const told = useTold();
  const [found, setFound] = useState<ProfileFound | null>(null);
  useUnsaved(found !== null);

  function read(bytes: ArrayBuffer) {
    const next = world.readProfile(bytes, settings);
    setFound(next.profile === null ? null : next);
    told.tell(next.problem === null, next.problem === null ? '' : say.phrase(next.problem));
  }
  function take() {
    const change = found?.profile === null || found === null ? null : world.importProfile(found.profile, settings);
    if (change !== null) void told.run(() => world.change(change)).then((ok) => ok && setFound(null));
  }
  return (
    <div className="import">
      <div className="acts">
        <ChooseFile accept=".json,application/json" onBytes={read} onFailed={() => told.tell(false, say('options:csv.unread'))} />
      </div>
      <Told said={told.said} />
      {found !== null && (
        <div className="card" role="status">
          <Sum found={found} />
          <div className="acts">
            <button type="button" className="main" disabled={found.changes.length === 0} onClick={take}>
              {say('options:profiles.take')}
            </button>
            <button type="button" onClick={() => setFound(null)}>
              {say('common:cancel')}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

function Sum({ found: { profile, against, changes } }: { found: ProfileFound }) {
  const say = useSay();
  if (changes.length === 0) return <p>{say('options:profiles.same', { name: against?.name ?? '' })}</p>;
  return (
    <>
      <p dir="auto">
        {against === null
          ? say('options:profiles.fresh', { name: profile?.name ?? '' })
          : say('options:profiles.changes', { n: changes.length, name: against.name })}
      </p>
      <p>{say('options:profiles.disarmed')}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('options:profiles.what')}</th>
            {against !== null && <th scope="col">{say('options:profiles.from')}</th>}
            <th scope="col">{say('options:profiles.to')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ at, from, to }) => (
            <tr key={at}>
              <th scope="row" className="plain">
                {at}
              </th>
              {against !== null && <td dir="auto">{from ?? '—'}</td>}
              <td dir="auto">{to ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
