import { MINUTE } from '../../core/domain/instant.ts';
import type { Recording, Sale, Span } from '../../core/domain/recording.ts';
import { type Chance, chanceFrom } from './random.ts';

/** Streams as simple as they can be: each SKU has its one turn an evening, and sells a little all the time. */
export type Turns = {
  readonly seed: number;
  readonly streams: number;
  readonly skus: number;
  /** Of what a SKU sells, the part that it sells whenever. */
  readonly idle: number;
  /** How much evenings and SKUs swing, as standard deviations of logarithms. */
  readonly swing: number;
  /** Whether pins, rundown and viewers are told; without, there are orders and times alone. */
  readonly told: boolean;
  /** Units that a buyer takes. */
  readonly batch?: number;
  /** One stream (counted from 0) with so many times the viewers and the sales. */
  readonly odd?: { readonly stream: number; readonly viewers: number; readonly sales: number };
};

const LENGTH = 120;
const SHOWN = 8;
const DAY = 24 * 60 * MINUTE;
const MEAN = 30;

export function turnsOf({ seed, streams, skus, idle, swing, told, batch = 1, odd }: Turns): readonly Recording[] {
  const chance = chanceFrom(seed);
  const usual = Array.from({ length: skus }, () => MEAN * chance.factor(0.7));
  return Array.from({ length: streams }, (_, stream) => {
    const startsAt = Date.UTC(2026, 2, 1, 11) + stream * DAY;
    const isOdd = odd?.stream === stream;
    const evening = chance.factor(swing) * (isOdd ? odd.sales : 1);
    const pins = shuffled(chance, skus).map((sku, turn): Span => {
      const from = startsAt + (1 + (turn * (LENGTH - 2)) / skus) * MINUTE;
      return { sku: `S${sku}`, startsAt: from, endsAt: from + SHOWN * MINUTE };
    });
    const sales: Record<string, readonly Sale[]> = {};
    for (const [sku, mean] of usual.entries()) {
      const pin = pins.find((one) => one.sku === `S${sku}`);
      const units = (mean * evening * chance.factor(swing)) / batch;
      const at = (from: number, minutes: number): Sale => ({
        at: Math.floor(from + chance.between(0, minutes) * MINUTE),
        units: batch,
        released: false,
      });
      const shown = Array.from({ length: chance.poisson(units * (1 - idle)) }, () => at(pin?.startsAt ?? startsAt, SHOWN));
      const whenever = Array.from({ length: chance.poisson(units * idle) }, () => at(startsAt, LENGTH));
      const all = [...shown, ...whenever].sort((a, b) => a.at - b.at);
      if (all.length > 0) sales[`S${sku}`] = all;
    }
    const endsAt = startsAt + LENGTH * MINUTE;
    const viewers = Array.from({ length: LENGTH }, (_, minute) => ({
      at: startsAt + minute * MINUTE,
      viewers: Math.round(1_000 * (isOdd ? odd.viewers : 1) * chance.between(0.95, 1.05)),
    }));
    const seen = told ? { rundown: pins, pins, viewers } : { rundown: [], pins: [], viewers: [] };
    return { id: `E${stream}`, startsAt, endsAt, plannedEndsAt: endsAt, sales, ...seen, stock: [], offers: [] };
  });
}

function shuffled(chance: Chance, count: number): readonly number[] {
  return Array.from({ length: count }, (_, one) => ({ one, by: chance.between(0, 1) }))
    .sort((a, b) => a.by - b.by)
    .map(({ one }) => one);
}
