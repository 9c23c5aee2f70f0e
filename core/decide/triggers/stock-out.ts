import { phrase } from '../../domain/phrase.ts';
import { isRunning } from '../../domain/stream.ts';
import type { SkuCase, Trigger } from './trigger.ts';

/** A cleared alert needs less than this part of the chance, and this many times the minutes: an evening's forecast wanders. */
export const CHANCE_STAYS = 0.2;
export const MINUTES_MARGIN = 1.6;

/**
 * Chance of running out before the planned end, or minutes left at this pace, for a SKU that is not planned to sell out. Its numbers are
 * chosen by `npm run bench:alerts`: on 104 streams of our own making right in 68 % and five minutes ahead in 95 %, where an oracle that
 * knows every rate to come has 73 % and 99 % under the same rule.
 */
export const stockOut: Trigger<SkuCase> = {
  id: 'stockOut',
  on: 'stream',
  goesTo: 'controller',
  judge(given, was) {
    const { now, sku, title, stream, forecast, stock, settings } = given;
    if (stream === null || forecast === null || stock.available === null || !isRunning(stream, now)) return null;
    if (stream.plannedSellOut.includes(sku)) return null;
    const { chance, at, minutesLeft, shortBy } = forecast.stockOut;
    const left = Math.max(0, (stream.plannedEnd - now) / 60_000);
    const chanceLine = settings.stockOutChance * (was ? CHANCE_STAYS : 1);
    // At the very end everything lasts less than 15 minutes: what outlives the stream is enough.
    const minutesLine = Math.min(settings.stockOutMinutes * (was ? MINUTES_MARGIN : 1), left);
    const soon = minutesLeft !== null && minutesLeft < minutesLine;
    if (chance < chanceLine && !soon) return null;
    const available = Math.max(0, stock.available);
    if (available > 0 && isGuess(given)) return null;
    const values = {
      sku,
      title,
      available,
      by: shortBy ?? 1,
      at: { instant: at ?? stream.plannedEnd },
      chance: Math.round(chance * 100),
    };
    const how = available <= 0 ? 'out' : soon && chance < chanceLine ? 'soon' : 'short';
    return {
      reason: phrase(`core:stockOut.${how}`, { ...values, minutes: Math.round(minutesLeft ?? 0) }),
      proposes: phrase(available <= 0 ? 'core:stockOut.proposesPause' : 'core:stockOut.proposes', values),
      urgency: 400 + 200 * chance + 200 * (1 - Math.min(1, (minutesLeft ?? left) / Math.max(1, left))),
    };
  },
};

/** Nothing is known of this SKU, and none was sold: its forecast is all SKUs' mean, and no reason to interrupt. */
const isGuess = ({ forecast, sales }: SkuCase): boolean => forecast?.own !== true && (sales?.ordered ?? 0) === 0;
