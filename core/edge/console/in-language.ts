/**
 * Words of what is brought to a page on demand: too few to carry a translation library there. The reader itself names its
 * few without values (`words.ts`): it has to stay the smallest.
 */
export type Table<W extends string> = Readonly<Record<W, string>>;
type Values = Readonly<Record<string, string | number>>;

/** In the first of these languages that we speak; English where we speak none. `{name}` is filled in. */
export const inLanguage =
  <W extends string>(en: Table<W>, zh: Table<W>, tags: readonly string[]) =>
  (word: W, values: Values = {}): string => {
    const spoken = tags.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'zh' || tag === 'en');
    return (spoken === 'zh' ? zh : en)[word].replace(/\{(\w+)\}/gu, (_, name: string) => String(values[name] ?? ''));
  };
