import type { Stream } from '../../core/domain/stream.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { ZoneField } from './fields.tsx';
import { Form, FormEnd } from './form.tsx';
import { ListingChoice } from './listing-choice.tsx';
import { MomentField } from './moment-field.tsx';
import { PlannedUnits } from './planned-units.tsx';
import { Repeat, weeksOf } from './repeat.tsx';
import { useShop } from './shop-context.ts';
import { STARTS, streamTyped, typedStream, wrongStream } from './stream-typed.ts';
import { useFields } from './use-fields.ts';
import { useTold } from './use-told.ts';
import { repeated } from './weekly.ts';

/** Adds or changes a stream. Times are typed as the market's wall clock shows them. */
export function StreamForm({ before, onDone }: { before: Stream | null; onDone: () => void }) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const accounts = Object.values(settings.accounts);
  const team = settings.preferences.teamZone;
  const { fields, bind, put } = useFields(typedStream(before, settings, accounts[0]?.id ?? '', world.now()));
  const { account, zone, starts } = fields;

  async function save() {
    const wrong = wrongStream(fields, say);
    if (wrong !== null) return tell(false, wrong);
    // As it stands now: somebody may have started it while this form was open.
    const now = before === null ? null : (settings.streams[before.id] ?? before);
    const stream = streamTyped(fields, now, world.newId);
    const weeks = weeksOf(fields.repeat, stream);
    if (weeks === null) return tell(false, say('options:streams.badRepeat'));
    const streams = [stream, ...repeated(stream, weeks, world.newId, Object.values(settings.streams))];
    if (await run(() => world.change({ streams }))) onDone();
    return undefined;
  }
  return (
    <Form label={say('options:streams.form')} wide onSubmit={save}>
      <div className="columns">
        <TextField label={say('options:streams.name')} {...bind('title')} required />
        <ChoiceField
          label={say('options:streams.account')}
          {...bind('account')}
          choices={[
            ...(accounts.some(({ id }) => id === account) ? [] : [{ id: account, name: say('options:streams.accountGone') }]),
            ...accounts.map((one) => ({ id: one.id, name: one.name })),
          ]}
        />
        <ZoneField label={say('options:streams.zone')} help={say('options:streams.zoneHelp')} {...bind('zone')} />
        <MomentField label={say('options:streams.from')} zone={zone} team={team} {...bind('start')} />
        <MomentField label={say('options:streams.to')} zone={zone} team={team} {...bind('end')} />
        <Repeat {...bind('repeat')} />
        <ChoiceField
          label={say('options:streams.starts')}
          help={say(`options:streams.startsHelp.${starts}`)}
          value={starts}
          onChange={(next) => put({ starts: STARTS.find((one) => one === next) ?? 'hand' })}
          choices={STARTS.map((id) => ({ id, name: say(`options:streams.startsIs.${id}`) }))}
        />
        <TextField label={say('options:streams.viewers')} help={say('options:streams.viewersHelp')} {...bind('viewers')} />
        <TextField label={say('options:streams.adSpend')} help={say('options:streams.adSpendHelp')} {...bind('adSpend')} />
      </div>
      <ListingChoice account={account} chosen={fields.listings} onChange={bind('listings').onChange} />
      <PlannedUnits lines={fields.planned} onChange={bind('planned').onChange} />
      <FormEnd save={say('options:streams.save')} said={said} onCancel={onDone} />
    </Form>
  );
}
