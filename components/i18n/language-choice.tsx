import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES, LANGUAGES, type Language, languageOf } from './i18n.ts';
import { useSay } from './use-phrase.tsx';

/** The language of this surface, changed at once; `onChange` is for keeping it. */
export function LanguageChoice({ onChange }: { onChange?: ((language: Language) => void) | undefined }) {
  const { i18n } = useTranslation();
  const say = useSay();
  const choose = (language: Language) => {
    void i18n.changeLanguage(language);
    onChange?.(language);
  };
  return (
    <select
      className="language"
      aria-label={say('common:language')}
      value={languageOf(i18n.language)}
      onChange={(event) => choose(event.target.value as Language)}
    >
      {LANGUAGES.map((language) => (
        <option key={language} value={language} lang={language}>
          {LANGUAGE_NAMES[language]}
        </option>
      ))}
    </select>
  );
}
