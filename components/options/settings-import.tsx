import { useState } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';
import { ImportPreview } from './import-preview.tsx';
import { type SettingsFound, useShop } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useTold } from './use-told.ts';
import { Written } from './written.tsx';

/** A settings file is read and summed up first; only a second click takes it over. */
export function SettingsImport({ onExport }: { onExport: () => void }) {
  const say = useSay();
  const { settings, world } = useShop();
  const told = useTold();
  const [found, setFound] = useState<SettingsFound | null>(null);
  useUnsaved(found !== null);
  const change = found?.change ?? {};
  const nothing = Object.keys(change).length === 0;
  return (
    <ImportPreview
      accept=".json,application/json"
      told={told}
      found={found}
      onBytes={(bytes) => setFound(world.readSettings(bytes, settings))}
      onExport={onExport}
      onDrop={() => setFound(null)}
      take={{
        label: say('options:data.take'),
        disabled: nothing,
        act: () => void told.run(() => world.change(change)).then((ok) => ok && setFound(null)),
      }}
      sum={(it) => (
        <>
          <Summary found={it} />
          {it.change !== null && nothing && <p>{say('options:data.nothing')}</p>}
        </>
      )}
    />
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
        <Written lines={found.problems.slice(0, 200)} mark={() => 'is-bad'}>
          {({ section, row, field, say: why }) => (
            <>
              {section !== '' && `${[section, row > 0 ? String(row) : '', field].filter(Boolean).join(' · ')}: `}
              {say.phrase(why)}
            </>
          )}
        </Written>
      </ul>
    </>
  );
}
