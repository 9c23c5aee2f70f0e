import { type ChangeEvent, useCallback, useEffect, useState } from 'react';
import type { RecordingRow } from '../../core/domain/recorded.ts';
import type { AlertReview, Review } from '../../core/domain/review.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useDesk } from './desk-context.ts';

/** Streams that are kept as they happened: played again, taken out and in as files, and deleted by the user. */
export function Recordings() {
  const say = useSay();
  const { recordings } = useDesk();
  const [rows, setRows] = useState<readonly RecordingRow[] | null>(null);
  const load = useCallback(() => void recordings.list().then(setRows), [recordings]);
  useEffect(load, [load]);
  return (
    <>
      <p className="quiet">{say('desk:recordings.why')}</p>
      {rows?.length === 0 && <p>{say('desk:recordings.none')}</p>}
      <ul className="recordings">
        {(rows ?? []).map((row) => (
          <Row key={row.stream} row={row} changed={load} />
        ))}
      </ul>
      <FromFile changed={load} />
    </>
  );
}

/** A recording begins with the first forecast: only what begins later lost its earlier part. */
const LATE = 5 * 60_000;

function Row({ row, changed }: { row: RecordingRow; changed: () => void }) {
  const say = useSay();
  const { recordings, save } = useDesk();
  const [review, setReview] = useState<Review | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [asks, setAsks] = useState(false);
  const isOver = row.endsAt !== null || row.imported;
  async function replay() {
    setSaid(say('desk:recordings.replaying'));
    try {
      setReview(await recordings.replay(row.stream));
      setSaid(null);
    } catch {
      setSaid(say('practice:replay.broken'));
    }
  }
  async function take() {
    const text = await recordings.file(row.stream);
    if (text === null) setSaid(say('practice:replay.gone'));
    else save(`stockcue-${row.stream}.json`, text);
  }
  async function remove() {
    const problem = await recordings.remove(row.stream);
    setAsks(false);
    setSaid(problem === null ? null : say.phrase(problem));
    changed();
  }
  return (
    <li>
      <span>
        <strong dir="auto">{row.title || row.stream}</strong> {say.day(row.startsAt)} {say.time(row.startsAt)}{' '}
        {!isOver && !row.imported && <span className="mark">{say('desk:is.onAir')}</span>}
        {row.imported && <span className="mark">{say('desk:recordings.imported')}</span>}
        {row.from > row.startsAt + LATE && (
          <span className="quiet"> {say('desk:recordings.from', { at: { instant: row.from } })}</span>
        )}
      </span>
      <span className="acts">
        <button type="button" disabled={!isOver} onClick={() => recordings.play(row.stream)}>
          {say('desk:recordings.play')}
        </button>
        <button type="button" disabled={!isOver} onClick={() => void replay()}>
          {say('desk:recordings.alerts')}
        </button>
        <button type="button" onClick={() => void take()}>
          {say('desk:recordings.export')}
        </button>
        {asks ? (
          <>
            <button type="button" className="danger" onClick={() => void remove()}>
              {say('desk:recordings.removeNow')}
            </button>
            <button type="button" onClick={() => setAsks(false)}>
              {say('desk:recordings.keep')}
            </button>
          </>
        ) : (
          <button type="button" disabled={!isOver} onClick={() => setAsks(true)}>
            {say('desk:recordings.remove')}
          </button>
        )}
      </span>
      {said !== null && <p role="status">{said}</p>}
      {review !== null && <Came alerts={review.alerts} />}
    </li>
  );
}

/** Which alerts would have come with today's settings. */
function Came({ alerts }: { alerts: readonly AlertReview[] }) {
  const say = useSay();
  return (
    <div className="came">
      <p>{say('desk:recordings.came', { n: alerts.length })}</p>
      <ul>
        {alerts.map(({ alert, trigger, sku, raisedAt }) => (
          <li key={`${alert} ${raisedAt}`}>
            <time className="num">{say.time(raisedAt)}</time> <strong>{say(`common:trigger.${trigger}`)}</strong>{' '}
            <bdi>{sku ?? ''}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function FromFile({ changed }: { changed: () => void }) {
  const say = useSay();
  const { recordings } = useDesk();
  const [said, setSaid] = useState<string | null>(null);
  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? [];
    if (file === undefined) return;
    setSaid(say('desk:recordings.keeping'));
    const problem = await recordings.keep(await file.text());
    // The same file may be chosen again.
    target.value = '';
    setSaid(problem === null ? say('desk:recordings.kept') : say.phrase(problem));
    changed();
  }
  return (
    <section className="from-file">
      <label>
        {say('desk:recordings.import')}
        <input type="file" accept="application/json,.json" onChange={(event) => void read(event)} />
      </label>
      <p className="quiet">{say('desk:recordings.importWhy')}</p>
      {said !== null && <p role="status">{said}</p>}
    </section>
  );
}
