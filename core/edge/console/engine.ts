import type { PageShown, RowSeen } from '../../domain/console.ts';
import type { Profile } from '../../domain/profile.ts';
import { OURS } from './ours.ts';
import { readPage } from './read.ts';
import { attributesOf, type Found, findRows, rootsIn } from './rows.ts';

export type Seen = Omit<PageShown, 'account' | 'seenAt'>;
/** `ok` with something in `failed`: the rest is read all the same. */
export type Health = { readonly ok: boolean; readonly failed: readonly string[] };
export type EngineEvents = {
  readonly seen: (seen: Seen) => void;
  readonly health: (health: Health) => void;
  /** The page was looked at and may have drawn its rows anew, whether or not they say anything new. */
  readonly looked?: () => void;
};
export type Engine = {
  /** The elements of each key as they stand now; more than one where the page shows a copy. None while the page is not recognised. */
  rows(): ReadonlyMap<string, readonly Element[]>;
  /** The row of this key as it stands now, read anew; null where there is none, or the page is not recognised. */
  seen(key: string): RowSeen | null;
  /** Since the list last changed, other than by what we drew into it, ms. */
  quietMs(): number;
  /** What was last said of the page; null before the first word. */
  health(): Health | null;
  /** All of it again, as if nothing had been said: the listener is a new one. */
  retell(): void;
};

/** Changes within this time are read together. */
const SETTLE_MS = 100;
/** A page that is still loading, or drawing itself anew, is not a changed page. */
const GRACE_MS = 3_000;

/**
 * Reads a console page as its profile describes it. Event-driven: a MutationObserver wakes it, a burst is read once, and
 * nothing polls. Keys are held, never positions.
 */
export function startEngine(root: Document, profile: Profile, events: EngineEvents, signal: AbortSignal): Engine {
  let told = new Map<string, string>();
  let toldPage = '';
  let toldHealth = '';
  let timer: ReturnType<typeof setTimeout> | null = null;
  let grace: ReturnType<typeof setTimeout> | null = null;
  let graceOver = false;
  let health: Health | null = null;
  let changedAt = performance.now();
  /** The page as it was last resolved; null once it has changed since. */
  let resolved: Found | null = null;
  const window = root.defaultView ?? globalThis.window;
  const observed = new WeakSet<Document | ShadowRoot>();
  const attributeFilter = attributesOf(profile);

  function look(): void {
    timer = null;
    if (signal.aborted) return;
    watch();
    // By address, too: a page's own calls of `history` reach no listener of ours.
    resolved = null;
    const found = resolve();
    judge(found);
    // A page that is not recognised is not read: its values are removed, not frozen.
    if (found.broken.length === 0) tell(found.rows);
    events.looked?.();
  }
  function resolve(): Found {
    hear(observer.takeRecords());
    resolved ??= findRows(root, profile, window.location?.pathname ?? '/');
    return resolved;
  }
  const standing = () => {
    const found = resolve();
    return found.broken.length === 0 ? found : null;
  };
  /** Shadow roots come and go with the page's rows. */
  function watch(): void {
    for (const one of rootsIn(root)) {
      if (observed.has(one)) continue;
      observed.add(one);
      observer.observe(one, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter });
    }
  }
  function judge({ broken, partly }: Found): void {
    const ok = broken.length === 0;
    if (ok) {
      clearTimeout(grace ?? undefined);
      grace = null;
      graceOver = false;
    } else if (!graceOver) {
      grace ??= setTimeout(() => {
        graceOver = true;
        look();
      }, GRACE_MS);
      return;
    }
    health = { ok, failed: [...broken, ...partly] };
    if (JSON.stringify(health) === toldHealth) return;
    toldHealth = JSON.stringify(health);
    events.health(health);
    // Whoever heard that nothing holds any more has to hear everything when it holds again.
    if (!ok) told = new Map();
  }
  function tell(rows: ReadonlyMap<string, RowSeen>): void {
    const page = readPage(root, profile);
    const changed: RowSeen[] = [];
    const now = new Map<string, string>();
    for (const [key, seen] of rows) {
      const text = JSON.stringify(seen);
      now.set(key, text);
      if (told.get(key) !== text) changed.push(seen);
    }
    const pageText = JSON.stringify([page, [...now.keys()]]);
    told = now;
    if (changed.length === 0 && pageText === toldPage) return;
    toldPage = pageText;
    events.seen({ page, changed, keys: [...now.keys()], complete: profile.rows?.complete ?? false });
  }
  function soon(): void {
    if (timer !== null) return;
    // A hidden tab's timers run once a minute; what the observer hands over is a burst already.
    if (root.hidden) look();
    else timer = setTimeout(look, SETTLE_MS);
  }

  function hear(records: readonly MutationRecord[]): void {
    // What we draw ourselves is no news.
    const theirs = records.filter((record) => !isOurs(record));
    if (theirs.length === 0) return;
    if (theirs.some((record) => isInList(record))) changedAt = performance.now();
    resolved = null;
    soon();
  }
  const isInList = ({ target }: MutationRecord): boolean => {
    const lists = resolved?.lists ?? [];
    return lists.length === 0 || lists.some((list) => list.contains(target) || !list.isConnected);
  };
  const observer = new MutationObserver(hear);
  // A page may change its route without loading, and without drawing anything at once.
  window.addEventListener('popstate', soon, { signal });
  (window as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', soon, { signal });
  // What was waiting for its timer when the tab was hidden is read then.
  root.addEventListener('visibilitychange', soon, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer ?? undefined);
    clearTimeout(grace ?? undefined);
  });
  look();
  return {
    rows: () => standing()?.elements ?? new Map(),
    seen: (key) => standing()?.rows.get(key) ?? null,
    quietMs() {
      hear(observer.takeRecords());
      return performance.now() - changedAt;
    },
    health: () => health,
    retell() {
      told = new Map();
      toldPage = '';
      toldHealth = '';
      look();
    },
  };
}

const isOurs = ({ target, addedNodes, removedNodes }: MutationRecord): boolean => {
  if (target instanceof Element && target.closest(`[${OURS}]`) !== null) return true;
  const nodes = [...addedNodes, ...removedNodes];
  return nodes.length > 0 && nodes.every((node) => node instanceof Element && node.hasAttribute(OURS));
};
