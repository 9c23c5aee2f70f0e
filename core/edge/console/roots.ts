import { OURS } from './ours.ts';

export type Root = Document | ShadowRoot;
type RootEvents = {
  /** For the first time. */
  readonly found: (root: Root) => void;
  /** A frame shows something else. */
  readonly changed: () => void;
};
/** A page has a few, or one for each row; more than this are not looked through. */
const MOST_ROOTS = 5_000;
/** An element of a custom kind may get its shadow root long after it was added, which nothing tells: those are asked again. */
const MOST_WAITING = 5_000;

/**
 * Where rows may stand: the document, every open shadow root in it, however deep, and, with `frames`, the documents of
 * frames of its own origin. Walked once; from then on only what was added is looked through.
 */
export function createRoots(top: Document, frames: boolean, { found, changed }: RootEvents, signal: AbortSignal) {
  const roots = new Set<Root>();
  const known = new WeakSet<Root>();
  const holders = new Map<HTMLIFrameElement, Document | null>();
  const heard = new WeakSet<HTMLIFrameElement>();
  let waiting = new Set<Element>();
  let added = new Set<Element>();

  function take(root: Root): void {
    if (roots.has(root) || roots.size >= MOST_ROOTS) return;
    roots.add(root);
    if (!known.has(root)) {
      known.add(root);
      // What an earlier mount drew here, whose extension is gone.
      for (const left of root.querySelectorAll(`[${OURS}=badge]`)) left.remove();
      found(root);
    }
    walk(root);
  }
  function walk(root: Root | Element): void {
    for (const element of root.querySelectorAll('*')) consider(element);
  }
  function consider(element: Element): void {
    if (element.shadowRoot !== null) take(element.shadowRoot);
    else if (element.localName.includes('-') && waiting.size < MOST_WAITING) waiting.add(element);
    if (frames && (element.localName === 'iframe' || element.localName === 'frame')) hold(element as HTMLIFrameElement);
  }
  function hold(frame: HTMLIFrameElement): void {
    // What it shows by and by is another document; one of another origin is none to us.
    if (!heard.has(frame)) frame.addEventListener('load', () => loaded(frame), { signal });
    heard.add(frame);
    const inner = documentOf(frame);
    holders.set(frame, inner);
    if (inner !== null) take(inner);
  }
  function loaded(frame: HTMLIFrameElement): void {
    if (frame.isConnected && documentOf(frame) !== holders.get(frame)) changed();
  }
  /** A frame's document stands while the frame shows it, a shadow root while its host does. */
  function stands(root: Root): boolean {
    if ('host' in root) return root.host.isConnected && stands(root.host.ownerDocument);
    return root === top || [...holders.values()].includes(root);
  }
  function forget(): void {
    for (const frame of holders.keys()) if (!frame.isConnected) holders.delete(frame);
    for (const [frame, inner] of holders) if (documentOf(frame) !== inner) hold(frame);
    for (const root of roots) if (!stands(root)) roots.delete(root);
  }
  function discover(): void {
    const asked = waiting;
    const fresh = added;
    waiting = new Set();
    added = new Set();
    for (const element of asked) if (element.isConnected) consider(element);
    for (const element of fresh) {
      if (!element.isConnected) continue;
      consider(element);
      walk(element);
    }
  }

  return {
    /** Elements that the page added: looked through at the next `all`. */
    add(nodes: Iterable<Node>) {
      for (const node of nodes) if (node.nodeType === 1) added.add(node as Element);
    },
    /** All of them as they stand. `anew`: the page is not what it should be, and is walked through once more. */
    all(how?: 'anew'): ReadonlySet<Root> {
      forget();
      discover();
      if (how === 'anew' || roots.size === 0) {
        roots.clear();
        take(top);
      }
      return roots;
    },
  };
}

function documentOf(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    // Of another origin: not ours to read.
    return null;
  }
}
