import { amountText, isCurrency } from '../../core/domain/money-text.ts';
import { DEFAULT_RESTOCK, type EmergencySource, type RestockRules } from '../../core/domain/restock.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { Group, MoneyField } from './fields.tsx';
import { FormEnd } from './form.tsx';
import { readFields, typedNumber, typedPercent } from './reading.ts';
import { Emergency, Rates, type TypedRate, type TypedSource } from './restock-lists.tsx';
import { useShop } from './shop-context.ts';
import { useFields } from './use-fields.ts';
import { useTold } from './use-told.ts';

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
          <Rates rates={fields.rates} home={fields.home} onChange={(rates) => put({ rates })} />
        </Group>
        <Emergency sources={fields.emergency} onChange={(emergency) => put({ emergency })} />
        <FormEnd save={say('options:save')} said={said} />
      </form>
    </section>
  );
}
