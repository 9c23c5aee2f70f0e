import type { PageData, Profile } from '../domain/profile.ts';
import { MOST_SOURCES } from './console/data-post.ts';

/**
 * Content scripts on the console sites that the user granted. Registrations are lost at an extension update and never
 * reach open tabs, so they are reconciled at every start and injected into open tabs on grant and on update.
 */
export const CONSOLE_SCRIPT = 'console.js';
/** In the page's own world, where the account's profile reads the page's data: before the page's scripts, or it misses their first answers. */
export const DATA_SCRIPT = 'page-data.js';
/** In its place where the profile is none of the built-in ones, whose tables that one bears. */
export const OWN_DATA_SCRIPT = 'page-data-own.js';
/** Beside that one, in the isolated world: says as soon as may be what to read. */
export const TABLE_SCRIPT = 'page-table.js';
type Script = { readonly file: string; readonly world?: 'MAIN'; readonly allFrames?: true };
/** In the order in which they are injected. A registration stays as it was made: what differs is of another kind. */
const SCRIPTS = {
  data: { file: DATA_SCRIPT, world: 'MAIN' },
  dataInFrames: { file: DATA_SCRIPT, world: 'MAIN', allFrames: true },
  ownData: { file: OWN_DATA_SCRIPT, world: 'MAIN' },
  ownDataInFrames: { file: OWN_DATA_SCRIPT, world: 'MAIN', allFrames: true },
  table: { file: TABLE_SCRIPT },
  tableInFrames: { file: TABLE_SCRIPT, allFrames: true },
  site: { file: CONSOLE_SCRIPT },
} as const satisfies Readonly<Record<string, Script>>;
type Kind = keyof typeof SCRIPTS;
const KINDS = Object.keys(SCRIPTS) as readonly Kind[];
const isOurs = (id: string): boolean => KINDS.some((kind) => id.startsWith(`${kind}:`));

/** A console account's site, and what its profile reads of the page's data there. */
export type Site = {
  readonly site: string;
  readonly data: readonly PageData[];
  /** Requests may be made in frames of the page's own origin, too. */
  readonly frames: boolean;
  readonly isBuiltIn: boolean;
};
/** What is read at a site whose profile is none of the built-in ones. */
export type Tables = Readonly<Record<string, readonly PageData[]>>;
export const siteOf = (site: string, profile: Profile | null, isBuiltIn: boolean): Site => ({
  site,
  data: profile?.data ?? [],
  frames: profile?.frames ?? false,
  isBuiltIn,
});

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
type Injection = { target: { tabId: number; allFrames?: true }; files: string[]; world?: 'MAIN' };
type Registration = {
  readonly id: string;
  readonly matches: string[];
  readonly js: string[];
  /** The script waits for the page by itself: a browser holds `load` back for one that is to run when the page is idle. */
  readonly runAt: 'document_start';
  readonly persistAcrossSessions: true;
  readonly world?: 'MAIN';
  /** Those without an address of their own as well: scripts write into them. */
  readonly allFrames?: true;
  readonly matchOriginAsFallback?: true;
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
export function createReconciler(api: SitesApi, sites: () => Promise<readonly Site[]>, keep: (tables: Tables) => Promise<void>) {
  const reached = new Set<string>();
  let turn: Promise<unknown> = Promise.resolve();
  return (inject: 'all' | 'new'): Promise<readonly string[]> => {
    const mine = turn.then(async () => {
      const all = await sites();
      // Before anything that reads them is registered.
      await keep(tablesOf(all));
      return reconcileSites(api, all, inject, reached);
    });
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
  for (const kind of KINDS) await injectInto(api, kind, due);
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

type Wanted = { readonly id: string; readonly kind: Kind; readonly site: string };
function scriptsOf({ site, data, frames, isBuiltIn }: Site): readonly Wanted[] {
  const reads = (isBuiltIn ? ['data'] : ['ownData', 'table']) as readonly ('data' | 'ownData' | 'table')[];
  const kinds: readonly Kind[] = data.length === 0 ? [] : reads.map((kind) => (frames ? (`${kind}InFrames` as const) : kind));
  return (['site', ...kinds] as const).map((kind) => ({ id: `${kind}:${site}`, kind, site }));
}

/** Two accounts of one site are read by one table. */
function tablesOf(sites: readonly Site[]): Tables {
  const own = sites.filter(({ data, isBuiltIn }) => data.length > 0 && !isBuiltIn).map(({ site }) => site);
  const all = (at: string) => sites.filter(({ site }) => site === at).flatMap(({ data }) => data);
  return Object.fromEntries(own.map((site) => [site, all(site).slice(0, MOST_SOURCES)]));
}

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

function registration({ id, kind, site }: Wanted): Registration {
  const { file, world, allFrames }: Script = SCRIPTS[kind];
  return {
    id,
    matches: [sitePattern(site)],
    js: [file],
    runAt: 'document_start',
    persistAcrossSessions: true,
    ...(world && { world }),
    ...(allFrames && { allFrames, matchOriginAsFallback: true }),
  };
}

async function injectInto(api: SitesApi, kind: Kind, scripts: readonly Wanted[]): Promise<void> {
  const sites = scripts.filter((script) => script.kind === kind).map(({ site }) => sitePattern(site));
  if (sites.length === 0) return;
  const { file, world, allFrames }: Script = SCRIPTS[kind];
  const tabs = await api.tabs.query({ url: [...new Set(sites)] });
  const injections = tabs.flatMap(({ id: tabId }) => {
    if (tabId === undefined) return [];
    const target = { tabId, ...(allFrames && { allFrames }) };
    return [api.scripting.executeScript({ target, files: [file], ...(world && { world }) })];
  });
  // A tab may be gone, discarded or showing an error page: the registration reaches it when it loads.
  await Promise.allSettled(injections);
}
