import type { Better, Judged } from '../domain/desk.ts';
import type { Review } from '../domain/review.ts';
import { parseFromReplay, type ReplayAsk, type Replayed, type ReplayMoment } from './messages/replay.ts';
import { askWorker } from './worker-task.ts';

/** One recording lived through again in a Web Worker of its own. Null where it has no end, or was stopped; rejects when it cannot be replayed. */
export const replayIn = async (start: () => Worker, of: Replayed, signal: AbortSignal): Promise<Review | null> =>
  askWorker<Review | null>(start, {
    ask: { say: 'whole', ...of } satisfies ReplayAsk,
    signal,
    hear(data) {
      const message = parseFromReplay(data);
      return message?.say === 'review' ? { answer: message.review } : null;
    },
  });

/** Which numbers would have served better, lived through one by one, each told as it is found. Null where it was stopped. */
export const betterIn = async (
  start: () => Worker,
  { of, proposals }: { readonly of: Replayed; readonly proposals: readonly Better[] },
  show: (judged: Judged) => void,
  signal: AbortSignal,
): Promise<Judged | null> =>
  askWorker<Judged>(start, {
    ask: { say: 'better', ...of, proposals } satisfies ReplayAsk,
    signal,
    hear(data) {
      const message = parseFromReplay(data);
      if (message?.say !== 'judged') return null;
      show(message);
      return message.done < message.of ? 'onTheWay' : { answer: message };
    },
  });

export type Player = {
  readonly from: number;
  readonly to: number;
  /** To this moment, also back: then it is lived through anew. Rejects where the recording cannot be replayed. */
  seek(at: number, detail: Extract<ReplayAsk, { say: 'to' }>['detail']): Promise<ReplayMoment>;
  close(): void;
};

/** A recording to be lived through step by step. One question at a time. */
export function playerOf(start: () => Worker, of: Replayed): Player {
  const { stream, base } = of.recorded;
  let worker: Worker | null = null;
  let stands = base.at;

  function fresh(): Worker {
    worker?.terminate();
    worker = start();
    worker.postMessage({ say: 'begin', ...of } satisfies ReplayAsk);
    return worker;
  }
  function ask(at: Worker, question: ReplayAsk): Promise<ReplayMoment> {
    return new Promise((resolve, reject) => {
      const over = new AbortController();
      const broken = () => {
        over.abort();
        reject(new Error('The recording cannot be replayed.'));
      };
      const heard = ({ data }: MessageEvent<unknown>) => {
        const message = parseFromReplay(data);
        if (message?.say !== 'moment') return broken();
        over.abort();
        resolve(message);
      };
      at.addEventListener('message', heard, { signal: over.signal });
      at.addEventListener('error', broken, { signal: over.signal });
      at.postMessage(question);
    });
  }
  return {
    from: base.at,
    to: Math.max(base.at, stream.actualEnd ?? of.recorded.events.at(-1)?.at.wall ?? base.at),
    seek(at, detail) {
      const it = worker === null || at < stands ? fresh() : worker;
      stands = at;
      return ask(it, { say: 'to', at, detail });
    },
    close: () => worker?.terminate(),
  };
}
