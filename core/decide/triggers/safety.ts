import { phrase } from '../../domain/phrase.ts';
import type { SkuCase, Trigger } from './trigger.ts';

/** 安全库存: available <= safety stock. Cleared a tenth (at least two units) above it. */
export const safety: Trigger<SkuCase> = {
  id: 'safety',
  on: 'sku',
  goesTo: 'operator',
  judge({ sku, title, stock: { available }, facts }, was) {
    const line = facts?.safetyStock ?? null;
    if (available === null || line === null || line <= 0) return null;
    const margin = Math.max(2, Math.ceil(line / 10));
    if (available > (was ? line + margin : line)) return null;
    const values = { sku, title, available: Math.max(0, available), safety: line };
    return {
      reason: phrase('core:safety.reason', values),
      proposes: phrase('core:safety.proposes', values),
      urgency: 100 + 100 * (1 - Math.max(0, available) / line),
    };
  },
};
