import type { BacktestAnswer } from '../domain/backtest.ts';
import { type BacktestAsk, parseFromBacktest } from './messages/backtest.ts';
import { askWorker } from './worker-task.ts';

export type Backtesting = {
  readonly ask: BacktestAsk;
  /** So many streams of so many are judged. */
  readonly said: (done: number, of: number) => void;
  readonly signal: AbortSignal;
};

/** One backtest in a Web Worker of its own. Null when it was stopped; rejects when the worker breaks. */
export const backtestIn = (start: () => Worker, { ask, said, signal }: Backtesting): Promise<BacktestAnswer | null> =>
  askWorker<BacktestAnswer>(start, {
    ask,
    signal,
    hear(data) {
      const message = parseFromBacktest(data);
      if (message === null || message.say === 'failed') return null;
      if (message.say !== 'progress') return { answer: message };
      said(message.done, message.of);
      return 'onTheWay';
    },
  });
