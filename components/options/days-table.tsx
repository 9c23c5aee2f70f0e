import type { DailyUnits } from '../../core/domain/orders-file.ts';
import { useSay } from '../i18n/use-phrase.tsx';

const SHOWN_DAYS = 10;
const SHOWN_SKUS = 15;

/** Days across, SKUs down: the last days and the SKUs that sold most. A day without a sale is a dash. */
export function DaysTable({ rows }: { rows: readonly DailyUnits[] }) {
  const say = useSay();
  const days = [...new Set(rows.map(({ day }) => day))].sort();
  const sums = new Map<string, number>();
  for (const { sku, net } of rows) sums.set(sku, (sums.get(sku) ?? 0) + net);
  const skus = [...sums].sort((a, b) => b[1] - a[1]);
  const units = new Map(rows.map(({ sku, day, net }) => [`${sku}\u001f${day}`, net]));
  const shown = days.slice(-SHOWN_DAYS);
  if (rows.length === 0) return null;
  return (
    <>
      <p className="quiet">{say('options:history.preview', { skus: skus.length, days: days.length })}</p>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">SKU</th>
              {shown.map((day) => (
                <th key={day} scope="col" className="num">
                  {day.slice(5)}
                </th>
              ))}
              <th scope="col" className="num">
                {say('options:history.all')}
              </th>
            </tr>
          </thead>
          <tbody>
            {skus.slice(0, SHOWN_SKUS).map(([sku, sum]) => (
              <tr key={sku}>
                <th scope="row" dir="auto" className="plain">
                  {sku}
                </th>
                {shown.map((day) => (
                  <td key={day} className="num">
                    {say.number(units.get(`${sku}\u001f${day}`) ?? null)}
                  </td>
                ))}
                <td className="num">{say.number(sum)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
