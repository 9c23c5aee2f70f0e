import type { BacktestAnswer, BacktestProblem } from '../../../core/domain/backtest.ts';
import { type Say, useSay } from '../../i18n/use-phrase.tsx';
import { Written } from '../written.tsx';

type ProblemsProps = Omit<Extract<BacktestAnswer, { say: 'problems' }>, 'say'>;

/** What stands where, what was expected there, and what to do. */
export function Problems({ problems, total }: ProblemsProps) {
  const say = useSay();
  return (
    <>
      <h3>{say('backtest:problems', { total })}</h3>
      <ul className="problems">
        <Written lines={problems}>{(problem) => inWords(say, problem)}</Written>
        {total > problems.length && <li className="quiet">{say('options:more', { n: total - problems.length })}</li>}
      </ul>
      <p>{say('backtest:mend')}</p>
    </>
  );
}

function inWords(say: Say, { file, row, column, found, say: why }: BacktestProblem): string {
  if (row === 0 || found === null) return `${file}: ${say.phrase(why)}`;
  const words = { expected: say.phrase(why), found };
  return `${say('backtest:cell', { file, row: String(row), column })}: ${say(found === '' ? 'backtest:foundNothing' : 'backtest:found', words)}`;
}
