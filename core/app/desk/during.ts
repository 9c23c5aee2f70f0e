import { isOldCount, loadOf } from '../../decide/triggers/capacity.ts';
import { skuVerdict } from '../../decide/view/row.ts';
import type { DuringView } from '../../domain/desk.ts';
import type { Stream } from '../../domain/stream.ts';
import { capacityCase } from '../cases/capacity.ts';
import { salesIn } from '../counts.ts';
import type { ShopState } from '../cycle.ts';
import { lineOf, titleOf } from '../lines.ts';
import { streamRow } from '../views.ts';
import { curveOfAll, fanOfAll } from './curve.ts';
import { funnelOf } from './funnel.ts';

/** The stream that is on air: its curve and how it goes on, orders against capacity, the funnel, what is lost; worst SKUs first. */
export function duringOf(state: ShopState, stream: Stream): DuringView {
  const { ledger, outlooks } = state;
  const known = outlooks[stream.id] ?? {};
  const rows = Object.entries(known).map(([sku, outlook]) => {
    const line = lineOf(ledger, stream, stream.account, sku, outlook);
    const { net, lost } = outlook.forecast;
    return {
      sku,
      title: titleOf(ledger, sku),
      net: line.sales?.net ?? 0,
      forecast: net,
      lost: lost.soFar,
      verdict: skuVerdict(line),
    };
  });
  const skus = Object.keys(known);
  return {
    stream: streamRow(state, stream),
    curve: curveOfAll(ledger, stream, skus),
    fan: fanOfAll(state, stream, known),
    capacity: capacityRows(state),
    funnel: funnelOf(
      ledger,
      stream,
      skus.map((sku) => salesIn(ledger, stream, sku)),
    ),
    viewers: (ledger.airs[stream.account]?.viewers ?? []).filter(({ at }) => at >= (stream.actualStart ?? stream.plannedStart)),
    lost: Object.values(known).reduce(
      (sum, { forecast: { lost } }) => ({ soFar: sum.soFar + lost.soFar, toCome: sum.toCome + lost.toCome }),
      { soFar: 0, toCome: 0 },
    ),
    rows: rows.toSorted((a, b) => BAD[b.verdict.kind] - BAD[a.verdict.kind] || (b.forecast?.mean ?? 0) - (a.forecast?.mean ?? 0)),
  };
}

/** Orders against what each warehouse can ship in time, as the trigger counts them. */
const capacityRows = ({ ledger, outlooks }: ShopState): DuringView['capacity'] =>
  Object.values(ledger.settings.capacities).flatMap((capacity) => {
    const one = capacityCase(ledger, outlooks, capacity);
    if (one === null) return [];
    const { canShip, share, dueAt } = loadOf(one);
    return {
      source: capacity.source,
      name: one.name,
      open: one.open?.orders ?? null,
      openAt: one.open?.at ?? null,
      openIsOld: isOldCount(one),
      taken: Math.ceil(one.taken),
      expected: Math.ceil(one.expected),
      canShip,
      share: Number.isFinite(share) ? share : 1,
      dueAt,
    };
  });

/** Red rows first. */
export const BAD = { short: 3, out: 2, unknown: 1, enough: 0 } as const;
