import { LEAD_PARTS, type LeadPart, MODE_KINDS, type Mode } from '../../core/domain/shipping.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { CheckField, Group, MoneyField, type NamedPlace, Weekdays, ZoneField } from './fields.tsx';
import { Form, FormEnd } from './form.tsx';
import { MODE_TEMPLATES } from './mode-templates.ts';
import { modeOf, NEW_PEAK, type TypedPeak, typedMode, typedTemplate } from './mode-typed.ts';
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

type TypedParts = Record<LeadPart, { days: string; spread: string }>;
function Parts({ parts, onChange }: { parts: TypedParts; onChange: (parts: TypedParts) => void }) {
  const say = useSay();
  return (
    <fieldset className="group">
      <legend>{say('options:modes.parts')}</legend>
      <p className="quiet">{say('options:modes.partsHelp')}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('options:modes.partName')}</th>
            <th scope="col">{say('options:modes.mean')}</th>
            <th scope="col">{say('options:modes.spread')}</th>
          </tr>
        </thead>
        <tbody>
          {LEAD_PARTS.map((part) => (
            <tr key={part}>
              <th scope="row" className="plain">
                {say(`options:modes.part.${part}`)}
              </th>
              {(['days', 'spread'] as const).map((what) => (
                <td key={what}>
                  <input
                    className="short"
                    inputMode="decimal"
                    value={parts[part][what]}
                    aria-label={`${say(`options:modes.part.${part}`)}, ${say(what === 'days' ? 'options:modes.mean' : 'options:modes.spread')}`}
                    onChange={(event) => onChange({ ...parts, [part]: { ...parts[part], [what]: event.target.value } })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

function Peaks({ peaks, onChange }: { peaks: readonly TypedPeak[]; onChange: (peaks: readonly TypedPeak[]) => void }) {
  const say = useSay();
  const put = (index: number, change: Partial<TypedPeak>) =>
    onChange(peaks.map((peak, at) => (at === index ? { ...peak, ...change } : peak)));
  return (
    <fieldset className="group">
      <legend>{say('options:modes.peaks')}</legend>
      <p className="quiet">{say('options:modes.peaksHelp')}</p>
      {peaks.map((peak, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a peak is what stands at its place.
        <fieldset key={index} className="columns" aria-label={say('options:modes.peakN', { n: index + 1 })}>
          <TextField
            label={say('options:modes.peakFrom')}
            type="date"
            value={peak.from}
            onChange={(from) => put(index, { from })}
            required
          />
          <TextField
            label={say('options:modes.peakTo')}
            type="date"
            value={peak.to}
            onChange={(to) => put(index, { to })}
            required
          />
          <TextField
            label={say('options:modes.factor')}
            inputMode="decimal"
            value={peak.factor}
            onChange={(factor) => put(index, { factor })}
            required
          />
          <TextField label={say('options:modes.why')} value={peak.why} onChange={(why) => put(index, { why })} />
          <fieldset className="whole">
            <legend>{say('options:modes.peakParts')}</legend>
            <div className="acts">
              {LEAD_PARTS.map((part) => (
                <label key={part}>
                  <input
                    type="checkbox"
                    checked={peak.parts.includes(part)}
                    onChange={(event) =>
                      put(index, {
                        parts: LEAD_PARTS.filter((one) => (one === part ? event.target.checked : peak.parts.includes(one))),
                      })
                    }
                  />
                  {say(`options:modes.part.${part}`)}
                </label>
              ))}
            </div>
          </fieldset>
          <button
            type="button"
            aria-label={say('options:modes.removePeak', { n: index + 1 })}
            onClick={() => onChange(peaks.filter((_, at) => at !== index))}
          >
            {say('options:remove')}
          </button>
        </fieldset>
      ))}
      <div>
        <button type="button" onClick={() => onChange([...peaks, NEW_PEAK])}>
          {say('options:modes.addPeak')}
        </button>
      </div>
    </fieldset>
  );
}
