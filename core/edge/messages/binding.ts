import type { Instant } from '../../domain/instant.ts';

/** A content script asks, posts the nonce into the frame, the frame says hello: seconds, not minutes. */
export const NONCE_LIFE_MS = 15_000;
/** A page that asks for nonces without end gets no more than this many at a time. */
const MOST_PENDING = 5;

/**
 * Binds embedded panels to the console document that embeds them. `C` is the console's port, `P` the panel's:
 * both die with their document, so a port is the document.
 */
export type Binding<C, P> = {
  /** A one-time nonce for a frame in this console's document. */
  issue(console: C, tab: number): string;
  /** The console that the nonce was issued to, if it is good for this tab; it is spent either way. The panel that was bound before is handed to `evict`. */
  claim(nonce: string, tab: number, panel: P): C | null;
  /** The console's document is gone: its nonces are void, and its panel is handed back to be emptied. */
  consoleGone(console: C): P | null;
  panelGone(panel: P): void;
  /** The document that embeds this panel. */
  consoleOf(panel: P): C | null;
};

type Deps<P> = { readonly now: () => Instant; readonly random: () => string; readonly evict: (panel: P) => void };

export function createBinding<C, P>({ now, random, evict }: Deps<P>): Binding<C, P> {
  const pending = new Map<string, { readonly console: C; readonly tab: number; readonly at: Instant }>();
  const panels = new Map<C, P>();

  function sweep() {
    const at = now();
    // A clock that was set back makes ages unknown: such nonces are void too.
    for (const [nonce, issued] of pending) if (at - issued.at > NONCE_LIFE_MS || at < issued.at) pending.delete(nonce);
  }
  return {
    issue(console, tab) {
      sweep();
      const mine = [...pending].filter(([, issued]) => issued.console === console);
      for (const [nonce] of mine.slice(0, Math.max(0, mine.length - MOST_PENDING + 1))) pending.delete(nonce);
      const nonce = random();
      pending.set(nonce, { console, tab, at: now() });
      return nonce;
    },
    claim(nonce, tab, panel) {
      sweep();
      const issued = pending.get(nonce);
      pending.delete(nonce);
      if (issued === undefined || issued.tab !== tab) return null;
      const before = panels.get(issued.console);
      panels.set(issued.console, panel);
      if (before !== undefined && before !== panel) evict(before);
      return issued.console;
    },
    consoleGone(console) {
      for (const [nonce, issued] of pending) if (issued.console === console) pending.delete(nonce);
      const panel = panels.get(console) ?? null;
      panels.delete(console);
      return panel;
    },
    panelGone(panel) {
      for (const [console, bound] of panels) if (bound === panel) panels.delete(console);
    },
    consoleOf: (panel) => [...panels].find(([, bound]) => bound === panel)?.[0] ?? null,
  };
}
