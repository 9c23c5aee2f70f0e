import { phrase } from '../../domain/phrase.ts';
import { coverLine } from './cover.ts';
import type { SkuCase, Trigger } from './trigger.ts';
import { minutesOf, urgencyOf } from './urgency.ts';

/** Who is interrupted stays so until there is a tenth more than the line. */
const MARGIN = 1.1;

/**
 * 实时销量脉冲: units of this stream over a multiple of average daily sales, and at least some. To the operator, silently; it
 * interrupts the controller only where what is left after the stream is below the cover line, or below what the next one needs.
 * At risk: what is missing to the cover line, by when the rest is sold at usual sales.
 */
export const pulse: Trigger<SkuCase> = {
  id: 'pulse',
  on: 'stream',
  goesTo: 'operator',
  judge(given, was, wasTo) {
    const { sku, title, sales, dailySales, settings, stock, shopAvailable, seaDays, worth } = given;
    if (sales === null || dailySales === null || dailySales <= 0) return null;
    // Given-back units must not make it flap: it stays until a tenth below.
    const net = was ? sales.net * 1.1 : sales.net;
    if (net <= settings.pulseMultiple * dailySales || net < settings.pulseUnits) return null;
    const days = stock.available === null ? null : Math.floor(Math.max(0, stock.available) / dailySales);
    const values = { sku, title, units: sales.net, percent: Math.round((sales.net / dailySales) * 100), days: days ?? '?' };
    const lasts = coverLine(settings.coverDays, seaDays);
    const line = lasts * dailySales;
    const after = afterOf(shopAvailable, given);
    return {
      reason: phrase('core:pulse.reason', values),
      proposes: phrase('core:pulse.proposes', values),
      urgency: urgencyOf({
        minutes: minutesOf(after === null ? lasts : after / dailySales),
        units: after === null ? 0 : line - after,
        worth,
      }),
      ...(isTooLittle(given, line, wasTo === 'controller' ? MARGIN : 1) ? { goesTo: 'controller' as const } : {}),
    };
  },
};

/** Units that are left when the stream ends; null where nobody knows. */
const afterOf = (available: number | null, { forecast }: SkuCase): number | null =>
  available === null || forecast === null ? null : available - Math.max(0, forecast.net.mean - forecast.soldSoFar);

/** Of the whole shop for days without a stream, and of the warehouses that serve the stream for the next one that they serve. */
function isTooLittle(given: SkuCase, line: number, margin: number): boolean {
  const isUnder = (available: number | null, needs: number): boolean => {
    const after = afterOf(available, given);
    return after !== null && needs > 0 && after < needs * margin;
  };
  return isUnder(given.shopAvailable, line) || isUnder(given.stock.available, given.nextNeeds ?? 0);
}
