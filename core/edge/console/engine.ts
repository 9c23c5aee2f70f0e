import type { PageHealth, PageSeen, PageShown, RowSeen } from '../../domain/console.ts';
import type { Profile } from '../../domain/profile.ts';
import type { DataValue } from './data-post.ts';
import { OURS } from './ours.ts';
import { readPage } from './read.ts';
import { createRoots, type Root } from './roots.ts';
import { attributesOf, type Found, findRows, isPlain, type Kept } from './rows.ts';
import { type Change, createTurns } from './turns.ts';

export type Seen = Omit<PageShown, 'account' | 'seenAt'>;
export type EngineEvents = {
  readonly seen: (seen: Seen) => void;
  readonly health: (health: PageHealth) => void;
  /** The page was looked at and may have drawn its rows anew, whether or not they say anything new. */
  readonly looked?: () => void;
};
/** What the page's own data says, by field: `at` is when the page asked for it, at the latest; by `performance.now()`. */
export type Said = Readonly<Record<string, { readonly value: DataValue; readonly at: number }>>;
/** What else is known of the page than what it draws: its own data as it came by. */
export type Beside = {
  /** All of it that is not old, of the row of this key; of the page itself under the empty one. */
  said(key: string): Said;
  row(seen: RowSeen): RowSeen;
  page(seen: PageSeen): PageSeen;
  /** The page is another one: what was known of it is not. */
  clear(): void;
};
export type EngineOptions = { readonly beside?: Beside | null; readonly now?: () => number };
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
  { beside = null, now = () => performance.now() }: EngineOptions = {},
): Engine {
  let told = new Map<string, RowSeen>();
  let toldPage = '';
  let toldHealth = '';
  let health: PageHealth | null = null;
  const read = new Set<string>();
  const most = Object.keys({ ...profile.fields, ...profile.page }).length;
  let grace: ReturnType<typeof setTimeout> | undefined;
  let graceOver = false;
  let changedAt = now();
  /** The page as it was last resolved; null once it has changed since. */
  let resolved: Found | null = null;
  let last: Found | null = null;
  /** What each row said when it was last read; null: something in it has changed since. */
  let kept: Kept = new WeakMap();
  /** Texts that have changed since: a page that counts up has many more changes than texts. */
  let rewritten = new Set<Node>();
  const keeps = isPlain(profile);
  const isKeyedByText = profile.rows?.key.attribute === undefined;
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
    hear(observer.takeRecords());
    if (resolved !== null) return resolved;
    for (const text of rewritten) outdate(text);
    rewritten = new Set();
    if (!keeps) forget();
    resolved = findRows(roots.all(), profile, window.location, kept);
    // A list that is not there may stand where nothing told of it.
    if (resolved.broken[0] === 'list') resolved = findRows(roots.all('anew'), profile, window.location, kept);
    if (!isLaidOutAs(resolved, last)) changedAt = now();
    last = resolved;
    return resolved;
  }
  const standing = () => {
    const found = resolve();
    return found.broken.length === 0 ? found : null;
  };
  function forget(): void {
    resolved = null;
    kept = new WeakMap();
  }
  /** Whether a row holds it, which is read anew then. */
  function outdate(node: Node): boolean {
    let within = false;
    for (let at: Node | null = node; at !== null; at = above(at)) {
      if (!kept.has(at)) continue;
      kept.set(at, null);
      within = true;
    }
    return within;
  }
  function observe(one: Root): void {
    // A row's own root may come long after the row.
    forget();
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
    clearTimeout(grace);
    grace = undefined;
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
    const next: typeof told = new Map();
    for (const [key, row] of rows) {
      const seen = beside?.row(row) ?? row;
      const was = told.get(key);
      next.set(key, seen);
      if (was !== seen && JSON.stringify(was) !== JSON.stringify(seen)) changed.push(seen);
    }
    const pageText = JSON.stringify([page, [...next.keys()]]);
    told = next;
    if (changed.length === 0 && pageText === toldPage) return;
    toldPage = pageText;
    events.seen({ page, changed, keys: [...next.keys()], complete: profile.rows?.complete ?? false });
  }
  function wake(): void {
    resolved = null;
    turns.soon('rows');
  }
  function hear(records: readonly MutationRecord[]): void {
    const what = note(records);
    if (what !== null) turns.soon(what);
  }
  /** How the page has changed: what we draw ourselves is no news. */
  function note(records: readonly MutationRecord[]): Change | null {
    let what: Change | null = null;
    for (const record of records) {
      const isText = record.type === 'characterData';
      if (!isText && isOurs(record)) continue;
      const moves = !isText && restructures(record);
      if (isText) rewritten.add(record.target);
      resolved = null;
      what = moves || isKeyedByText ? 'rows' : (what ?? 'words');
    }
    return what;
  }
  /** Whether rows may have come, gone or become others by it. */
  function restructures(record: MutationRecord): boolean {
    const { type, target, addedNodes } = record;
    roots.add(addedNodes);
    // What stands around a row may decide what is found in it.
    if (!outdate(target) && type === 'attributes') forget();
    const moves = movesIn(last?.lists ?? [], record);
    if (moves) changedAt = now();
    return moves;
  }

  const observer = new MutationObserver(hear);
  // A page may change its route without loading, and without drawing anything at once.
  window.addEventListener('popstate', wake, { signal });
  (window as { navigation?: EventTarget }).navigation?.addEventListener('currententrychange', wake, { signal });
  // What was waiting for its timer when the tab was hidden is read then.
  root.addEventListener('visibilitychange', turns.due, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(grace);
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
    again: () => turns.soon('words'),
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
function isWithin(outer: Node, node: Node): boolean {
  for (let at: Node | null = node; at !== null; at = above(at)) if (at === outer) return true;
  return false;
}
const above = (node: Node): Node | null => node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;

/** The same keys at the same elements: text may have made another row of a recycled one. */
function isLaidOutAs(found: Found, before: Found | null): boolean {
  if (before === null) return true;
  const laid = [...before.elements].flat(2);
  const now = [...found.elements].flat(2);
  return now.length === laid.length && now.every((one, at) => one === laid[at]);
}

function noteRead(read: Set<string>, seen: RowSeen | PageSeen): void {
  for (const [field, value] of Object.entries({ ...seen, ...seen.about }))
    if (!NO_FIELDS.has(field) && value !== null && value !== 'unknown') read.add(field);
}
const NO_FIELDS = new Set(['key', 'about', 'fromData']);
