import type { StreamId } from '../domain/ids.ts';

const KEY = 'choices';
type Area = { get(key: string): Promise<Record<string, unknown>>; set(items: Record<string, unknown>): Promise<void> };

/** Which stream a person chose for a console's tab; kept as long as the browser runs, so that it is asked once. */
export function createChoices(area: Area, report: (where: string, error: unknown) => void) {
  const chosen = new Map<number, StreamId>();
  const failed = (error: unknown) => report(KEY, error);
  const load = (stored: unknown) => {
    if (Array.isArray(stored)) for (const entry of stored) if (isChoice(entry)) chosen.set(entry[0], entry[1]);
  };
  const ready = area.get(KEY).then((found) => load(found[KEY]), failed);
  const keep = () => void area.set({ [KEY]: [...chosen] }).catch(failed);
  return {
    /** What an earlier life of the worker was told is known. */
    ready,
    of: (tab: number): StreamId | null => chosen.get(tab) ?? null,
    choose(tab: number, stream: StreamId) {
      chosen.set(tab, stream);
      keep();
    },
    forget(tab: number) {
      if (chosen.delete(tab)) keep();
    },
  };
}

const isChoice = (entry: unknown): entry is [number, StreamId] =>
  Array.isArray(entry) && typeof entry[0] === 'number' && typeof entry[1] === 'string';
