import { useState } from 'react';
import { goodForMs, isFile } from '../../core/domain/file-source.ts';
import { HOUR } from '../../core/domain/instant.ts';
import type { SourceConfig } from '../../core/domain/settings.ts';
import type { SourceRow } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Words } from './check-words.tsx';
import { NoAnswer, Told } from './field.tsx';
import { RemoveButton } from './remove-button.tsx';
import { type CheckWords, useShop } from './shop-context.ts';
import { SourceForm } from './source-form.tsx';
import { StockFileForm } from './stock-file.tsx';
import { useAnswer } from './use-answer.ts';
import { Grant } from './use-granted.tsx';
import { useTold } from './use-told.ts';

/** Every system that is read: set up, checked in words, removed. */
export function Sources() {
  const say = useSay();
  const { world, settings } = useShop();
  const [editing, setEditing] = useState<SourceConfig | 'new' | null>(null);
  const [bringing, setBringing] = useState<SourceConfig | 'new' | null>(null);
  const sources = Object.values(settings.sources);
  // Asked anew whenever something was set.
  const health = useAnswer(world.health, settings);
  const busy = editing !== null || bringing !== null;
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{say('options:sources.title')}</h2>
      {sources.length === 0 && <p className="quiet">{say('options:sources.none')}</p>}
      {health.failed && <NoAnswer />}
      <ul className="cards">
        {sources.map((source) => (
          <SourceCard
            key={source.id}
            source={source}
            health={health.value?.find(({ id }) => id === source.id)}
            busy={busy}
            onEdit={() => setEditing(source)}
            onBring={() => setBringing(source)}
          />
        ))}
      </ul>
      {!busy && (
        <div className="acts">
          <button type="button" className="main" onClick={() => setEditing('new')}>
            {say('options:sources.add')}
          </button>
          <button type="button" onClick={() => setBringing('new')}>
            {say('options:stock.start')}
          </button>
        </div>
      )}
      {bringing !== null && <StockFileForm source={bringing === 'new' ? null : bringing} onDone={() => setBringing(null)} />}
      {editing !== null && (
        <SourceForm
          key={editing === 'new' ? 'new' : editing.id}
          before={editing === 'new' ? null : editing}
          onDone={() => setEditing(null)}
        />
      )}
    </section>
  );
}

type CardProps = {
  readonly source: SourceConfig;
  readonly health: SourceRow | undefined;
  readonly busy: boolean;
  readonly onEdit: () => void;
  readonly onBring: () => void;
};
function SourceCard({ source, health, busy, onEdit, onBring }: CardProps) {
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
        {isFile(source) && ` · ${say('options:stock.goodFor', { n: goodForMs(source) / HOUR })}`}
        {hasKey && ` · ${say(withSecret.includes(source.id) ? 'options:sources.keySaved' : 'options:sources.noKey')}`}
      </p>
      <Health health={health} file={isFile(source)} />
      <Grant
        address={source.address}
        text={say('options:sources.shut', { address: source.address })}
        onGranted={() => void check()}
      />
      <div className="acts">
        {isFile(source) ? (
          <button type="button" onClick={onBring} disabled={busy}>
            {say('options:stock.newer')}
          </button>
        ) : (
          <button type="button" onClick={() => void check()} disabled={words === 'asking'}>
            {say('options:sources.check')}
          </button>
        )}
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

/** When it was read last and what came of it; a file is as old as the time that it is of. */
function Health({ health, file }: { health: SourceRow | undefined; file: boolean }) {
  const say = useSay();
  const { world } = useShop();
  if (health === undefined) return null;
  const { lastGoodAt, freshness, skus, rowProblems, problem } = health;
  const age = lastGoodAt === null ? say('common:age.never') : say.age(world.now() - lastGoodAt);
  const words = [
    lastGoodAt === null ? age : say(file ? 'options:stock.asOfIs' : 'options:sources.readIs', { age }),
    say('options:sources.skusAre', { n: skus }),
    freshness === 'stale' ? say(file ? 'options:stock.stale' : 'common:freshness.stale') : '',
    rowProblems > 0 ? say('options:sources.rowProblems', { n: rowProblems }) : '',
    problem === null ? '' : say.phrase(problem.say),
  ];
  return <p className={freshness === 'fresh' ? 'quiet' : 'is-bad'}>{words.filter(Boolean).join(' · ')}</p>;
}
