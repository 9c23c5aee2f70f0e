import { type CSSProperties, useId } from 'react';
import { type BacktestPoint, type SpreadScore, standingOf } from '../../../core/domain/backtest.ts';
import { type Say, useSay } from '../../i18n/use-phrase.tsx';

/** An interval of 80 % is called honest when it holds this much. */
const HONEST = { from: 0.75, to: 0.85 };
/** Fewer forecasts than this are mostly chance. */
const FEW = 100;
/** What prints as 0 %. */
const NOTHING = 0.005;

/** What was said at one share of the streams, method by method, ours first. */
export function Point({ point }: { point: BacktestPoint }) {
  const say = useSay();
  const id = useId();
  const standing = standingOf(point);
  const { elapsed, n, units, unlisted, methods } = point;
  const title = <h4 id={id}>{say('backtest:at.title', { share: say.share(elapsed) })}</h4>;
  if (standing === null)
    return (
      <section className="card point" aria-labelledby={id}>
        {title}
        <p className="quiet">{say('backtest:at.nothing')}</p>
      </section>
    );
  const { how, best } = standing;
  const figures = {
    ours: say.share(methods.stockcue.wape),
    best: say(`backtest:method.${best}`),
    theirs: say.share(methods[best].wape),
  };
  return (
    <section className="card point" aria-labelledby={id}>
      {title}
      <p className={how === 'behind' ? 'is-behind' : undefined}>{say(`backtest:at.${how}`, figures)}</p>
      <Methods methods={methods} />
      <p>{intervalIn(say, methods.stockcue)}</p>
      <p className="quiet">
        {say('backtest:at.basis', { n, units })} {n < FEW && say('backtest:at.few', { n })}
        {unlisted > 0 && ` ${say('backtest:at.unlisted', { units: unlisted })}`}
      </p>
    </section>
  );
}

function Methods({ methods }: Pick<BacktestPoint, 'methods'>) {
  const say = useSay();
  const rows = Object.entries(methods);
  const widest = Math.max(...rows.map(([, { wape }]) => wape));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('backtest:at.method')}</th>
          <th scope="col">{say('backtest:at.wrongBy')}</th>
          <th scope="col">{say('backtest:at.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, { wape, bias }]) => (
          <tr key={name} className={name === 'stockcue' ? 'ours' : undefined}>
            <th scope="row">{say(`backtest:method.${name}`)}</th>
            <td className="wrong-by" style={{ '--long': wape / widest } as CSSProperties}>
              {say.share(wape)}
            </td>
            <td>{leaningIn(say, bias)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function leaningIn(say: Say, bias: number): string {
  if (Math.abs(bias) < NOTHING) return say('backtest:at.even');
  return say(bias > 0 ? 'backtest:at.much' : 'backtest:at.little', { share: say.share(Math.abs(bias)) });
}

function intervalIn(say: Say, { coverage80, width80 }: SpreadScore): string {
  const key = coverage80 < HONEST.from ? 'narrow' : coverage80 > HONEST.to ? 'wide' : 'interval';
  return say(`backtest:at.${key}`, { coverage: say.share(coverage80), width: say.share(width80) });
}
