import { phrase } from '../../domain/phrase.ts';
import type { SkuCase, Trigger } from './trigger.ts';
import { minutesOf, urgencyOf } from './urgency.ts';

/** Where nobody knows what sells, a full safety stock is taken to last so many days. */
const LASTS = 7;

/** 安全库存: available <= safety stock. Cleared a tenth (at least two units) above it. At risk: what is missing, by when the rest is sold. */
export const safety: Trigger<SkuCase> = {
  id: 'safety',
  on: 'sku',
  goesTo: 'operator',
  judge({ sku, title, stock: { available }, facts, dailySales, worth, emergency }, was) {
    const line = facts?.safetyStock ?? null;
    if (available === null || line === null || line <= 0) return null;
    const margin = Math.max(2, Math.ceil(line / 10));
    if (available > (was ? line + margin : line)) return null;
    const left = Math.max(0, available);
    const values = { sku, title, available: left, safety: line };
    const from = emergency.toSorted((a, b) => a.hours - b.hours).map(({ name }) => name);
    return {
      reason: phrase('core:safety.reason', values),
      proposes:
        from.length === 0
          ? phrase('core:safety.proposes', values)
          : phrase('core:safety.proposesFrom', { ...values, from: from.join(', ') }),
      urgency: urgencyOf({
        minutes: minutesOf(dailySales !== null && dailySales > 0 ? left / dailySales : (LASTS * left) / line),
        units: line - available,
        worth,
      }),
    };
  },
};
