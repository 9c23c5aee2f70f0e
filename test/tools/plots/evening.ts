import { listedIn } from '../../../core/app/backtest/listed.ts';
import { livedThrough } from '../../../core/app/lived.ts';
import { runRate } from '../../../core/decide/forecast/reference.ts';
import { learn, NOTHING_LEARNED } from '../../../core/decide/forecast/stream/learned.ts';
import { modelOf } from '../../../core/decide/forecast/stream/model.ts';
import { forecastStream, totalQuantile } from '../../../core/decide/forecast/stream/outcome.ts';
import { MINUTE } from '../../../core/domain/instant.ts';
import { knownAt, netOf, type Recording, type Span } from '../../../core/domain/recording.ts';
import { streamsOf } from '../../generator/stream.ts';
import { COLOURS, type Picture } from './chart.ts';

const SEED = 1;
const STREAM = 37;

/** One SKU's evening: what was said of its end at each minute, and what came. */
export function evening(): Picture {
  const recordings = streamsOf(SEED, 50).map(({ recording }) => recording);
  const stream = recordings[STREAM] as Recording;
  const history = recordings.slice(0, STREAM);
  let learned = NOTHING_LEARNED;
  for (const [index, one] of history.entries()) {
    const before = history.slice(0, index);
    const model = modelOf(learned);
    const { lesson } = livedThrough(
      () => model,
      one,
      (known) => listedIn(known, before),
    );
    learned = learn(learned, lesson);
  }
  const model = modelOf(learned);
  const minutes = Math.floor((stream.endsAt - stream.startsAt) / MINUTE);
  const sku = twiceShown(stream);
  const x = Array.from({ length: minutes }, (_, minute) => minute);
  const said = x.map((minute) => {
    const known = knownAt(stream, stream.startsAt + minute * MINUTE);
    const outcome = forecastStream(model, known, listedIn(known, history)).find((one) => one.sku === sku);
    const at = (share: number) => (outcome === undefined ? null : totalQuantile(outcome, share));
    const run = minute === 0 ? null : runRate(known, history, sku);
    return { median: at(0.5), p10: at(0.1), p90: at(0.9), run };
  });
  const sold = x.map((minute) =>
    (stream.sales[sku] ?? []).reduce((sum, one) => sum + (one.at < stream.startsAt + minute * MINUTE ? one.units : 0), 0),
  );
  const end = netOf(stream, sku);
  const most = Math.ceil(1.15 * Math.max(end, ...said.map(({ p90 }) => p90 ?? 0)));
  return {
    name: 'forecast-evening',
    charts: [
      {
        title: 'One SKU, one evening: what was said of its end at each minute',
        width: 760,
        height: 300,
        x,
        xLabel: 'minute of the stream (grey: when it was really presented)',
        yLabel: 'units',
        y: [0, most],
        lines: [
          { label: '10 % in 100 will end above', values: said.map(({ p90 }) => p90), colour: '#7fb8dc', width: 1, quiet: true },
          { label: '10 % in 100 will end below', values: said.map(({ p10 }) => p10), colour: '#7fb8dc', width: 1, quiet: true },
          {
            label: 'forecast of the end: median, and the middle 80 %',
            values: said.map(({ median }) => median),
            colour: COLOURS.ours,
          },
          {
            label: 'run rate',
            values: said.map(({ run }) => (run === null || run > most ? null : run)),
            colour: COLOURS.second,
            dash: [6, 4],
            width: 1.5,
          },
          { label: 'ordered so far', values: sold, colour: COLOURS.dark, stepped: true },
          { label: 'what it was at the end, net', values: x.map(() => end), colour: COLOURS.third, dash: [2, 4] },
        ],
        grounds: [{ lines: [0, 1], colour: 'rgba(0,114,178,0.15)' }],
        stretches: stream.pins
          .filter((pin) => pin.sku === sku)
          .map((pin) => ({
            from: (pin.startsAt - stream.startsAt) / MINUTE,
            to: (pin.endsAt - stream.startsAt) / MINUTE,
            colour: '#e6e6e6',
          })),
      },
    ],
  };
}

/** The SKU that sold most of those that were presented twice, an hour apart. */
function twiceShown({ pins, ...stream }: Recording): string {
  const isLater = (pin: Span) => pins.some((one) => one.sku === pin.sku && pin.startsAt - one.endsAt > 60 * MINUTE);
  const twice = pins.filter(isLater).map(({ sku }) => sku);
  return twice.toSorted((a, b) => netOf(stream, b) - netOf(stream, a))[0] ?? '';
}
