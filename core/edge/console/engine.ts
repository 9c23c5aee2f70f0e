import type { ConsoleSeenBody, RowSeen } from '../../domain/console.ts';
import type { Profile } from './profile.ts';
import { readPage, readRow, textOf } from './read.ts';

export type Seen = Omit<ConsoleSeenBody, 'account' | 'seenAt'>;
export type Health = { readonly ok: boolean; readonly failed: readonly string[] };
export type EngineEvents = { readonly seen: (seen: Seen) => void; readonly health: (health: Health) => void };
export type Engine = {
  /** The elements of the rows as they stand now, by key. */
  rows(): ReadonlyMap<string, Element>;
  /** All of it again, as if nothing had been said: the listener is a new one. */
  retell(): void;
};

/** Changes within this time are read together. */
const SETTLE_MS = 100;

/**
 * Reads a console page as its profile describes it. Event-driven: a MutationObserver wakes it, a burst is read once.
 * Keys are held, never elements or positions.
 */
export function startEngine(root: Document, profile: Profile, events: EngineEvents, signal: AbortSignal): Engine {
  let told = new Map<string, string>();
  let toldPage = '';
  let toldHealth = '';
  let timer: ReturnType<typeof setTimeout> | null = null;
  const window = root.defaultView ?? globalThis;

  function look(): void {
    timer = null;
    const { rows, failed } = rowsOf(root, profile);
    const health = { ok: failed.length === 0, failed };
    if (JSON.stringify(health) !== toldHealth) {
      toldHealth = JSON.stringify(health);
      events.health(health);
    }
    // A page that is not recognised is not read: its values are removed, not frozen.
    if (!health.ok) return;
    tell(rows);
  }
  function tell(rows: ReadonlyMap<string, { readonly seen: RowSeen }>): void {
    const page = readPage(root, profile);
    const changed: RowSeen[] = [];
    const now = new Map<string, string>();
    for (const [key, { seen }] of rows) {
      const text = JSON.stringify(seen);
      now.set(key, text);
      if (told.get(key) !== text) changed.push(seen);
    }
    const pageText = JSON.stringify([page, [...now.keys()]]);
    told = now;
    if (changed.length === 0 && pageText === toldPage) return;
    toldPage = pageText;
    events.seen({ page, changed, keys: [...now.keys()], complete: profile.rows.complete });
  }

  const observer = new MutationObserver((records) => {
    // What we draw ourselves is no news.
    if (records.every(isOurs) || timer !== null) return;
    timer = window.setTimeout(look, SETTLE_MS);
  });
  for (const one of rootsIn(root)) {
    observer.observe(one, { subtree: true, childList: true, characterData: true, attributes: true });
  }
  signal.addEventListener('abort', () => {
    observer.disconnect();
    if (timer !== null) clearTimeout(timer);
  });
  look();
  return {
    rows: () => new Map([...rowsOf(root, profile).rows].map(([key, { element }]) => [key, element])),
    retell() {
      told = new Map();
      toldPage = '';
      toldHealth = '';
      look();
    },
  };
}

export const OURS = 'data-stockcue';
const isOurs = ({ target, addedNodes, removedNodes }: MutationRecord): boolean => {
  if (target instanceof Element && target.closest(`[${OURS}]`) !== null) return true;
  const nodes = [...addedNodes, ...removedNodes];
  return nodes.length > 0 && nodes.every((node) => node instanceof Element && node.hasAttribute(OURS));
};

function* rootsIn(root: Document): Iterable<Document | ShadowRoot> {
  yield root;
  for (const element of root.querySelectorAll('*')) if (element.shadowRoot !== null) yield element.shadowRoot;
}

function rowsOf(root: Document, profile: Profile) {
  const rows = new Map<string, { readonly element: Element; readonly seen: RowSeen }>();
  const failed: string[] = [];
  let lists = 0;
  let keyless = 0;
  for (const one of rootsIn(root)) {
    for (const list of one.querySelectorAll(profile.rows.within)) {
      lists += 1;
      for (const element of list.querySelectorAll(profile.rows.row)) {
        if (textOf(element, profile.rows.key) === null) keyless += 1;
        const seen = readRow(element, profile);
        // A pinned copy of a row is the same listing; the pin on either counts.
        if (seen !== null) rows.set(seen.key, { element, seen: merged(rows.get(seen.key)?.seen, seen) });
      }
    }
  }
  if (lists === 0) failed.push('list');
  if (keyless > 0) failed.push('keys');
  return { rows, failed };
}

const merged = (first: RowSeen | undefined, second: RowSeen): RowSeen =>
  first === undefined ? second : { ...first, pinned: first.pinned === true || second.pinned };
