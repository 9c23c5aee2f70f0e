import { coverage, type Judged, judge, type Method, wape } from '../../generator/judged.ts';
import { ordersOnly, RECORDED } from '../../generator/situations.ts';
import { COLOURS, type Line, type Picture } from './chart.ts';

const SEEDS = [1, 2, 3, 4];
const SHARES = [0, 0.1, 0.25, 0.5, 0.75];
const AT = SHARES.map((share) => 100 * share);

const SITUATIONS = [
  {
    label: 'day one: orders and times',
    situation: { recorded: 0, told: ordersOnly, tonight: ordersOnly },
    colour: COLOURS.second,
  },
  { label: 'after 5 recorded streams', situation: { ...RECORDED, recorded: 5 }, colour: COLOURS.fifth },
  { label: 'after 30 and more', situation: RECORDED, colour: COLOURS.ours },
];

/** How much was missed, and how much the interval held, at each share of the streams of our own making. */
export function judgedPictures(): readonly Picture[] {
  const all = SITUATIONS.map((one) => ({ ...one, judged: SEEDS.flatMap((seed) => judge(seed, 50, 20, one.situation)) }));
  const best = all.at(-1)?.judged ?? [];
  const lines: readonly Line[] = [
    line('history mean', best, 'historyMean', COLOURS.fourth),
    line('run rate', best, 'runRate', COLOURS.second),
    line('a simple model that knows the rundown', best, 'conjugate', COLOURS.fifth),
    { ...line('Stockcue', best, 'ours', COLOURS.ours), width: 3 },
    { ...line('who knows all but the future', best, 'informed', COLOURS.third), dash: [6, 4] },
    { ...line('who knows all: only chance is left', best, 'oracle', COLOURS.quiet), dash: [2, 4] },
  ];
  const shared = { x: AT, xTicks: AT, xUnit: ' %', xLabel: 'share of the planned length that is over', yUnit: ' %' };
  return [
    {
      name: 'forecast-missed',
      charts: [
        {
          ...shared,
          title: 'Units missed, of all units sold, after 30 recorded streams',
          width: 760,
          height: 320,
          yLabel: 'missed',
          y: [0, 130],
          lines,
        },
      ],
    },
    {
      name: 'forecast-history',
      charts: [
        {
          ...shared,
          title: 'Units missed, by what was known',
          width: 390,
          height: 260,
          yLabel: 'missed',
          y: [0, 130],
          lines: [
            line('run rate', best, 'runRate', COLOURS.quiet),
            ...all.map(({ label, judged, colour }) => line(label, judged, 'ours', colour)),
          ],
        },
        {
          ...shared,
          title: 'Facts inside the middle 80 %',
          width: 370,
          height: 260,
          yLabel: 'inside',
          y: [60, 100],
          lines: [
            { label: '75 %', values: AT.map(() => 75), colour: '#bbbbbb', width: 1, quiet: true },
            { label: '85 %', values: AT.map(() => 85), colour: '#bbbbbb', width: 1, quiet: true },
            ...all.map(({ label, judged, colour }) => ({
              label,
              colour,
              dots: true,
              values: SHARES.map((share) => 100 * coverage(judged.filter((one) => one.share === share))),
            })),
          ],
          grounds: [{ lines: [1, 0], colour: 'rgba(0,158,115,0.12)' }],
        },
      ],
    },
  ];
}

function line(label: string, judged: readonly Judged[], method: Method, colour: string): Line {
  const values = SHARES.map((share) => {
    const missed =
      100 *
      wape(
        judged.filter((one) => one.share === share),
        method,
      );
    return Number.isFinite(missed) && missed <= 130 ? missed : null;
  });
  return { label, values, colour, dots: true };
}
