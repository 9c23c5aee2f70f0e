import type { Shipment } from '../../core/domain/shipping.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { type NamedPlace, placeId, placeOf, ZoneField } from './fields.tsx';
import { Form, FormEnd } from './form.tsx';
import { isZone } from './market-time.ts';
import { instantOf, MomentField, type Typed, typedOf } from './moment-field.tsx';
import { readFields, typedNumber, typedPercent } from './reading.ts';
import { useShop } from './shop-context.ts';
import { useFields } from './use-fields.ts';
import { useLines } from './use-lines.ts';
import { useTold } from './use-told.ts';

const STAGES = ['ordered', 'shipped', 'customs', 'receiving', 'done'] as const;
const NOT_SAID: Typed = { local: '', later: false };
type Line = { readonly sku: string; readonly units: string };

type FormProps = { readonly before: Shipment | null; readonly places: readonly NamedPlace[]; readonly onDone: () => void };
/** One shipment: where to, what is in it, how far it is, and when it can be sold. */
export function ShipmentForm({ before, places, onDone }: FormProps) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const team = settings.preferences.teamZone;
  const typed = (at: number | null | undefined) => (at == null ? NOT_SAID : typedOf(team, at));
  const { fields, bind, put } = useFields({
    name: before?.name ?? '',
    to: before === null ? '' : placeId(before.to),
    stage: before?.stage ?? 'ordered',
    zone: team,
    expectedAt: typed(before?.expectedAt),
    putAwayAt: typed(before?.putAwayAt),
    chance: typedPercent(before?.chance),
    lines: (before?.lines ?? [{ sku: '', units: null }]).map(({ sku, units }) => ({
      sku,
      units: typedNumber(units),
    })) as readonly Line[],
  });
  const { rows, add } = useLines(fields.lines, (lines) => put({ lines }));
  const to = fields.to || places[0]?.id || '';

  async function save() {
    const read = readFields(say);
    if (!isZone(fields.zone)) return tell(false, say('options:streams.badZone', { zone: fields.zone }));
    const place = placeOf(to);
    if (place === null) return tell(false, say('options:shipments.noPlace'));
    const lines = fields.lines
      .filter(({ sku, units }) => sku.trim() + units.trim() !== '')
      .map(({ sku, units }) => {
        if (sku.trim() === '') read.wrong(say('options:shipments.noSku'));
        return { sku: sku.trim(), units: read.number(sku.trim(), units, { whole: true, least: 1, needed: true }) ?? 0 };
      });
    if (lines.length === 0) read.wrong(say('options:shipments.noLine'));
    const moment = (at: Typed) => (at.local === '' ? null : instantOf(fields.zone, at));
    const [expectedAt, putAwayAt] = [moment(fields.expectedAt), moment(fields.putAwayAt)];
    if (expectedAt !== null && putAwayAt !== null && putAwayAt < expectedAt) read.wrong(say('options:shipments.badOrder'));
    const chance = read.percent(say('options:shipments.chance'), fields.chance);
    const problem = read.problem();
    if (problem !== null) return tell(false, problem);
    const shipment: Shipment = {
      id: before?.id ?? world.newId(),
      name: fields.name.trim(),
      to: place,
      lines,
      stage: fields.stage,
      expectedAt,
      putAwayAt,
      chance,
    };
    if (await run(() => world.change({ shipments: [shipment] }))) onDone();
    return undefined;
  }
  return (
    <Form label={say('options:shipments.form')} onSubmit={save}>
      <TextField label={say('options:shipments.name')} help={say('options:shipments.nameHelp')} {...bind('name')} required />
      {places.length === 0 ? (
        <p className="is-bad">{say('options:shipments.noPlaces')}</p>
      ) : (
        <ChoiceField
          label={say('options:shipments.to')}
          value={to}
          onChange={bind('to').onChange}
          choices={places.map(({ id, name }) => ({ id, name }))}
        />
      )}
      <ChoiceField
        label={say('options:shipments.stage')}
        help={say('options:shipments.stageHelp')}
        value={fields.stage}
        onChange={(stage) => put({ stage: STAGES.find((one) => one === stage) ?? 'ordered' })}
        choices={STAGES.map((id) => ({ id, name: say(`options:shipments.stageIs.${id}`) }))}
      />
      <ZoneField label={say('options:shipments.zone')} {...bind('zone')} />
      <MomentField label={say('options:shipments.expectedAt')} zone={fields.zone} team={team} optional {...bind('expectedAt')} />
      <MomentField label={say('options:shipments.putAwayAt')} zone={fields.zone} team={team} optional {...bind('putAwayAt')} />
      <p className="quiet">{say('options:shipments.datesLost')}</p>
      <TextField
        label={say('options:shipments.chance')}
        help={say('options:shipments.chanceHelp')}
        inputMode="decimal"
        {...bind('chance')}
      />
      <fieldset>
        <legend>{say('options:shipments.lines')}</legend>
        <datalist id="shipment-skus">
          {Object.values(settings.skus).map(({ sku, title }) => (
            <option key={sku} value={sku} label={title} />
          ))}
        </datalist>
        {rows.map(({ name, line, put: putLine, remove }, index) => (
          <div key={name} className="acts">
            <input
              value={line.sku}
              list="shipment-skus"
              placeholder="SKU"
              aria-label={say('options:streams.plannedSku', { n: index + 1 })}
              onChange={(event) => putLine({ sku: event.target.value })}
            />
            <input
              value={line.units}
              className="short"
              inputMode="numeric"
              placeholder={say('options:streams.units')}
              aria-label={say('options:shipments.unitsOf', { n: index + 1 })}
              onChange={(event) => putLine({ units: event.target.value })}
            />
            <button
              type="button"
              className="small"
              aria-label={say('options:listings.removeLine', { n: index + 1 })}
              disabled={fields.lines.length === 1}
              onClick={remove}
            >
              ✕
            </button>
          </div>
        ))}
        <div>
          <button type="button" onClick={() => add({ sku: '', units: '' })}>
            {say('options:listings.addLine')}
          </button>
        </div>
      </fieldset>
      <FormEnd save={say('options:save')} said={said} onCancel={onDone} />
    </Form>
  );
}
