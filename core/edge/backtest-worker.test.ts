import { expect, it } from 'vitest';
import type { BacktestReport } from '../domain/backtest.ts';
import { backtestIn } from './backtest-worker.ts';
import { parseBacktestAsk } from './messages/backtest.ts';

const score = { wape: 0.4, bias: -0.1 };
const NOTES = [{ file: 'orders.csv', say: { key: 'backtest:note.twice', values: { n: 3 } } }];
const REPORT: BacktestReport = {
  streams: 2,
  skus: 1,
  points: [
    {
      elapsed: 0.75,
      n: 0,
      units: 0,
      unlisted: 3,
      methods: {
        stockcue: { wape: Number.NaN, bias: Number.NaN, pinball: 0.1, coverage80: 0.8, width80: Number.POSITIVE_INFINITY },
        runRate: score,
        lastHalfHour: score,
        historyMean: score,
        pickup: score,
      },
    },
  ],
};
const ASK = { files: [new File(['x'], 'streams.csv')], test: 3 };

function begin(signal = new AbortController().signal) {
  const worker = Object.assign(new EventTarget(), { asked: [] as unknown[], ended: 0, postMessage, terminate });
  function postMessage(message: unknown) {
    worker.asked.push(message);
  }
  function terminate() {
    worker.ended += 1;
  }
  const progress: [number, number][] = [];
  const said = (done: number, of: number) => void progress.push([done, of]);
  const answer = backtestIn(() => worker as unknown as Worker, { ask: ASK, said, signal });
  const says = (data: unknown) => worker.dispatchEvent(new MessageEvent('message', { data }));
  return { worker, progress, answer, says };
}

it('asks once, tells how far it is, answers with the report as it was said, and ends the worker', async () => {
  const { worker, progress, answer, says } = begin();
  expect(worker.asked).toEqual([ASK]);
  says({ say: 'progress', done: 1, of: 2 });
  says({ say: 'progress', done: 2, of: 2 });
  expect(worker.ended).toBe(0);
  says({ say: 'report', report: REPORT, notes: NOTES });
  expect(await answer).toEqual({ say: 'report', report: REPORT, notes: NOTES });
  expect(progress).toEqual([
    [1, 2],
    [2, 2],
  ]);
  expect(worker.ended).toBe(1);
});

it('answers with problems as they are', async () => {
  const problem = { file: 'orders.csv', row: 3, column: 'sku', found: '', say: { key: 'backtest:wrong.text' } };
  const { answer, says } = begin();
  says({ say: 'problems', problems: [problem], total: 9 });
  expect(await answer).toEqual({ say: 'problems', problems: [problem], total: 9 });
});

it('ends the worker when it is stopped, and hears nothing after that', async () => {
  const stop = new AbortController();
  const { worker, progress, answer, says } = begin(stop.signal);
  stop.abort();
  expect(await answer).toBeNull();
  expect(worker.ended).toBe(1);
  says({ say: 'progress', done: 1, of: 2 });
  expect(progress).toEqual([]);
});

it('starts none when it was stopped before', async () => {
  const start = () => {
    throw new Error('started');
  };
  expect(await backtestIn(start, { ask: ASK, said: () => {}, signal: AbortSignal.abort() })).toBeNull();
});

it.each<[string, Event]>([
  ['breaks', new Event('error')],
  ['says what cannot be copied', new Event('messageerror')],
  ['says that it failed', new MessageEvent('message', { data: { say: 'failed' } })],
  ['says nonsense', new MessageEvent('message', { data: { say: 'report', report: { streams: 'many' } } })],
])('rejects, and ends the worker, when it %s', async (_what, event) => {
  const { worker, answer } = begin();
  worker.dispatchEvent(event);
  await expect(answer).rejects.toThrow('broke');
  expect(worker.ended).toBe(1);
});

it('takes for files nothing but files, and for a number of streams nothing below one', () => {
  expect(parseBacktestAsk(ASK)).toEqual(ASK);
  expect(parseBacktestAsk({ ...ASK, test: null })).toEqual({ ...ASK, test: null });
  expect([
    parseBacktestAsk({ ...ASK, test: 0 }),
    parseBacktestAsk({ ...ASK, files: ['streams.csv'] }),
    parseBacktestAsk(7),
  ]).toEqual([null, null, null]);
});
