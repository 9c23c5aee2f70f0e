import { useCallback, useEffect, useRef, useState } from 'react';
import type { BacktestAnswer } from '../../../core/domain/backtest.ts';
import { useShop } from '../shop-context.ts';

export type BacktestState =
  | { readonly is: 'idle' | 'stopped' | 'failed' }
  | { readonly is: 'running'; readonly done: number; readonly of: number }
  | { readonly is: 'answered'; readonly answer: BacktestAnswer };

/** One backtest at a time; it is stopped by the person, and when they leave the section. */
export function useBacktest() {
  const { run } = useShop().world.backtest;
  const [state, setState] = useState<BacktestState>({ is: 'idle' });
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const begin = useCallback(
    async (files: readonly File[], test: number | null) => {
      const mine = new AbortController();
      running.current = mine;
      setState({ is: 'running', done: 0, of: 0 });
      try {
        const answer = await run(files, test, (done, of) => setState({ is: 'running', done, of }), mine.signal);
        setState(answer === null ? { is: 'stopped' } : { is: 'answered', answer });
      } catch {
        setState({ is: 'failed' });
      }
    },
    [run],
  );
  const stop = useCallback(() => running.current?.abort(), []);
  return { state, begin, stop };
}
