import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { Instant } from '../../core/domain/instant.ts';
import type { SkuDetail, StreamRow } from '../../core/domain/view.ts';
import { formatClock } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';

type Plot = Pick<SkuDetail, 'curve' | 'fan' | 'forecast'> & { readonly stream: StreamRow | null };

/** Columns for the plot: seconds, net so far, and from now on the median and the interval. A stream starts from nothing. */
function columns({ curve, fan, stream }: Omit<Plot, 'forecast'>): uPlot.AlignedData {
  const [first] = curve;
  const from = stream?.running ? stream.startsAt : null;
  const sold = from !== null && (first === undefined || first.at > from) ? [{ at: from, net: 0 }, ...curve] : curve;
  const none = sold.map(() => null);
  const ahead = (of: (point: SkuDetail['fan'][number]) => number): (number | null)[] => [...none, ...fan.map(of)];
  return [
    [...sold, ...fan].map(({ at }) => at / 1_000),
    // Up to now, where the fan begins.
    [...sold.map(({ net }) => net), ...fan.map(({ median }, step) => (step === 0 ? median : null))],
    ahead(({ p10 }) => p10),
    ahead(({ p90 }) => p90),
    ahead(({ median }) => median),
  ];
}

/** A hardened browser gives no canvas: then the text beside it says the same. */
const canDraw = (): boolean => document.createElement('canvas').getContext('2d') !== null;

const colour = (element: HTMLElement, name: string) => getComputedStyle(element).getPropertyValue(name).trim() || '#888';

/** Cumulative net units of this stream, and where they are likely to end (80 % interval). */
export function Curve(plot: Plot) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const { curve, fan, forecast, stream } = plot;
  const isEmpty = curve.length + fan.length === 0;
  useEffect(() => {
    const element = box.current;
    if (element === null || isEmpty || !canDraw()) return;
    const grid = { stroke: colour(element, '--line'), width: 1 };
    const axis = { stroke: colour(element, '--quiet'), grid, ticks: grid, font: '12px system-ui' };
    const line = colour(element, '--act');
    const points = { show: false };
    const drawn = new uPlot(
      {
        width: Math.max(240, element.clientWidth),
        height: 150,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
        axes: [{ ...axis, values: (_plot, ticks) => ticks.map((tick) => formatClock(tick * 1_000, say.zones.market)) }, axis],
        bands: [{ series: [3, 2], fill: colour(element, '--act-ground') }],
        series: [
          {},
          { stroke: line, width: 2, points },
          { stroke: line, width: 1, dash: [2, 3], points },
          { stroke: line, width: 1, dash: [2, 3], points },
          { stroke: line, width: 2, dash: [5, 4], points },
        ],
      },
      columns({ curve, fan, stream }),
      element,
    );
    return () => drawn.destroy();
  }, [curve, fan, stream, say, isEmpty]);
  if (isEmpty) return <p className="quiet">{say('panel:detail.noCurve')}</p>;
  return <div ref={box} className="curve" role="img" aria-label={curveText(say, curve.at(-1), forecast)} />;
}

function curveText(
  say: ReturnType<typeof useSay>,
  last: { at: Instant; net: number } | undefined,
  forecast: SkuDetail['forecast'],
): string {
  const sold = say('panel:detail.curve', { n: last?.net ?? 0 });
  if (forecast === null) return sold;
  return `${sold} ${say('panel:detail.interval', { low: forecast.net.p10, high: forecast.net.p90 })}`;
}
