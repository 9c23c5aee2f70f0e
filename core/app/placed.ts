import { liftIn } from '../decide/forecast/stream/count.ts';
import type { Model } from '../decide/forecast/stream/model.ts';
import { exposureOf, pieces, type Stage } from '../decide/forecast/stream/stage.ts';
import { MINUTE } from '../domain/instant.ts';
import type { Gap, Sale, Shut } from '../domain/recording.ts';
import type { SkuSales } from '../domain/sales.ts';

type Placed = Pick<Sale, 'at' | 'units'>;

/**
 * A SKU's sales by time. Of the units that came while nobody read only the sum is known: they lie where people most likely bought,
 * as its exposure goes. Spread evenly they would tell of a rush where it was not presented, and of none where it was.
 */
export function placedSales(model: Model, stage: Stage, sales: SkuSales, shut: readonly Shut[]): readonly Placed[] {
  const { at } = stage.show;
  const told = sales.byMinute.map(({ minute, units }) => ({ at: Math.min(minute + MINUTE / 2, at), units }));
  const lift = liftIn(model, stage, sales.sku);
  const worth = (from: number, to: number) => exposureOf(pieces(stage, sales.sku, from, to, shut), stage.worth, lift);
  return (sales.gaps ?? []).reduce<readonly Placed[]>((all, gap) => within(all, gap, worth), told);
}

function within(told: readonly Placed[], gap: Gap, worth: (from: number, to: number) => number): readonly Placed[] {
  const isIn = ({ at }: Placed) => at > gap.from && at < gap.to;
  const inside = told.filter(isIn);
  const units = inside.reduce((sum, one) => sum + one.units, 0);
  const [first, last] = [inside[0], inside.at(-1)];
  if (units <= 0 || first === undefined || last === undefined || last.at - first.at < MINUTE) return told;
  const minutes = Math.ceil((gap.to - gap.from) / MINUTE);
  const parts = Array.from({ length: minutes }, (_, minute) => {
    const from = gap.from + minute * MINUTE;
    const to = Math.min(gap.to, from + MINUTE);
    return { at: (from + to) / 2, worth: worth(from, to) };
  });
  const all = parts.reduce((sum, part) => sum + part.worth, 0);
  if (all <= 0) return told;
  const placed = parts.map((part) => ({ at: part.at, units: (units * part.worth) / all })).filter((one) => one.units > 0);
  const before = told.filter(({ at }) => at <= gap.from);
  return [...before, ...placed, ...told.filter(({ at }) => at >= gap.to)];
}
