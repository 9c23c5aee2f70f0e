import type { i18n } from 'i18next';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import type { Instant } from '../../core/domain/instant.ts';
import type { Money } from '../../core/domain/money.ts';
import type { Phrase, PhraseValue } from '../../core/domain/phrase.ts';
import { ageOf, formatDay, formatMoney, formatNumber, formatShare, formatTime, type Zones } from './format.ts';
import { type Language, languageOf } from './i18n.ts';

const UTC: Zones = { market: 'UTC', team: 'UTC' };
const ZonesContext = createContext<Zones>(UTC);

/** Gives a surface its language and its zones. */
export function Spoken({ i18n, zones, children }: { i18n: i18n; zones: Zones; children: ReactNode }) {
  return (
    <I18nextProvider i18n={i18n}>
      <ZonesContext.Provider value={zones}>{children}</ZonesContext.Provider>
    </I18nextProvider>
  );
}

/** All that a surface says is said through this: each function answers with text in the reader's language. */
export type Say = {
  readonly language: Language;
  readonly zones: Zones;
  /** A sentence of ours by key; figures by locale, {instant} in market (team) zone. */
  (key: string, values?: Readonly<Record<string, PhraseValue>>): string;
  phrase(phrase: Phrase): string;
  /** Null is unknown and shows as a dash, never as 0. */
  number(value: number | null, digits?: number): string;
  money(value: Money | null): string;
  share(value: number): string;
  time(at: Instant, seconds?: boolean): string;
  day(at: Instant): string;
  /** "12 s ago"; null is "age unknown". */
  age(ms: number | null): string;
};

/** What stands for a number that is not known. */
export const UNKNOWN_NUMBER = '—';

function figure(language: Language, zones: Zones, name: string, value: PhraseValue): string | number {
  if (typeof value === 'string') return value;
  if (typeof value === 'object') {
    if ('currency' in value) return formatMoney(language, value);
    const time = formatTime(value.instant, zones);
    return value.day ? `${formatDay(language, value.instant, zones.market)} ${time}` : time;
  }
  // `count` chooses the plural form, so it has to stay a number.
  if (name === 'count') return value;
  return formatNumber(language, value, Number.isInteger(value) ? 0 : 2);
}

/** Turns keys, phrases, numbers and instants into text without React: for tests and titles. */
export function sayIn(i18n: i18n, zones: Zones, spoken = i18n.language): Say {
  const language = languageOf(spoken);
  const say = (key: string, values: Readonly<Record<string, PhraseValue>> = {}): string => {
    const shown = Object.entries(values).map(([name, value]) => [name, figure(language, zones, name, value)] as const);
    return i18n.t(key, { ...Object.fromEntries(shown), lng: spoken });
  };
  return Object.assign(say, {
    language,
    zones,
    phrase: ({ key, values }: Phrase) => say(key, values),
    number: (value: number | null, digits = 0) => (value === null ? UNKNOWN_NUMBER : formatNumber(language, value, digits)),
    money: (value: Money | null) => (value === null ? UNKNOWN_NUMBER : formatMoney(language, value)),
    share: (value: number) => formatShare(language, value),
    time: (at: Instant, seconds = false) => formatTime(at, zones, seconds),
    day: (at: Instant) => formatDay(language, at, zones.market),
    age: (ms: number | null) => {
      const { key, n } = ageOf(ms);
      return say(key, { n });
    },
  });
}

/** The surface's voice. Its identity changes with the language and the zones only. */
export function useSay(): Say {
  const { i18n } = useTranslation();
  const zones = useContext(ZonesContext);
  const { language } = i18n;
  // The instance stays; its language is what changes.
  return useMemo(() => sayIn(i18n, zones, language), [i18n, language, zones]);
}
