import type { Root } from '../roots.ts';

/** The document, every open shadow root in it and every frame of its own origin, however deep, as they stand now. */
export function* rootsIn(root: Root): Iterable<Root> {
  yield root;
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot !== null) yield* rootsIn(element.shadowRoot);
    const inner = element.localName === 'iframe' ? documentOf(element as HTMLIFrameElement) : null;
    if (inner !== null) yield* rootsIn(inner);
  }
}

function documentOf(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    // Of another origin: not ours to read.
    return null;
  }
}
