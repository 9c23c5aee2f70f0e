import type { BacktestAnswer } from '../domain/backtest.ts';
import { type BacktestAsk, parseFromBacktest } from './messages/backtest.ts';

export type Backtesting = {
  readonly ask: BacktestAsk;
  /** So many streams of so many are judged. */
  readonly said: (done: number, of: number) => void;
  readonly signal: AbortSignal;
};

/**
 * One backtest in a Web Worker of its own, which ends with it, whatever becomes of it. Null when it was stopped; rejects when
 * the worker breaks or says what is none of its messages.
 */
export function backtestIn(start: () => Worker, { ask, said, signal }: Backtesting): Promise<BacktestAnswer | null> {
  if (signal.aborted) return Promise.resolve(null);
  const worker = start();
  const over = new AbortController();
  const answer = new Promise<BacktestAnswer | null>((resolve, reject) => {
    const listening = { signal: over.signal };
    const broken = () => reject(new Error('The worker of the backtest broke.'));
    const heard = ({ data }: MessageEvent<unknown>) => {
      const message = parseFromBacktest(data);
      if (message === null || message.say === 'failed') broken();
      else if (message.say === 'progress') said(message.done, message.of);
      else resolve(message);
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
