import { phrase } from '../../domain/phrase.ts';
import { atRisk } from './at-risk.ts';
import type { OffersCase } from './cases.ts';
import type { Trigger } from './trigger.ts';

/** 超卖: all channels and listings together let people buy more of a SKU than can still be shipped. */
export const oversell: Trigger<OffersCase> = {
  id: 'oversell',
  on: 'offers',
  goesTo: 'controller',
  judge({ sku, title, available, unseen, offered, worth }) {
    if (available === null || offered.length === 0) return null;
    const room = Math.max(0, available - unseen);
    const sum = offered.reduce((units, one) => units + Math.max(0, one.units), 0);
    if (sum <= room) return null;
    const where = offered.map(({ name, units }) => `${name} ${units}`).join(', ');
    const values = { sku, title, sum, room, over: sum - room, where };
    return {
      reason: phrase('core:oversell.reason', values),
      proposes: phrase('core:oversell.proposes', values),
      urgency: 700 + atRisk(sum - room, worth),
    };
  },
};
