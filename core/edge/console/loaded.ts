const LONGEST_MS = 3_000;

/**
 * A page that is still loading is left alone: reading it now would take its time, and a frame put in now would hold its
 * `load` back by as long as the panel takes. A page that never finishes is waited for no longer than this.
 */
export function whenLoaded(root: Document, then: () => void, signal: AbortSignal): void {
  if (root.readyState === 'complete') {
    then();
    return;
  }
  let done = false;
  const once = () => {
    clearTimeout(late);
    if (!done && !signal.aborted) then();
    done = true;
  };
  const late = setTimeout(once, LONGEST_MS);
  // After the page's own listeners, and after `loadEventEnd`.
  root.defaultView?.addEventListener('load', () => setTimeout(once), { once: true, signal });
}
