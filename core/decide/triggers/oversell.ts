import { MINUTE } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { OffersCase } from './cases.ts';
import type { Trigger } from './trigger.ts';
import { urgencyOf } from './urgency.ts';

/**
 * 超卖: all channels and listings together let people buy more of a SKU than can still be shipped. Limited to just what is left it is
 * over, so that there is no room for a margin: it is cleared when it has been over for a minute. At risk: what is too many, by when the
 * rest is sold.
 */
export const oversell: Trigger<OffersCase> = {
  id: 'oversell',
  on: 'offers',
  goesTo: 'controller',
  judge({ sku, title, available, unseen, offered, worth, onAir, lasts }) {
    if (available === null || offered.length === 0) return null;
    const room = Math.max(0, available - unseen);
    const sum = offered.reduce((units, one) => units + Math.max(0, one.units), 0);
    if (sum <= room) return null;
    const where = offered.map(({ name, units }) => `${name} ${units}`).join(', ');
    const values = { sku, title, sum, room, over: sum - room, where };
    return {
      reason: phrase('core:oversell.reason', values),
      proposes: phrase('core:oversell.proposes', values),
      urgency: urgencyOf({ onAir, minutes: room <= 0 ? 0 : lasts, units: sum - room, worth }),
    };
  },
  settles: {
    after: () => MINUTE,
    says: ({ title }) => ({
      reason: phrase('core:oversell.settling', { title }),
      proposes: phrase('core:settling'),
      urgency: 0,
    }),
  },
};
