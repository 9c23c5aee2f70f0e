import type { Review } from '../domain/review.ts';
import { parseFromReplay, type ReplayAsk } from './messages/replay.ts';
import { askWorker } from './worker-task.ts';

/** One recording lived through again in a Web Worker of its own. Null where it has no end, or was stopped; rejects when it cannot be replayed. */
export const replayIn = async (start: () => Worker, ask: ReplayAsk, signal: AbortSignal): Promise<Review | null> =>
  askWorker<Review | null>(start, {
    ask,
    signal,
    hear(data) {
      const message = parseFromReplay(data);
      return message?.say === 'review' ? { answer: message.review } : null;
    },
  });
