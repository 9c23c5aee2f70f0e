/**
 * The one file that imports webextension-polyfill: for the worker and the extension's own pages.
 * The content script never imports it (it would carry it onto every console page).
 */
import browser from 'webextension-polyfill';

export { browser };
