import type { i18n } from 'i18next';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { ShopSettings } from '../../core/domain/settings.ts';
import type { Language } from '../i18n/i18n.ts';
import { Spoken } from '../i18n/use-phrase.tsx';
import { Frame } from './frame.tsx';
import { type OptionsWorld, ShopProvider } from './shop-context.ts';

type Loaded = { readonly settings: ShopSettings; readonly withSecret: readonly string[]; readonly notices: readonly Phrase[] };
export type OptionsProps = {
  readonly i18n: i18n;
  readonly world: OptionsWorld;
  readonly load: () => Promise<Loaded>;
  readonly section: string;
  /** Of the practice shop: what a controller trains with, and nothing of the real one. */
  readonly rehearsal?: boolean;
  readonly onLanguage?: (language: Language) => void;
};

const NONE: readonly Phrase[] = [];

/** The options page: one section at a time, everything through the worker. */
export function Options({ i18n, world, load, section, rehearsal = false, onLanguage }: OptionsProps) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<Phrase | null>(null);
  const reload = useCallback(async () => {
    try {
      setLoaded(await load());
      setProblem(null);
    } catch (failure) {
      setProblem((failure as { say?: Phrase }).say ?? { key: 'options:failed' });
    }
  }, [load]);
  useEffect(() => {
    const gone = new AbortController();
    void reload();
    // Another tab may have changed something meanwhile; what is saved here must not put it back.
    window.addEventListener('focus', () => void reload(), { signal: gone.signal });
    return () => gone.abort();
  }, [reload]);
  const shop = useMemo(
    () =>
      loaded === null ? null : { rehearsal, world, reload, onLanguage, settings: loaded.settings, withSecret: loaded.withSecret },
    [rehearsal, world, reload, onLanguage, loaded],
  );
  const zone = loaded?.settings.preferences.teamZone ?? 'UTC';
  return (
    <Spoken i18n={i18n} zones={{ market: zone, team: zone }}>
      <ShopProvider value={shop}>
        <Frame
          first={section}
          rehearsal={rehearsal}
          ready={shop !== null}
          problem={problem}
          notices={loaded?.notices ?? NONE}
          onLanguage={onLanguage}
        />
      </ShopProvider>
    </Spoken>
  );
}
