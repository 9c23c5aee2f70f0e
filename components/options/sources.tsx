import { useState } from 'react';
import type { SourceConfig } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Words } from './check-words.tsx';
import { Told } from './field.tsx';
import { RemoveButton } from './remove-button.tsx';
import { type CheckWords, useShop } from './shop-context.ts';
import { SourceForm } from './source-form.tsx';
import { Grant } from './use-granted.tsx';
import { useTold } from './use-told.ts';

/** Every system that is read: set up, checked in words, removed. */
export function Sources() {
  const say = useSay();
  const { settings } = useShop();
  const [editing, setEditing] = useState<SourceConfig | 'new' | null>(null);
  const sources = Object.values(settings.sources);
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{say('options:sources.title')}</h2>
      {sources.length === 0 && <p className="quiet">{say('options:sources.none')}</p>}
      <ul className="cards">
        {sources.map((source) => (
          <SourceCard key={source.id} source={source} busy={editing !== null} onEdit={() => setEditing(source)} />
        ))}
      </ul>
      {editing === null ? (
        <button type="button" className="main" onClick={() => setEditing('new')}>
          {say('options:sources.add')}
        </button>
      ) : (
        <SourceForm
          key={editing === 'new' ? 'new' : editing.id}
          before={editing === 'new' ? null : editing}
          onDone={() => setEditing(null)}
        />
      )}
    </section>
  );
}

type CardProps = { source: SourceConfig; busy: boolean; onEdit: () => void };
function SourceCard({ source, busy, onEdit }: CardProps) {
  const say = useSay();
  const { world, settings, withSecret } = useShop();
  const { said, run } = useTold();
  const [words, setWords] = useState<CheckWords | 'asking' | null>(null);
  const connector = world.connectors.find((one) => one.id === source.connector);
  const hasKey = connector?.fields.some((field) => field.type === 'secret') ?? true;
  const users = Object.values(settings.accounts)
    .filter(({ channel, pool }) => channel === source.id || pool?.some((place) => place.source === source.id))
    .map(({ name }) => name);
  async function check() {
    setWords('asking');
    setWords(
      await world.check(source.id).catch((failure: { say?: never }) => ({
        ok: false,
        lines: [{ ok: false, say: failure.say ?? { key: 'options:failed' } }],
        rows: [],
      })),
    );
  }
  return (
    <li className="card" data-source={source.id}>
      <h3 dir="auto">{source.name || source.id}</h3>
      <p className="quiet">
        {[
          connector === undefined ? source.connector : say.phrase(connector.name),
          say(`common:role.${source.role}`),
          source.address,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="quiet">
        {say('options:sources.lagIs', { n: source.lagMinutes })}
        {hasKey && ` · ${say(withSecret.includes(source.id) ? 'options:sources.keySaved' : 'options:sources.noKey')}`}
      </p>
      <Grant
        address={source.address}
        text={say('options:sources.shut', { address: source.address })}
        onGranted={() => void check()}
      />
      <div className="acts">
        <button type="button" onClick={() => void check()} disabled={words === 'asking'}>
          {say('options:sources.check')}
        </button>
        <button type="button" onClick={onEdit} disabled={busy}>
          {say('options:edit')}
        </button>
        <RemoveButton
          what={source.name || source.id}
          also={
            users.length === 0 ? say('options:sources.removes') : say('options:sources.removesUsed', { by: users.join(', ') })
          }
          disabled={busy}
          onRemove={() => void run(() => world.removeSource(source.id))}
        />
      </div>
      <Told said={said} />
      {words === 'asking' && <p role="status">{say('options:sources.checking')}</p>}
      {words !== null && words !== 'asking' && <Words words={words} />}
    </li>
  );
}
