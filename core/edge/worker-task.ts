/** What a worker's message is: its answer, a word on the way (already dealt with), or nothing that was agreed upon. */
export type Heard<Answer> = { readonly answer: Answer } | 'onTheWay' | null;

/**
 * One task in a Web Worker of its own, which ends with it, whatever becomes of it. Null when it was stopped; rejects when the
 * worker breaks or says what is none of its messages.
 */
export function askWorker<Answer>(
  start: () => Worker,
  { ask, hear, signal }: { readonly ask: unknown; readonly hear: (data: unknown) => Heard<Answer>; readonly signal: AbortSignal },
): Promise<Answer | null> {
  if (signal.aborted) return Promise.resolve(null);
  const worker = start();
  const over = new AbortController();
  const answer = new Promise<Answer | null>((resolve, reject) => {
    const listening = { signal: over.signal };
    const broken = () => reject(new Error('The worker broke.'));
    const heard = ({ data }: MessageEvent<unknown>) => {
      const message = hear(data);
      if (message === null) broken();
      else if (message !== 'onTheWay') resolve(message.answer);
    };
    worker.addEventListener('message', heard, listening);
    worker.addEventListener('messageerror', broken, listening);
    worker.addEventListener('error', broken, listening);
    signal.addEventListener('abort', () => resolve(null), listening);
    worker.postMessage(ask);
  });
  return answer.finally(() => {
    over.abort();
    worker.terminate();
  });
}
