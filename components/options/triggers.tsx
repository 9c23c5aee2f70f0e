import { DEFAULT_TRIGGERS, type TriggerSettings } from '../../core/domain/trigger-settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import { readFields } from './reading.ts';
import { useShop } from './shop-context.ts';
import {
  TRIGGER_GROUPS,
  TRIGGER_NAMES,
  type TriggerField,
  TriggerInput,
  triggerShown,
  triggerTyped,
  typedTrigger,
  typedTriggers,
} from './trigger-fields.tsx';
import { useFields } from './use-fields.ts';
import { useTold } from './use-told.ts';

/** Every number that a trigger compares with, for the whole shop; a SKU may have its own. */
export function Triggers() {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const { fields, put, saved } = useFields(typedTriggers(settings.preferences.triggers));

  async function save() {
    const read = readFields(say);
    const numbers = (Object.keys(DEFAULT_TRIGGERS) as TriggerField[]).map((field) => {
      const typed = fields[field];
      return [field, typeof typed === 'boolean' ? typed : triggerTyped(read, say, field, typed, true)];
    });
    const problem = read.problem();
    if (problem !== null) return tell(false, problem);
    const triggers = Object.fromEntries(numbers) as TriggerSettings;
    if (await run(() => world.change({ preferences: { ...settings.preferences, triggers } }))) saved();
    return undefined;
  }
  return (
    <section aria-labelledby="triggers">
      <h2 id="triggers">{say('options:triggers.title')}</h2>
      <p className="quiet">{say('options:triggers.about')}</p>
      <form
        className="form wide pairs"
        aria-label={say('options:triggers.title')}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {TRIGGER_NAMES.map((name) => (
          <fieldset key={name} className="group">
            <legend>{say(`common:trigger.${name}`)}</legend>
            <p className="quiet">{say(`options:triggers.rule.${name}`)}</p>
            <div className="columns">
              {TRIGGER_GROUPS[name].map((field) => (
                <Numbered key={field} field={field} value={fields[field]} onChange={(value) => put({ [field]: value })} />
              ))}
            </div>
          </fieldset>
        ))}
        <p className="quiet">{say('options:triggers.others')}</p>
        <div className="acts">
          <button type="submit" className="main">
            {say('options:save')}
          </button>
          <button type="button" onClick={() => put(typedTriggers(DEFAULT_TRIGGERS))}>
            {say('options:triggers.resetAll')}
          </button>
        </div>
        <Told said={said} />
      </form>
    </section>
  );
}

type NumberedProps = { field: TriggerField; value: string | boolean; onChange: (value: string | boolean) => void };
/** A number, its default, and the way back to it. */
function Numbered({ field, value, onChange }: NumberedProps) {
  const say = useSay();
  const usual = typedTrigger(field, DEFAULT_TRIGGERS[field]);
  const shown = triggerShown(say, field, DEFAULT_TRIGGERS[field]);
  return (
    <div className="numbered">
      <TriggerInput field={field} value={value} onChange={onChange} help={say('options:triggers.default', { value: shown })} />
      {value !== usual && (
        <button
          type="button"
          aria-label={say('options:triggers.resetOne', { field: say(`options:triggers.field.${field}`), value: shown })}
          onClick={() => onChange(usual)}
        >
          {say('options:triggers.reset')}
        </button>
      )}
    </div>
  );
}
