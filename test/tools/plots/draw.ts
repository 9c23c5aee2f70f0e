import type uPlotType from 'uplot';
import type { Chart } from './chart.ts';

/** Draws charts in a page that holds uPlot and nothing else. It runs there: it may use nothing from here. */
export function draw(charts: readonly Chart[]): void {
  const Plot = (window as unknown as { uPlot: typeof uPlotType }).uPlot;
  const page = document.createElement('main');
  page.style.cssText = 'display:flex;gap:12px;padding:12px;background:#fff;font:13px "DejaVu Sans",sans-serif;color:#111';
  document.body.style.margin = '0';
  document.body.append(page);
  for (const chart of charts) {
    const figure = document.createElement('figure');
    figure.style.cssText = `margin:0;width:${chart.width}px`;
    const title = document.createElement('figcaption');
    title.textContent = chart.title;
    title.style.cssText = 'font-weight:bold;margin:0 0 6px 8px';
    const legend = document.createElement('p');
    legend.style.cssText = 'display:flex;flex-wrap:wrap;gap:4px 16px;margin:6px 8px 0;font-size:12px';
    for (const { label, colour, dash, quiet } of chart.lines) {
      if (quiet) continue;
      const entry = document.createElement('span');
      const mark = document.createElement('i');
      mark.style.cssText = `display:inline-block;width:22px;margin-right:6px;vertical-align:middle;border-top:3px ${dash ? 'dashed' : 'solid'} ${colour}`;
      entry.append(mark, label);
      legend.append(entry);
    }
    figure.append(title);
    page.append(figure);
    const axis = {
      stroke: '#333',
      grid: { stroke: '#e4e4e4', width: 1 },
      ticks: { stroke: '#ccc' },
      font: '12px sans-serif',
      labelFont: '12px sans-serif',
    };
    const { xTicks } = chart;
    new Plot(
      {
        width: chart.width,
        height: chart.height,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false }, y: { range: [chart.y[0], chart.y[1]] } },
        axes: [
          {
            ...axis,
            label: chart.xLabel,
            ...(xTicks ? { splits: () => [...xTicks] } : {}),
            values: (_plot, ticks) => ticks.map((tick) => `${tick}${chart.xUnit ?? ''}`),
          },
          {
            ...axis,
            label: chart.yLabel,
            values: (_plot, ticks) => ticks.map((tick) => `${Math.round(tick * 100) / 100}${chart.yUnit ?? ''}`),
          },
        ],
        bands: (chart.grounds ?? []).map(({ lines: [upper, lower], colour }) => ({
          series: [upper + 1, lower + 1],
          fill: colour,
        })),
        series: [
          {},
          ...chart.lines.map(({ colour, width, dash, dots, stepped }) => ({
            stroke: colour,
            width: width ?? 2,
            ...(dash ? { dash: [...dash] } : {}),
            points: { show: dots === true, size: 6, fill: colour },
            ...(stepped && Plot.paths.stepped ? { paths: Plot.paths.stepped({ align: 1 }) } : {}),
          })),
        ],
        hooks: {
          drawClear: [
            (plot) => {
              for (const { from, to, colour } of chart.stretches ?? []) {
                const [left, right] = [plot.valToPos(from, 'x', true), plot.valToPos(to, 'x', true)];
                plot.ctx.fillStyle = colour;
                plot.ctx.fillRect(left, plot.bbox.top, right - left, plot.bbox.height);
              }
            },
          ],
        },
      },
      [[...chart.x], ...chart.lines.map(({ values }) => [...values])],
      figure,
    );
    figure.append(legend);
  }
}
