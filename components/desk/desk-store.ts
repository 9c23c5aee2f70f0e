import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskView } from '../../core/domain/desk.ts';

/** The desk's mirror of what the worker draws. `live`: the worker can be reached. */
export type DeskMirror = { readonly view: DeskView | null; readonly live: boolean };
export type DeskStore = StoreApi<DeskMirror>;
export const createDeskStore = (): DeskStore => createStore<DeskMirror>(() => ({ view: null, live: false }));
