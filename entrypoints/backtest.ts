import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { backtest } from '../core/app/backtest/backtest.ts';
import type { BacktestAnswer } from '../core/domain/backtest.ts';
import { readChosen } from '../core/edge/files/export-bytes.ts';
import { type BacktestAsk, type FromBacktest, parseBacktestAsk } from '../core/edge/messages/backtest.ts';
import { report as reportDefect } from '../core/edge/report.ts';

/** So many problems are shown; the rest is counted. */
const MOST_SHOWN = 200;

/**
 * The options page's own Web Worker: one backtest over the files that a person chose. It knows no secret and no log, keeps
 * nothing and asks the network for nothing; the page ends it.
 */
export default defineUnlistedScript(() => {
  const say = (said: FromBacktest) => self.postMessage(said);
  self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const ask = parseBacktestAsk(data);
    if (ask === null) return say({ say: 'failed' });
    return void judged(ask, (done, of) => say({ say: 'progress', done, of })).then(say, (error) => {
      reportDefect('backtest', error);
      say({ say: 'failed' });
    });
  });
});

async function judged({ files, test }: BacktestAsk, said: (done: number, of: number) => void): Promise<BacktestAnswer> {
  const { recordings, problems, notes } = await readChosen(files);
  if (problems.length > 0) return { say: 'problems', problems: problems.slice(0, MOST_SHOWN), total: problems.length };
  said(0, recordings.length);
  const report = backtest(recordings, test ?? recordings.length, (done) => said(done, recordings.length));
  return { say: 'report', report, notes };
}
