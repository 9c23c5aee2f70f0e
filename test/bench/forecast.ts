import { emptyState, panelOf, type ShopState } from '../../core/app/cycle.ts';
import { judgeAlerts } from '../../core/app/judge-alerts.ts';
import { modelFor, withEvent } from '../../core/app/lessons.ts';
import { livedThrough } from '../../core/app/lived.ts';
import { refreshOutlooks } from '../../core/app/outlook.ts';
import type { RowMemory } from '../../core/app/rows.ts';
import { readingBody } from '../../core/decide/ledger/diff.ts';
import { applyEvent } from '../../core/decide/ledger/ledger.ts';
import { panelPatch } from '../../core/decide/view/patch.ts';
import type { LogEvent } from '../../core/domain/event.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../core/domain/instant.ts';
import type { Recording } from '../../core/domain/recording.ts';
import { aContext } from '../builders/context.ts';
import { aPosition, aReading, aSource, aStream, eventMaker, T0 } from '../builders/events.ts';
import { median } from './figures.ts';

/**
 * What the forecast costs, of 2,000 SKUs with 30 past streams, as a share of the whole cycle (ledger, forecast, triggers,
 * view, patch) in the same run; and how many unchanged SKUs are looked at again as log time goes by: `npx node test/bench/forecast.ts`.
 */
const SKUS = 2_000;
const STREAMS = 30;
const ROUNDS = 30;
const names = Array.from({ length: SKUS }, (_, index) => `SKU-${String(index).padStart(5, '0')}`);
const make = eventMaker();

/** Each SKU sells every so often, the first ones most. */
function recorded(day: number): Recording {
  const startsAt = T0 - (STREAMS - day) * DAY;
  const sales = Object.fromEntries(
    names.map((sku, index) => {
      const units = Math.max(1, Math.floor(40 / (1 + index / 40)) - (day % 3));
      const each = (4 * HOUR) / units;
      return [
        sku,
        Array.from({ length: units }, (_, n) => ({ at: startsAt + (n + 0.5) * each, units: 1, released: n % 15 === 14 })),
      ];
    }),
  );
  const viewers = Array.from({ length: 240 }, (_, minute) => ({
    at: startsAt + minute * MINUTE,
    viewers: 900 + (minute % 7) * 20,
  }));
  const end = startsAt + 4 * HOUR;
  return {
    id: `S${day}`,
    startsAt,
    endsAt: end,
    plannedEndsAt: end,
    sales,
    rundown: [],
    pins: [],
    viewers,
    stock: [],
    offers: [],
  };
}

let state: ShopState = emptyState('main');
let [lessons, learning] = [0, 0];
for (let day = 0; day < STREAMS; day += 1) {
  const model = modelFor(state.taught, state.ledger.settings, 'acc');
  const start = performance.now();
  const { lesson } = livedThrough(
    () => model,
    recorded(day),
    () => names,
  );
  learning = performance.now() - start;
  lessons = JSON.stringify(lesson).length;
  state = {
    ...state,
    taught: withEvent(state.taught, make(T0 - 1, { type: 'learned', body: { stream: `S${day}`, account: 'acc', lesson } })),
  };
}
console.log(`a lesson of ${SKUS} SKUs: ${(lessons / 1_000).toFixed(0)} kB, ${learning.toFixed(0)} ms once a stream`);
console.log(`what ${STREAMS} streams taught: ${(JSON.stringify(state.taught).length / 1_000).toFixed(0)} kB\n`);

const stock = names.map(() => 4_000);
const memory: RowMemory = new Map();
const CONTEXT = aContext({ levers: { wms: { pause: 'flag' as const, level: null, perBuyer: false } } });
let view = panelOf(state, CONTEXT, memory);
type Cost = { readonly forecast: number; readonly all: number; readonly forecasts: number };

/** One cycle, its parts timed. */
function cycle(event: LogEvent): Cost {
  const start = performance.now();
  const ledger = applyEvent(state.ledger, event);
  const from = performance.now();
  const { outlooks, due } = refreshOutlooks(ledger, state.taught, state.outlooks);
  const to = performance.now();
  state = {
    ...state,
    ledger,
    outlooks,
    ...judgeAlerts({ ledger, taught: state.taught, outlooks, due, since: state.ledger.now }, state),
  };
  const next = panelOf(state, CONTEXT, memory);
  panelPatch(view, next);
  view = next;
  return { forecast: to - from, all: performance.now() - start, forecasts: due.get('stream')?.length ?? 0 };
}

let now = T0;
const read = (share: number): Cost => {
  now += 5 * SECOND;
  const step = Math.round(1 / share);
  const first = Math.round(now / SECOND) % step;
  for (let index = first; index < SKUS; index += step) stock[index] = (stock[index] ?? 0) - 1;
  const positions = names.map((sku, index) => aPosition(sku, 'LAX', { sellable: stock[index] ?? 0, onSale: true }));
  return cycle(make(now, { type: 'reading', body: readingBody(state.ledger, aReading('wms', now, positions)) }));
};
const tick = (): Cost => {
  now += 5 * SECOND;
  return cycle(make(now, { type: 'tick', body: { now, intervalMs: 5 * SECOND, start: false } }));
};
const account = { id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: 'wms', pool: null };
cycle(
  make(now, {
    type: 'settings',
    body: { sources: [aSource('wms', 'both')], accounts: [account], streams: [aStream('acc', T0, T0 + 4 * HOUR)] },
  }),
);
read(1);

for (const [name, one] of [
  ['1 % changed', () => read(0.01)],
  ['all changed', () => read(1)],
  ['nothing changed', tick],
] as const) {
  const rounds = Array.from({ length: ROUNDS }, one).slice(5);
  const of = (figure: (cost: Cost) => number) => median(rounds.map(figure));
  const parts = [
    `forecast ${(100 * of(({ forecast, all }) => forecast / all)).toFixed(0)} % of the cycle`,
    `${of(({ forecast }) => forecast).toFixed(1)} of ${of(({ all }) => all).toFixed(1)} ms`,
    `${of(({ forecasts }) => forecasts)} forecasts`,
    `${(of(({ forecast, forecasts }) => forecast / Math.max(1, forecasts)) * 1_000).toFixed(0)} us each`,
  ];
  console.log(`${name}: ${parts.join(', ')}`);
}
const spread = Array.from({ length: 36 }, () => tick().forecasts);
console.log(
  `refresh of unchanged SKUs over three minutes of log time: ${Math.min(...spread)} to ${Math.max(...spread)} a tick of 5 s (${SKUS} in each minute: ${(SKUS / 12).toFixed(0)} if even)`,
);
