import { type MouseEvent, useCallback, useEffect, useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import { type Language, TAGS } from '../i18n/i18n.ts';
import { LanguageChoice } from '../i18n/language-choice.tsx';
import { useSay } from '../i18n/use-phrase.tsx';
import { Accounts } from './accounts.tsx';
import { Audit } from './audit.tsx';
import { Backtest } from './backtest/backtest.tsx';
import { Browser } from './browser.tsx';
import { Capacities } from './capacities.tsx';
import { Data } from './data.tsx';
import { Funnels } from './funnels.tsx';
import { Guards } from './guards.tsx';
import { History } from './history.tsx';
import { Listings } from './listings.tsx';
import { Modes } from './modes.tsx';
import { Profiles } from './profiles.tsx';
import { RehearsalBanner } from './rehearsed.tsx';
import { Restock } from './restock.tsx';
import { Robots } from './robots.tsx';
import { Shipments } from './shipments.tsx';
import { Skus } from './skus.tsx';
import { Sources } from './sources.tsx';
import { Streams } from './streams.tsx';
import { Triggers } from './triggers.tsx';
import { type Unsaved, UnsavedProvider } from './unsaved.ts';

/** What belongs together, in the order in which a newcomer needs it. */
const GROUPS = {
  connect: { sources: Sources, accounts: Accounts, profiles: Profiles, robots: Robots },
  catalogue: { skus: Skus, listings: Listings },
  streams: { streams: Streams },
  supply: { shipments: Shipments, modes: Modes, capacities: Capacities, restock: Restock },
  rules: { triggers: Triggers, guards: Guards },
  data: { history: History, funnels: Funnels, backtest: Backtest, audit: Audit, data: Data, browser: Browser },
} as const;
const SECTIONS = { ...GROUPS.connect, ...GROUPS.catalogue, ...GROUPS.streams, ...GROUPS.supply, ...GROUPS.rules, ...GROUPS.data };
type Section = keyof typeof SECTIONS;
type Group = keyof typeof GROUPS;
type Menu = readonly (readonly [group: Group, sections: readonly Section[]])[];
const OWN: Menu = (Object.keys(GROUPS) as Group[]).map((group) => [group, Object.keys(GROUPS[group]) as Section[]]);
/** What a controller trains with. All else of the rehearsal is set up by itself. */
const REHEARSED: Menu = [
  ['rules', ['guards']],
  ['data', ['audit']],
];
function sectionIn(menu: Menu, name: string): Section {
  const all = menu.flatMap(([, sections]) => sections);
  return all.find((one) => one === name) ?? all[0] ?? 'sources';
}

type FrameProps = {
  readonly first: string;
  readonly rehearsal: boolean;
  readonly ready: boolean;
  readonly problem: Phrase | null;
  readonly notices: readonly Phrase[];
  readonly onLanguage: ((language: Language) => void) | undefined;
};

/** Head, navigation and one section. Leaving a section with something unsaved asks first. */
export function Frame({ first, rehearsal, ready, problem, notices, onLanguage }: FrameProps) {
  const say = useSay();
  const [unsaved] = useState<Unsaved>(() => new Set());
  const menu = rehearsal ? REHEARSED : OWN;
  const { section, asked, go, stay } = useSections(menu, first, unsaved);
  const Shown = SECTIONS[section];
  const { language } = say;
  useEffect(() => {
    document.documentElement.lang = TAGS[language];
    if (rehearsal) document.title = `Stockcue · ${say('options:rehearsal.title')}`;
  }, [language, rehearsal, say]);
  const follow = (event: MouseEvent, name: Section) => {
    event.preventDefault();
    go(name);
  };
  return (
    <div className={rehearsal ? 'options is-rehearsal' : 'options'}>
      <header>
        <h1>{rehearsal ? `Stockcue · ${say('options:rehearsal.title')}` : 'Stockcue'}</h1>
        <LanguageChoice onChange={onLanguage} />
      </header>
      <nav aria-label={say('options:sections')}>
        {menu.map(([group, sections]) => (
          <ul key={group} aria-labelledby={`group-${group}`}>
            <li id={`group-${group}`} className="quiet" role="presentation">
              {say(`options:group.${group}`)}
            </li>
            {sections.map((name) => (
              <li key={name}>
                <a
                  href={`#${name}`}
                  aria-current={name === section ? 'page' : undefined}
                  onClick={(event) => follow(event, name)}
                >
                  {say(`options:nav.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        ))}
        <a href="rehearsal.html">{say(rehearsal ? 'options:rehearsal.back' : 'options:nav.rehearsal')}</a>
      </nav>
      <main>
        {rehearsal && <RehearsalBanner section={section} />}
        {notices.map((notice) => (
          <p key={notice.key} role="alert" className="told is-bad">
            {say.phrase(notice)}
          </p>
        ))}
        {problem !== null && (
          <p role="alert" className="told is-bad">
            {say.phrase(problem)}
          </p>
        )}
        {asked !== null && (
          <div role="alert" className="shut">
            <p>{say('options:unsaved.ask')}</p>
            <div className="acts">
              <button type="button" className="main" onClick={stay}>
                {say('options:unsaved.stay')}
              </button>
              <button type="button" className="danger" onClick={() => go(asked, true)}>
                {say('options:unsaved.leave')}
              </button>
            </div>
          </div>
        )}
        <UnsavedProvider value={unsaved}>
          {ready ? <Shown key={section} /> : problem === null && <p role="status">{say('options:loading')}</p>}
        </UnsavedProvider>
      </main>
    </div>
  );
}

/** The section follows the address (back and forward work); `asked` is where the person wanted to go with something unsaved. */
function useSections(menu: Menu, asIs: string, unsaved: Unsaved) {
  const first = sectionIn(menu, asIs);
  const [section, setSection] = useState(first);
  const [asked, setAsked] = useState<Section | null>(null);
  const go = useCallback(
    (name: Section, sure = false) => {
      if (!sure && name !== section && unsaved.size > 0) {
        setAsked(name);
        history.replaceState(null, '', `#${section}`);
        return;
      }
      setAsked(null);
      setSection(name);
      if (location.hash !== `#${name}`) history.pushState(null, '', `#${name}`);
    },
    [section, unsaved],
  );
  useEffect(() => {
    // So that going back leads to a section always.
    if (location.hash === '') history.replaceState(null, '', `#${first}`);
  }, [first]);
  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    for (const event of ['popstate', 'hashchange']) {
      window.addEventListener(event, () => location.hash.length > 1 && go(sectionIn(menu, location.hash.slice(1))), { signal });
    }
    window.addEventListener('beforeunload', (event) => unsaved.size > 0 && event.preventDefault(), { signal });
    return () => gone.abort();
  }, [go, menu, unsaved]);
  return { section, asked, go, stay: () => setAsked(null) };
}
