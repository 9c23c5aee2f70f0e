import { DAY, MINUTE } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { CapacityCase } from './cases.ts';
import type { Trigger } from './trigger.ts';
import { urgencyOf } from './urgency.ts';
import { dispatchBy, workDays } from './working-days.ts';

const MARGIN = 0.9;

/** Orders that are to be shipped against those that can be, until the dispatch deadline of what is ordered by the stream's end. */
export function loadOf({ now, capacity, open, taken, expected, endsAt, dispatchDays }: CapacityCase): {
  readonly orders: number;
  readonly canShip: number;
  readonly share: number;
  readonly dueAt: number;
} {
  const dueAt = dispatchBy(capacity, Math.max(now, endsAt), dispatchDays);
  const canShip = capacity.ordersADay * workDays(capacity, now, dueAt);
  const orders = (open?.orders ?? 0) + taken + expected;
  return { orders, canShip, share: canShip <= 0 ? (orders > 0 ? Number.POSITIVE_INFINITY : 0) : orders / canShip, dueAt };
}

/** A count of open orders that is older than this may have been shipped meanwhile. */
const OLD = DAY;
export const isOldCount = ({ open, now }: Pick<CapacityCase, 'open' | 'now'>): boolean => open !== null && now - open.at > OLD;

/** 发货产能: open, taken and expected orders reach a share of what the warehouse can ship before these orders' dispatch deadline. At risk: orders that are too many; nobody can slow down any more when the streams are over. */
export const capacity: Trigger<CapacityCase> = {
  id: 'capacity',
  on: 'capacity',
  goesTo: 'controller',
  judge(given, was) {
    const { settings, name, open, now, endsAt, worth } = given;
    const { orders, canShip, share, dueAt } = loadOf(given);
    if (share < settings.capacityShare * (was ? MARGIN : 1)) return null;
    const values = {
      source: name,
      orders: Math.ceil(orders),
      can: Math.floor(canShip),
      percent: Number.isFinite(share) ? Math.round(100 * share) : 999,
      at: { instant: dueAt, day: true as const },
    };
    const counted = { ...values, since: { instant: open?.at ?? 0, day: true as const } };
    return {
      reason:
        open === null
          ? phrase('core:capacity.unknown', values)
          : phrase(isOldCount(given) ? 'core:capacity.old' : 'core:capacity.reason', counted),
      proposes: phrase(`core:capacity.${proposed(given)}`, values),
      urgency: urgencyOf({
        onAir: true,
        minutes: (endsAt - now) / MINUTE,
        chance: Math.min(1, share),
        units: orders - canShip,
        worth,
      }),
    };
  },
};

/** What this channel can do, as it was set; the console page is always there for a person to work. */
const proposed = ({ can }: CapacityCase): 'proposes' | 'proposesLonger' | 'proposesPreOrder' =>
  can.longerHandling ? 'proposesLonger' : can.preOrder ? 'proposesPreOrder' : 'proposes';
