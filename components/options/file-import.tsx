import { useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import type { FileProblem } from './shop-context.ts';
import { useTold } from './use-told.ts';

export type Read = {
  readonly good: number;
  readonly problems: readonly FileProblem[];
  readonly ignored?: readonly string[];
  readonly apply: () => Promise<Phrase | null>;
};

/** A file is read and shown first: what is good, what is wrong by row and column. Only a second click takes it over. */
export function FileImport({ read, template }: { read: (bytes: ArrayBuffer) => Read; template: () => void }) {
  const say = useSay();
  const { said, run } = useTold();
  const [found, setFound] = useState<Read | null>(null);
  return (
    <div className="import">
      <div className="acts">
        <label className="button">
          {say('options:csv.choose')}
          <input
            type="file"
            accept=".csv,.txt,text/csv"
            className="hidden-file"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file !== undefined) void file.arrayBuffer().then((bytes) => setFound(read(bytes)));
            }}
          />
        </label>
        <button type="button" onClick={template}>
          {say('options:csv.export')}
        </button>
      </div>
      <Told said={said} />
      {found !== null && (
        <div className="card" role="status">
          <p>{say('options:csv.found', { good: found.good, bad: found.problems.length })}</p>
          {found.ignored !== undefined && found.ignored.length > 0 && (
            <p className="quiet">{say('options:csv.ignored', { columns: found.ignored.join(', ') })}</p>
          )}
          <ul className="problems">
            {found.problems.slice(0, 100).map((one) => (
              <li key={`${one.row}|${one.column}`} dir="auto">
                {say('options:csv.at', { row: one.row, column: one.column })}: {say.phrase(one.say)}
              </li>
            ))}
          </ul>
          <div className="acts">
            <button
              type="button"
              className="main"
              disabled={found.good === 0}
              onClick={() => void run(found.apply).then((ok) => ok && setFound(null))}
            >
              {say('options:csv.take', { n: found.good })}
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
