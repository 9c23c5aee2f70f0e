import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCall, parseFromConsole, parseToWorker } from './parse.ts';

const hello = { say: 'hello', surface: 'panel', kind: 'panel', nonce: null, shop: null, stream: null };
const row = {
  key: 'k',
  title: '<img src=x onerror=alert(1)>',
  link: 1,
  state: 'onSale',
  sellable: 3,
  pinned: true,
  offer: null,
  sold: null,
  clicks: null,
  impressions: null,
  cart: null,
};
const seen = {
  say: 'seen',
  body: { page: { live: 'live', room: null, viewers: 4, comments: null }, changed: [row], keys: ['k'], complete: true },
};

describe('messages at their receiver', () => {
  test('good ones pass unchanged', () => {
    expect(parseToWorker(hello)).toEqual(hello);
    expect(parseFromConsole(seen)).toEqual(seen);
    expect(parseCall({ stockcue: 'call', name: 'settings.get', ask: { shop: 'main' } })).toEqual({
      name: 'settings.get',
      ask: { shop: 'main' },
    });
  });
  test('a change of settings resets nothing: that is a call of its own', () => {
    const change = { guards: [] };
    const call = { stockcue: 'call', name: 'settings.change', ask: { shop: 'main', change: { ...change, reset: true } } };
    expect(parseCall(call)).toEqual({ name: 'settings.change', ask: { shop: 'main', change } });
    expect(parseCall({ stockcue: 'call', name: 'settings.reset', ask: { shop: 'main' } })?.ask).toEqual({ shop: 'main' });
    expect(parseCall({ stockcue: 'call', name: 'settings.reset', ask: {} })?.ask).toBeNull();
  });
  test.each(['acknowledge', 'wake', 'snooze'])('an alert can be answered: %s', (action) => {
    const intent = { kind: 'alert', alert: 'a', action, ...(action === 'snooze' ? { lasts: 'morning' } : {}) };
    expect(parseToWorker({ say: 'intent', id: '1', intent })).toEqual({ say: 'intent', id: '1', intent });
  });
  test.each([true, false])('an action of the page can be given to us, and taken back: %s', (on) => {
    const gesture = { trusted: true, seenVisibleMs: 600 };
    const intent = { kind: 'promote', account: 'us', action: 'pin', on, ...(on ? { gesture } : {}) };
    expect(parseToWorker({ say: 'intent', id: '1', intent })).toEqual({ say: 'intent', id: '1', intent });
    expect(parseToWorker({ say: 'intent', id: '1', intent: { ...intent, action: 'unlist' } })).toBeNull();
  });
  test.each([
    ['another shop than ours', { ...hello, shop: 'other' }],
    ['an unknown surface', { ...hello, surface: 'page' }],
    ['an intent of no kind', { say: 'intent', id: '1', intent: { kind: 'unlist' } }],
    ['a key that is a trap', { say: 'intent', id: '1', intent: { kind: 'startStream', stream: '__proto__' } }],
    [
      'a snooze of a length of its own',
      { say: 'intent', id: '1', intent: { kind: 'alert', alert: 'a', action: 'snooze', lasts: 'ever' } },
    ],
    ['a batch by hand without a gesture', { say: 'intent', id: '1', intent: { kind: 'drip', command: 'd', action: 'next' } }],
    ['a gesture without its proof', { say: 'intent', id: '1', intent: { kind: 'command', command: 'pause' } }],
  ])('%s is refused', (_, message) => {
    expect(parseToWorker(message)).toBeNull();
  });
  test('what is no number is no number', () => {
    const broken = structuredClone(seen);
    broken.body.changed = [{ ...row, sellable: Number.NaN }];
    expect(parseFromConsole(broken)).toBeNull();
  });
  test('a call that asks nonsense is told apart from what is no call', () => {
    expect(parseCall({ stockcue: 'call', name: 'settings.get', ask: {} })).toEqual({ name: 'settings.get', ask: null });
    expect(parseCall({ stockcue: 'call', name: 'settings.steal', ask: {} })).toBeNull();
    expect(parseCall('hello')).toBeNull();
  });
  test('nothing that can be said makes a receiver throw', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        for (const parse of [parseToWorker, parseFromConsole, parseCall]) parse(anything);
        parseToWorker({ say: 'intent', id: 'x', intent: anything });
        parseFromConsole({ say: 'seen', body: anything });
      }),
    );
  });
});
