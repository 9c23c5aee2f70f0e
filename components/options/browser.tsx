import { type FormEvent, useState } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';
import { TextField, Told } from './field.tsx';
import { isZone, zones } from './market-time.ts';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';

/** Who sits at this browser, the team's zone, how often sources are polled. */
export function Browser() {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const { preferences } = settings;
  const [name, setName] = useState(preferences.actorName);
  const [zone, setZone] = useState(preferences.teamZone);
  const [live, setLive] = useState(String(preferences.intervals.liveMs / 1000));
  const [idle, setIdle] = useState(String(preferences.intervals.idleMs / 1000));

  function save(event: FormEvent) {
    event.preventDefault();
    const intervals = { liveMs: Math.round(Number(live) * 1000), idleMs: Math.round(Number(idle) * 1000) };
    if (!isZone(zone)) return tell(false, say('options:streams.badZone', { zone }));
    if (!(intervals.liveMs >= 250) || !(intervals.idleMs >= intervals.liveMs))
      return tell(false, say('options:browser.badIntervals'));
    void run(() => world.change({ preferences: { ...preferences, actorName: name.trim(), teamZone: zone, intervals } }));
    return undefined;
  }
  return (
    <section aria-labelledby="browser">
      <h2 id="browser">{say('options:browser.title')}</h2>
      <form className="form" onSubmit={save}>
        <TextField label={say('options:browser.actor')} help={say('options:browser.actorHelp')} value={name} onChange={setName} />
        <TextField label={say('options:browser.zone')} value={zone} onChange={setZone} list="team-zones" required />
        <datalist id="team-zones">
          {zones().map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <TextField label={say('options:browser.live')} type="number" value={live} onChange={setLive} required />
        <TextField label={say('options:browser.idle')} type="number" value={idle} onChange={setIdle} required />
        <div className="acts">
          <button type="submit" className="main">
            {say('options:save')}
          </button>
        </div>
        <Told said={said} />
      </form>
    </section>
  );
}
