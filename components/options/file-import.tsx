import { useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import type { FileProblem } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useTold } from './use-told.ts';

export type Read = {
  readonly good: number;
  readonly problems: readonly FileProblem[];
  readonly ignored: readonly string[];
  readonly apply: () => Promise<Phrase | null>;
};
type ImportProps = {
  readonly read: (bytes: ArrayBuffer) => Read;
  readonly onExport: () => void;
  readonly onTemplate: () => void;
};
const SHOWN = 200;

/** A file is read and shown first: what is good, what is wrong by row and column. Only a second click takes it over. */
export function FileImport({ read, onExport, onTemplate }: ImportProps) {
  const say = useSay();
  const { said, run, tell } = useTold();
  const [found, setFound] = useState<Read | null>(null);
  useUnsaved(found !== null);
  return (
    <div className="import">
      <div className="acts">
        <ChooseFile
          accept=".csv,.tsv,.txt,text/csv"
          onBytes={(bytes) => setFound(read(bytes))}
          onFailed={() => tell(false, say('options:csv.unread'))}
        />
        <button type="button" onClick={onExport}>
          {say('options:csv.export')}
        </button>
        <button type="button" onClick={onTemplate}>
          {say('options:csv.template')}
        </button>
      </div>
      <Told said={said} />
      {found !== null && (
        <div className="card" role="status">
          <p>{say('options:csv.found', { good: found.good, bad: found.problems.length })}</p>
          {found.ignored.length > 0 && (
            <p className="quiet">{say('options:csv.ignored', { columns: found.ignored.join(', ') })}</p>
          )}
          <Problems problems={found.problems} />
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

function Problems({ problems }: { problems: readonly FileProblem[] }) {
  const say = useSay();
  return (
    <ul className="problems">
      {problems.slice(0, SHOWN).map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that is written once.
        <li key={index} dir="auto">
          {say('options:csv.at', { row: one.row, column: one.column })}: {say.phrase(one.say)}
        </li>
      ))}
      {problems.length > SHOWN && <li className="quiet">{say('options:more', { n: problems.length - SHOWN })}</li>}
    </ul>
  );
}

type ChooseProps = { accept: string; onBytes: (bytes: ArrayBuffer) => void; onFailed: () => void };
/** A button that opens the browser's own choice of a file. The same file can be chosen again after it was mended. */
export function ChooseFile({ accept, onBytes, onFailed }: ChooseProps) {
  const say = useSay();
  return (
    <label className="button">
      {say('options:csv.choose')}
      <input
        type="file"
        accept={accept}
        className="hidden-file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          file?.arrayBuffer().then(onBytes, onFailed);
        }}
      />
    </label>
  );
}
