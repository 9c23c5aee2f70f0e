import { useState } from 'react';
import type { Place } from '../../core/domain/position.ts';
import { UNTAUGHT } from '../../core/domain/profile.ts';
import type { ConsoleAccount } from '../../core/domain/settings.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { Form, FormEnd } from './form.tsx';
import { profileChoices, useProfiles } from './profile-names.ts';
import { useShop } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useAnswer } from './use-answer.ts';
import { useTold } from './use-told.ts';

/** Adds or changes a console account. The browser asks for its one site in the very click that saves it. */
export function AccountForm({ before, onDone }: { before: ConsoleAccount | null; onDone: () => void }) {
  const say = useSay();
  const { world, settings } = useShop();
  const { said, run, tell } = useTold();
  const [id] = useState(before?.id ?? world.newId());
  const [name, setName] = useState(before?.name ?? '');
  const [address, setAddress] = useState(before?.site ?? '');
  const [chosen, setChosen] = useState(before?.profile ?? null);
  // What the address tells holds until a person chooses otherwise.
  const profile = chosen ?? world.profileFor(address.trim()) ?? UNTAUGHT;
  const [channel, setChannel] = useState(before?.channel ?? '');
  const [pool, setPool] = useState<readonly Place[] | null>(before?.pool ?? null);
  const profiles = useProfiles();
  useUnsaved([name, address, profile, channel, pool]);
  const channels = Object.values(settings.sources).filter((source) => source.role !== 'warehouse');

  async function save() {
    const site = originOf(address);
    if (site === null) return tell(false, say('options:accounts.badSite'));
    if (pool?.length === 0) return tell(false, say('options:accounts.emptyPool'));
    // In the click itself, before any waiting.
    const asked = world.grant([site]).catch(() => false);
    // What was promoted was promoted with the very profile: another one starts again.
    const assist = before?.profile === profile && before.assist != null ? { assist: before.assist } : {};
    const account: ConsoleAccount = {
      id,
      name: name.trim(),
      profile,
      site,
      channel: channel === '' ? null : channel,
      pool,
      ...assist,
    };
    const granted = await asked;
    if (!(await run(() => world.change({ accounts: [account] })))) return undefined;
    if (granted) await run(async () => world.reconcileSites().then(() => null));
    // Where it was not granted the card says so, with the button that mends it.
    onDone();
    return undefined;
  }
  return (
    <Form label={say('options:accounts.form')} onSubmit={save}>
      <TextField label={say('options:accounts.name')} value={name} onChange={setName} required />
      <TextField
        label={say('options:accounts.site')}
        help={say('options:accounts.siteHelp')}
        type="url"
        value={address}
        onChange={setAddress}
        required
      />
      <ChoiceField
        label={say('options:accounts.profile')}
        help={say('options:accounts.profileHelp')}
        value={profile}
        onChange={setChosen}
        choices={profileChoices(profiles, profile, say)}
      />
      <ChoiceField
        label={say('options:accounts.channel')}
        help={say('options:accounts.channelHelp')}
        value={channel}
        onChange={setChannel}
        choices={[
          { id: '', name: say('options:accounts.noChannel') },
          ...channels.map((one) => ({ id: one.id, name: one.name || one.id })),
        ]}
      />
      <Pool pool={pool} onChange={setPool} />
      <FormEnd save={say('options:accounts.save')} said={said} onCancel={onDone} />
    </Form>
  );
}

/** Null where it is no address of a web page. */
function originOf(address: string): string | null {
  const text = address.trim();
  if (!URL.canParse(text)) return null;
  const { protocol, origin } = new URL(text);
  return /^https?:$/.test(protocol) ? origin : null;
}

const samePlace = (a: Place, b: Place): boolean => a.source === b.source && a.location === b.location;

type PoolProps = { pool: readonly Place[] | null; onChange: (pool: readonly Place[] | null) => void };
/** All places, or those that are ticked. A place that is not read at the moment stays in the list. */
function Pool({ pool, onChange }: PoolProps) {
  const say = useSay();
  const { world, settings } = useShop();
  const { value } = useAnswer(world.places, settings.sources);
  const warehouse = ({ source }: Place) => settings.sources[source]?.role !== 'channel';
  const read = (value ?? []).filter(warehouse).map(({ source, location }) => ({ source, location }));
  const places = [...read, ...(pool ?? []).filter((place) => !read.some((one) => samePlace(one, place)))];
  return (
    <fieldset>
      <legend>{say('options:accounts.pool')}</legend>
      <label>
        <input type="checkbox" checked={pool === null} onChange={(event) => onChange(event.target.checked ? null : places)} />
        {say('options:accounts.poolAll')}
      </label>
      {pool !== null &&
        places.map((place) => (
          <label key={`${place.source}|${place.location}`}>
            <input
              type="checkbox"
              checked={pool.some((one) => samePlace(one, place))}
              onChange={(event) =>
                onChange(event.target.checked ? [...pool, place] : pool.filter((one) => !samePlace(one, place)))
              }
            />
            <span dir="auto">
              {settings.sources[place.source]?.name ?? place.source}: {place.location}
            </span>
          </label>
        ))}
      {pool !== null && places.length === 0 && <p className="quiet">{say('options:accounts.noPlaces')}</p>}
    </fieldset>
  );
}
