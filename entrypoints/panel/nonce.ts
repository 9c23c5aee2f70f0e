import type { HelloReason } from '../../core/edge/messages/view-client.ts';

/** What the embedding content script posts, and what the frame asks it for after its port died: a nonce is good once. */
type Given = { readonly stockcueNonce: string };
const ASK = { stockcueAsks: 'nonce' } as const;

const isGiven = (data: unknown): data is Given =>
  typeof data === 'object' && data !== null && typeof (data as Record<string, unknown>).stockcueNonce === 'string';

/**
 * Waits for nonces from the embedding page. A page that embeds the panel by itself can post what it likes: only the worker
 * knows which nonce is good, so nothing is trusted here. After a refusal nothing is asked for: two panels would fight.
 */
export function nonces(frame: Window, signal: AbortSignal) {
  let unspent: string | null = null;
  let waiting: ((nonce: string) => void) | null = null;
  frame.addEventListener(
    'message',
    ({ data, source }) => {
      if (source !== frame.parent || !isGiven(data)) return;
      unspent = data.stockcueNonce;
      spend();
    },
    { signal },
  );
  function spend() {
    if (unspent === null || waiting === null) return;
    const [nonce, then] = [unspent, waiting];
    unspent = null;
    waiting = null;
    then(nonce);
  }
  return (why: HelloReason): Promise<string> =>
    new Promise((then) => {
      // One that a worker gave out before it died is good for nothing now.
      if (why === 'closed') unspent = null;
      waiting = then;
      spend();
      // The question holds nothing, so any page may hear it.
      if (waiting !== null && why !== 'refused') frame.parent.postMessage(ASK, '*');
    });
}
