import { type Phrase, phrase } from '../../domain/phrase.ts';
import { isRunning } from '../../domain/stream.ts';
import type { SkuCase, Trigger } from './trigger.ts';
import { urgencyOf } from './urgency.ts';

/** A cleared alert needs less than this part of the chance, and this many times the minutes: an evening's forecast wanders. */
export const CHANCE_STAYS = 0.2;
export const MINUTES_MARGIN = 1.6;
/** What hardly outlives the stream goes on being said until it does so by a fifth. */
const END_MARGIN = 1.2;

/**
 * Chance of running out before the planned end, or minutes left at this pace, for a SKU that is not planned to sell out. Its numbers are
 * chosen by `npm run bench:alerts`: on 104 streams of our own making right in 68 % and five minutes ahead in 94 %, where an oracle that
 * knows every rate to come has 73 % and 99 % under the same rule.
 */
export const stockOut: Trigger<SkuCase> = {
  id: 'stockOut',
  on: 'stream',
  goesTo: 'controller',
  judge(given, was) {
    const { now, sku, title, stream, forecast, stock, settings, worth } = given;
    if (stream === null || forecast === null || stock.available === null || !isRunning(stream, now)) return null;
    if (stream.plannedSellOut.includes(sku)) return null;
    const { chance, at, minutesLeft, shortBy } = forecast.stockOut;
    const left = Math.max(0, (stream.plannedEnd - now) / 60_000);
    const isLikely = chance >= settings.stockOutChance * (was ? CHANCE_STAYS : 1);
    const isSoon = minutesLeft !== null && minutesLeft < soonIn(settings.stockOutMinutes, left, was);
    const available = Math.max(0, stock.available);
    const isOut = available <= 0;
    if (!(isLikely || isSoon) || (!isOut && isGuess(given))) return null;
    const values = {
      sku,
      title,
      available,
      by: shortBy ?? 1,
      at: { instant: at ?? stream.plannedEnd },
      chance: Math.round(chance * 100),
    };
    const how = isOut ? 'out' : isLikely ? 'short' : 'soon';
    const minutes = Math.min(minutesLeft ?? left, left);
    const risk = { onAir: true, units: forecast.lost.toCome, worth };
    return {
      reason: phrase(`core:stockOut.${how}`, { ...values, minutes: Math.round(minutesLeft ?? 0) }),
      proposes: proposal(given, isOut),
      urgency: urgencyOf(isOut ? { ...risk, minutes: 0 } : { ...risk, minutes, chance }),
    };
  },
};

/** At the very end everything lasts less than 15 minutes: what outlives the stream is enough. */
const soonIn = (minutes: number, left: number, was: boolean): number =>
  Math.min(minutes * (was ? MINUTES_MARGIN : 1), left * (was ? END_MARGIN : 1));

/** A limit and a substitute by name, where they are known. */
function proposal({ ration, substitute }: SkuCase, isOut: boolean): Phrase {
  const limit = ration === null ? 'none' : ration.perBuyer === null ? 'batch' : 'perBuyer';
  const instead = substitute === null ? 'none' : substitute.link === null ? 'title' : 'link';
  return phrase(isOut ? 'core:stockOut.proposesPause' : 'core:stockOut.proposes', {
    limit,
    instead,
    ...(ration === null ? {} : { units: ration.batch.units, every: ration.batch.everyMinutes }),
    ...(ration?.perBuyer == null ? {} : { perBuyer: ration.perBuyer }),
    ...(substitute === null ? {} : { next: substitute.title, nextLeft: substitute.left }),
    ...(substitute?.link == null ? {} : { nextLink: substitute.link }),
  });
}

/** Nothing is known of this SKU, and none was sold: its forecast is all SKUs' mean, and no reason to interrupt. */
const isGuess = ({ forecast, sales }: SkuCase): boolean => forecast?.own !== true && (sales?.ordered ?? 0) === 0;
