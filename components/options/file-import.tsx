import { type ReactNode, useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { FileProblem, Table } from '../../core/domain/table.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Problems } from './problems.tsx';
import { TableChoice } from './table-choice.tsx';
import { useUnsaved } from './unsaved.ts';
import { useTold } from './use-told.ts';

export type Read = {
  readonly good: number;
  readonly problems: readonly FileProblem[];
  readonly ignored: readonly string[];
  /** What the good rows come to, where a number alone says too little. */
  readonly preview?: ReactNode;
  /** What is to be asked because of what the table says. */
  readonly ask?: ReactNode;
  readonly apply: () => Promise<Phrase | null>;
};
type ImportProps = {
  readonly read: (table: Table) => Read;
  readonly onExport?: () => void;
  readonly onTemplate?: () => void;
  readonly onTaken?: () => void;
  /** Buttons beside those. */
  readonly children?: ReactNode;
  /** What else is to be asked before the rows are taken. */
  readonly ask?: ReactNode;
};

/** A table is read and shown first: what is good, what is wrong by row and column. Only a second click takes it over. */
export function FileImport({ read, onExport, onTemplate, onTaken, children, ask }: ImportProps) {
  const say = useSay();
  const told = useTold();
  const [table, setTable] = useState<Table | null>(null);
  useUnsaved(table !== null);
  const found = table === null ? null : read(table);
  const take = async (apply: Read['apply']) => {
    if (!(await told.run(apply))) return;
    setTable(null);
    onTaken?.();
  };
  return (
    <TableChoice
      told={told}
      onTable={(chosen) => setTable(chosen?.table ?? null)}
      chosen={table !== null}
      buttons={
        <>
          {onExport && (
            <button type="button" onClick={onExport}>
              {say('options:csv.export')}
            </button>
          )}
          {onTemplate && (
            <button type="button" onClick={onTemplate}>
              {say('options:csv.template')}
            </button>
          )}
          {children}
        </>
      }
    >
      {found !== null && (
        <>
          {ask}
          {found.ask}
          <p>{say('options:csv.found', { good: found.good, bad: found.problems.length })}</p>
          {found.ignored.length > 0 && (
            <p className="quiet">{say('options:csv.ignored', { columns: found.ignored.join(', ') })}</p>
          )}
          {found.preview}
          <Problems problems={found.problems} />
          <div className="acts">
            <button type="button" className="main" disabled={found.good === 0} onClick={() => void take(found.apply)}>
              {say('options:csv.take', { n: found.good })}
            </button>
            <button type="button" onClick={() => setTable(null)}>
              {say('common:cancel')}
            </button>
          </div>
        </>
      )}
    </TableChoice>
  );
}
