import { CURRENCIES } from '../../core/domain/money-text.ts';
import type { EmergencyKind } from '../../core/domain/restock.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { useShop } from './shop-context.ts';
import { useLines } from './use-lines.ts';

export type TypedRate = { readonly currency: string; readonly rate: string };
export type TypedSource = {
  readonly id: string;
  readonly name: string;
  readonly kind: EmergencyKind;
  readonly sku: string;
  readonly units: string;
  readonly hours: string;
};
const KINDS: readonly EmergencyKind[] = ['transfer', 'channelShare', 'checkedReturns', 'localSupplier'];

type RatesProps = {
  readonly rates: readonly TypedRate[];
  readonly home: string;
  readonly onChange: (rates: readonly TypedRate[]) => void;
};
/** One unit of each currency in units of the home currency. */
export function Rates({ rates, home, onChange }: RatesProps) {
  const say = useSay();
  const { rows, add } = useLines(rates, onChange);
  return (
    <div className="whole">
      <datalist id="currencies">
        {CURRENCIES.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {rows.map(({ name, line: one, put, remove }, index) => (
        <div key={name} className="acts">
          <span>1</span>
          <input
            className="code"
            maxLength={3}
            value={one.currency}
            list="currencies"
            aria-label={say('options:restock.rateCurrency', { n: index + 1 })}
            onChange={(event) => put({ currency: event.target.value.toUpperCase() })}
          />
          <span>=</span>
          <input
            className="short"
            inputMode="decimal"
            value={one.rate}
            aria-label={say('options:restock.rateOf', { currency: one.currency })}
            onChange={(event) => put({ rate: event.target.value })}
          />
          <span>{home}</span>
          <button type="button" className="small" aria-label={`${say('options:remove')} ${one.currency}`} onClick={remove}>
            ✕
          </button>
        </div>
      ))}
      <div>
        <button type="button" onClick={() => add({ currency: '', rate: '' })}>
          {say('options:restock.addRate')}
        </button>
      </div>
    </div>
  );
}

type EmergencyProps = { readonly sources: readonly TypedSource[]; readonly onChange: (sources: readonly TypedSource[]) => void };
/** Who can bring units within 72 hours. */
export function Emergency({ sources, onChange }: EmergencyProps) {
  const say = useSay();
  const { world } = useShop();
  const label = (name: string) => say(`options:restock.${name}`);
  const { rows, add } = useLines(sources, onChange);
  return (
    <fieldset className="group">
      <legend>{label('emergency')}</legend>
      <p className="quiet">{label('emergencyHelp')}</p>
      {rows.map(({ line: one, put, remove }, index) => (
        <fieldset key={one.id} className="columns" aria-label={say('options:restock.sourceN', { n: index + 1 })}>
          <TextField label={label('sourceName')} value={one.name} onChange={(name) => put({ name })} />
          <ChoiceField
            label={label('sourceKind')}
            value={one.kind}
            onChange={(kind) => put({ kind: KINDS.find((id) => id === kind) ?? 'transfer' })}
            choices={KINDS.map((id) => ({ id, name: label(`kindIs.${id}`) }))}
          />
          <TextField label={label('sourceSku')} help={label('sourceSkuHelp')} value={one.sku} onChange={(sku) => put({ sku })} />
          <TextField label={label('sourceUnits')} inputMode="numeric" value={one.units} onChange={(units) => put({ units })} />
          <TextField label={label('hours')} inputMode="decimal" value={one.hours} onChange={(hours) => put({ hours })} />
          <button type="button" aria-label={`${say('options:remove')} ${one.name}`} onClick={remove}>
            {say('options:remove')}
          </button>
        </fieldset>
      ))}
      <div>
        <button
          type="button"
          onClick={() => add({ id: world.newId(), name: '', kind: 'transfer', sku: '', units: '', hours: '48' })}
        >
          {label('addSource')}
        </button>
      </div>
    </fieldset>
  );
}
