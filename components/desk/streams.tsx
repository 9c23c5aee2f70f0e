import { useState } from 'react';
import type { DeskStream, DeskView } from '../../core/domain/desk.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { useDesk } from './desk-context.ts';

const TAB = { planned: 'before', onAir: 'during', over: 'after' } as const;
const ORDER = { onAir: 0, planned: 1, over: 2 } as const;

/** All streams: on air first, then what comes next, then what is over, newest first. */
export function Streams({ view }: { view: DeskView }) {
  const say = useSay();
  if (view.streams.length === 0)
    return (
      <p>
        {say('desk:none.streams')} <a href="options.html#streams">{say('desk:addStream')}</a>
      </p>
    );
  const time = (one: DeskStream) => (one.is === 'over' ? -one.startsAt : one.startsAt);
  const streams = view.streams.toSorted((a, b) => ORDER[a.is] - ORDER[b.is] || time(a) - time(b));
  return (
    <table className="grid">
      <caption className="hidden">{say('desk:tab.streams')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('desk:column.stream')}</th>
          <th scope="col">{say('desk:column.when')}</th>
          <th scope="col">{say('desk:column.standing')}</th>
          <th scope="col" className="num">
            {say('desk:column.forecast')}
          </th>
          <th scope="col" className="num">
            {say('desk:column.net')}
          </th>
          <th scope="col" />
        </tr>
      </thead>
      <tbody>
        {streams.map((stream) => (
          <Line key={stream.id} stream={stream} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ stream }: { stream: DeskStream }) {
  const say = useSay();
  const { ask, send } = useDesk();
  const [problem, setProblem] = useState<Phrase | null>(null);
  const tab = TAB[stream.is];
  const turn = async () =>
    setProblem(await send({ kind: stream.is === 'onAir' ? 'endStream' : 'startStream', stream: stream.id }));
  return (
    <tr>
      <th scope="row" dir="auto">
        {stream.title || stream.id}
      </th>
      <td>
        {say.day(stream.startsAt)} {say.time(stream.startsAt)} <span className="quiet">{stream.zone}</span>
      </td>
      <td>
        <span className={`mark is-${stream.is}`}>{say(`desk:is.${stream.is}`)}</span>
      </td>
      <td className="num">{stream.is === 'over' ? '' : say.number(stream.forecastNet)}</td>
      <td className="num">{stream.is === 'planned' ? '' : say.number(stream.netSoFar)}</td>
      <td>
        <span className="acts">
          <button type="button" onClick={() => ask({ tab, stream: stream.id, sku: null })}>
            {say(`desk:open.${tab}`)}
          </button>
          {stream.is !== 'over' && (
            <button type="button" onClick={() => void turn()}>
              {say(stream.is === 'onAir' ? 'desk:end' : 'desk:start')}
            </button>
          )}
          {problem !== null && <span role="alert">{say.phrase(problem)}</span>}
        </span>
      </td>
    </tr>
  );
}
