import type { i18n } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Alert } from '../../core/domain/alert.ts';
import type { Intent } from '../../core/domain/intent.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import { POPUP_ALERTS, type PopupView, type RestockHint, type SourceRow, type StreamRow } from '../../core/domain/view.ts';
import { formatDay, formatTime } from '../i18n/format.ts';
import { type Language, TAGS } from '../i18n/i18n.ts';
import { LanguageChoice } from '../i18n/language-choice.tsx';
import { type Say, Spoken, sayIn, UNKNOWN_NUMBER, useSay } from '../i18n/use-phrase.tsx';
import { AlertActs, Also, type Answer, Snoozed } from '../parts/alert-acts.tsx';
import { GuardLine } from '../parts/guards.tsx';
import { Icon } from '../parts/icon.tsx';
import { shopTime, useTicking } from '../parts/shop-time.ts';
import type { PopupStore } from './popup-store.ts';

export type PopupWorld = {
  readonly store: PopupStore;
  readonly now: () => number;
  /** The desk, also at the plan of a SKU. */
  readonly open: (page: 'window' | 'options' | 'rehearsal' | 'desk' | 'alerts', sku?: string) => void;
  readonly send: (intent: Parameters<Answer>[0] | Extract<Intent, { kind: 'guard' }>) => Promise<Phrase | null>;
};

/** The seller on the go: alerts worst first, streams, health of each source. Old numbers are shown at once, with their age. */
export function Popup({ world, i18n, onLanguage }: { world: PopupWorld; i18n: i18n; onLanguage: (language: Language) => void }) {
  const view = useStore(world.store, (state) => state.view);
  const live = useStore(world.store, (state) => state.live);
  const team = view?.head.teamZone ?? 'UTC';
  const [stream] = view?.streams ?? [];
  return (
    <Spoken i18n={i18n} zones={{ market: stream?.zone ?? team, team }}>
      <PopupBody world={world} view={view} live={live} onLanguage={onLanguage} />
    </Spoken>
  );
}

type BodyProps = { world: PopupWorld; view: PopupView | null; live: boolean; onLanguage: (language: Language) => void };
function PopupBody({ world, view, live, onLanguage }: BodyProps) {
  const say = useSay();
  const real = useTicking(world.now);
  const now = view === null ? real : shopTime(clocked(view.head), real);
  const { language } = say;
  useEffect(() => {
    document.documentElement.lang = TAGS[language];
  }, [language]);
  const rehearsing = view?.head.shop === 'rehearsal';
  const empty = view === null || (view.sources.length === 0 && view.streams.length === 0);
  return (
    <div className={live ? 'popup' : 'popup is-old'}>
      <header>
        <h1>Stockcue</h1>
        <Heard view={view} live={live} now={now} />
        <LanguageChoice onChange={onLanguage} />
      </header>
      {view?.head.notices.map((notice) => (
        <p key={JSON.stringify(notice)} className="notice" role="alert">
          <Icon name="warn" /> {say.phrase(notice)}
        </p>
      ))}
      {/* Of a countdown that was saved nobody knows what became. */}
      {live && view !== null && <Guards view={view} now={now} world={world} />}
      {rehearsing && <p className="rehearsing">{say('popup:rehearsing')}</p>}
      {/* Until the worker has spoken nobody knows that nothing is set up. */}
      {empty ? (
        <p className="pad">{say(live ? 'popup:empty' : 'popup:waiting')}</p>
      ) : (
        <Filled view={view} now={now} world={world} />
      )}
      <footer>
        <button type="button" className="main" onClick={() => world.open(empty ? 'options' : 'window')}>
          {say(empty ? 'popup:addSource' : 'popup:openPanel')}
        </button>
        {!empty && (
          <button type="button" onClick={() => world.open('desk')}>
            {say('popup:desk')}
          </button>
        )}
        <button type="button" onClick={() => world.open('options')}>
          {say(rehearsing ? 'popup:addSource' : 'popup:options')}
        </button>
        <button type="button" onClick={() => world.open('rehearsal')}>
          {say('popup:rehearsal')}
        </button>
      </footer>
    </div>
  );
}

/** What is about to act by itself. */
function Guards({ view: { guards = [], head }, now, world }: { view: PopupView; now: number; world: PopupWorld }) {
  return guards.map((guard) => <GuardLine key={guard.id} guard={guard} now={now} head={clocked(head)} send={world.send} />);
}
/** What was saved by an earlier version has no clock. */
const clocked = ({ clock = REAL }: PopupView['head']) => ({ clock });
const REAL = { realAnchor: 0, anchor: 0, rate: 1 };

function Heard({ view, live, now }: { view: PopupView | null; live: boolean; now: number }) {
  const say = useSay();
  if (live) return <span className="quiet">{say('popup:live')}</span>;
  if (view === null) return null;
  const { asOf } = view.head;
  return <span className="stale">{say('popup:last', { age: say.age(asOf === null ? null : now - asOf) })}</span>;
}

function Filled({ view, now, world }: { view: PopupView; now: number; world: PopupWorld }) {
  const say = useSay();
  return (
    <div className="scroll">
      <Alerts view={view} now={now} world={world} />
      <section aria-labelledby="streams">
        <h2 id="streams">{say('popup:streams')}</h2>
        {view.streams.length === 0 && <p className="quiet">{say('popup:noStreams')}</p>}
        <ul>
          {view.streams.map((stream) => (
            <StreamLine key={stream.id} stream={stream} team={view.head.teamZone} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="sources">
        <h2 id="sources">{say('popup:sources')}</h2>
        {view.sources.length === 0 && <p className="quiet">{say('popup:noSources')}</p>}
        <ul>
          {view.sources.map((source) => (
            <SourceLine key={source.id} source={source} now={now} />
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Worst first, each with its answers; what was put off stands apart. */
function Alerts({ view, now, world }: { view: PopupView; now: number; world: PopupWorld }) {
  const say = useSay();
  const awake = view.alerts.filter(({ state }) => state !== 'snoozed');
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts">{say('popup:alerts', { n: awake.length })}</h2>
      {awake.length === 0 && <p className="quiet">{say('popup:noAlerts')}</p>}
      <ul>
        {awake.slice(0, POPUP_ALERTS).map((alert) => (
          <AlertLine key={alert.id} alert={alert} zone={zoneOf(view, alert)} now={now} world={world} />
        ))}
      </ul>
      {awake.length > POPUP_ALERTS && (
        <button type="button" className="hint" onClick={() => world.open('alerts')}>
          {say('popup:moreAlerts', { n: awake.length - POPUP_ALERTS })}
        </button>
      )}
      <Snoozed alerts={view.alerts.filter(({ state }) => state === 'snoozed')} answer={world.send} />
    </section>
  );
}

/** Times in an alert are those of its stream's market; without a stream, of the team. */
function zoneOf(view: PopupView, { subject }: Alert): string {
  const stream = view.streams.find(({ id }) => id === subject.stream) ?? view.streams.find(({ running }) => running);
  return stream?.zone ?? view.head.teamZone;
}

/** Days of cover, the next stream, and how and until when to order: in one line. */
function hintText(say: Say, { coverDays, nextStream, mode, orderBy, quantity }: RestockHint, zone: string): string {
  const when = (at: number) => `${formatDay(say.language, at, zone)} ${formatTime(at, { market: zone, team: zone })}`;
  const parts = [
    coverDays === null ? null : say('popup:hint.cover', { days: Math.round(coverDays * 10) / 10 }),
    nextStream === null ? null : say('popup:hint.next', { at: when(nextStream) }),
    mode === null || orderBy === null ? null : say('popup:hint.order', { n: quantity, mode, at: when(orderBy) }),
  ];
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? say('popup:hint.plan') : said.join(' · ');
}

type LineProps = { alert: PopupView['alerts'][number]; zone: string; now: number; world: PopupWorld };
function AlertLine({ alert, zone, now, world }: LineProps) {
  const say = useSay();
  const there = sayIn(useTranslation().i18n, { market: zone, team: say.zones.team });
  return (
    <li className={`alert is-${alert.state}`} data-alert={alert.trigger} data-also={alert.also.join(' ')}>
      <div className="alert-head">
        <strong>
          <Icon name="warn" /> {say(`common:trigger.${alert.trigger}`)}
        </strong>
        <span className="quiet">
          {alert.state === 'acknowledged' && `${say('common:alert.acknowledged')} · `}
          {say.age(now - alert.raisedAt)}
        </span>
      </div>
      <span dir="auto">
        {there.phrase(alert.reason)}
        <Also also={alert.also} />
      </span>
      <span className="quiet" dir="auto">
        {there.phrase(alert.proposes)}
      </span>
      {alert.restock !== undefined && (
        <button type="button" className="hint" onClick={() => world.open('desk', alert.subject.sku ?? '')}>
          {hintText(say, alert.restock, zone)}
        </button>
      )}
      <AlertActs alert={alert} answer={world.send} />
    </li>
  );
}

function StreamLine({ stream, team }: { stream: StreamRow; team: string }) {
  const say = useSay();
  const zones = { market: stream.zone, team };
  const when = `${formatDay(say.language, stream.startsAt, stream.zone)} ${formatTime(stream.startsAt, zones)} – ${formatTime(stream.endsAt, zones)}`;
  return (
    <li className="line">
      <strong className="clip" dir="auto">
        {stream.title || stream.id}
      </strong>
      <span className={stream.running ? 'on-air' : 'quiet'}>{say(stream.running ? 'popup:onAir' : 'popup:planned')}</span>
      <span className="quiet wide">{when}</span>
      {stream.running && (
        <span className="wide num">
          {say('popup:sold', {
            sold: stream.netSoFar === null ? UNKNOWN_NUMBER : say.number(stream.netSoFar),
            forecast: stream.forecastNet === null ? UNKNOWN_NUMBER : say.number(stream.forecastNet),
          })}
        </span>
      )}
    </li>
  );
}

function SourceLine({ source, now }: { source: SourceRow; now: number }) {
  const say = useSay();
  const never = source.lastGoodAt === null;
  const age = source.lastGoodAt === null ? say('common:age.never') : say.age(now - source.lastGoodAt);
  return (
    <li className={`line source is-${source.freshness}`} data-source={source.id}>
      <span className="clip" dir="auto">
        <Icon name={source.freshness === 'fresh' ? 'check' : 'warn'} /> {source.name}
      </span>
      <span className="num">
        {age}
        {source.freshness === 'stale' && !never && ` · ${say('common:freshness.stale')}`}
      </span>
      {source.rowProblems > 0 && <span className="wide quiet">{say('popup:rowProblems', { n: source.rowProblems })}</span>}
      {source.problem !== null && <span className="wide quiet">{say.phrase(source.problem.say)}</span>}
    </li>
  );
}
