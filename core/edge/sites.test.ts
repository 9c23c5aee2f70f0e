import { describe, expect, test } from 'vitest';
import { CONSOLE_SCRIPT, createReconciler, reconcileSites, type SitesApi, sitePattern } from './sites.ts';

function browserWith(granted: string[], tabs: number[] = []) {
  const registered = new Map<string, { id: string; matches: string[] }>();
  const injected: number[] = [];
  const api: SitesApi = {
    permissions: { contains: async ({ origins }) => origins.every((origin) => granted.includes(origin)) },
    scripting: {
      getRegisteredContentScripts: async () => [...registered.values()],
      registerContentScripts: async (scripts) => {
        for (const script of scripts) {
          if (registered.has(script.id)) throw new Error(`Duplicate script ID '${script.id}'`);
          registered.set(script.id, script);
        }
      },
      unregisterContentScripts: async ({ ids }) => {
        for (const id of ids) registered.delete(id);
      },
      executeScript: async ({ target, files }) => {
        expect(files).toEqual([CONSOLE_SCRIPT]);
        if (target.tabId < 0) throw new Error('Cannot access contents of the page');
        injected.push(target.tabId);
      },
    },
    tabs: { query: async () => tabs.map((id) => ({ id })) },
  };
  return { api, registered, injected, granted };
}
const A = 'https://a.example';
const B = 'http://127.0.0.1:8080';

describe('content scripts on granted sites', () => {
  test('only granted sites are registered, and injected into tabs that are open, once', async () => {
    const { api, registered, injected } = browserWith(['https://a.example/*'], [3, -1]);
    expect(await reconcileSites(api, [A, B], 'new')).toEqual([A]);
    await reconcileSites(api, [A, B], 'new');
    expect([...registered.values()].map((script) => script.matches)).toEqual([['https://a.example/*']]);
    expect(injected).toEqual([3]);
  });
  test('after an update registrations are made again and open tabs get the new script', async () => {
    const { api, registered, injected } = browserWith(['https://a.example/*'], [3]);
    await reconcileSites(api, [A], 'new');
    registered.clear();
    await reconcileSites(api, [A], 'all');
    expect(registered.size).toBe(1);
    expect(injected).toEqual([3, 3]);
  });
  test('a revoked or removed site is unregistered; what is not ours stays', async () => {
    const { api, registered, granted } = browserWith(['https://a.example/*', `${B}/*`]);
    registered.set('other', { id: 'other', matches: [] });
    await reconcileSites(api, [A, B], 'new');
    granted.splice(0, 1);
    expect(await reconcileSites(api, [A, B], 'new')).toEqual([B]);
    await reconcileSites(api, [], 'new');
    expect([...registered.keys()]).toEqual(['other']);
  });
  test('a start, an update and a grant at once register each site once, and inject each tab once', async () => {
    const { api, registered, injected } = browserWith(['https://a.example/*'], [3]);
    const reconcile = createReconciler(api, async () => [A]);
    expect(await Promise.all([reconcile('new'), reconcile('all'), reconcile('new')])).toEqual([[A], [A], [A]]);
    expect(registered.size).toBe(1);
    expect(injected).toEqual([3]);
  });
  test('a site that was taken away and given back is injected again', async () => {
    const { api, injected, granted } = browserWith(['https://a.example/*'], [3]);
    const reconcile = createReconciler(api, async () => [A]);
    await reconcile('all');
    granted.splice(0, 1);
    await reconcile('new');
    granted.push('https://a.example/*');
    await reconcile('new');
    expect(injected).toEqual([3, 3]);
  });
  test('patterns carry no port', () => {
    expect(sitePattern(B)).toBe('http://127.0.0.1/*');
  });
});
