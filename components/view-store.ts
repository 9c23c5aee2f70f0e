import { createStore } from 'zustand/vanilla';
import { applyPatch } from '../core/domain/patch.ts';
import type { DetailView, PanelPatch, PanelView } from '../core/domain/view.ts';

/** How the surface stands to the worker; the same words as the port client's. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'refused';

/** A read-only mirror of what the worker sends. What the surface itself is set to is kept elsewhere. */
export type Mirror = {
  readonly view: PanelView | null;
  readonly detail: DetailView | null;
  readonly connection: Connection;
  /** This surface's clock when it last heard anything from the worker, ms; null: never. */
  readonly heardAt: number | null;
  /** Counts snapshots: what was asked for on an old port has to be asked for again. */
  readonly snapshots: number;
};

export type ViewStore = ReturnType<typeof createViewStore>;

export function createViewStore() {
  const empty: Mirror = { view: null, detail: null, connection: 'connecting', heardAt: null, snapshots: 0 };
  const store = createStore<Mirror>(() => empty);
  return Object.assign(store, {
    snapshot: (view: PanelView) => store.setState((state) => ({ view, snapshots: state.snapshots + 1 })),
    patch: (patch: PanelPatch) =>
      store.setState((state) => (state.view === null ? state : { view: applyPatch(state.view, patch) })),
    detail: (detail: DetailView | null) => store.setState({ detail }),
    heard: (heardAt: number) => store.setState({ heardAt }),
    /** Refused: nothing of the shop stays on screen. */
    connection: (connection: Connection) => store.setState(connection === 'refused' ? { ...empty, connection } : { connection }),
  });
}
