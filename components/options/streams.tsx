import { type FormEvent, useState } from 'react';
import { isRunning, type Stream } from '../../core/domain/stream.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField, Told } from './field.tsx';
import { instantIn, isZone, localIn, zones } from './market-time.ts';
import { useShop } from './shop-context.ts';
import { useTold } from './use-told.ts';

const HOUR = 3_600_000;

/** Streams: planned in the market's own time, started and ended here. */
export function Streams() {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run } = useTold();
  const [editing, setEditing] = useState<Stream | 'new' | null>(null);
  const now = world.now();
  const team = settings.preferences.teamZone;
  const put = (stream: Stream, change: Partial<Stream>) => void run(() => world.change({ streams: [{ ...stream, ...change }] }));
  const streams = Object.values(settings.streams).sort((a, b) => b.plannedStart - a.plannedStart);
  const both = (at: number, zone: string): string =>
    `${localIn(zone, at).replace('T', ' ')} ${zone} (${localIn(team, at).replace('T', ' ')} ${team})`;
  return (
    <section aria-labelledby="streams">
      <h2 id="streams">{say('options:streams.title')}</h2>
      <ul className="cards">
        {streams.map((stream) => (
          <li key={stream.id} className="card">
            <h3 dir="auto">{stream.title}</h3>
            <p>
              {both(stream.actualStart ?? stream.plannedStart, stream.zone)} –{' '}
              {both(stream.actualEnd ?? stream.plannedEnd, stream.zone)}
            </p>
            <p className="quiet">
              {say(
                isRunning(stream, now)
                  ? 'options:streams.onAir'
                  : stream.actualEnd !== null
                    ? 'options:streams.over'
                    : 'options:streams.planned',
              )}
            </p>
            <div className="acts">
              {stream.actualStart === null && (
                <button type="button" className="main" onClick={() => put(stream, { actualStart: world.now() })}>
                  {say('options:streams.start')}
                </button>
              )}
              {isRunning(stream, now) && (
                <button type="button" onClick={() => put(stream, { actualEnd: world.now() })}>
                  {say('options:streams.end')}
                </button>
              )}
              <button type="button" onClick={() => setEditing(stream)}>
                {say('options:edit')}
              </button>
              <button
                type="button"
                className="danger"
                onClick={() => void run(() => world.change({ drop: { streams: [stream.id] } }))}
              >
                {say('options:remove')}
              </button>
            </div>
          </li>
        ))}
      </ul>
      <Told said={said} />
      {Object.keys(settings.accounts).length === 0 ? (
        <p className="quiet">{say('options:streams.noAccount')}</p>
      ) : editing === null ? (
        <button type="button" className="main" onClick={() => setEditing('new')}>
          {say('options:streams.add')}
        </button>
      ) : (
        <StreamForm
          key={editing === 'new' ? 'new' : editing.id}
          before={editing === 'new' ? null : editing}
          onDone={() => setEditing(null)}
        />
      )}
    </section>
  );
}

const EMPTY = {
  room: null,
  actualStart: null,
  actualEnd: null,
  listings: null,
  rundown: [],
  planned: {},
  plannedSellOut: [],
  setAside: {},
} as const;

function StreamForm({ before, onDone }: { before: Stream | null; onDone: () => void }) {
  const say = useSay();
  const { settings, world } = useShop();
  const { said, run, tell } = useTold();
  const accounts = Object.values(settings.accounts);
  const [title, setTitle] = useState(before?.title ?? '');
  const [account, setAccount] = useState(before?.account ?? accounts[0]?.id ?? '');
  const [zone, setZone] = useState(before?.zone ?? 'America/New_York');
  const [start, setStart] = useState(localIn(before?.zone ?? 'America/New_York', before?.plannedStart ?? world.now()));
  const [end, setEnd] = useState(localIn(before?.zone ?? 'America/New_York', before?.plannedEnd ?? world.now() + 3 * HOUR));
  const [listings, setListings] = useState(before?.listings?.join(', ') ?? '');

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!isZone(zone)) return tell(false, say('options:streams.badZone', { zone }));
    const plannedStart = instantIn(zone, start);
    const plannedEnd = instantIn(zone, end);
    if (plannedStart === null || plannedEnd === null || plannedEnd <= plannedStart)
      return tell(false, say('options:streams.badTimes'));
    const keys = listings.split(/[\s,，;；]+/).filter(Boolean);
    const stream: Stream = {
      ...(before ?? { ...EMPTY, id: world.newId() }),
      title: title.trim(),
      account,
      zone,
      plannedStart,
      plannedEnd,
      listings: keys.length === 0 ? null : keys,
    };
    if (await run(() => world.change({ streams: [stream] }))) onDone();
    return undefined;
  }
  return (
    <form className="card form" onSubmit={(event) => void save(event)} aria-label={say('options:streams.form')}>
      <TextField label={say('options:streams.name')} value={title} onChange={setTitle} required />
      <ChoiceField
        label={say('options:streams.account')}
        value={account}
        onChange={setAccount}
        choices={accounts.map((one) => ({ id: one.id, name: one.name }))}
      />
      <TextField
        label={say('options:streams.zone')}
        help={say('options:streams.zoneHelp')}
        value={zone}
        onChange={setZone}
        list="zones"
        required
      />
      <datalist id="zones">
        {zones().map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <TextField label={say('options:streams.from')} type="datetime-local" value={start} onChange={setStart} required />
      <TextField label={say('options:streams.to')} type="datetime-local" value={end} onChange={setEnd} required />
      <TextField
        label={say('options:streams.listings')}
        help={say('options:streams.listingsHelp')}
        value={listings}
        onChange={setListings}
      />
      <div className="acts">
        <button type="submit" className="main">
          {say('options:streams.save')}
        </button>
        <button type="button" onClick={onDone}>
          {say('common:cancel')}
        </button>
      </div>
      <Told said={said} />
    </form>
  );
}
