import type { PageHealth, PageSeen, PageShown, RowSeen } from '../../domain/console.ts';
import type { Profile } from '../../domain/profile.ts';
import { OURS } from './ours.ts';
import { readPage } from './read.ts';
import { createRoots, type Root } from './roots.ts';
import { attributesOf, type Found, findRows } from './rows.ts';
import { createTurns } from './turns.ts';

export type Seen = Omit<PageShown, 'account' | 'seenAt'>;
export type EngineEvents = {
  readonly seen: (seen: Seen) => void;
  readonly health: (health: PageHealth) => void;
  /** The page was looked at and may have drawn its rows anew, whether or not they say anything new. */
  readonly looked?: () => void;
};
/** What else is known of the page than what it draws: its own data as it came by. */
export type Beside = {
  row(seen: RowSeen): RowSeen;
  page(seen: PageSeen): PageSeen;
  /** The page is another one: what was known of it is not. */
  clear(): void;
};
export type EngineOptions = { readonly beside?: Beside; readonly now?: () => number };
export type Engine = {
  /** The elements of each key as they stand now; more than one where the page shows a copy. None while the page is not recognised. */
  rows(): ReadonlyMap<string, readonly Element[]>;
  /** The row of this key as the page draws it now, read anew; null where there is none, or the page is not recognised. */
  seen(key: string): RowSeen | null;
  /** Since a row of the list last came, went, moved, or changed more than its text, other than by what we drew into it, ms. */
  quietMs(): number;
  /** What was last said of the page; null before the first word. */
  health(): PageHealth | null;
  /** Something beside the page has changed: it is looked at soon. */
  again(): void;
  /** All of it again, as if nothing had been said: the listener is a new one. */
  retell(): void;
};

/** A page that is still loading, or drawing itself anew, is not a changed page. */
const GRACE_MS = 3_000;

/**
 * Reads a console page as its profile describes it. Event-driven: a MutationObserver wakes it, a burst is read once, and
 * nothing polls. Keys are held, never elements or positions.
 */
export function startEngine(
  root: Document,
  profile: Profile,
  events: EngineEvents,
  signal: AbortSignal,
  { beside, now = () => performance.now() }: EngineOptions = {},
): Engine {
  let told = new Map<string, string>();
  let toldPage = '';
  let toldHealth = '';
  let health: PageHealth | null = null;
  const read = new Set<string>();
  const most = Object.keys({ ...profile.fields, ...profile.page }).length;
  let grace: ReturnType<typeof setTimeout> | null = null;
  let graceOver = false;
  let changedAt = now();
  /** The page as it was last resolved; null once it has changed since. */
  let resolved: Found | null = null;
  let last: Found | null = null;
  const window = root.defaultView ?? globalThis.window;
  /** A room may be told by the path or by what follows it. */
  const addressNow = () => window.location.pathname + window.location.search;
  let address = addressNow();
  const attributeFilter = attributesOf(profile);
  const turns = createTurns(look, { now, isHidden: () => root.hidden, signal });
  const roots = createRoots(root, profile.frames, { found: observe, changed: wake }, signal);

  function look(): void {
    note(observer.takeRecords());
    // By address, too: a page's own calls of `history` reach no listener of ours.
    resolved = null;
    if (address !== addressNow()) beside?.clear();
    address = addressNow();
    const found = resolve();
    const page = readPage(root, roots.all(), profile);
    judge(found, page);
    // A page that is not recognised is not read: its values are removed, not frozen.
    if (found.broken.length === 0) tell(found.rows, page);
    events.looked?.();
  }
  function resolve(): Found {
    if (note(observer.takeRecords())) turns.soon();
    if (resolved !== null) return resolved;
    resolved = findRows(roots.all(), profile, window.location);
    // A list that is not there may stand where nothing told of it.
    if (resolved.broken[0] === 'list') resolved = findRows(roots.all('anew'), profile, window.location);
    if (!isLaidOutAs(resolved, last)) changedAt = now();
    last = resolved;
    return resolved;
  }
  const standing = () => {
    const found = resolve();
    return found.broken.length === 0 ? found : null;
  };
  function observe(one: Root): void {
    observer.observe(one, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter });
  }
  function judge({ broken, partly, counted, rows }: Found, page: PageSeen): void {
    const ok = broken.length === 0;
    const failed = [...broken, ...partly];
    const isNew = failed.some((check) => health?.failed.includes(check) !== true);
    if (isNew && !graceOver && (!ok || health?.ok === true)) {
      grace ??= setTimeout(() => {
        graceOver = true;
        turns.now();
      }, GRACE_MS);
      return;
    }
    clearTimeout(grace ?? undefined);
    grace = null;
    graceOver = false;
    if (!ok) read.clear();
    else if (read.size < most) for (const seen of [...rows.values(), page]) noteRead(read, seen);
    health = { ok, failed, found: { ...counted, read: [...read] } };
    // Counts change with each scroll of a virtual list, and are no news.
    const text = JSON.stringify([ok, failed, [...read]]);
    if (text === toldHealth) return;
    toldHealth = text;
    events.health(health);
    // Whoever heard that nothing holds any more has to hear everything when it holds again.
    if (!ok) told = new Map();
  }
  function tell(rows: ReadonlyMap<string, RowSeen>, drawn: PageSeen): void {
    const page = beside?.page(drawn) ?? drawn;
    const changed: RowSeen[] = [];
    const next = new Map<string, string>();
    for (const [key, row] of rows) {
      const seen = beside?.row(row) ?? row;
      const text = JSON.stringify(seen);
      next.set(key, text);
      if (told.get(key) !== text) changed.push(seen);
    }
    const pageText = JSON.stringify([page, [...next.keys()]]);
    told = next;
    if (changed.length === 0 && pageText === toldPage) return;
    toldPage = pageText;
    events.seen({ page, changed, keys: [...next.keys()], complete: profile.rows?.complete ?? false });
  }
  function wake(): void {
    resolved = null;
    turns.soon();
  }
  /** Whether the page has changed: what we draw ourselves is no news. */
  function note(records: readonly MutationRecord[]): boolean {
    const theirs = records.filter((record) => !isOurs(record));
    if (theirs.length === 0) return false;
    for (const { addedNodes } of theirs) roots.add(addedNodes);
    if (theirs.some((record) => movesIn(last?.lists ?? [], record))) changedAt = now();
    resolved = null;
    return true;
  }

  const observer = new MutationObserver((records) => {
    if (note(records)) turns.soon();
  });
  // A page may change its route without loading, and without drawing anything at once.
  window.addEventListener('popstate', wake, { signal });
  (window as { navigation?: EventTarget }).navigation?.addEventListener('currententrychange', wake, { signal });
  // What was waiting for its timer when the tab was hidden is read then.
  root.addEventListener('visibilitychange', turns.due, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(grace ?? undefined);
  });
  turns.now();
  return {
    rows: () => standing()?.elements ?? new Map(),
    seen: (key) => standing()?.rows.get(key) ?? null,
    quietMs() {
      resolve();
      return now() - changedAt;
    },
    health: () => health,
    again: turns.soon,
    retell() {
      told = new Map();
      toldPage = '';
      toldHealth = '';
      turns.now();
    },
  };
}

/** No `instanceof`: an element in a frame is of that frame's own kind. */
const isElement = (node: Node): node is Element => node.nodeType === 1;

const isOurs = ({ target, addedNodes, removedNodes }: MutationRecord): boolean => {
  if (isElement(target) && target.closest(`[${OURS}]`) !== null) return true;
  const nodes = [...addedNodes, ...removedNodes];
  return nodes.length > 0 && nodes.every((node) => isElement(node) && node.hasAttribute(OURS));
};

/** A number that counts up in a row leaves the row where it is; where nothing is known of the list, anything may move it. */
function movesIn(lists: readonly Element[], { type, target, addedNodes, removedNodes }: MutationRecord): boolean {
  if (lists.length > 0 && !lists.some((list) => !list.isConnected || isWithin(list, target))) return false;
  return type === 'attributes' || [...addedNodes, ...removedNodes].some(isElement);
}
/** Also within a row's own shadow root. */
function isWithin(list: Element, node: Node): boolean {
  if (list.contains(node)) return true;
  const root = node.getRootNode();
  return 'host' in root && isWithin(list, root.host as Element);
}

/** The same keys at the same elements: text may have made another row of a recycled one. */
function isLaidOutAs(found: Found, before: Found | null): boolean {
  if (before === null || found.elements.size !== before.elements.size) return before === null;
  for (const [key, elements] of found.elements) {
    const earlier = before.elements.get(key);
    if (earlier?.length !== elements.length || elements.some((element, at) => element !== earlier[at])) return false;
  }
  return true;
}

function noteRead(read: Set<string>, seen: RowSeen | PageSeen): void {
  for (const [field, value] of Object.entries(seen)) {
    if (field === 'key' || field === 'fromData' || value === null || value === 'unknown') continue;
    if (field !== 'about') read.add(field);
    else for (const about of Object.keys(seen.about ?? {})) read.add(about);
  }
}
