import { useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ImportPreview } from './import-preview.tsx';
import type { FileProblem } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useTold } from './use-told.ts';
import { Written } from './written.tsx';

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
  const told = useTold();
  const [found, setFound] = useState<Read | null>(null);
  useUnsaved(found !== null);
  return (
    <ImportPreview
      accept=".csv,.tsv,.txt,text/csv"
      told={told}
      found={found}
      onBytes={(bytes) => setFound(read(bytes))}
      onExport={onExport}
      onDrop={() => setFound(null)}
      take={{
        label: say('options:csv.take', { n: found?.good ?? 0 }),
        disabled: (found?.good ?? 0) === 0,
        act: () => found !== null && void told.run(found.apply).then((ok) => ok && setFound(null)),
      }}
      sum={({ good, problems, ignored }) => (
        <>
          <p>{say('options:csv.found', { good, bad: problems.length })}</p>
          {ignored.length > 0 && <p className="quiet">{say('options:csv.ignored', { columns: ignored.join(', ') })}</p>}
          <Problems problems={problems} />
        </>
      )}
    >
      <button type="button" onClick={onTemplate}>
        {say('options:csv.template')}
      </button>
    </ImportPreview>
  );
}

function Problems({ problems }: { problems: readonly FileProblem[] }) {
  const say = useSay();
  return (
    <ul className="problems">
      <Written lines={problems.slice(0, SHOWN)}>
        {(one) => (
          <>
            {say('options:csv.at', { row: one.row, column: one.column })}: {say.phrase(one.say)}
          </>
        )}
      </Written>
      {problems.length > SHOWN && <li className="quiet">{say('options:more', { n: problems.length - SHOWN })}</li>}
    </ul>
  );
}
