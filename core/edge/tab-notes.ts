type Area = { get(key: string): Promise<Record<string, unknown>>; set(items: Record<string, unknown>): Promise<void> };

/** One note a tab, kept as long as the browser runs: what an earlier life of the worker was told is known. */
export function createTabNotes(key: string, area: Area, report: (where: string, error: unknown) => void) {
  const notes = new Map<number, string>();
  const failed = (error: unknown) => report(key, error);
  const load = (stored: unknown) => {
    if (Array.isArray(stored)) for (const entry of stored) if (isNote(entry)) notes.set(entry[0], entry[1]);
  };
  const ready = area.get(key).then((found) => load(found[key]), failed);
  const keep = () => void area.set({ [key]: [...notes] }).catch(failed);
  return {
    ready,
    of: (tab: number): string | null => notes.get(tab) ?? null,
    note(tab: number, text: string) {
      notes.set(tab, text);
      keep();
    },
    forget(tab: number) {
      if (notes.delete(tab)) keep();
    },
  };
}
export type TabNotes = ReturnType<typeof createTabNotes>;

const isNote = (entry: unknown): entry is [number, string] =>
  Array.isArray(entry) && typeof entry[0] === 'number' && typeof entry[1] === 'string';
