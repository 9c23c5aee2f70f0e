import { listedIn } from '../../../core/app/backtest/listed.ts';
import { livedThrough } from '../../../core/app/lived.ts';
import { learn, NOTHING_LEARNED } from '../../../core/decide/forecast/stream/learned.ts';
import { modelOf } from '../../../core/decide/forecast/stream/model.ts';
import type { Course } from '../../../core/decide/forecast/stream/stage.ts';
import { streamsOf } from '../../generator/stream.ts';
import { COLOURS, type Picture } from './chart.ts';

const SEED = 1;
const STREAMS = 30;

/** What streams teach of how demand runs: the lifts after each, and the course after the first, the fifth and the last. */
export function taught(): Picture {
  const recordings = streamsOf(SEED, 50)
    .slice(0, STREAMS)
    .map(({ recording }) => recording);
  const courses: Course[] = [];
  let learned = NOTHING_LEARNED;
  for (const [index, recording] of recordings.entries()) {
    const model = modelOf(learned);
    courses.push(model.course);
    const before = recordings.slice(0, index);
    const { lesson } = livedThrough(
      () => model,
      recording,
      (known) => listedIn(known, before),
    );
    learned = learn(learned, lesson);
  }
  courses.push(modelOf(learned).course);
  const after = (streams: number) => courses[streams]?.shape ?? [];
  const bins = after(0).length;
  const most = Math.max(...courses.map(({ shown }) => shown));
  return {
    name: 'forecast-taught',
    charts: [
      {
        title: 'Worth of a minute against an idle one',
        width: 380,
        height: 260,
        x: courses.map((_, streams) => streams),
        xLabel: 'streams learned from',
        yLabel: 'times as much',
        y: [0, Math.ceil(most * 1.1)],
        lines: [
          { label: 'while it is presented', values: courses.map(({ shown }) => shown), colour: COLOURS.ours },
          { label: 'in the six minutes after', values: courses.map(({ after: then }) => then), colour: COLOURS.second },
          { label: 'while it has an offer', values: courses.map(({ offer }) => offer), colour: COLOURS.third },
        ],
      },
      {
        title: 'Course of a stream, viewers apart',
        width: 380,
        height: 260,
        x: Array.from({ length: bins }, (_, bin) => ((bin + 0.5) * 100) / bins),
        xLabel: 'share of the planned length',
        xUnit: ' %',
        yLabel: 'against the mean',
        y: [0, 2],
        lines: [
          { label: 'after 1 stream', values: after(1), colour: COLOURS.fifth },
          { label: 'after 5', values: after(5), colour: COLOURS.second },
          { label: 'after 30', values: after(STREAMS), colour: COLOURS.ours },
        ],
      },
    ],
  };
}
