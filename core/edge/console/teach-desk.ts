import type { Profile } from '../../domain/profile.ts';
import type { StartTeaching } from './teach/teach.ts';

type Deps = {
  readonly document: Document;
  readonly language: string;
  /** Brings the code that teaches. */
  readonly load: () => Promise<StartTeaching>;
  /** How the page is read now: taught anew, it keeps its id. */
  readonly known: () => Profile | null;
  readonly taught: (profile: Profile) => void;
  readonly signal: AbortSignal;
};

/** Teach mode on and off; its code is brought when it is first wanted. */
export function createTeachDesk({ document, language, load, known, taught, signal }: Deps) {
  let stop: AbortController | null = null;

  async function begin(mine: AbortController): Promise<void> {
    const start = await load().catch(() => null);
    if (start === null || mine.signal.aborted || signal.aborted) return;
    const both = AbortSignal.any([signal, mine.signal]);
    await start({ document, language, known: known(), taught, stop: () => mine.abort(), signal: both });
  }
  return {
    turn(on: boolean): void {
      stop?.abort();
      stop = on ? new AbortController() : null;
      if (stop !== null) void begin(stop);
    },
  };
}
