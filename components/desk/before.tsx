import { useState } from 'react';
import type { BeforeView, CheckRow } from '../../core/domain/desk.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { VerdictMark } from '../panel/verdict.tsx';
import { useDesk } from './desk-context.ts';
import { Notice } from './notice.tsx';

const UNITS = ['wants', 'available', 'before', 'inbound', 'setAside', 'gap'] as const;
const figures = ({ wants, available, before, inboundInTime, setAside, gap }: CheckRow): readonly (number | null)[] => [
  wants,
  available,
  before,
  inboundInTime,
  setAside,
  gap,
];

/** The check list of a planned stream: red rows first. */
export function Before({ view }: { view: BeforeView }) {
  const say = useSay();
  const { csv, save, print } = useDesk();
  const [onlyRed, setOnlyRed] = useState(false);
  const rows = onlyRed ? view.rows.filter(({ gap }) => gap === null || gap > 0) : view.rows;
  return (
    <>
      <Sum view={view} />
      <div className="acts no-print">
        <label>
          <input type="checkbox" checked={onlyRed} onChange={(event) => setOnlyRed(event.target.checked)} />
          {say('desk:before.onlyRed')}
        </label>
        <button type="button" onClick={print}>
          {say('desk:print')}
        </button>
        <button type="button" onClick={() => save('stockcue-check.csv', csv.check(view, say))}>
          {say('desk:csv')}
        </button>
      </div>
      <table className="grid">
        <caption className="hidden">{say('desk:tab.before')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('desk:column.sku')}</th>
            <th scope="col">{say('desk:column.verdict')}</th>
            {UNITS.map((name) => (
              <th key={name} scope="col" className="num">
                {say(`desk:column.${name}`)}
              </th>
            ))}
            <th scope="col" className="wide">
              {say('desk:column.action')}
            </th>
            <td className="no-print" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Check key={row.sku} row={row} />
          ))}
        </tbody>
      </table>
      <Notice notice={view.notice} name="before" />
    </>
  );
}

/** Only where everything is known and there, it is green: nothing known is not enough. */
function Sum({ view: { rows, red, unknown, totals } }: { view: BeforeView }) {
  const say = useSay();
  if (rows.length === 0) return <p className="sum is-bad">{say('desk:before.nothing')}</p>;
  return (
    <p className={red + unknown > 0 ? 'sum is-bad' : 'sum is-good'}>
      {red > 0 && `${say('desk:before.short', { count: red, of: rows.length, gap: totals.gap })} `}
      {unknown > 0 && `${say('desk:before.unknown', { count: unknown, of: rows.length })} `}
      {red + unknown === 0 && `${say('desk:before.enough', { count: rows.length })} `}
      {say('desk:before.forecast', { n: totals.forecast })}
    </p>
  );
}

function Check({ row }: { row: CheckRow }) {
  const say = useSay();
  const { ask } = useDesk();
  const range = row.forecast === null ? '' : `${say.number(row.forecast.p10)}–${say.number(row.forecast.p90)}`;
  return (
    <tr className={`v-${row.verdict.kind}`}>
      <th scope="row" title={row.why === null ? undefined : say.phrase(row.why)}>
        <bdi>{row.sku}</bdi> {row.role !== null && <span className="mark">{say(`desk:role.${row.role}`)}</span>}
        {row.plannedSellOut && <span className="mark">{say('desk:plannedSellOut')}</span>}
        <span className="quiet title" dir="auto">
          {row.title === row.sku ? '' : row.title}
        </span>
      </th>
      <td className={row.unreported ? 'is-bad' : undefined}>
        <VerdictMark verdict={row.verdict} />
      </td>
      {figures(row).map((figure, index) => (
        <td
          key={UNITS[index]}
          className={`num${UNITS[index] === 'gap' && (figure ?? 0) > 0 ? ' is-bad' : ''}`}
          title={index === 0 ? range : undefined}
        >
          {say.number(figure)}
        </td>
      ))}
      <td>
        {row.actions.map(({ say: what, by }) => (
          <p key={what.key + JSON.stringify(what.values)}>
            {say.phrase(what)} <strong>{say('desk:by', { at: { instant: by, day: true } })}</strong>
          </p>
        ))}
      </td>
      <td className="no-print">
        {row.actions.length > 0 && (
          <button type="button" className="link" onClick={() => ask({ tab: 'restock', stream: null, sku: row.sku })}>
            {say('desk:openPlan')}
          </button>
        )}
      </td>
    </tr>
  );
}
