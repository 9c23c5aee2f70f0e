import { phrase } from '../../domain/phrase.ts';
import { chanceOfMore } from './binomial.ts';
import type { DayCase, Interest, Ratio } from './cases.ts';
import type { Trigger } from './trigger.ts';
import { minutesOf, urgencyOf } from './urgency.ts';

/** A rise that is said goes on being said until a fifth of it is gone, the mean is missed by a tenth, or chance is three times as likely. */
const MARGIN = { rise: 0.8, mean: 0.9, chance: 3 };
/** What a rise sells beyond the usual within so many days is at risk, by when the stock is sold at that pace. */
const WEEK = 7;

/**
 * 爆款预警: clicks per impression up by half or more on its last stream (else seven days on the seven before), and more orders per
 * click than the shop's mean, both beyond chance for their counts. However healthy the stock: it is said before sales rise.
 */
export const breakout: Trigger<DayCase> = {
  id: 'breakout',
  on: 'day',
  goesTo: 'operator',
  judge({ sku, title, settings, interest, available, daily, worth }, was) {
    const rates = interest === null ? null : ratesOf(interest);
    if (interest === null || rates === null) return null;
    const { by, at } = interest;
    const { clicks, rise, converts, mean, luck } = rates;
    const least = settings.breakoutRise * (was ? MARGIN.rise : 1);
    if (rise < least - 1e-9 || converts <= mean * (was ? MARGIN.mean : 1)) return null;
    if (luck > settings.breakoutChance * (was ? MARGIN.chance : 1)) return null;
    const values = {
      sku,
      title,
      rise: Math.round(100 * rise),
      clicks: percent(clicks),
      converts: percent(converts),
      mean: percent(mean),
      by,
      at: { instant: at, day: true as const },
    };
    const perDay = (daily ?? 0) * (1 + rise);
    return {
      reason: phrase(`core:breakout.${interest.of}`, values),
      proposes: phrase('core:breakout.proposes', values),
      urgency: urgencyOf({
        minutes: available === null || perDay <= 0 ? null : minutesOf(available / perDay),
        units: (daily ?? 0) * rise * WEEK,
        worth,
      }),
    };
  },
};

/** Both rises, and how likely chance alone makes them; null where something is not known. */
function ratesOf({ now, before, buys, shop }: Interest) {
  const [clicks, then] = [rate(now.clicks, now.impressions), rate(before.clicks, before.impressions)];
  const [converts, mean] = [buys === null ? null : rateOf(buys), shop === null ? null : rateOf(shop)];
  if (buys === null || shop === null || clicks === null || then === null || then <= 0) return null;
  if (converts === null || mean === null) return null;
  const luck = Math.max(
    chanceOfMore({ count: now.clicks, of: now.impressions }, { count: before.clicks, of: before.impressions }),
    chanceOfMore({ count: buys.ordered, of: buys.clicks }, { count: shop.ordered, of: shop.clicks }),
  );
  return { clicks, rise: clicks / then - 1, converts, mean, luck };
}

const rate = (count: number, of: number): number | null => (of > 0 ? count / of : null);
const rateOf = ({ ordered, clicks }: Ratio): number | null => rate(ordered, clicks);
const percent = (share: number): number => Math.round(1_000 * share) / 10;
