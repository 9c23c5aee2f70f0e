import { phrase } from '../../domain/phrase.ts';
import { chanceOfMore } from './binomial.ts';
import type { DayCase } from './cases.ts';
import type { Trigger } from './trigger.ts';

/** A rise that is said goes on being said until a fifth of it is gone. */
const MARGIN = 0.8;

/**
 * 爆款预警: clicks per impression up by half or more on its last stream (else seven days on the seven before), and more orders per
 * click than the shop's mean, both beyond chance for their counts. However healthy the stock: it is said before sales rise.
 */
export const breakout: Trigger<DayCase> = {
  id: 'breakout',
  on: 'day',
  goesTo: 'operator',
  judge({ sku, title, settings, interest }, was) {
    if (interest === null || interest.now.ordered === null) return null;
    const { now, before, shop, of, by, at } = interest;
    const [clicks, then] = [rate(now.clicks, now.impressions), rate(before.clicks, before.impressions)];
    const [converts, mean] = [rate(interest.now.ordered, now.clicks), rate(shop.ordered, shop.clicks)];
    if (clicks === null || then === null || then <= 0 || converts === null || mean === null) return null;
    const rise = clicks / then - 1;
    const least = settings.breakoutRise * (was ? MARGIN : 1);
    if (rise < least - 1e-9 || converts <= mean) return null;
    const luck = Math.max(
      chanceOfMore({ count: now.clicks, of: now.impressions }, { count: before.clicks, of: before.impressions }),
      chanceOfMore({ count: interest.now.ordered, of: now.clicks }, { count: shop.ordered, of: shop.clicks }),
    );
    if (luck > settings.breakoutChance) return null;
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
    return {
      reason: phrase(`core:breakout.${of}`, values),
      proposes: phrase('core:breakout.proposes', values),
      urgency: 60 + Math.min(30, 10 * rise),
    };
  },
};

const rate = (count: number, of: number): number | null => (of > 0 ? count / of : null);
const percent = (share: number): number => Math.round(1_000 * share) / 10;
