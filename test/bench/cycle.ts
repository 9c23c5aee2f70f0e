import { advance, emptyState, panelOf, type ShopState } from '../../core/app/cycle.ts';
import type { RowMemory } from '../../core/app/rows.ts';
import { readingBody } from '../../core/decide/ledger/diff.ts';
import { panelPatch } from '../../core/decide/view/patch.ts';
import { HOUR, SECOND } from '../../core/domain/instant.ts';
import type { PanelView } from '../../core/domain/view.ts';
import { parseVendurePage } from '../../core/edge/source/vendure-page.ts';
import { aContext } from '../builders/context.ts';
import { aReading, aSource, aStream, eventMaker, T0 } from '../builders/events.ts';
import { median } from './figures.ts';

/**
 * What one cycle costs (validate, ledger, forecast, triggers, view, patch) against JSON.parse of the same answer:
 * `npx node test/bench/cycle.ts`. Rounds are interleaved, so that a busy machine slows all of them alike; medians are said.
 */
const ROUNDS = 40;
const WARM = 15;
const LOCATIONS = ['US-LAX-01', 'DE-FRA-01', 'GB-BHX-01', 'US-NYC-01'];
const CONTEXT = aContext({ levers: { wms: { pause: 'flag' as const, level: null, perBuyer: false } } });

type Shop = ReturnType<typeof shopOf>;
function shopOf(skus: number) {
  const stock = Array.from({ length: skus }, () => 4_000);
  const make = eventMaker();
  let now = T0;
  let state: ShopState = emptyState('main');
  let view: PanelView | null = null;
  const memory: RowMemory = new Map();
  const body = {
    sources: [aSource('wms', 'both')],
    accounts: [{ id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: 'wms', pool: null }],
    streams: [aStream('acc', T0, T0 + 4 * HOUR)],
  };
  state = advance(state, make(now, { type: 'settings', body }));
  const answer = (): string => {
    const items = stock.map((stockOnHand, index) => ({
      id: String(index + 1),
      sku: `SKU-${String(index).padStart(5, '0')}`,
      name: `Variant number ${index}`,
      enabled: true,
      trackInventory: 'INHERIT',
      product: { enabled: true },
      stockLevels: LOCATIONS.map((name, place) => ({
        stockOnHand: place === 0 ? stockOnHand : 100,
        stockAllocated: 0,
        stockLocation: { id: String(place + 1), name },
      })),
    }));
    return JSON.stringify({ data: { productVariants: { totalItems: skus, items } } });
  };
  return {
    /** The next answer, in which this share of the SKUs has sold one. */
    next(share: number): string {
      const step = Math.max(1, Math.round(1 / share));
      const first = Math.round(now / SECOND) % step;
      for (let index = first; index < skus; index += step) stock[index] = (stock[index] ?? 0) - 1;
      return answer();
    },
    cycle(json: unknown): number {
      now += 5 * SECOND;
      const page = parseVendurePage(json);
      if (page === null || page.problems.length > 0) throw new Error('The answer could not be read.');
      const reading = aReading('wms', now, page.positions);
      state = advance(state, make(now, { type: 'reading', body: readingBody(state.ledger, reading) }));
      const next = panelOf(state, CONTEXT, memory);
      const patch = view === null ? null : panelPatch(view, next);
      view = next;
      return patch?.put?.length ?? 0;
    },
  };
}

type Round = { readonly parse: number; readonly cycle: number; readonly rows: number };
function round(shop: Shop, share: number): Round {
  const text = shop.next(share);
  const start = performance.now();
  const json: unknown = JSON.parse(text);
  const parsed = performance.now();
  const rows = shop.cycle(json);
  return { parse: parsed - start, cycle: performance.now() - parsed, rows };
}

const cases = [
  { name: '2,000 SKUs, 1 % changed', skus: 2_000, share: 0.01, shop: shopOf(2_000) },
  { name: '2,000 SKUs, all changed', skus: 2_000, share: 1, shop: shopOf(2_000) },
  { name: '10,000 SKUs, 1 % changed', skus: 10_000, share: 0.01, shop: shopOf(10_000) },
].map((one) => ({ ...one, rounds: [] as Round[] }));

for (let index = 0; index < WARM + ROUNDS; index += 1)
  for (const { shop, share, rounds } of cases) {
    const taken = round(shop, share);
    if (index >= WARM) rounds.push(taken);
  }

const figures = cases.map(({ name, skus, rounds }) => {
  const parse = median(rounds.map((one) => one.parse));
  const cycle = median(rounds.map((one) => one.cycle));
  const ratio = median(rounds.map((one) => one.cycle / one.parse));
  return { name, parse, cycle, ratio, rows: median(rounds.map((one) => one.rows)), each: cycle / skus };
});
for (const { name, parse, cycle, ratio, rows, each } of figures) {
  const parts = [`${ratio.toFixed(1)} x JSON.parse`, `parse ${parse.toFixed(1)} ms`, `cycle ${cycle.toFixed(1)} ms`];
  console.log(`${name}: ${[...parts, `${(each * 1_000).toFixed(1)} us a SKU`, `${rows} rows drawn anew`].join(', ')}`);
}
const [few, , many] = figures;
if (few !== undefined && many !== undefined)
  console.log(`a SKU at 10,000 against one at 2,000: ${(many.each / few.each).toFixed(2)} x`);
