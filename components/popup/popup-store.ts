import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PopupView } from '../../core/domain/view.ts';

/** The popup's mirror: what the last worker saved first, then what this one says. `live`: this worker has spoken. */
export type PopupState = { readonly view: PopupView | null; readonly live: boolean };
export type PopupStore = StoreApi<PopupState>;

export const createPopupStore = (): PopupStore => createStore<PopupState>(() => ({ view: null, live: false }));
