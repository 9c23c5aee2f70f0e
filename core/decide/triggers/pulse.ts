import { phrase } from '../../domain/phrase.ts';
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
    const { sku, title, sales, dailySales, settings, stock, worth } = given;
    if (sales === null || dailySales === null || dailySales <= 0) return null;
    // Given-back units must not make it flap: it stays until a tenth below.
    const net = was ? sales.net * 1.1 : sales.net;
    if (net <= settings.pulseMultiple * dailySales || net < settings.pulseUnits) return null;
    const days = stock.available === null ? null : Math.floor(Math.max(0, stock.available) / dailySales);
    const values = { sku, title, units: sales.net, percent: Math.round((sales.net / dailySales) * 100), days: days ?? '?' };
    const after = afterOf(given);
    const line = settings.coverDays * dailySales;
    return {
      reason: phrase('core:pulse.reason', values),
      proposes: phrase('core:pulse.proposes', values),
      urgency: urgencyOf({
        minutes: minutesOf(after === null ? settings.coverDays : after / dailySales),
        units: after === null ? 0 : line - after,
        worth,
      }),
      ...(isTooLittle(given, after, wasTo === 'controller' ? MARGIN : 1) ? { goesTo: 'controller' as const } : {}),
    };
  },
};

/** Units that are left when the stream ends; null where nobody knows. */
const afterOf = ({ stock: { available }, forecast }: SkuCase): number | null =>
  available === null || forecast === null ? null : available - Math.max(0, forecast.net.mean - forecast.soldSoFar);

const isTooLittle = ({ dailySales, settings, nextNeeds }: SkuCase, after: number | null, margin: number): boolean =>
  after !== null && [settings.coverDays * (dailySales ?? 0), nextNeeds ?? 0].some((line) => line > 0 && after < line * margin);
