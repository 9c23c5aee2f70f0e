import { createContext, useCallback, useContext } from 'react';
import { useStore } from 'zustand';
import type { Instant } from '../../core/domain/instant.ts';
import type { Intent } from '../../core/domain/intent.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { Head } from '../../core/domain/view.ts';
import { useTicking } from '../parts/shop-time.ts';
import type { Mirror, ViewStore } from '../view-store.ts';
import type { Ui, UiStore } from './ui-store.ts';

/** What the panel is given: its mirror, its own state, and its hands on the world. */
export type PanelWorld = {
  readonly store: ViewStore;
  readonly ui: UiStore;
  readonly send: (intent: Intent) => Promise<Phrase | null>;
  /** This machine's clock, ms. */
  readonly now: () => Instant;
  readonly newId: () => string;
  /** Drawn in a frame of a page that may be hostile. */
  readonly embedded: boolean;
  /** Whether the browser can measure real visibility (IntersectionObserver v2). */
  readonly seesVisibility: boolean;
};

export const PanelContext = createContext<PanelWorld | null>(null);

export function usePanel(): PanelWorld {
  const world = useContext(PanelContext);
  if (world === null) throw new Error('outside of a panel');
  return world;
}
export const useMirror = <T>(select: (mirror: Mirror) => T): T => useStore(usePanel().store, select);
export const useUi = <T>(select: (ui: Ui) => T): T => useStore(usePanel().ui, select);

/**
 * Does what acts, or arms it. A page may lie over a frame: where nobody can see that, the same panel opens as a window
 * instead, and it is done there.
 */
export function useInSight(): (act: () => void) => void {
  const { embedded, seesVisibility, send } = usePanel();
  return useCallback(
    (act) => {
      if (embedded && !seesVisibility) void send({ kind: 'openWindow' });
      else act();
    },
    [embedded, seesVisibility, send],
  );
}

/** This machine's clock, drawn anew each second. */
export const useNow = (): Instant => useTicking(usePanel().now);

/** How long nothing may be heard before the surface itself says that it has lost the worker, real ms. */
export const lostAfter = (head: Head): number =>
  Math.min(60_000, Math.max(10_000, (2 * head.intervalMs) / Math.max(1, head.clock.rate)));
