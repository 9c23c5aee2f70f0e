/**
 * The one file that imports webextension-polyfill: for the worker and the extension's own pages.
 * The content script never imports it (it would carry it onto every console page).
 */
import browser, { type Browser } from 'webextension-polyfill';

export type { Browser };
export { browser };
