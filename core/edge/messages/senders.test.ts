import { describe, expect, test } from 'vitest';
import { needsVouching, type RawSender, sortSender } from './senders.ts';

const own = { id: 'us', origin: 'chrome-extension://us' };
const page = (path: string) => `${own.origin}/${path}`;

const table: [string, RawSender | undefined, string][] = [
  ['the popup has no tab', { id: 'us', url: page('popup.html') }, 'page'],
  ['options in a tab', { id: 'us', url: page('options.html#sources'), frameId: 0, tab: { id: 1 } }, 'page'],
  ['the panel as a window', { id: 'us', url: page('panel.html?surface=window'), frameId: 0, tab: { id: 1 } }, 'page'],
  ['the panel in a frame of a page', { id: 'us', url: page('panel.html'), frameId: 7, tab: { id: 1 } }, 'embedded'],
  ['the panel in a frame whose number is not said', { id: 'us', url: page('panel.html'), tab: { id: 1 } }, 'embedded'],
  ['the content script', { id: 'us', url: 'https://shop.example/live', frameId: 0, tab: { id: 1 } }, 'console'],
  ['a content script in a frame', { id: 'us', url: 'https://shop.example/live', frameId: 3, tab: { id: 1 } }, 'unknown'],
  ['a site without a tab', { id: 'us', url: 'https://shop.example/live', frameId: 0 }, 'unknown'],
  ['another extension', { id: 'them', url: page('popup.html') }, 'unknown'],
  ['an address that only looks like ours', { id: 'us', url: 'chrome-extension://us.evil/popup.html' }, 'unknown'],
  ['a file', { id: 'us', url: 'file:///tmp/x.html', frameId: 0, tab: { id: 1 } }, 'unknown'],
  ['no address', { id: 'us' }, 'unknown'],
  ['nonsense', { id: 'us', url: '::' }, 'unknown'],
  ['nobody', undefined, 'unknown'],
];

describe('who sent it', () => {
  test.each(table)('%s', (_, raw, kind) => {
    expect(sortSender(raw, own).kind).toBe(kind);
  });

  test('only the page that others can embed must be vouched for when it has no tab', () => {
    expect(needsVouching(sortSender({ id: 'us', url: page('panel.html') }, own))).toBe(true);
    expect(needsVouching(sortSender({ id: 'us', url: page('popup.html') }, own))).toBe(false);
    expect(needsVouching(sortSender({ id: 'us', url: page('panel.html'), frameId: 0, tab: { id: 1 } }, own))).toBe(false);
  });
});
