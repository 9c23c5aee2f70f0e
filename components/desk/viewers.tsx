import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { DuringView } from '../../core/domain/desk.ts';
import { formatClock } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';

/** How many watched, minute by minute: a quiet line, and the same in words. */
export function Viewers({ of }: { of: DuringView['viewers'] }) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const [last, most] = [of.at(-1), of.toSorted((a, b) => b.viewers - a.viewers)[0]];
  useEffect(() => {
    const element = box.current;
    // A hardened browser gives no canvas: then the text beside it says the same.
    if (element === null || of.length < 2 || document.createElement('canvas').getContext('2d') === null) return;
    const colour = (name: string) => getComputedStyle(element).getPropertyValue(name).trim() || '#888';
    const grid = { stroke: colour('--line'), width: 1 };
    const axis = { stroke: colour('--quiet'), grid, ticks: grid, font: '12px system-ui' };
    const drawn = new uPlot(
      {
        width: Math.max(240, element.clientWidth),
        height: 90,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
        axes: [{ ...axis, values: (_plot, ticks) => ticks.map((tick) => formatClock(tick * 1_000, say.zones.market)) }, axis],
        series: [{}, { stroke: colour('--quiet'), width: 1.5, points: { show: false } }],
      },
      [of.map(({ at }) => at / 1_000), of.map(({ viewers }) => viewers)],
      element,
    );
    return () => drawn.destroy();
  }, [of, say]);
  if (last === undefined || most === undefined) return <p className="quiet">{say('desk:during.noViewers')}</p>;
  const words = say('desk:during.viewers', { n: last.viewers, most: most.viewers, at: { instant: most.at } });
  return (
    <>
      <div ref={box} className="curve viewers" role="img" aria-label={words} />
      <p className="quiet">{words}</p>
    </>
  );
}
