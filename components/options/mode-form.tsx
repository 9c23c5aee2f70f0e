import { MODE_KINDS, type Mode } from '../../core/domain/shipping.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { CheckField, Group, MoneyField, type NamedPlace, Weekdays, ZoneField } from './fields.tsx';
import { Form, FormEnd } from './form.tsx';
import { Parts, Peaks } from './mode-lists.tsx';
import { MODE_TEMPLATES } from './mode-templates.ts';
import { modeOf, typedMode, typedTemplate } from './mode-typed.ts';
import { useShop } from './shop-context.ts';
import { useFields } from './use-fields.ts';
import { useTold } from './use-told.ts';

type FormProps = { readonly before: Mode | null; readonly places: readonly NamedPlace[]; readonly onDone: () => void };
/** One way to bring goods: lead time in parts, cut-offs, peaks, freight. A new one may begin with an example. */
export function ModeForm({ before, places, onDone }: FormProps) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const { fields, bind, put } = useFields({
    ...typedMode(before ?? {}, settings.preferences.restock.rates.home),
    example: false,
  });
  const label = (name: string) => say(`options:modes.${name}`);
  const warehouses = (none: string) => [{ id: '', name: label(none) }, ...places.map(({ id, name }) => ({ id, name }))];

  async function save() {
    const mode = modeOf(before?.id ?? world.newId(), fields, say);
    if (typeof mode === 'string') return tell(false, mode);
    if (await run(() => world.change({ modes: [mode] }))) onDone();
    return undefined;
  }
  return (
    <Form label={label('form')} wide onSubmit={save}>
      {before === null && (
        <fieldset>
          <legend>{label('examples')}</legend>
          <div className="acts">
            {MODE_TEMPLATES.map((one) => {
              const name = label(`kindIs.${one.kind}`);
              return (
                <button
                  key={one.kind}
                  type="button"
                  onClick={() => put({ ...typedTemplate(one, say('options:modes.exampleName', { name })), example: true })}
                >
                  {name}
                </button>
              );
            })}
          </div>
        </fieldset>
      )}
      {fields.example && (
        <p role="status" className="shut">
          {label('exampleHelp')}
        </p>
      )}
      <div className="columns">
        <TextField label={label('name')} {...bind('name')} required />
        <ChoiceField
          label={label('kind')}
          value={fields.kind}
          onChange={(kind) => put({ kind: MODE_KINDS.find((one) => one === kind) ?? 'seaSlow' })}
          choices={MODE_KINDS.map((id) => ({ id, name: label(`kindIs.${id}`) }))}
        />
        <TextField label={label('route')} help={label('routeHelp')} {...bind('route')} />
        <ChoiceField label={label('to')} {...bind('to')} choices={warehouses('anyWarehouse')} />
        {fields.kind === 'transfer' && (
          <ChoiceField label={label('from')} help={label('fromHelp')} {...bind('from')} choices={warehouses('notSaid')} />
        )}
      </div>
      <Parts parts={fields.parts} onChange={(parts) => put({ parts })} />
      <Group title={label('cutOff')} lost={label('cutOffLost')}>
        <CheckField label={label('hasCutOff')} {...bind('hasCutOff')} />
        {fields.hasCutOff && (
          <>
            <TextField label={label('time')} type="time" {...bind('time')} required />
            <ZoneField label={label('zone')} {...bind('zone')} />
            <Weekdays label={label('weekdays')} help={label('weekdaysHelp')} {...bind('weekdays')} />
          </>
        )}
      </Group>
      <Peaks peaks={fields.peaks} onChange={(peaks) => put({ peaks })} />
      <Group title={label('freight')} lost={label('freightLost')}>
        <ChoiceField
          label={label('by')}
          value={fields.by}
          onChange={(by) => put({ by: (['kg', 'cbm', 'unit'] as const).find((one) => one === by) ?? '' })}
          choices={['', 'kg', 'cbm', 'unit'].map((id) => ({ id, name: id === '' ? label('notSaid') : label(`byIs.${id}`) }))}
        />
        {fields.by !== '' && (
          <>
            <MoneyField
              label={label('rate')}
              amount={fields.rate}
              currency={fields.currency}
              onAmount={(rate) => put({ rate })}
              onCurrency={(currency) => put({ currency })}
            />
            <TextField label={label('minimum')} help={label('minimumHelp')} inputMode="decimal" {...bind('minimum')} />
            {fields.by === 'kg' && (
              <TextField label={label('divisor')} help={label('divisorHelp')} inputMode="numeric" {...bind('divisor')} />
            )}
          </>
        )}
        <CheckField label={label('battery')} {...bind('battery')} />
        <CheckField label={label('liquid')} {...bind('liquid')} />
      </Group>
      <FormEnd save={say('options:save')} said={said} onCancel={onDone} />
    </Form>
  );
}
