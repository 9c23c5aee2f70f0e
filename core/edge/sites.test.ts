import { describe, expect, test } from 'vitest';
import { LIVE } from '../../test/builders/live-profile.ts';
import type { Profile } from '../domain/profile.ts';
import {
  CONSOLE_SCRIPT,
  createReconciler,
  DATA_SCRIPT,
  OWN_DATA_SCRIPT,
  reconcileSites,
  releaseHosts,
  type SitesApi,
  siteOf,
  sitePattern,
  TABLE_SCRIPT,
  type Tables,
} from './sites.ts';

function browserWith(granted: string[], tabs: number[] = []) {
  const registered = new Map<string, { id: string; matches: string[]; js?: string[]; world?: string; allFrames?: boolean }>();
  const injected: number[] = [];
  const others: [string[], object, string | undefined][] = [];
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
        if (files.includes(CONSOLE_SCRIPT)) injected.push(target.tabId);
        else others.push([files, target, world]);
      },
    },
    tabs: { query: async () => tabs.map((id) => ({ id })) },
  };
  return { api, registered, injected, others, granted };
}
const A = 'https://a.example';
const sites = (...given: string[]) => given.map((site) => siteOf(site, null, true));
const reading = (over: Partial<Profile> = {}): Profile => ({ ...LIVE, ...over });
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
    const reconcile = createReconciler(
      api,
      async () => sites(A),
      async () => {},
    );
    expect(await Promise.all([reconcile('new'), reconcile('all'), reconcile('new')])).toEqual([[A], [A], [A]]);
    expect(registered.size).toBe(1);
    expect(injected).toEqual([3]);
  });
  test('a site that was taken away and given back is injected again', async () => {
    const { api, injected, granted } = browserWith(['https://a.example/*'], [3]);
    const reconcile = createReconciler(
      api,
      async () => sites(A),
      async () => {},
    );
    await reconcile('all');
    granted.splice(0, 1);
    await reconcile('new');
    granted.push('https://a.example/*');
    await reconcile('new');
    expect(injected).toEqual([3, 3]);
  });
  test('a script in the page’s own world only where the profile reads the page’s data, and as long as it does', async () => {
    const { api, registered, others, injected } = browserWith(['https://a.example/*', `${B}/*`], [3]);
    const both = [siteOf(A, reading(), true), siteOf(B, reading({ data: [] }), true)];
    expect(await reconcileSites(api, both, 'new')).toEqual([A, B]);
    expect(registered.get(`data:${A}`)).toMatchObject({ matches: ['https://a.example/*'], js: [DATA_SCRIPT], world: 'MAIN' });
    expect(registered.get(`site:${A}`)?.world).toBeUndefined();
    expect(registered.has(`data:${B}`)).toBe(false);
    expect([...registered.keys()].some((id) => id.endsWith(`:${B}`) && !id.startsWith('site:'))).toBe(false);
    expect(others).toEqual([[[DATA_SCRIPT], { tabId: 3 }, 'MAIN']]);
    // Another profile: the reader stays, and open tabs are not read anew.
    injected.splice(0);
    await reconcileSites(api, sites(A, B), 'new');
    expect([...registered.keys()]).toEqual([`site:${A}`, `site:${B}`]);
    expect(injected).toEqual([]);
  });
  test('in its frames, too, where rows and requests may stand there; those that were registered otherwise go', async () => {
    const { api, registered, others } = browserWith(['https://a.example/*'], [3]);
    await reconcileSites(api, [siteOf(A, reading(), true)], 'new');
    await reconcileSites(api, [siteOf(A, reading({ frames: true }), true)], 'new');
    expect([...registered.values()].filter(({ js }) => js?.includes(DATA_SCRIPT))).toMatchObject([
      { world: 'MAIN', allFrames: true, matchOriginAsFallback: true },
    ]);
    expect(others.at(-1)).toEqual([[DATA_SCRIPT], { tabId: 3, allFrames: true }, 'MAIN']);
  });
  test.each([false, true])(
    'a profile that is not built in brings its table, kept before anything reads it; frames: %s',
    async (frames) => {
      const { api, registered, others } = browserWith(['https://a.example/*', `${B}/*`], [3]);
      const kept: unknown[] = [];
      const both = [siteOf(A, reading({ frames }), false), siteOf(B, reading(), true)];
      const keep = async (tables: Tables) => void kept.push(tables, registered.size);
      await createReconciler(api, async () => both, keep)('new');
      expect(kept).toEqual([{ [A]: LIVE.data }, 0]);
      const inPage = [...registered.values()].filter(({ world }) => world === 'MAIN');
      expect(inPage.map(({ js }) => js)).toEqual([[OWN_DATA_SCRIPT], [DATA_SCRIPT]]);
      const table = [...registered.values()].filter(({ js }) => js?.includes(TABLE_SCRIPT));
      expect(table).toMatchObject([{ matches: ['https://a.example/*'] }]);
      expect([table[0]?.world, table[0]?.allFrames]).toEqual([undefined, frames ? true : undefined]);
      // The reader of the page's world first: what asks it has to find it there.
      expect(others.map(([[file]]) => file).at(-1)).toBe(TABLE_SCRIPT);
    },
  );
  test('two accounts of one site share a table of bounded size', async () => {
    const { api } = browserWith([]);
    const [source] = LIVE.data;
    const many = reading({ data: Array.from({ length: 8 }, () => source).filter((one) => one !== undefined) });
    let kept: Tables = {};
    const keep = async (tables: Tables) => {
      kept = tables;
    };
    await createReconciler(api, async () => [siteOf(A, many, false), siteOf(A, many, true)], keep)('new');
    expect(Object.values(kept).map((table) => table.length)).toEqual([10]);
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
