import { useEffect, useRef, useState } from 'react';
import type { Better, Judged } from '../../core/domain/desk.ts';
import type { StreamId } from '../../core/domain/ids.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import { NO_FACTS, type SettingsBody, type ShopSettings } from '../../core/domain/settings.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { useDesk } from './desk-context.ts';

/**
 * Numbers that would have served better: each says why and what it would have done, and is taken over, and back, with one click.
 * Those of the next plan are there at once; those of the triggers as the recording is lived through again with them.
 */
export function BetterList({ stream, proposals }: { stream: StreamId; proposals: readonly Better[] }) {
  const say = useSay();
  const { judged, came } = useJudged(stream, proposals);
  // What is taken over is proposed no more: its line stays for the way back.
  const [shown] = useState(() => new Map<string, Better>());
  const fresh = proposals.filter(({ id }) => !judged.refuted.includes(id));
  for (const one of fresh) if (!shown.has(one.id)) shown.set(one.id, one);
  for (const one of judged.found) shown.set(one.id, one);
  for (const id of judged.refuted) shown.delete(id);
  return (
    <section aria-labelledby="better">
      <h2 id="better">{say('desk:after.better')}</h2>
      <ul className="better">
        {[...shown.values()].map((one) => (
          <BetterLine key={one.id} one={one} />
        ))}
      </ul>
      <p className="quiet" role="status">
        {came === 'running'
          ? say('desk:better.running', { done: judged.done, of: judged.of })
          : say(came === 'done' && shown.size === 0 ? 'desk:better.nothing' : `desk:better.came.${came}`)}
      </p>
    </section>
  );
}

const NOTHING: Judged = { done: 0, of: 0, found: [], refuted: [] };
/** Lived through once for each stream that is looked at, with the settings as they are then. */
function useJudged(stream: StreamId, proposals: readonly Better[]) {
  const { recordings } = useDesk();
  const [judged, setJudged] = useState(NOTHING);
  const [came, setCame] = useState<'running' | 'done' | 'none' | 'stopped' | 'broken'>('running');
  const first = useRef(proposals);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    recordings.better(stream, first.current, setJudged, signal).then(
      (how) => signal.aborted || setCame(how),
      () => signal.aborted || setCame('broken'),
    );
    return () => leaving.abort();
  }, [recordings, stream]);
  return { judged, came };
}

function BetterLine({ one }: { one: Better }) {
  const say = useSay();
  const { settings, change } = useDesk();
  // As it was when it was taken over: the way back. The row stays as it was drawn then.
  const [taken, setTaken] = useState<{ readonly was: Better['from'] } | null>(null);
  const [problem, setProblem] = useState<Phrase | null>(null);
  async function put(value: number | null) {
    const before = await settings();
    const said = await change(changeOf(before, one, value));
    setProblem(said);
    if (said === null) setTaken(taken === null ? { was: standsAt(before, one) } : null);
  }
  return (
    <li>
      <span>
        <strong>{say(`desk:setting.${one.setting}`)}</strong> <bdi>{one.sku ?? ''}</bdi>{' '}
        <span className="num">
          {figure(say, one.setting, one.from)} → {figure(say, one.setting, one.to)}
        </span>
        <span className="quiet"> {say.phrase(one.why)}</span>
        {one.did.length > 0 && <span className="did"> {one.did.map((did) => say.phrase(did)).join(' · ')}</span>}
        <span className="quiet by"> {say(`desk:better.by.${one.by}`)}</span>
      </span>
      {taken === null ? (
        <button type="button" onClick={() => void put(one.to)}>
          {say('desk:take')}
        </button>
      ) : (
        <span role="status">
          {say('desk:taken')}{' '}
          <button type="button" onClick={() => void put(taken.was)}>
            {say('desk:undo')}
          </button>
        </span>
      )}
      {problem !== null && <span role="alert">{say.phrase(problem)}</span>}
    </li>
  );
}

const CHANCES: readonly Better['setting'][] = ['stockOutChance', 'stalledChance', 'capacityShare'];
const figure = (say: Say, setting: Better['setting'], value: number | null): string =>
  CHANCES.includes(setting) && value !== null ? `${say.number(100 * value, 2)} %` : say.number(value, 2);

function standsAt({ skus, preferences }: ShopSettings, { sku, setting }: Better): number | null {
  if (sku === null) {
    const value = setting === 'safetyStock' || setting === 'plannedUnits' ? null : preferences.triggers[setting];
    return typeof value === 'number' ? value : null;
  }
  return setting === 'safetyStock' || setting === 'plannedUnits' ? (skus[sku]?.[setting] ?? null) : null;
}

function changeOf(settings: ShopSettings, { sku, setting }: Better, value: number | null): SettingsBody {
  if (sku !== null) return { skus: [{ ...(settings.skus[sku] ?? { sku, ...NO_FACTS }), [setting]: value }] };
  const { preferences } = settings;
  return value === null ? {} : { preferences: { ...preferences, triggers: { ...preferences.triggers, [setting]: value } } };
}
