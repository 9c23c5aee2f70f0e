/**
 * `npm run backtest:made -- [--seed N] [--streams N] [--test N]`: the backtest over streams of our own making, beside an oracle
 * who knows every rate and every pin. `closes` is how far of the way from the run rate's miss to the oracle's a method gets.
 */
import { parseArgs } from 'node:util';
import { backtest } from '../../core/app/backtest/backtest.ts';
import { listedIn } from '../../core/app/backtest/listed.ts';
import { pointScore } from '../../core/app/backtest/measures.ts';
import { type Known, knownAt, netOf } from '../../core/domain/recording.ts';
import { informedOf } from '../generator/informed.ts';
import { oracleOf } from '../generator/oracle.ts';
import { type Made, streamsOf } from '../generator/stream.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, streams: { type: 'string' }, test: { type: 'string' } } });
const [seed, streams, test] = [Number(values.seed ?? 1), Number(values.streams ?? 40), Number(values.test ?? 20)];
const made = streamsOf(seed, streams);
const recordings = made.map(({ recording }) => recording);

/** What one who knows more than anybody misses at one share, over the streams that are scored. */
function missedAt(share: number, saysOf: (stream: Made, known: Known) => (sku: string) => number): number {
  const points = made.slice(-test).flatMap((stream) => {
    const { recording } = stream;
    const at = recording.startsAt + share * (recording.plannedEndsAt - recording.startsAt);
    if (at >= recording.endsAt) return [];
    const history = recordings.filter((one) => one.endsAt <= at);
    const known = knownAt(recording, at);
    const says = saysOf(stream, known);
    return listedIn(known, history).map((sku) => {
      const units = says(sku);
      return { mean: units, median: units, fact: netOf(recording, sku) };
    });
  });
  return pointScore(points).wape;
}

const report = backtest(recordings, test);
for (const { elapsed, n, methods } of report.points) {
  const oracle = missedAt(
    elapsed,
    (stream, { at }) =>
      (sku) =>
        oracleOf(stream, sku, at),
  );
  const informed = missedAt(elapsed, (stream, known) => {
    const said = informedOf(stream, known);
    return (sku) => said.get(sku) ?? 0;
  });
  console.log(
    `at ${100 * elapsed} %: ${n} forecasts; who knows all misses ${oracle.toFixed(3)}, who knows all but the future ${informed.toFixed(3)}`,
  );
  for (const [name, { wape, bias, ...more }] of Object.entries(methods)) {
    const closes = (100 * (methods.runRate.wape - wape)) / (methods.runRate.wape - oracle);
    const covered = 'coverage80' in more ? `  coverage80 ${more.coverage80.toFixed(3)}` : '';
    console.log(`  ${name.padEnd(14)} wape ${wape.toFixed(3)}  bias ${bias.toFixed(3)}  closes ${closes.toFixed(0)} %${covered}`);
  }
}
