import { amountText, CURRENCIES, isCurrency } from '../../core/domain/money-text.ts';
import { DEFAULT_RESTOCK, type EmergencyKind, type EmergencySource, type RestockRules } from '../../core/domain/restock.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { Group, MoneyField } from './fields.tsx';
import { FormEnd } from './form.tsx';
import { readFields, typedNumber, typedPercent } from './reading.ts';
import { useShop } from './shop-context.ts';
import { useFields } from './use-fields.ts';
import { useTold } from './use-told.ts';

type TypedRate = { readonly currency: string; readonly rate: string };
type TypedSource = {
  readonly id: string;
  readonly name: string;
  readonly kind: EmergencyKind;
  readonly sku: string;
  readonly units: string;
  readonly hours: string;
};
const KINDS: readonly EmergencyKind[] = ['transfer', 'channelShare', 'checkedReturns', 'localSupplier'];

const typedRules = (rules: RestockRules) => ({
  policy: rules.policy as string,
  reviewDays: typedNumber(rules.reviewDays),
  serviceLevel: typedPercent(rules.serviceLevel),
  capDays: typedNumber(rules.capDays),
  capMoney: rules.capMoney === null ? '' : amountText(rules.capMoney),
  home: rules.rates.home,
  rates: Object.entries(rules.rates.perUnit).map(
    ([currency, rate]): TypedRate => ({ currency, rate: String(rate) }),
  ) as readonly TypedRate[],
  emergency: rules.emergency.map(
    (one): TypedSource => ({ ...one, sku: one.sku ?? '', units: typedNumber(one.units), hours: String(one.hours) }),
  ) as readonly TypedSource[],
});

/** How the shop restocks: policy, caps, exchange rates, and who can help within 72 hours. */
export function Restock() {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const { fields, bind, put, saved } = useFields(typedRules(settings.preferences.restock));
  const label = (name: string) => say(`options:restock.${name}`);

  async function save() {
    const read = readFields(say);
    const home = fields.home.trim().toUpperCase();
    if (!isCurrency(home)) read.wrong(say('options:field.notCurrency', { field: label('home'), value: fields.home }));
    const rates = fields.rates
      .filter((one) => one.currency.trim() + one.rate.trim() !== '')
      .map(({ currency, rate }) => {
        const code = currency.trim().toUpperCase();
        if (!isCurrency(code)) read.wrong(say('options:field.notCurrency', { field: label('rates'), value: currency }));
        return [code, read.number(`${label('rate')} ${code}`, rate, { needed: true, least: 1e-9 }) ?? 1] as const;
      });
    const emergency = fields.emergency
      .filter((one) => one.name.trim() !== '')
      .map(
        ({ id, name, kind, sku, units, hours }): EmergencySource => ({
          id,
          name: name.trim(),
          kind,
          sku: sku.trim() || null,
          units: read.number(name, units, { whole: true }),
          hours: read.number(`${name} ${label('hours')}`, hours, { needed: true, most: 72 }) ?? 72,
        }),
      );
    const restock: RestockRules = {
      policy: fields.policy === 'regularAndStreams' ? 'regularAndStreams' : 'seaAndGap',
      reviewDays:
        read.number(label('reviewDays'), fields.reviewDays, { needed: true, most: 1_000 }) ?? DEFAULT_RESTOCK.reviewDays,
      serviceLevel:
        read.percent(label('serviceLevel'), fields.serviceLevel, { needed: true, least: 50, most: 99.9 }) ??
        DEFAULT_RESTOCK.serviceLevel,
      capDays: read.number(label('capDays'), fields.capDays),
      capMoney: read.money(label('capMoney'), fields.capMoney, home),
      rates: { home, perUnit: Object.fromEntries(rates) },
      emergency,
    };
    const problem = read.problem();
    if (problem !== null) return tell(false, problem);
    if (await run(() => world.change({ preferences: { ...settings.preferences, restock } }))) saved();
    return undefined;
  }
  const rate = (index: number, change: Partial<TypedRate>) =>
    put({ rates: fields.rates.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  const source = (index: number, change: Partial<TypedSource>) =>
    put({ emergency: fields.emergency.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  return (
    <section aria-labelledby="restock">
      <h2 id="restock">{label('title')}</h2>
      <p className="quiet">{label('about')}</p>
      <form
        className="form wide"
        aria-label={label('title')}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Group title={label('rules')} lost={label('rulesHelp')}>
          <ChoiceField
            label={label('policy')}
            help={label(`policyHelp.${fields.policy}`)}
            {...bind('policy')}
            choices={['seaAndGap', 'regularAndStreams'].map((id) => ({ id, name: label(`policyIs.${id}`) }))}
          />
          <TextField
            label={label('reviewDays')}
            help={label('reviewDaysHelp')}
            inputMode="decimal"
            {...bind('reviewDays')}
            required
          />
          <TextField
            label={label('serviceLevel')}
            help={label('serviceLevelHelp')}
            inputMode="decimal"
            {...bind('serviceLevel')}
            required
          />
          <TextField label={label('capDays')} help={label('capDaysHelp')} inputMode="decimal" {...bind('capDays')} />
          <MoneyField
            label={label('capMoney')}
            help={label('capMoneyHelp')}
            amount={fields.capMoney}
            currency={fields.home}
            onAmount={(capMoney) => put({ capMoney })}
            onCurrency={(home) => put({ home })}
          />
        </Group>
        <Group title={label('rates')} lost={label('ratesHelp')}>
          <TextField label={label('home')} {...bind('home')} required list="currencies" />
          <datalist id="currencies">
            {CURRENCIES.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          {fields.rates.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rate is what stands at its place; its currency is being typed.
            <div key={index} className="acts">
              <span>1</span>
              <input
                className="code"
                maxLength={3}
                value={one.currency}
                list="currencies"
                aria-label={say('options:restock.rateCurrency', { n: index + 1 })}
                onChange={(event) => rate(index, { currency: event.target.value.toUpperCase() })}
              />
              <span>=</span>
              <input
                className="short"
                inputMode="decimal"
                value={one.rate}
                aria-label={say('options:restock.rateOf', { currency: one.currency })}
                onChange={(event) => rate(index, { rate: event.target.value })}
              />
              <span>{fields.home}</span>
              <button
                type="button"
                className="small"
                aria-label={`${say('options:remove')} ${one.currency}`}
                onClick={() => put({ rates: fields.rates.filter((_, at) => at !== index) })}
              >
                ✕
              </button>
            </div>
          ))}
          <div>
            <button type="button" onClick={() => put({ rates: [...fields.rates, { currency: '', rate: '' }] })}>
              {label('addRate')}
            </button>
          </div>
        </Group>
        <fieldset className="group">
          <legend>{label('emergency')}</legend>
          <p className="quiet">{label('emergencyHelp')}</p>
          {fields.emergency.map((one, index) => (
            <fieldset key={one.id} className="columns" aria-label={say('options:restock.sourceN', { n: index + 1 })}>
              <TextField label={label('sourceName')} value={one.name} onChange={(name) => source(index, { name })} />
              <ChoiceField
                label={label('sourceKind')}
                value={one.kind}
                onChange={(kind) => source(index, { kind: KINDS.find((id) => id === kind) ?? 'transfer' })}
                choices={KINDS.map((id) => ({ id, name: label(`kindIs.${id}`) }))}
              />
              <TextField
                label={label('sourceSku')}
                help={label('sourceSkuHelp')}
                value={one.sku}
                onChange={(sku) => source(index, { sku })}
              />
              <TextField
                label={label('sourceUnits')}
                inputMode="numeric"
                value={one.units}
                onChange={(units) => source(index, { units })}
              />
              <TextField
                label={label('hours')}
                inputMode="decimal"
                value={one.hours}
                onChange={(hours) => source(index, { hours })}
              />
              <button
                type="button"
                aria-label={`${say('options:remove')} ${one.name}`}
                onClick={() => put({ emergency: fields.emergency.filter((_, at) => at !== index) })}
              >
                {say('options:remove')}
              </button>
            </fieldset>
          ))}
          <div>
            <button
              type="button"
              onClick={() =>
                put({
                  emergency: [
                    ...fields.emergency,
                    { id: world.newId(), name: '', kind: 'transfer', sku: '', units: '', hours: '48' },
                  ],
                })
              }
            >
              {label('addSource')}
            </button>
          </div>
        </fieldset>
        <FormEnd save={say('options:save')} said={said} />
      </form>
    </section>
  );
}
