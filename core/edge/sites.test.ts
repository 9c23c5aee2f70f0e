import { describe, expect, test } from 'vitest';
import {
  CONSOLE_SCRIPT,
  createReconciler,
  DATA_SCRIPT,
  reconcileSites,
  releaseHosts,
  type SitesApi,
  sitePattern,
} from './sites.ts';

function browserWith(granted: string[], tabs: number[] = []) {
  const registered = new Map<string, { id: string; matches: string[]; js?: string[]; world?: string }>();
  const injected: number[] = [];
  const tapped: [number, string[]][] = [];
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
      executeScript: async ({ target, files, world }) => {
        if (target.tabId < 0) throw new Error('Cannot access contents of the page');
        if (world === 'MAIN') tapped.push([target.tabId, files]);
        else {
          expect(files).toEqual([CONSOLE_SCRIPT]);
          injected.push(target.tabId);
        }
      },
    },
    tabs: { query: async () => tabs.map((id) => ({ id })) },
  };
  return { api, registered, injected, tapped, granted };
}
const A = 'https://a.example';
const sites = (...given: string[]) => given.map((site) => ({ site, data: false }));
const B = 'http://127.0.0.1:8080';

describe('content scripts on granted sites', () => {
  test('only granted sites are registered, and injected into tabs that are open, once', async () => {
    const { api, registered, injected } = browserWith(['https://a.example/*'], [3, -1]);
    expect(await reconcileSites(api, sites(A, B), 'new')).toEqual([A]);
    await reconcileSites(api, sites(A, B), 'new');
    expect([...registered.values()].map((script) => script.matches)).toEqual([['https://a.example/*']]);
    expect(injected).toEqual([3]);
  });
  test('after an update registrations are made again and open tabs get the new script', async () => {
    const { api, registered, injected } = browserWith(['https://a.example/*'], [3]);
    await reconcileSites(api, sites(A), 'new');
    registered.clear();
    await reconcileSites(api, sites(A), 'all');
    expect(registered.size).toBe(1);
    expect(injected).toEqual([3, 3]);
  });
  test('a revoked or removed site is unregistered; what is not ours stays', async () => {
    const { api, registered, granted } = browserWith(['https://a.example/*', `${B}/*`]);
    registered.set('other', { id: 'other', matches: [] });
    await reconcileSites(api, sites(A, B), 'new');
    granted.splice(0, 1);
    expect(await reconcileSites(api, sites(A, B), 'new')).toEqual([B]);
    await reconcileSites(api, sites(), 'new');
    expect([...registered.keys()]).toEqual(['other']);
  });
  test('a start, an update and a grant at once register each site once, and inject each tab once', async () => {
    const { api, registered, injected } = browserWith(['https://a.example/*'], [3]);
    const reconcile = createReconciler(api, async () => sites(A));
    expect(await Promise.all([reconcile('new'), reconcile('all'), reconcile('new')])).toEqual([[A], [A], [A]]);
    expect(registered.size).toBe(1);
    expect(injected).toEqual([3]);
  });
  test('a site that was taken away and given back is injected again', async () => {
    const { api, injected, granted } = browserWith(['https://a.example/*'], [3]);
    const reconcile = createReconciler(api, async () => sites(A));
    await reconcile('all');
    granted.splice(0, 1);
    await reconcile('new');
    granted.push('https://a.example/*');
    await reconcile('new');
    expect(injected).toEqual([3, 3]);
  });
  test('a script in the page’s own world only where the profile reads the page’s data, and as long as it does', async () => {
    const { api, registered, tapped, injected } = browserWith(['https://a.example/*', `${B}/*`], [3]);
    const both = [
      { site: A, data: true },
      { site: B, data: false },
    ];
    expect(await reconcileSites(api, both, 'new')).toEqual([A, B]);
    expect(registered.get(`data:${A}`)).toMatchObject({ matches: ['https://a.example/*'], js: [DATA_SCRIPT], world: 'MAIN' });
    expect(registered.get(`site:${A}`)?.world).toBeUndefined();
    expect(registered.has(`data:${B}`)).toBe(false);
    expect(tapped).toEqual([[3, [DATA_SCRIPT]]]);
    // Another profile: the reader stays, and open tabs are not read anew.
    injected.splice(0);
    await reconcileSites(api, sites(A, B), 'new');
    expect([...registered.keys()]).toEqual([`site:${A}`, `site:${B}`]);
    expect(injected).toEqual([]);
  });
  test('patterns carry no port', () => {
    expect(sitePattern(B)).toBe('http://127.0.0.1/*');
  });
});

describe('after a reset', () => {
  const given = async (origins: readonly string[] | undefined, required: readonly string[] = []) => {
    const removed: string[] = [];
    const permissions = {
      getAll: async () => ({ origins }),
      remove: async (what: { origins: string[] }) => removed.push(...what.origins) > 0,
    };
    await releaseHosts({ permissions }, required);
    return removed;
  };
  test('every host that the user granted is given back, and none of the manifest’s own', async () => {
    expect(await given(['https://a.example/*', 'https://b.example/*'], ['https://b.example/*'])).toEqual(['https://a.example/*']);
  });
  test('a browser that was granted nothing is asked for nothing', async () => {
    expect(await given(undefined)).toEqual([]);
    expect(await given(['https://b.example/*'], ['https://b.example/*'])).toEqual([]);
  });
});
