import { createInstance } from 'i18next';
import en from '../i18n/en/practice.json';
import zh from '../i18n/zh/practice.json';

export type Words = { (key: string, values?: Readonly<Record<string, string | number>>): string; readonly language: 'en' | 'zh' };

/** The practice page's own words, without React: it is served to tests as a page of its own. */
export function practiceWords(language: 'en' | 'zh'): Words {
  const i18n = createInstance();
  void i18n.init({
    resources: { en: { practice: en }, zh: { practice: zh } },
    lng: language,
    fallbackLng: 'en',
    ns: ['practice'],
    defaultNS: 'practice',
    initAsync: false,
    // Only ever written as text.
    interpolation: { escapeValue: false },
  });
  const words = (key: string, values: Readonly<Record<string, string | number>> = {}) => i18n.t(`practice:${key}`, values);
  return Object.assign(words, { language });
}
