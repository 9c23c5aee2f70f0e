import type { i18n } from 'i18next';
import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import type { DeskTab, DeskView } from '../../core/domain/desk.ts';
import { type Language, TAGS } from '../i18n/i18n.ts';
import { LanguageChoice } from '../i18n/language-choice.tsx';
import { Spoken, useSay } from '../i18n/use-phrase.tsx';
import { GuardLine, guardsShown } from '../parts/guards.tsx';
import { Icon } from '../parts/icon.tsx';
import { shopTime, useTicking } from '../parts/shop-time.ts';
import { After } from './after.tsx';
import { Alerts } from './alerts.tsx';
import { Before } from './before.tsx';
import { DeskContext, type DeskWorld, useDesk } from './desk-context.ts';
import { During } from './during.tsx';
import { Recordings } from './recordings.tsx';
import { Restock } from './restock.tsx';
import { Streams } from './streams.tsx';

const TABS: readonly DeskTab[] = ['alerts', 'streams', 'before', 'during', 'after', 'restock', 'recordings'];
type Props = { world: DeskWorld; i18n: i18n; onLanguage: (language: Language) => void };

/** The operator's desk: before a stream, while it runs, and when it is over. */
export function Desk({ world, i18n, onLanguage }: Props) {
  const view = useStore(world.store, (mirror) => mirror.view);
  const team = view?.head.teamZone ?? 'UTC';
  const shown = view?.before?.stream ?? view?.during?.stream ?? view?.after?.stream ?? view?.streams.at(-1);
  return (
    <DeskContext.Provider value={world}>
      <Spoken i18n={i18n} zones={{ market: shown?.zone ?? team, team }}>
        <Frame view={view} onLanguage={onLanguage} />
      </Spoken>
    </DeskContext.Provider>
  );
}

function Frame({ view, onLanguage }: { view: DeskView | null; onLanguage: Props['onLanguage'] }) {
  const say = useSay();
  const { store, ask } = useDesk();
  const live = useStore(store, (mirror) => mirror.live);
  const { language } = say;
  useEffect(() => {
    document.documentElement.lang = TAGS[language];
    document.title = `Stockcue · ${say('desk:title')}`;
  }, [language, say]);
  if (view === null) return <p role="status">{say('desk:loading')}</p>;
  const { tab, stream } = view.ask;
  return (
    <div className="desk">
      <header>
        <h1>Stockcue · {say('desk:title')}</h1>
        {view.head.shop === 'rehearsal' && <span className="mark">{say('desk:rehearsal')}</span>}
        {!live && (
          <span className="stale" role="status">
            <Icon name="warn" /> {say('desk:lost')}
          </span>
        )}
        <LanguageChoice onChange={onLanguage} />
      </header>
      {view.head.notices.map((notice) => (
        <p key={notice.key} className="told is-bad" role="alert">
          {say.phrase(notice)}
        </p>
      ))}
      <nav aria-label={say('desk:tabs')}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            aria-current={tab === name ? 'page' : undefined}
            onClick={() => ask({ tab: name, stream: fits(view, name, stream) ? stream : null, sku: null })}
          >
            {say(`desk:tab.${name}`)}
          </button>
        ))}
      </nav>
      {live && <Guards view={view} />}
      <main>
        <Page view={view} />
      </main>
    </div>
  );
}

/** What counts down is in sight on every page, however far that is scrolled. */
function Guards({ view: { guards, head } }: { view: DeskView }) {
  const say = useSay();
  const { machine, send } = useDesk();
  const now = shopTime(head, useTicking(machine));
  const shown = guardsShown(guards, now, head);
  if (shown.length === 0) return null;
  return (
    <section className="desk-guards" aria-label={say('panel:waiting.title')}>
      {shown.map((guard) => (
        <GuardLine key={guard.id} guard={guard} now={now} head={head} send={send} />
      ))}
    </section>
  );
}

const IS = { before: 'planned', during: 'onAir', after: 'over' } as const;
/** A stream that was chosen stays chosen where the other page can show it. */
const fits = ({ streams }: DeskView, tab: DeskTab, id: string | null): boolean =>
  tab in IS && streams.some((one) => one.id === id && one.is === IS[tab as keyof typeof IS]);

function Page({ view }: { view: DeskView }) {
  switch (view.ask.tab) {
    case 'alerts':
      return view.alerts === null ? null : <Alerts alerts={view.alerts} />;
    case 'streams':
      return <Streams view={view} />;
    case 'before':
      return <Of view={view}>{view.before !== null && <Before view={view.before} />}</Of>;
    case 'during':
      return <Of view={view}>{view.during !== null && <During view={view.during} />}</Of>;
    case 'after':
      return <Of view={view}>{view.after !== null && <After view={view.after} />}</Of>;
    case 'restock':
      return view.restock === null ? null : <Restock view={view.restock} />;
    case 'recordings':
      return <Recordings />;
  }
}

/** The stream that a page is about, and which others there are. */
function Of({ view, children }: { view: DeskView; children: ReactNode }) {
  const say = useSay();
  const { ask } = useDesk();
  const { tab } = view.ask;
  const shown = view.before?.stream ?? view.during?.stream ?? view.after?.stream;
  const all = view.streams.filter(({ is }) => is === IS[tab as keyof typeof IS]).toReversed();
  // Where there is nothing to show of one stream there may be of another: the choice stays.
  const chosen = shown?.id ?? all.find(({ id }) => id === view.ask.stream)?.id ?? '';
  const nameOf = (one: (typeof all)[number]) =>
    `${one.title || one.id} · ${say.day(one.startsAt)}${tab === 'after' && !one.reviewed ? ` · ${say('desk:notReviewed')}` : ''}`;
  return (
    <>
      <div className="of">
        {all.length > 0 && (
          <label>
            {say('desk:stream')}
            <select value={chosen} onChange={(event) => ask({ tab, stream: event.target.value, sku: null })}>
              {chosen === '' && <option value="">{say('desk:choose')}</option>}
              {all.map((one) => (
                <option key={one.id} value={one.id}>
                  {nameOf(one)}
                </option>
              ))}
            </select>
          </label>
        )}
        {shown !== undefined && (
          <p>
            {say.day(shown.startsAt)} {say.time(shown.startsAt)} – {say.time(shown.endsAt)}{' '}
            <span className="quiet">{shown.zone}</span>
          </p>
        )}
      </div>
      {shown === undefined && <p className="quiet">{say(chosen === '' ? `desk:none.${tab}` : `desk:noneOf.${tab}`)}</p>}
      {children}
    </>
  );
}
