import { MINUTE } from '../../../core/domain/instant.ts';
import { type Chance, chanceFrom } from '../../generator/random.ts';
import { type Made, streamsOf } from '../../generator/stream.ts';

/** One SKU's evening as it would be if nobody acted: what there was, what sold by minute, and when it ran out (minute; null: it did not). */
export type Run = {
  readonly sku: string;
  readonly had: number;
  /** True buyers a minute before stock stops them, of all minutes. */
  readonly rates: readonly number[];
  readonly sold: readonly number[];
  readonly outAt: number | null;
};
export type Evening = { readonly made: Made; readonly minutes: number; readonly planned: number; readonly runs: readonly Run[] };

/** So many products of the shop are on sale in this bench: what one controller can follow. */
const PRODUCTS = 30;
/** An audience so many times as large as the generator's: a SKU sells tens to hundreds. */
const AUDIENCE = 8;
/** Stock against what an evening usually sells of it, as a factor: some have too little, most have enough. */
const STOCK = { short: 0.55, from: 0.2, to: 1, most: 4 };
/** Units a buyer takes. */
const SECOND = 0.1;

/** A shop's evenings; `warm` of them only teach. Stock is set so that a quarter to a third of the SKUs run out if nobody acts. */
export function eveningsOf(seed: number, streams: number): readonly Evening[] {
  const chance = chanceFrom(seed * 7_919);
  const all = streamsOf(seed, streams);
  const sums = new Map<string, { units: number; times: number }>();
  return all.map((made) => {
    const offered = made.offered.filter(({ sku }) => Number(sku.slice(4)) <= PRODUCTS);
    const { startsAt, endsAt, plannedEndsAt } = made.recording;
    const minutes = Math.ceil((endsAt - startsAt) / MINUTE);
    const runs = offered.map(({ sku }) => {
      const rates = (made.rates.get(sku) ?? []).map((rate) => rate * AUDIENCE);
      const usual = sums.get(sku);
      const mean = usual === undefined ? rates.reduce((sum, rate) => sum + rate, 0) : usual.units / usual.times;
      const run = runOf(chance, sku, rates, stockOf(chance, mean));
      const wanted = rates.reduce((sum, rate) => sum + rate, 0) * (1 + SECOND);
      sums.set(sku, { units: (usual?.units ?? 0) + wanted, times: (usual?.times ?? 0) + 1 });
      return run;
    });
    return { made, minutes, planned: (plannedEndsAt - startsAt) / MINUTE, runs };
  });
}

function stockOf(chance: Chance, usual: number): number {
  const times = chance.happens(STOCK.short) ? chance.between(STOCK.from, STOCK.to) : chance.between(STOCK.to, STOCK.most);
  return Math.max(3, Math.round(usual * times));
}

function runOf(chance: Chance, sku: string, rates: readonly number[], had: number): Run {
  let left = had;
  let outAt: number | null = null;
  const sold = rates.map((rate, minute) => {
    let units = 0;
    for (let buyers = chance.poisson(rate); buyers > 0 && left > 0; buyers -= 1) {
      const taken = Math.min(left, chance.happens(SECOND) ? 2 : 1);
      units += taken;
      left -= taken;
    }
    if (left === 0 && outAt === null) outAt = minute;
    return units;
  });
  return { sku, had, rates, sold, outAt };
}
