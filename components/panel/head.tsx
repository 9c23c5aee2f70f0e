import type { Head, SourceRow } from '../../core/domain/view.ts';
import type { Language } from '../i18n/i18n.ts';
import { LanguageChoice } from '../i18n/language-choice.tsx';
import { useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { shopTime } from '../parts/shop-time.ts';
import { PageChip } from './page.tsx';
import { lostAfter, useMirror, useNow } from './panel-context.ts';
import { useTell } from './use-tell.ts';

/** Stream, time left, clock, age and source of the data: always in sight. */
export function PanelHead({ head, onLanguage }: { head: Head; onLanguage?: ((language: Language) => void) | undefined }) {
  const say = useSay();
  const now = shopTime(head, useNow());
  return (
    <header className="head">
      <div className="head-line">
        <h1 className="clip" dir="auto" title={head.stream?.title ?? head.accountName}>
          {head.stream?.title || head.accountName || say('panel:head.noStream')}
        </h1>
        <time className="clock num">{say.time(now)}</time>
        <LanguageChoice onChange={onLanguage} />
      </div>
      <div className="head-line quiet">
        <TimeLeft head={head} now={now} />
        <span className="clip" title={say(`common:sales.${head.salesKind}`)}>
          {say(`common:sales.${head.salesKind}`)}
        </span>
      </div>
      <Sources now={now} />
    </header>
  );
}

function TimeLeft({ head, now }: { head: Head; now: number }) {
  const say = useSay();
  const { stream } = head;
  if (stream === null) return <span>{say('panel:head.noVerdict')}</span>;
  const end = { instant: stream.endsAt };
  const minutes = Math.round((stream.endsAt - now) / 60_000);
  if (!stream.running) {
    return (
      <span>
        {say(now < stream.endsAt ? 'panel:head.startsAt' : 'panel:head.ended', { at: { instant: stream.startsAt }, end })}
      </span>
    );
  }
  if (minutes < 0) return <span className="over">{say('panel:head.over', { n: -minutes, end })}</span>;
  return (
    <span className="strong">
      {minutes >= 60
        ? say('panel:head.leftHours', { h: Math.floor(minutes / 60), m: minutes % 60, end })
        : say('panel:head.left', { n: minutes, end })}
    </span>
  );
}

function Sources({ now }: { now: number }) {
  const say = useSay();
  const sources = useMirror(({ view }) => view?.sources ?? []);
  const none = sources.length === 0;
  return (
    <ul className="sources">
      {none && <li className="quiet">{say('panel:head.noSources')}</li>}
      {sources.map((source) => (
        <Source key={source.id} source={source} now={now} />
      ))}
      <PageChip />
    </ul>
  );
}

function Source({ source, now }: { source: SourceRow; now: number }) {
  const say = useSay();
  const tell = useTell();
  const age = source.lastGoodAt === null ? say('common:age.never') : say.age(now - source.lastGoodAt);
  const lag = source.lagMinutes > 0 ? say('panel:head.lag', { n: source.lagMinutes }) : null;
  const why = source.problem === null ? null : say.phrase(source.problem.say);
  const title = [source.name, say(`common:role.${source.role}`), age, lag, why, say('panel:head.pollNow')]
    .filter(Boolean)
    .join('\n');
  return (
    <li className={`source is-${source.freshness}`}>
      <button type="button" title={title} onClick={() => tell({ kind: 'pollNow', source: source.id })}>
        <Icon name={source.freshness === 'fresh' ? 'check' : 'warn'} />
        <span className="clip" dir="auto">
          {source.name}
        </span>
        <span className="num">{age}</span>
        {source.freshness === 'stale' && <span>{say('common:freshness.stale')}</span>}
        {lag !== null && <span className="quiet">{lag}</span>}
      </button>
    </li>
  );
}

/** What is wrong as a whole; and whether the worker is still there, which nobody else can say. */
export function Notices({ head }: { head: Head }) {
  const say = useSay();
  const now = useNow();
  const heardAt = useMirror((mirror) => mirror.heardAt);
  const connection = useMirror((mirror) => mirror.connection);
  const lost = heardAt !== null && now - heardAt > lostAfter(head);
  const trouble = lost
    ? say('panel:lost.worker', { age: say.age(heardAt === null ? null : now - heardAt) })
    : connection === 'live'
      ? null
      : say('panel:lost.reconnecting');
  const said = head.notices.map((notice) => say.phrase(notice));
  return (
    <div className="notices" role="status">
      {[...(trouble === null ? [] : [trouble]), ...said].map((text) => (
        <p key={text} className="notice">
          <Icon name="warn" />
          <span dir="auto">{text}</span>
        </p>
      ))}
    </div>
  );
}

/** Several streams fit: the person says once which one this surface is about. */
export function StreamChoice({ head }: { head: Head }) {
  const say = useSay();
  const tell = useTell();
  if (head.stream !== null || head.choices.length === 0) return null;
  return (
    <section className="choice" aria-label={say('panel:head.choose')}>
      <p>{say('panel:head.choose')}</p>
      {head.choices.map((stream) => (
        <button key={stream.id} type="button" onClick={() => tell({ kind: 'chooseStream', stream: stream.id })}>
          <span className="clip" dir="auto">
            {stream.title || stream.id}
          </span>
          <span className="num">{`${say.day(stream.startsAt)} ${say.time(stream.startsAt)}`}</span>
        </button>
      ))}
    </section>
  );
}
