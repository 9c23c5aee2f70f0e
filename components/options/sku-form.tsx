import type { SkuFacts } from '../../core/domain/settings.ts';
import type { SkuTriggers } from '../../core/domain/trigger-settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { CheckField, Group, MoneyField } from './fields.tsx';
import { Form, FormEnd } from './form.tsx';
import { readFields } from './reading.ts';
import { useShop } from './shop-context.ts';
import type { PutSku } from './sku-changes.ts';
import { supplyTyped, type TypedSku, triggersTyped, typedSku } from './sku-typed.ts';
import { SKU_FIELDS, TriggerInput, triggerShown } from './trigger-fields.tsx';
import { useFields } from './use-fields.ts';
import { useTold } from './use-told.ts';

/** What it takes to buy and ship one SKU, and its own lines; each group says what is lost without it. */
export function SkuForm({ facts, put, onDone }: { facts: SkuFacts; put: PutSku; onDone: () => void }) {
  const say = useSay();
  const { settings } = useShop();
  const { said, tell } = useTold();
  const { fields, bind, put: type } = useFields(typedSku(facts, settings.preferences.restock.rates.home));

  async function save() {
    const read = readFields(say);
    const supply = supplyTyped(fields, read, say);
    const triggers = triggersTyped(fields.own, read, say);
    const problem = read.problem();
    if (problem !== null) return tell(false, problem);
    if (await put(facts.sku, { supply, triggers })) onDone();
    return undefined;
  }
  const label = (name: string) => say(`options:sku.${name}`);
  const text = (name: keyof TypedSku & string, help?: string) => (
    <TextField
      label={label(name)}
      help={help ?? null}
      inputMode="decimal"
      {...(bind(name) as { value: string; onChange: (value: string) => void })}
    />
  );
  const choice = (name: 'role' | 'season' | 'cause', ids: readonly string[]) => (
    <ChoiceField
      label={label(name)}
      {...(bind(name) as { value: string; onChange: (value: string) => void })}
      choices={[{ id: '', name: label('notSaid') }, ...ids.map((id) => ({ id, name: say(`options:sku.${name}Is.${id}`) }))]}
    />
  );
  return (
    <Form label={say('options:sku.form', { sku: facts.sku })} wide onSubmit={save}>
      <h3 dir="auto">
        {facts.sku} <span className="plain">{facts.title}</span>
      </h3>
      <Group title={label('money')} lost={label('moneyLost')}>
        <MoneyField
          label={label('price')}
          amount={fields.price}
          currency={fields.priceIn}
          onAmount={(price) => type({ price })}
          onCurrency={(priceIn) => type({ priceIn })}
        />
        <MoneyField
          label={label('unitCost')}
          amount={fields.unitCost}
          currency={fields.unitCostIn}
          onAmount={(unitCost) => type({ unitCost })}
          onCurrency={(unitCostIn) => type({ unitCostIn })}
        />
        {text('dutyRate')}
      </Group>
      <Group title={label('carton')} lost={label('cartonLost')}>
        {text('unitsPerCarton')}
        {text('length')}
        {text('width')}
        {text('height')}
        {text('kg', label('kgHelp'))}
        <CheckField label={label('battery')} {...bind('battery')} />
        <CheckField label={label('liquid')} {...bind('liquid')} />
      </Group>
      <Group title={label('ordering')} lost={label('orderingLost')}>
        <TextField label={label('supplier')} {...bind('supplier')} />
        <TextField label={label('secondSupplier')} {...bind('secondSupplier')} />
        {text('moq')}
        {text('multiple')}
        {text('productionDays')}
        {text('labellingDays')}
      </Group>
      <Group title={label('demand')} lost={label('demandLost')}>
        {choice('role', ['traffic', 'hero', 'profit', 'clearance'])}
        {choice('season', ['new', 'seasonal'])}
        {choice('cause', ['burst', 'sustained'])}
        <CheckField label={label('key')} help={label('keyHelp')} {...bind('key')} />
      </Group>
      <Group title={label('own')} lost={label('ownLost')}>
        {SKU_FIELDS.map((field) => (
          <OwnLine
            key={field}
            field={field}
            value={fields.own[field]}
            onChange={(value) => type({ own: { ...fields.own, [field]: value } })}
          />
        ))}
      </Group>
      <FormEnd save={say('options:save')} said={said} onCancel={onDone} />
    </Form>
  );
}

type LineProps = { field: keyof SkuTriggers; value: string; onChange: (value: string) => void };
/** Empty: the shop's own line holds, and stands there in grey. */
function OwnLine({ field, value, onChange }: LineProps) {
  const say = useSay();
  const { settings } = useShop();
  const shops = settings.preferences.triggers[field];
  const help = say('options:sku.shopsLine', { value: triggerShown(say, field, shops) });
  if (typeof shops !== 'boolean')
    return <TriggerInput field={field} value={value} help={help} onChange={(next) => onChange(String(next))} />;
  return (
    <ChoiceField
      label={say(`options:triggers.field.${field}`)}
      help={help}
      value={value}
      onChange={onChange}
      choices={[
        { id: '', name: say('options:sku.asShop') },
        { id: 'yes', name: say('options:field.yes') },
        { id: 'no', name: say('options:field.no') },
      ]}
    />
  );
}
