import type { i18n } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import type { AlertReview } from '../../core/domain/review.ts';
import type { Language } from '../i18n/i18n.ts';
import { Spoken, useSay } from '../i18n/use-phrase.tsx';
import { Panel } from '../panel/panel.tsx';
import type { PanelWorld } from '../panel/panel-context.ts';

/** Real milliseconds between two looks. */
const LOOK_MS = 250;
const RATES = [1, 10, 60, 300] as const;

export type ReplayWorld = {
  readonly panel: PanelWorld;
  readonly title: string;
  readonly zones: { readonly market: string; readonly team: string };
  readonly from: number;
  readonly to: number;
  /** Lives on (or, backwards, anew) to this moment, draws the panel, and tells the alerts that have come so far. */
  readonly seek: (at: number) => Promise<readonly AlertReview[]>;
};

/** A recorded stream lived through again with today's settings: the panel as it would have been, and the alerts as they would have come. */
export function Replay({
  world,
  i18n,
  onLanguage,
}: {
  world: ReplayWorld;
  i18n: i18n;
  onLanguage: (language: Language) => void;
}) {
  return (
    <div className="replay">
      <Spoken i18n={i18n} zones={world.zones}>
        <Deck world={world} />
      </Spoken>
      <div className="replay-panel">
        <Panel world={world.panel} i18n={i18n} onLanguage={onLanguage} />
      </div>
    </div>
  );
}

function Deck({ world }: { world: ReplayWorld }) {
  const say = useSay();
  const { at, rate, alerts, broken, go, setRate } = usePlaying(world);
  if (broken) return <p role="alert">{say('practice:replay.broken')}</p>;
  return (
    <section className="replay-deck" aria-label={say('practice:replay.title')}>
      <h1 dir="auto">{say('practice:replay.of', { title: world.title })}</h1>
      <p>{say('practice:replay.why')}</p>
      <label>
        {say('practice:replay.at', { at: { instant: at } })}
        <input
          type="range"
          min={world.from}
          max={world.to}
          step={stepOf(world)}
          value={at}
          onChange={(event) => go(Number(event.target.value))}
        />
      </label>
      <fieldset>
        <legend>{say('practice:replay.rate')}</legend>
        {[0, ...RATES].map((each) => (
          <button key={each} type="button" aria-pressed={rate === each} onClick={() => setRate(each)}>
            {each === 0 ? say('practice:replay.pause') : `${each}×`}
          </button>
        ))}
      </fieldset>
      <h2>{say('practice:replay.alerts', { n: alerts.length })}</h2>
      <ol>
        {alerts.toReversed().map((alert) => (
          <li key={`${alert.alert} ${alert.raisedAt}`}>
            <time className="num">{say.time(alert.raisedAt)}</time> <strong>{say(`common:trigger.${alert.trigger}`)}</strong>{' '}
            <bdi>{alert.sku ?? ''}</bdi>
            {alert.clearedAt !== null && (
              <span className="quiet"> {say('practice:replay.cleared', { at: { instant: alert.clearedAt } })}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Ten seconds an arrow key; less of a stream that was over at once. */
const stepOf = ({ from, to }: ReplayWorld): number => Math.max(1, Math.min(10_000, Math.round((to - from) / 200)));

/** One question at a time: what is asked meanwhile is where the next one goes. */
function usePlaying(world: ReplayWorld) {
  const [at, setAt] = useState(world.from);
  const [rate, setRate] = useState<number>(60);
  const [alerts, setAlerts] = useState<readonly AlertReview[]>([]);
  const [broken, setBroken] = useState(false);
  const wanted = useRef(world.from);
  const busy = useRef(false);
  useEffect(() => {
    async function look() {
      if (busy.current) return;
      busy.current = true;
      try {
        const to = wanted.current;
        setAlerts(await world.seek(to));
        setAt(to);
      } catch {
        setBroken(true);
      } finally {
        busy.current = false;
      }
    }
    void look();
    const timer = setInterval(() => {
      const next = Math.min(world.to, wanted.current + LOOK_MS * rate);
      if (next !== wanted.current || rate === 0) wanted.current = next;
      void look();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [world, rate]);
  return {
    at,
    rate,
    alerts,
    broken,
    setRate,
    go: (to: number) => {
      wanted.current = to;
      setAt(to);
    },
  };
}
