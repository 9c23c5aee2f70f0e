import { phrase } from '../../domain/phrase.ts';
import type { SkuCase, Trigger } from './trigger.ts';

/** 实时销量脉冲: units of this stream over a multiple of average daily sales, and at least some. To the operator, silently. */
export const pulse: Trigger<SkuCase> = {
  id: 'pulse',
  on: 'stream',
  goesTo: 'operator',
  judge({ sku, title, sales, dailySales, settings, stock }, was) {
    if (sales === null || dailySales === null || dailySales <= 0) return null;
    const line = settings.pulseMultiple * dailySales;
    // Given-back units must not make it flap: it stays until a tenth below.
    const net = was ? sales.net * 1.1 : sales.net;
    if (net <= line || net < settings.pulseUnits) return null;
    const days = stock.available === null ? null : Math.floor(Math.max(0, stock.available) / dailySales);
    const values = { sku, title, units: sales.net, percent: Math.round((sales.net / dailySales) * 100), days: days ?? '?' };
    return {
      reason: phrase('core:pulse.reason', values),
      proposes: phrase('core:pulse.proposes', values),
      urgency: 200 + Math.min(150, (sales.net / line) * 10),
    };
  },
};
