import { useState } from 'react';
import type { SourceConfig } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Words } from './check-words.tsx';
import { Told } from './field.tsx';
import { type CheckWords, useShop } from './shop-context.ts';
import { SourceForm } from './source-form.tsx';
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
          <SourceCard key={source.id} source={source} onEdit={() => setEditing(source)} />
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

function SourceCard({ source, onEdit }: { source: SourceConfig; onEdit: () => void }) {
  const say = useSay();
  const { world, withSecret } = useShop();
  const { said, run } = useTold();
  const [words, setWords] = useState<CheckWords | 'asking' | null>(null);
  const connector = world.connectors.find((one) => one.id === source.connector);
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
        {say('options:sources.lagIs', { n: source.lagMinutes })} ·{' '}
        {say(withSecret.includes(source.id) ? 'options:sources.keySaved' : 'options:sources.noKey')}
      </p>
      <div className="acts">
        <button type="button" onClick={() => void check()} disabled={words === 'asking'}>
          {say('options:sources.check')}
        </button>
        <button type="button" onClick={onEdit}>
          {say('options:edit')}
        </button>
        <button type="button" className="danger" onClick={() => void run(() => world.removeSource(source.id))}>
          {say('options:remove')}
        </button>
      </div>
      <Told said={said} />
      {words === 'asking' && <p role="status">{say('options:sources.checking')}</p>}
      {words !== null && words !== 'asking' && <Words words={words} />}
    </li>
  );
}
