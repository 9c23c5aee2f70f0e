import { type FormEvent, useState } from 'react';
import type { Patience } from '../../core/domain/settings.ts';
import { LanguageChoice } from '../i18n/language-choice.tsx';
import { useSay } from '../i18n/use-phrase.tsx';
import { TextField, Told } from './field.tsx';
import { isZone, zones } from './market-time.ts';
import { useShop } from './shop-context.ts';
import { useUnsaved } from './unsaved.ts';
import { useTold } from './use-told.ts';

const SECOND = 1_000;
const LEAST_MS = 250;
const MOST_LIVE_MS = 600_000;
const MOST_IDLE_MS = 86_400_000;

/** Who sits at this browser, its language, the team's zone, how often sources are polled. */
export function Browser() {
  const say = useSay();
  const { settings, world, onLanguage } = useShop();
  const { said, run, tell } = useTold();
  const { preferences } = settings;
  const [name, setName] = useState(preferences.actorName);
  const [zone, setZone] = useState(preferences.teamZone);
  const [live, setLive] = useState(String(preferences.intervals.liveMs / SECOND));
  const [idle, setIdle] = useState(String(preferences.intervals.idleMs / SECOND));
  const [answer, setAnswer] = useState(String(preferences.patience.answerMs / SECOND));
  const [grace, setGrace] = useState(String(preferences.patience.graceMs / SECOND));
  const kept = useUnsaved([name, zone, live, idle, answer, grace]);

  async function save(event: FormEvent) {
    event.preventDefault();
    const intervals = { liveMs: Math.round(Number(live) * SECOND), idleMs: Math.round(Number(idle) * SECOND) };
    const patience = { answerMs: Math.round(Number(answer) * SECOND), graceMs: Math.round(Number(grace) * SECOND) };
    if (!isZone(zone)) return tell(false, say('options:streams.badZone', { zone }));
    if (!areIntervals(intervals)) return tell(false, say('options:browser.badIntervals'));
    if (!isPatience(patience)) return tell(false, say('options:browser.badPatience'));
    const next = { ...preferences, actorName: name.trim(), teamZone: zone, intervals, patience };
    if (await run(() => world.change({ preferences: next }))) kept([name, zone, live, idle, answer, grace]);
    return undefined;
  }
  return (
    <section aria-labelledby="browser">
      <h2 id="browser">{say('options:browser.title')}</h2>
      <form className="form" onSubmit={(event) => void save(event)}>
        <TextField label={say('options:browser.actor')} help={say('options:browser.actorHelp')} value={name} onChange={setName} />
        <div className="field">
          <span className="label">{say('common:language')}</span>
          <div>
            <LanguageChoice onChange={onLanguage} />
          </div>
          <p className="quiet">{say('options:browser.languageHelp')}</p>
        </div>
        <TextField label={say('options:browser.zone')} value={zone} onChange={setZone} list="team-zones" required />
        <datalist id="team-zones">
          {zones().map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <TextField label={say('options:browser.live')} type="number" step="any" value={live} onChange={setLive} required />
        <TextField label={say('options:browser.idle')} type="number" step="any" value={idle} onChange={setIdle} required />
        <TextField label={say('options:browser.answer')} type="number" step="any" value={answer} onChange={setAnswer} required />
        <TextField
          label={say('options:browser.grace')}
          help={say('options:browser.graceHelp')}
          type="number"
          step="any"
          value={grace}
          onChange={setGrace}
          required
        />
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

const isPatience = ({ answerMs, graceMs }: Patience): boolean =>
  answerMs >= 1_000 && answerMs <= 120_000 && graceMs >= 1_000 && graceMs <= 600_000;

const areIntervals = ({ liveMs, idleMs }: { liveMs: number; idleMs: number }): boolean =>
  liveMs >= LEAST_MS && liveMs <= MOST_LIVE_MS && idleMs >= liveMs && idleMs <= MOST_IDLE_MS;
