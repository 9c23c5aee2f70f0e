import type { PlanRow } from '../../core/domain/desk.ts';
import { type Say, UNKNOWN_NUMBER, useSay } from '../i18n/use-phrase.tsx';
import { useDesk } from './desk-context.ts';

const NUMBERS = ['coverDays', 'need', 'quantity'] as const;

/** Plans as lines: how much, how, until when it must be ordered, and what it costs. */
export function PlanTable({ rows, opened = null }: { rows: readonly PlanRow[]; opened?: string | null }) {
  const say = useSay();
  return (
    <table className="grid">
      <caption className="hidden">{say('desk:tab.restock')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('desk:column.sku')}</th>
          {NUMBERS.map((name) => (
            <th key={name} scope="col" className="num">
              {say(`desk:column.${name}`)}
            </th>
          ))}
          <th scope="col">{say('desk:column.mode')}</th>
          <th scope="col">{say('desk:column.orderBy')}</th>
          <th scope="col">{say('desk:column.arrives')}</th>
          <th scope="col" className="num">
            {say('desk:column.cost')}
          </th>
          <th scope="col">{say('desk:column.cause')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={row.sku} row={row} isOpen={row.sku === opened} />
        ))}
      </tbody>
    </table>
  );
}

/** One mode by its name, several each with its units: `Sea 400 + Air 80`. */
function modesText(say: Say, { modes }: PlanRow): string {
  const [only] = modes;
  if (only === undefined) return UNKNOWN_NUMBER;
  return modes.length === 1 ? only.name : modes.map(({ name, units }) => `${name} ${say.number(units)}`).join(' + ');
}

function arrivesText(say: Say, { arrives }: PlanRow): string {
  if (arrives === null) return UNKNOWN_NUMBER;
  const [first, last] = [say.day(arrives.first), say.day(arrives.last)];
  return first === last ? first : `${first} – ${last}`;
}

function Line({ row, isOpen }: { row: PlanRow; isOpen: boolean }) {
  const say = useSay();
  const { ask } = useDesk();
  return (
    <tr className={row.tooLate === 'none' ? '' : 'v-short'} aria-current={isOpen ? 'true' : undefined}>
      <th scope="row">
        <button
          type="button"
          className="link"
          onClick={() => ask({ tab: 'restock', stream: null, sku: isOpen ? null : row.sku })}
        >
          <bdi>{row.sku}</bdi>
        </button>{' '}
        <span className="quiet title" dir="auto">
          {row.title === row.sku ? '' : row.title}
        </span>
      </th>
      <td className="num">{say.number(row.coverDays, 1)}</td>
      <td className="num">{say.number(row.need)}</td>
      <td className="num">
        <strong>{say.number(row.quantity)}</strong>
      </td>
      <td>
        {modesText(say, row)}{' '}
        {row.tooLate !== 'none' && <span className="mark is-bad">{say(`desk:tooLate.${row.tooLate}`)}</span>}
        {row.emergency && <span className="mark">{say('desk:emergency.under')}</span>}
      </td>
      <td>{row.orderBy === null ? UNKNOWN_NUMBER : `${say.day(row.orderBy)} ${say.time(row.orderBy)}`}</td>
      <td>{arrivesText(say, row)}</td>
      <td className="num">
        {say.money(row.cost)}{' '}
        {row.cashDays !== null && row.quantity > 0 && (
          <small className="quiet">{say('desk:restock.cashOf', { days: Math.round(row.cashDays) })}</small>
        )}
      </td>
      <td>{say(`desk:cause.${row.cause}`)}</td>
    </tr>
  );
}
