import { useState } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { ChooseFile } from './file-import.tsx';
import { type SettingsFound, useShop } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useTold } from './use-told.ts';

/** A settings file is read and summed up first; only a second click takes it over. */
export function SettingsImport({ onExport }: { onExport: () => void }) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const [found, setFound] = useState<SettingsFound | null>(null);
  useUnsaved(found !== null);
  const change = found?.change ?? {};
  const nothing = Object.keys(change).length === 0;
  return (
    <div className="import">
      <div className="acts">
        <ChooseFile
          accept=".json,application/json"
          onBytes={(bytes) => setFound(world.readSettings(bytes, settings))}
          onFailed={() => tell(false, say('options:csv.unread'))}
        />
        <button type="button" onClick={onExport}>
          {say('options:csv.export')}
        </button>
      </div>
      <Told said={said} />
      {found !== null && (
        <div className="card" role="status">
          <Summary found={found} />
          {found.change !== null && nothing && <p>{say('options:data.nothing')}</p>}
          <div className="acts">
            <button
              type="button"
              className="main"
              disabled={nothing}
              onClick={() => void run(() => world.change(change)).then((ok) => ok && setFound(null))}
            >
              {say('options:data.take')}
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

function Summary({ found }: { found: SettingsFound }) {
  const say = useSay();
  return (
    <>
      {found.change !== null && (
        <ul>
          {found.summary.map(({ section, fresh, changed, same }) => (
            <li key={section}>
              {say(`options:nav.${section}`)}: {say('options:data.counts', { fresh, changed, same })}
            </li>
          ))}
          {found.preferences && <li>{say('options:data.preferences')}</li>}
        </ul>
      )}
      {found.moved.map(({ name, from, to }) => (
        <p key={name} className="is-bad">
          {say('options:data.moved', { name, from, to })}
        </p>
      ))}
      {(found.change?.sources ?? []).length > 0 && <p>{say('options:data.keysMissing')}</p>}
      <ul className="problems">
        {found.problems.slice(0, 200).map(({ section, row, field, say: why }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is written once.
          <li key={index} className="is-bad">
            {section !== '' && `${[section, row > 0 ? String(row) : '', field].filter(Boolean).join(' · ')}: `}
            {say.phrase(why)}
          </li>
        ))}
      </ul>
    </>
  );
}
