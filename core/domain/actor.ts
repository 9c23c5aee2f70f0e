import type { Origin } from './ids.ts';

export type Surface = 'panel' | 'window' | 'sidePanel' | 'popup' | 'options' | 'desk' | 'host' | 'worker' | 'rehearsal';

/** 操作人: the name set in the options, this browser, and where it was done. */
export type Actor = { readonly name: string; readonly origin: Origin; readonly surface: Surface };
