import { beforeEach, describe, expect, it, vi } from 'vitest';

/** What a browser tells a worker that it has just woken: only whoever listens at once hears it. */
const HEARD_AT_WAKING = [
  'runtime.onConnect',
  'runtime.onMessage',
  'runtime.onInstalled',
  'runtime.onUpdateAvailable',
  'permissions.onAdded',
  'permissions.onRemoved',
  'tabs.onRemoved',
  'alarms.onAlarm',
];
const fake = vi.hoisted(() => ({ listening: new Set<string>() }));

/** A browser whose every answer is still on its way. */
function slowBrowser(path: string): unknown {
  const call = () => new Promise(() => {});
  return new Proxy(call, {
    get(_, name) {
      const here = path === '' ? String(name) : `${path}.${String(name)}`;
      if (here === 'runtime.id') return 'us';
      if (here === 'runtime.getURL') return () => 'chrome-extension://us/';
      if (name === 'addListener') return () => fake.listening.add(path);
      return slowBrowser(here);
    },
  });
}
vi.mock('../core/edge/browser.ts', () => ({ browser: slowBrowser('') }));

beforeEach(() => fake.listening.clear());

/** Which of these nobody listens to when the worker's first turn is over. */
function missedBy(main: () => unknown): readonly string[] {
  void main();
  return HEARD_AT_WAKING.filter((name) => !fake.listening.has(name));
}

describe('the worker', () => {
  it('listens in its first turn to everything that can wake it', async () => {
    const { default: background } = await import('./background.ts');
    expect(missedBy(() => background.main())).toEqual([]);
  });

  it('and a listener that is added after an await would be noticed', async () => {
    const { browser } = await import('../core/edge/browser.ts');
    const late = async () => {
      browser.tabs.onRemoved.addListener(() => {});
      await browser.storage.local.get();
      browser.runtime.onConnect.addListener(() => {});
    };
    expect(missedBy(late)).toEqual(HEARD_AT_WAKING.filter((name) => name !== 'tabs.onRemoved'));
  });
});
