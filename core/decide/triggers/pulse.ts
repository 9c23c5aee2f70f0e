import { phrase } from '../../domain/phrase.ts';
import { coverLine } from './cover.ts';
import type { SkuCase, Trigger } from './trigger.ts';

/**
 * 实时销量脉冲: units of this stream over a multiple of average daily sales, and at least some. To the operator, silently; it
 * interrupts the controller only where this stream is what brings the stock below the cover line, or below what the next one needs.
 */
export const pulse: Trigger<SkuCase> = {
  id: 'pulse',
  on: 'stream',
  goesTo: 'operator',
  judge(given, was) {
    const { sku, title, sales, dailySales, settings, stock } = given;
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
      ...(eatsAhead(given) ? { goesTo: 'controller' as const } : {}),
    };
  },
};

/** There was enough for what comes next as the stream began, and there will not be when it ends. */
function eatsAhead({ stock, shopAvailable, sales, forecast, dailySales, settings, seaDays, nextNeeds }: SkuCase): boolean {
  if (sales === null || forecast === null) return false;
  const rest = Math.max(0, forecast.net.mean - forecast.soldSoFar);
  const crosses = (available: number | null, line: number): boolean =>
    available !== null && line > 0 && available + sales.net >= line && available - rest < line;
  return (
    crosses(shopAvailable, coverLine(settings.coverDays, seaDays) * (dailySales ?? 0)) || crosses(stock.available, nextNeeds ?? 0)
  );
}
