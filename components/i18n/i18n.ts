import { createInstance, type i18n, type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The languages of the interface: English and Simplified Chinese. */
export type Language = 'en' | 'zh';
export const LANGUAGES: readonly Language[] = ['en', 'zh'];
/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' };
/** The tag for `lang` and for Intl. */
export const TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' };

/** What a browser says it speaks (`navigator.language`), as one of ours. */
export const languageOf = (tag: string | undefined): Language => (tag?.toLowerCase().startsWith('zh') ? 'zh' : 'en');

// Bundled with the surface: no request, no flash of keys. A namespace is a file; whichever are there are used.
const files = {
  en: import.meta.glob<ResourceLanguage[string]>('./en/*.json', { eager: true, import: 'default' }),
  zh: import.meta.glob<ResourceLanguage[string]>('./zh/*.json', { eager: true, import: 'default' }),
};

function bundle(language: Language): ResourceLanguage {
  const named = Object.entries(files[language]).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts] as const);
  return Object.fromEntries(named);
}

const resources = { en: bundle('en'), zh: bundle('zh') };

/** One i18next for one surface, ready at once. Its language is changed by `changeLanguage`, without a reload. */
export function createLanguage(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: 'en',
    supportedLngs: LANGUAGES,
    ns: Object.keys(resources.en),
    defaultNS: 'common',
    initAsync: false,
    // React escapes; escaping twice would show &lt; to a person.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return instance;
}
