import type { Readable } from '../../../domain/profile.ts';
import type { Beside, Engine } from '../engine.ts';

/** What acting stands on: the page, how it is read, and who says when it has changed. */
export type Ground = {
  readonly root: Document;
  readonly profile: Readable;
  readonly hash: string;
  /** Reads at the moment it is asked, never from memory. */
  readonly engine: Pick<Engine, 'rows' | 'seen' | 'quietMs' | 'health'>;
  /** What the page's own data says, as a witness; null: the profile reads none. */
  readonly beside: Pick<Beside, 'said'> | null;
  /** Another number is to be typed by now; missing: nobody follows. */
  readonly types?: (id: string, number: number) => void;
  /** Calls back whenever the page may have drawn its rows anew. */
  readonly looks: (then: () => void, signal: AbortSignal) => void;
};

export const windowOf = (root: Document): Window & typeof globalThis => root.defaultView ?? globalThis.window;

/** Resolves after so many ms, or as soon as it is aborted. */
export function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
