import type { Sku } from '../../core/domain/ids.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useShop } from './shop-context.ts';

/** One line as it is typed; both empty is no line. */
export type PlannedLine = { readonly sku: string; readonly units: string };

const isEmpty = ({ sku, units }: PlannedLine): boolean => sku.trim() === '' && units.trim() === '';
const isRight = ({ sku, units }: PlannedLine): boolean => sku.trim() !== '' && /^\d{1,9}([.]\d+)?$/.test(units.trim());

/** The first line that cannot be taken as it is; null where all can. */
export const wrongLine = (lines: readonly PlannedLine[]): PlannedLine | null =>
  lines.find((line) => !isEmpty(line) && !isRight(line)) ?? null;

export const plannedOf = (lines: readonly PlannedLine[]): Readonly<Record<Sku, number>> =>
  Object.fromEntries(lines.filter(isRight).map(({ sku, units }) => [sku.trim(), Number(units)]));

type PlannedProps = { readonly lines: readonly PlannedLine[]; readonly onChange: (lines: readonly PlannedLine[]) => void };

/** Planned units of this stream alone; what is not named here takes the SKU's own figure. */
export function PlannedUnits({ lines, onChange }: PlannedProps) {
  const say = useSay();
  const { settings } = useShop();
  const put = (index: number, change: Partial<PlannedLine>) =>
    onChange(lines.map((line, at) => (at === index ? { ...line, ...change } : line)));
  return (
    <fieldset>
      <legend>{say('options:streams.plannedUnits')}</legend>
      <p className="quiet">{say('options:streams.plannedHelp')}</p>
      <datalist id="planned-skus">
        {lines.length > 0 && Object.values(settings.skus).map(({ sku, title }) => <option key={sku} value={sku} label={title} />)}
      </datalist>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place; its SKU is being typed.
        <div key={index} className="acts">
          <input
            value={line.sku}
            list="planned-skus"
            aria-label={say('options:streams.plannedSku', { n: index + 1 })}
            placeholder="SKU"
            onChange={(event) => put(index, { sku: event.target.value })}
          />
          <input
            value={line.units}
            inputMode="decimal"
            className="short"
            aria-label={say('options:streams.plannedOf', { sku: line.sku })}
            aria-invalid={!isEmpty(line) && !isRight(line)}
            onChange={(event) => put(index, { units: event.target.value })}
          />
          <button
            type="button"
            aria-label={`${say('options:remove')} ${line.sku}`}
            className="small"
            onClick={() => onChange(lines.filter((_, at) => at !== index))}
          >
            ✕
          </button>
        </div>
      ))}
      <div>
        <button type="button" onClick={() => onChange([...lines, { sku: '', units: '' }])}>
          {say('options:streams.addPlanned')}
        </button>
      </div>
    </fieldset>
  );
}
