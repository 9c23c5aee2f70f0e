import type { StartActing } from './act/acting.ts';
import type { StartTeaching } from './teach/teach.ts';

/**
 * Code that is not on every console page. The worker injects it when it is first wanted, into the same isolated world,
 * where it puts itself on this shelf.
 */
export type OnDemand = { act: StartActing; teach: StartTeaching };
type Shelf = { readonly codes: Partial<OnDemand>; arrived?: () => void };

const SHELF = '__stockcueOnDemand';
const shelf = (): Shelf => {
  const world = globalThis as { [SHELF]?: Shelf };
  world[SHELF] ??= { codes: {} };
  return world[SHELF];
};

/** What an earlier version of the extension has brought here is none of this one's. */
export function emptyShelf(): void {
  (globalThis as { [SHELF]?: Shelf })[SHELF] = { codes: {} };
}

/** The injected script's own line: it is here. */
export function bring<K extends keyof OnDemand>(code: K, start: OnDemand[K]): void {
  const on: Shelf = shelf();
  on.codes[code] = start;
  on.arrived?.();
}

/** Resolves once it is here; `ask` is called where it has to be brought. Never rejects: who waits sets its own limit. */
export function fetched<K extends keyof OnDemand>(code: K, ask: () => void): Promise<OnDemand[K]> {
  const on: Shelf = shelf();
  const here = on.codes[code];
  if (here !== undefined) return Promise.resolve(here);
  return new Promise((resolve) => {
    const earlier = on.arrived;
    on.arrived = () => {
      earlier?.();
      const start = on.codes[code];
      if (start !== undefined) resolve(start);
    };
    ask();
  });
}
