import cdf from '@stdlib/stats-base-dists-negative-binomial-cdf';
import { MINUTE } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { ListingCase } from './cases.ts';
import type { Trigger } from './trigger.ts';
import { urgencyOf } from './urgency.ts';

/** Less than so long without a sale is no silence, whatever the pace. */
const LEAST = 2 * MINUTE;

/** 拍不了: pinned, watched, in stock, and no sale for longer than chance allows. One sale ends it. At risk: what would have sold, now. */
export const stalled: Trigger<ListingCase> = {
  id: 'stalled',
  on: 'listing',
  goesTo: 'controller',
  judge({ now, listing, title, link, settings, left, silentSince, expected, size, worth }, was) {
    const silent = now - silentSince;
    if (left === null || left <= 0 || expected <= 0 || (!was && silent < LEAST)) return null;
    // No unit in an exposure that usually brings so many. The negative binomial at 0.
    const chance = cdf(0, size, size / (size + expected));
    if (chance >= settings.stalledChance * (was ? 3 : 1)) return null;
    const values = {
      title: title || listing,
      link: link ?? '·',
      minutes: Math.floor(silent / MINUTE),
      expected: Math.round(expected),
      left,
    };
    return {
      reason: phrase('core:stalled.reason', values),
      proposes: phrase('core:stalled.proposes', values),
      urgency: urgencyOf({ onAir: true, minutes: 0, units: expected, worth }),
    };
  },
};
