import { useState } from 'react';
import type { ShopSettings } from '../../core/domain/settings.ts';
import { isRunning, type Stream } from '../../core/domain/stream.ts';
import { formatDay, formatTime } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { CadenceNotice } from './cadence-notice.tsx';
import { CalendarImport } from './calendar-import.tsx';
import { Told } from './field.tsx';
import { RemoveButton } from './remove-button.tsx';
import { Rundown } from './rundown.tsx';
import { sharers } from './sharing.ts';
import { useShop } from './shop-context.ts';
import { StreamForm } from './stream-form.tsx';
import { useTold } from './use-told.ts';

/** Streams: planned in the market's own time, started and ended here. On air first, then what comes next, then the past. */
export function Streams() {
  const say = useSay();
  const { settings, world } = useShop();
  const [editing, setEditing] = useState<Stream | 'new' | null>(null);
  const [calendar, setCalendar] = useState(false);
  const [rundown, setRundown] = useState<string | null>(null);
  const shown = rundown === null ? undefined : settings.streams[rundown];
  const streams = inOrder(Object.values(settings.streams), world.now());
  return (
    <section aria-labelledby="streams">
      <h2 id="streams">{say('options:streams.title')}</h2>
      <p className="quiet">{say('options:streams.about')}</p>
      <p className="quiet">{say('options:streams.endsHelp')}</p>
      <CadenceNotice />
      <ul className="cards">
        {streams.map((stream) => (
          <StreamCard
            key={stream.id}
            stream={stream}
            busy={editing !== null}
            onEdit={() => setEditing(stream)}
            onRundown={() => setRundown(stream.id)}
          />
        ))}
      </ul>
      {Object.keys(settings.accounts).length === 0 ? (
        <p className="quiet">{say('options:streams.noAccount')}</p>
      ) : editing === null ? (
        <div className="acts">
          <button type="button" className="main" onClick={() => setEditing('new')}>
            {say('options:streams.add')}
          </button>
          <button type="button" aria-expanded={calendar} onClick={() => setCalendar(!calendar)}>
            {say('options:calendar.open')}
          </button>
        </div>
      ) : (
        <StreamForm
          key={editing === 'new' ? 'new' : editing.id}
          before={editing === 'new' ? null : editing}
          onDone={() => setEditing(null)}
        />
      )}
      {calendar && <CalendarImport onDone={() => setCalendar(false)} />}
      {shown !== undefined && <Rundown key={shown.id} stream={shown} onDone={() => setRundown(null)} />}
    </section>
  );
}

type Stage = 'onAir' | 'planned' | 'over' | 'missed';
function stageOf(stream: Stream, now: number): Stage {
  if (isRunning(stream, now)) return 'onAir';
  if (stream.actualStart !== null) return 'over';
  return stream.plannedEnd > now ? 'planned' : 'missed';
}

function inOrder(streams: readonly Stream[], now: number): readonly Stream[] {
  const rank: Readonly<Record<Stage, number>> = { onAir: 0, planned: 1, over: 2, missed: 2 };
  return streams.toSorted((a, b) => {
    const [first, second] = [rank[stageOf(a, now)], rank[stageOf(b, now)]];
    return first - second || (first === 2 ? b.plannedStart - a.plannedStart : a.plannedStart - b.plannedStart);
  });
}

type CardProps = { stream: Stream; busy: boolean; onEdit: () => void; onRundown: () => void };
function StreamCard({ stream, busy, onEdit, onRundown }: CardProps) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const stage = stageOf(stream, world.now());
  const put = (change: Partial<Stream>) => void run(() => world.change({ streams: [{ ...stream, ...change }] }));
  function start() {
    if (stream.plannedEnd <= world.now()) return tell(false, say('options:streams.endIsPast'));
    return put({ actualStart: world.now(), actualEnd: null });
  }
  return (
    <li className="card" data-stream={stream.id}>
      <h3>
        <bdi>{stream.title || stream.id}</bdi> <span className={`stage is-${stage}`}>{say(`options:streams.${stage}`)}</span>
      </h3>
      <When stream={stream} settings={settings} />
      <p className="quiet" dir="auto">
        {settings.accounts[stream.account]?.name ?? say('options:streams.accountGone')} ·{' '}
        {stream.listings === null
          ? say('options:streams.allListings')
          : say('options:streams.nListings', { n: stream.listings.length })}
        {stage === 'planned' &&
          ` · ${say('options:streams.starts')} ${say(`options:streams.startsIs.${stream.starts ?? 'hand'}`)}`}
        {stage === 'onAir' && world.now() > stream.plannedEnd && ` · ${say('options:streams.overruns')}`}
      </p>
      <Sharing stream={stream} stage={stage} />
      <div className="acts">
        {stream.actualStart === null && stage !== 'missed' && (
          <button type="button" className="main" onClick={start}>
            {say('options:streams.start')}
          </button>
        )}
        {stage === 'onAir' && (
          <button type="button" onClick={() => put({ actualEnd: world.now() })}>
            {say('options:streams.end')}
          </button>
        )}
        <button type="button" onClick={onEdit} disabled={busy}>
          {say('options:edit')}
        </button>
        {stage !== 'over' && (
          <button type="button" onClick={onRundown} disabled={busy}>
            {say('options:rundown.open', { n: stream.rundown.length })}
          </button>
        )}
        <RemoveButton
          what={stream.title}
          also={stage === 'onAir' ? say('options:streams.removesOnAir') : null}
          disabled={busy}
          onRemove={() => void run(() => world.change({ drop: { streams: [stream.id] } }))}
        />
      </div>
      <Told said={said} />
    </li>
  );
}

/** Said where two streams would promise the same units. */
function Sharing({ stream, stage }: { stream: Stream; stage: Stage }) {
  const say = useSay();
  const { settings } = useShop();
  if (stage !== 'planned' && stage !== 'onAir') return null;
  const others = sharers(stream, settings).filter(
    ({ setAside }) => Object.keys({ ...setAside, ...stream.setAside }).length === 0,
  );
  if (others.length === 0) return null;
  return (
    <p className="shut" dir="auto">
      {say('options:streams.shares', { names: others.map(({ title, id }) => title || id).join(', ') })}
    </p>
  );
}

/** From when to when, by the market's clock, and by the team's in brackets. */
function When({ stream, settings }: { stream: Stream; settings: ShopSettings }) {
  const say = useSay();
  const zones = { market: stream.zone, team: settings.preferences.teamZone };
  const from = stream.actualStart ?? stream.plannedStart;
  const to = stream.actualEnd ?? stream.plannedEnd;
  const moment = (at: number): string => `${formatDay(say.language, at, zones.market)} ${formatTime(at, zones)}`;
  return (
    <p>
      {moment(from)} – {moment(to)}
      <span className="quiet">
        {' '}
        {stream.zone}
        {zones.team !== zones.market && ` (${zones.team})`}
      </span>
    </p>
  );
}
