import { beforeEach, describe, expect, test } from 'vitest';
import { type Binding, createBinding, NONCE_LIFE_MS } from './binding.ts';

let now = 0;
let evicted: string[] = [];
let binding: Binding<string, string>;
beforeEach(() => {
  now = 1_000;
  evicted = [];
  let last = 0;
  binding = createBinding({ now: () => now, random: () => `nonce-${++last}`, evict: (panel) => evicted.push(panel) });
});

describe('binding a panel to its console document', () => {
  test('a nonce binds once', () => {
    const nonce = binding.issue('console', 7);
    expect(binding.claim(nonce, 7, 'panel')).toBe('console');
    expect(binding.claim(nonce, 7, 'thief')).toBeNull();
    expect(evicted).toEqual([]);
  });
  test('a nonce that was shown in another tab is spent, and binds nobody', () => {
    const nonce = binding.issue('console', 7);
    expect(binding.claim(nonce, 8, 'thief')).toBeNull();
    expect(binding.claim(nonce, 7, 'panel')).toBeNull();
  });
  test('a made-up nonce binds nobody', () => {
    binding.issue('console', 7);
    expect(binding.claim('nonce-2', 7, 'thief')).toBeNull();
  });
  test('a nonce has a short life, and none at all once the clock was set back', () => {
    const late = binding.issue('console', 7);
    now += NONCE_LIFE_MS + 1;
    expect(binding.claim(late, 7, 'panel')).toBeNull();
    const future = binding.issue('console', 7);
    now -= 60_000;
    expect(binding.claim(future, 7, 'panel')).toBeNull();
  });
  test('one live panel a document: the next one takes its place', () => {
    binding.claim(binding.issue('console', 7), 7, 'first');
    binding.claim(binding.issue('console', 7), 7, 'second');
    expect(evicted).toEqual(['first']);
    expect(binding.consoleGone('console')).toBe('second');
  });
  test('a document that is gone takes its nonces and its panel along', () => {
    const nonce = binding.issue('console', 7);
    binding.claim(binding.issue('console', 7), 7, 'panel');
    expect(binding.consoleGone('console')).toBe('panel');
    expect(binding.claim(nonce, 7, 'late')).toBeNull();
  });
  test('a panel that is gone is not handed back', () => {
    binding.claim(binding.issue('console', 7), 7, 'panel');
    binding.panelGone('panel');
    expect(binding.consoleGone('console')).toBeNull();
  });
  test('a page that asks without end holds a handful of nonces', () => {
    const nonces = Array.from({ length: 50 }, () => binding.issue('console', 7));
    const good = nonces.filter((nonce) => binding.claim(nonce, 7, nonce) !== null);
    expect(good).toHaveLength(5);
  });
});
