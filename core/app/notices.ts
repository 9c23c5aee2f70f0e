import { equal } from '../domain/equal.ts';
import type { Phrase } from '../domain/phrase.ts';

/** What is wrong as a whole, by cause: said once, as long as it holds. */
export function createNotices(changed: () => void) {
  const notices = new Map<string, Phrase>();
  return {
    all: (): readonly Phrase[] => [...notices.values()],
    set(id: string, say: Phrase | null) {
      if (equal(notices.get(id) ?? null, say)) return;
      if (say === null) notices.delete(id);
      else notices.set(id, say);
      changed();
    },
  };
}
