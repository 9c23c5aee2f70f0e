import type { i18n } from 'i18next';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { ShopSettings } from '../../core/domain/settings.ts';
import type { Language } from '../i18n/i18n.ts';
import { LanguageChoice } from '../i18n/language-choice.tsx';
import { Spoken, useSay } from '../i18n/use-phrase.tsx';
import { Accounts } from './accounts.tsx';
import { Browser } from './browser.tsx';
import { Data } from './data.tsx';
import { Listings } from './listings.tsx';
import { type OptionsWorld, type Shop, ShopProvider } from './shop-context.ts';
import { Skus } from './skus.tsx';
import { Sources } from './sources.tsx';
import { Streams } from './streams.tsx';

const SECTIONS = {
  sources: Sources,
  accounts: Accounts,
  streams: Streams,
  skus: Skus,
  listings: Listings,
  browser: Browser,
  data: Data,
} as const;
type Section = keyof typeof SECTIONS;
const isSection = (name: string): name is Section => Object.hasOwn(SECTIONS, name);

export type OptionsProps = {
  readonly i18n: i18n;
  readonly world: OptionsWorld;
  readonly load: () => Promise<{ settings: ShopSettings; withSecret: readonly string[] }>;
  readonly section: string;
  readonly onLanguage?: (language: Language) => void;
};

/** The options page: one section at a time, everything through the worker. */
export function Options({ i18n, world, load, section, onLanguage }: OptionsProps) {
  const [loaded, setLoaded] = useState<Pick<Shop, 'settings' | 'withSecret'> | null>(null);
  const [problem, setProblem] = useState<Phrase | null>(null);
  const reload = useCallback(async () => {
    try {
      setLoaded(await load());
      setProblem(null);
    } catch (failure) {
      setProblem((failure as { say?: Phrase }).say ?? { key: 'options:failed' });
    }
  }, [load]);
  useEffect(() => void reload(), [reload]);
  const shop = useMemo(() => (loaded === null ? null : { world, reload, ...loaded }), [world, reload, loaded]);
  const zone = loaded?.settings.preferences.teamZone ?? 'UTC';
  return (
    <Spoken i18n={i18n} zones={{ market: zone, team: zone }}>
      <Frame first={isSection(section) ? section : 'sources'} problem={problem} onLanguage={onLanguage}>
        {(name) => {
          const Shown = SECTIONS[name];
          return shop === null ? null : (
            <ShopProvider value={shop}>
              <Shown />
            </ShopProvider>
          );
        }}
      </Frame>
    </Spoken>
  );
}

type FrameProps = {
  first: Section;
  problem: Phrase | null;
  onLanguage: ((language: Language) => void) | undefined;
  children: (section: Section) => ReactNode;
};
function Frame({ first, problem, onLanguage, children }: FrameProps) {
  const say = useSay();
  const [section, setSection] = useState<Section>(first);
  return (
    <div className="options">
      <header>
        <h1>Stockcue</h1>
        <LanguageChoice onChange={onLanguage} />
      </header>
      <nav aria-label={say('options:sections')}>
        {(Object.keys(SECTIONS) as Section[]).map((name) => (
          <a key={name} href={`#${name}`} aria-current={name === section ? 'page' : undefined} onClick={() => setSection(name)}>
            {say(`options:nav.${name}`)}
          </a>
        ))}
        <a href="rehearsal.html">{say('options:nav.rehearsal')}</a>
      </nav>
      <main>
        {problem !== null && (
          <p role="alert" className="told is-bad">
            {say.phrase(problem)}
          </p>
        )}
        {children(section)}
      </main>
    </div>
  );
}
