/**
 * Content scripts on the console sites that the user granted. Registrations are lost at an extension update and never
 * reach open tabs, so they are reconciled at every start and injected into open tabs on grant and on update.
 */
export const CONSOLE_SCRIPT = 'console.js';
/** In the page's own world, where the account's profile reads the page's data: before the page's scripts, or it misses their first answers. */
export const DATA_SCRIPT = 'page-data.js';
const SCRIPTS = { site: CONSOLE_SCRIPT, data: DATA_SCRIPT } as const;
type Kind = keyof typeof SCRIPTS;
const isOurs = (id: string): boolean => Object.keys(SCRIPTS).some((kind) => id.startsWith(`${kind}:`));

/** A console account's site, and whether its profile reads the page's data. */
export type Site = { readonly site: string; readonly data: boolean };

/** The part of the browser's API that is used here; a fake one takes thirty lines. */
export type SitesApi = {
  readonly permissions: { contains(what: { origins: string[] }): Promise<boolean> };
  readonly scripting: {
    getRegisteredContentScripts(): Promise<readonly { readonly id: string }[]>;
    registerContentScripts(scripts: readonly Registration[]): Promise<void>;
    unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
    executeScript(injection: Injection): Promise<unknown>;
  };
  readonly tabs: { query(filter: { url: string[] }): Promise<readonly { readonly id?: number | undefined }[]> };
};
type Injection = { target: { tabId: number }; files: string[]; world?: 'MAIN' };
type Registration = {
  readonly id: string;
  readonly matches: string[];
  readonly js: string[];
  /** The script waits for the page by itself: a browser holds `load` back for one that is to run when the page is idle. */
  readonly runAt: 'document_start';
  readonly persistAcrossSessions: true;
  readonly world?: 'MAIN';
};

/**
 * The match pattern of a site. Without its port: Firefox knows none in patterns. A page of another port is turned away
 * by the worker, which knows the exact origin.
 */
export function sitePattern(site: string): string {
  const { protocol, hostname } = new URL(site);
  return `${protocol}//${hostname}/*`;
}

/**
 * One reconciliation at a time: two at once would register the same script twice. After an update both the start and
 * the update ask for one, and a tab is injected once: a panel that was just drawn is not drawn anew.
 */
export function createReconciler(api: SitesApi, sites: () => Promise<readonly Site[]>) {
  const reached = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();
  return (inject: 'all' | 'new'): Promise<readonly string[]> => {
    const mine = turn.then(async () => reconcileSites(api, await sites(), inject, reached));
    turn = mine.catch(() => {});
    return mine;
  };
}

/**
 * Makes the registrations what they should be for these sites, as far as they are granted. `inject`: also into tabs
 * that are open already, for every site ('all', after an update) or for those registered just now ('new').
 * Answers with the sites that are registered. `reached`: sites whose open tabs this life of the worker has injected.
 */
export async function reconcileSites(
  api: SitesApi,
  sites: readonly Site[],
  inject: 'all' | 'new',
  reached: Set<string> = new Set(),
): Promise<readonly string[]> {
  const granted = await grantedOf(api, sites);
  const registered = new Set((await api.scripting.getRegisteredContentScripts()).map((script) => script.id));
  const wanted = new Map(granted.flatMap(scriptsOf).map((script) => [script.id, script]));
  const gone = [...registered].filter((id) => isOurs(id) && !wanted.has(id));
  if (gone.length > 0) await api.scripting.unregisterContentScripts({ ids: gone });
  const fresh = [...wanted.values()].filter(({ id }) => !registered.has(id));
  if (fresh.length > 0) await api.scripting.registerContentScripts(fresh.map(registration));
  for (const id of gone) reached.delete(id);
  const due = inject === 'all' ? [...wanted.values()].filter(({ id }) => !reached.has(id)) : fresh;
  for (const kind of ['data', 'site'] as const) await injectInto(api, kind, due);
  for (const { id } of due) reached.add(id);
  return [...new Set(granted.map(({ site }) => site))];
}

type GrantsApi = {
  readonly permissions: {
    getAll(): Promise<{ readonly origins?: readonly string[] | undefined }>;
    remove(what: { origins: string[] }): Promise<boolean>;
  };
};
/** Gives back every host that the user granted. `required`: those of the manifest, which nobody can give back. */
export async function releaseHosts({ permissions }: GrantsApi, required: readonly string[]): Promise<void> {
  const { origins = [] } = await permissions.getAll();
  const granted = origins.filter((origin) => !required.includes(origin));
  if (granted.length > 0) await permissions.remove({ origins: granted });
}

type Script = { readonly id: string; readonly kind: Kind; readonly site: string };
const scriptsOf = ({ site, data }: Site): readonly Script[] =>
  (data ? (['site', 'data'] as const) : (['site'] as const)).map((kind) => ({ id: `${kind}:${site}`, kind, site }));

async function grantedOf(api: SitesApi, sites: readonly Site[]): Promise<readonly Site[]> {
  const may = await Promise.all(sites.map(({ site }) => mayRead(api, site)));
  return sites.filter((_, at) => may[at]);
}

/** A site may have been granted with its port (Chromium) or without. */
async function mayRead(api: SitesApi, site: string): Promise<boolean> {
  const asks = [sitePattern(site), `${site}/*`].map((origin) =>
    api.permissions.contains({ origins: [origin] }).catch(() => false),
  );
  return (await Promise.all(asks)).includes(true);
}

const worldOf = (kind: Kind) => (kind === 'data' ? { world: 'MAIN' as const } : {});

function registration({ id, kind, site }: Script): Registration {
  const js = [SCRIPTS[kind]];
  return { id, matches: [sitePattern(site)], js, runAt: 'document_start', persistAcrossSessions: true, ...worldOf(kind) };
}

async function injectInto(api: SitesApi, kind: Kind, scripts: readonly Script[]): Promise<void> {
  const sites = scripts.filter((script) => script.kind === kind).map(({ site }) => sitePattern(site));
  if (sites.length === 0) return;
  const tabs = await api.tabs.query({ url: [...new Set(sites)] });
  const injections = tabs.flatMap(({ id }) =>
    id === undefined ? [] : [api.scripting.executeScript({ target: { tabId: id }, files: [SCRIPTS[kind]], ...worldOf(kind) })],
  );
  // A tab may be gone, discarded or showing an error page: the registration reaches it when it loads.
  await Promise.allSettled(injections);
}
