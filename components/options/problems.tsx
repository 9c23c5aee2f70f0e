import type { FileProblem } from '../../core/domain/table.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Written } from './written.tsx';

const SHOWN = 200;

/** What cannot be read of a file, by row and column; row 0 is the file as a whole. */
export function Problems({ problems }: { problems: readonly FileProblem[] }) {
  const say = useSay();
  return (
    <ul className="problems">
      <Written lines={problems.slice(0, SHOWN)}>
        {(one) => (
          <>
            {one.row > 0 && `${say('options:csv.at', { row: one.row, column: one.column })}: `}
            {say.phrase(one.say)}
          </>
        )}
      </Written>
      {problems.length > SHOWN && <li className="quiet">{say('options:more', { n: problems.length - SHOWN })}</li>}
    </ul>
  );
}
