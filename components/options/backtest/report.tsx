import { type BacktestAnswer, type BacktestReport, overallOf } from '../../../core/domain/backtest.ts';
import { type Say, useSay } from '../../i18n/use-phrase.tsx';
import { useShop } from '../shop-context.ts';
import { Written } from '../written.tsx';
import { Point } from './point.tsx';

const METHODS = ['stockcue', 'runRate', 'lastHalfHour', 'historyMean', 'pickup'];

type ReportProps = Omit<Extract<BacktestAnswer, { say: 'report' }>, 'say'>;

/** What came out, in words first: who was nearest, and where another method was; and what in the files was doubtful. */
export function Report({ report, notes }: ReportProps) {
  const say = useSay();
  const { world } = useShop();
  const { streams, skus, points } = report;
  return (
    <>
      <h3>{say('backtest:result.title')}</h3>
      <p className="verdict">{verdictIn(say, report)}</p>
      <p className="quiet">{say('backtest:result.judged', { streams, skus })}</p>
      {notes.length > 0 && (
        <>
          <h4>{say('backtest:doubtful')}</h4>
          <ul className="problems">
            <Written lines={notes}>{({ file, say: what }) => `${file}: ${say.phrase(what)}`}</Written>
          </ul>
        </>
      )}
      <div className="points">
        {points.map((point) => (
          <Point key={point.elapsed} point={point} />
        ))}
      </div>
      <details>
        <summary>{say('backtest:result.read')}</summary>
        {['wrongBy', 'leaning', 'interval'].map((what) => (
          <p key={what}>{say(`backtest:result.${what}`)}</p>
        ))}
        <dl>
          {METHODS.map((name) => (
            <div key={name}>
              <dt>{say(`backtest:method.${name}`)}</dt>
              <dd>{say(`backtest:does.${name}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <div className="acts">
        <button type="button" onClick={() => world.save('stockcue-backtest.json', JSON.stringify(report))}>
          {say('backtest:result.save')}
        </button>
      </div>
    </>
  );
}

/** One honest sentence over all moments. */
function verdictIn(say: Say, { points }: BacktestReport): string {
  const { moments, ahead, behind } = overallOf(points);
  if (moments === 0) return say('backtest:result.nothing');
  if (ahead === moments) return say('backtest:result.all');
  if (behind === 0) return ahead === 0 ? say('backtest:result.level') : say('backtest:result.held', { ahead, moments });
  return behind === moments ? say('backtest:result.none') : say('backtest:result.some', { behind, moments });
}
