import type { DuringView, FunnelStep } from '../../core/domain/desk.ts';
import { UNKNOWN_NUMBER, useSay } from '../i18n/use-phrase.tsx';
import { Curve } from '../panel/curve.tsx';
import { VerdictMark } from '../panel/verdict.tsx';
import { useDesk } from './desk-context.ts';
import { Viewers } from './viewers.tsx';

const STEPS = ['viewers', 'impressions', 'clicks', 'cart', 'ordered', 'paid', 'comments'] as const;

/** The stream on air: its course, its funnel, orders against capacity, and what is lost. */
export function During({ view }: { view: DuringView }) {
  const say = useSay();
  const last = view.curve.at(-1)?.net ?? 0;
  const end = view.fan.at(-1);
  return (
    <>
      <div className="cards">
        <section className="card wide" aria-labelledby="course">
          <h2 id="course">{say('desk:during.course', { n: last })}</h2>
          <Curve curve={view.curve} fan={view.fan} forecast={null} stream={view.stream} />
          {end !== undefined && (
            <p className="quiet">{say('desk:during.end', { median: end.median, low: end.p10, high: end.p90 })}</p>
          )}
          <Viewers of={view.viewers} />
        </section>
        <section className="card" aria-labelledby="funnel">
          <h2 id="funnel">{say('desk:during.funnel')}</h2>
          <dl className="steps">
            {STEPS.map((step) => (
              <div key={step}>
                <dt>{say(`desk:funnel.${step}`)}</dt>
                <dd>
                  <span className="num">{say.number(view.funnel[step].count)}</span>
                  <Counted step={view.funnel[step]} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="card" aria-labelledby="lost">
          <h2 id="lost">{say('desk:during.lost')}</h2>
          <p className="big num">{say.number(Math.round(view.lost.soFar))}</p>
          <p className="quiet">{say('desk:during.toCome', { n: Math.round(view.lost.toCome) })}</p>
        </section>
        <Capacity view={view} />
      </div>
      <table className="grid">
        <caption className="hidden">{say('desk:tab.during')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('desk:column.sku')}</th>
            <th scope="col">{say('desk:column.verdict')}</th>
            <th scope="col" className="num">
              {say('desk:column.net')}
            </th>
            <th scope="col" className="num">
              {say('desk:column.atEnd')}
            </th>
            <th scope="col" className="num">
              {say('desk:column.lost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.sku} className={`v-${row.verdict.kind}`}>
              <th scope="row">
                <bdi>{row.sku}</bdi>{' '}
                <span className="quiet title" dir="auto">
                  {row.title === row.sku ? '' : row.title}
                </span>
              </th>
              <td>
                <VerdictMark verdict={row.verdict} />
              </td>
              <td className="num">{say.number(row.net)}</td>
              <td className="num">
                {row.forecast === null
                  ? UNKNOWN_NUMBER
                  : `${say.number(row.forecast.mean)} (${say.number(row.forecast.p10)}–${say.number(row.forecast.p90)})`}
              </td>
              <td className="num">{say.number(Math.round(row.lost))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Capacity({ view }: { view: DuringView }) {
  const say = useSay();
  const now = useDesk().now();
  return (
    <section className="card" aria-labelledby="capacity">
      <h2 id="capacity">{say('desk:during.capacity')}</h2>
      {view.capacity.length === 0 && (
        <p className="quiet">
          {say('desk:during.noCapacity')} <a href="options.html#capacities">{say('desk:set')}</a>
        </p>
      )}
      {view.capacity.map(({ source, name, open, openAt, openIsOld, taken, expected, canShip, share, dueAt }) => (
        <p key={source}>
          <strong>{name}</strong>{' '}
          <meter min={0} max={1} high={0.8} optimum={0} value={Math.min(1, share)}>
            {say.share(share)}
          </meter>{' '}
          {say('desk:during.load', {
            open: open === null ? UNKNOWN_NUMBER : open,
            taken,
            expected,
            canShip,
            day: say.day(dueAt),
            share: say.share(share),
          })}{' '}
          <span className={openIsOld ? 'is-bad' : 'quiet'}>
            {openAt === null
              ? say('desk:during.openNone')
              : say(openIsOld ? 'desk:during.openOld' : 'desk:during.openAt', { age: say.age(now - openAt) })}
          </span>
        </p>
      ))}
    </section>
  );
}

/** Who counted a step, and when. */
function Counted({ step: { by, at } }: { step: FunnelStep }) {
  const say = useSay();
  const now = useDesk().now();
  if (by === null || at === null) return null;
  return <span className="quiet"> {say('desk:funnel.from', { by: say(`desk:funnel.by.${by}`), age: say.age(now - at) })}</span>;
}
