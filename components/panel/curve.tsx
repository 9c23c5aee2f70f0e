import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { Instant } from '../../core/domain/instant.ts';
import type { SkuDetail, StreamRow } from '../../core/domain/view.ts';
import { formatClock } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';

type Plot = { readonly curve: SkuDetail['curve']; readonly forecast: SkuDetail['forecast']; readonly stream: StreamRow | null };

/** Columns for the plot: seconds, net so far, and the ends' median, low and high drawn as lines from the last point. */
function columns({ curve, forecast, stream }: Plot): uPlot.AlignedData {
  const at = curve.map((point) => point.at / 1_000);
  const net: (number | null)[] = curve.map((point) => point.net);
  const last = curve.at(-1);
  const ahead = forecast !== null && stream !== null && last !== undefined && stream.endsAt > last.at;
  if (!ahead) return [at, net, net.map(() => null), net.map(() => null), net.map(() => null)];
  const fan = (end: number): (number | null)[] => [...curve.slice(0, -1).map(() => null), last.net, end];
  const { median, p10, p90 } = forecast.net;
  return [[...at, stream.endsAt / 1_000], [...net, null], fan(median), fan(p10), fan(p90)];
}

const colour = (element: HTMLElement, name: string) => getComputedStyle(element).getPropertyValue(name).trim() || '#888';

/** Cumulative net units of this stream, and where they are likely to end (80 % interval). */
export function Curve(plot: Plot) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const { curve, forecast, stream } = plot;
  useEffect(() => {
    const element = box.current;
    if (element === null || curve.length === 0) return;
    const grid = { stroke: colour(element, '--line'), width: 1 };
    const axis = { stroke: colour(element, '--quiet'), grid, ticks: grid, font: '12px system-ui' };
    const line = colour(element, '--act');
    const drawn = new uPlot(
      {
        width: Math.max(240, element.clientWidth),
        height: 150,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
        axes: [{ ...axis, values: (_plot, ticks) => ticks.map((tick) => formatClock(tick * 1_000, say.zones.market)) }, axis],
        bands: [{ series: [4, 3], fill: colour(element, '--act-ground') }],
        series: [
          {},
          { stroke: line, width: 2 },
          { stroke: line, width: 2, dash: [5, 4] },
          { stroke: line, width: 1, dash: [2, 3] },
          { stroke: line, width: 1, dash: [2, 3] },
        ],
      },
      columns({ curve, forecast, stream }),
      element,
    );
    return () => drawn.destroy();
  }, [curve, forecast, stream, say]);
  if (curve.length === 0) return <p className="quiet">{say('panel:detail.noCurve')}</p>;
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
