/** Shapes of what settings may hold, checked where they come in: from a page of ours, or from a file. */

import * as v from 'valibot';
import type { Guard } from '../../domain/guard.ts';
import { DEFAULT_RESTOCK } from '../../domain/restock.ts';
import { DEFAULT_PREFERENCES } from '../../domain/settings.ts';
import { profile } from '../console/profile-schema.ts';
import { amount, count, id, instant, list, name, place, site, text, zone } from './shapes.ts';
import {
  capacity,
  mode,
  restockRules,
  robot,
  selling,
  shipment,
  skuTriggers,
  supplyFacts,
  triggerSettings,
} from './supply-schemas.ts';

export const preferences = v.object({
  actorName: text,
  teamZone: zone,
  intervals: v.object({
    liveMs: v.pipe(amount, v.minValue(250), v.maxValue(600_000)),
    idleMs: v.pipe(amount, v.minValue(250), v.maxValue(86_400_000)),
  }),
  // Whoever wrote these settings may not have known it.
  patience: v.optional(
    v.object({
      answerMs: v.pipe(amount, v.minValue(100), v.maxValue(120_000)),
      graceMs: v.pipe(amount, v.minValue(100), v.maxValue(600_000)),
    }),
    DEFAULT_PREFERENCES.patience,
  ),
  triggers: triggerSettings,
  restock: v.optional(restockRules, DEFAULT_RESTOCK),
});
export const sourceConfig = v.object({
  id,
  connector: id,
  name: text,
  role: v.picklist(['warehouse', 'channel', 'both']),
  address: text,
  options: v.record(id, v.unknown()),
  lagMinutes: v.pipe(amount, v.maxValue(100_000)),
});
export const account = v.object({
  id,
  name: text,
  profile: id,
  assist: v.exactOptional(
    v.nullable(
      v.object({
        profileHash: name,
        actions: v.pipe(v.array(v.picklist(['pin', 'unpin', 'pause', 'resume', 'limit', 'perBuyer'])), v.maxLength(6)),
      }),
    ),
  ),
  site,
  channel: v.nullable(id),
  pool: v.nullable(list(place, 1_000)),
});
export const skuFacts = v.object({
  sku: id,
  title: text,
  safetyStock: v.nullable(amount),
  dailySales: v.nullable(amount),
  plannedUnits: v.nullable(amount),
  buffer: amount,
  setAside: amount,
  group: v.nullable(text),
  supply: v.exactOptional(supplyFacts),
  triggers: v.exactOptional(skuTriggers),
});
const component = v.object({ sku: id, unitsPerSale: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e6)) });
export const listing = v.object({
  account: id,
  key: id,
  title: text,
  checkedCode: v.exactOptional(id),
  variants: list(v.object({ id, title: text, components: v.pipe(list(component, 200), v.minLength(1)) }), 1_000),
});
const offerKind = v.picklist(['flashPrice', 'coupon', 'giveaway']);
export const stream = v.object({
  id,
  account: id,
  title: text,
  room: v.nullable(text),
  zone,
  plannedStart: instant,
  plannedEnd: instant,
  actualStart: v.nullable(instant),
  actualEnd: v.nullable(instant),
  listings: v.nullable(list(id)),
  rundown: list(v.object({ key: id, startsAt: instant, endsAt: instant, offer: v.exactOptional(offerKind) })),
  planned: v.record(id, amount),
  plannedSellOut: list(id),
  setAside: v.record(id, amount),
  starts: v.exactOptional(v.picklist(['hand', 'schedule', 'console'])),
  uid: v.exactOptional(text),
  expected: v.exactOptional(
    v.object({
      viewers: v.nullable(amount),
      adSpend: v.nullable(amount),
      prices: v.record(id, amount),
      roles: v.record(id, v.picklist(['traffic', 'hero', 'profit', 'clearance'])),
      offers: v.exactOptional(v.record(id, offerKind)),
    }),
  ),
});
export const guard = v.object({
  sku: id,
  pauseAt: v.nullable(count),
  capOversold: v.boolean(),
  wavesOf: v.nullable(v.pipe(count, v.minValue(1))),
  mostPerHour: v.pipe(count, v.minValue(1), v.maxValue(60)),
  by: v.exactOptional(text),
}) satisfies v.GenericSchema<unknown, Guard>;
export const settingsChange = v.object({
  preferences: v.exactOptional(preferences),
  sources: v.exactOptional(list(sourceConfig, 1_000)),
  accounts: v.exactOptional(list(account, 1_000)),
  skus: v.exactOptional(list(skuFacts)),
  listings: v.exactOptional(list(listing)),
  streams: v.exactOptional(list(stream)),
  modes: v.exactOptional(list(mode, 200)),
  shipments: v.exactOptional(list(shipment)),
  capacities: v.exactOptional(list(capacity, 1_000)),
  sellings: v.exactOptional(list(selling, 1_000)),
  robots: v.exactOptional(list(robot, 100)),
  profiles: v.exactOptional(list(profile, 200)),
  guards: v.exactOptional(list(guard)),
  drop: v.exactOptional(
    v.object({
      sources: v.exactOptional(list(id)),
      accounts: v.exactOptional(list(id)),
      skus: v.exactOptional(list(id)),
      listings: v.exactOptional(list(v.object({ account: id, key: id }))),
      streams: v.exactOptional(list(id)),
      modes: v.exactOptional(list(id)),
      shipments: v.exactOptional(list(id)),
      capacities: v.exactOptional(list(id)),
      sellings: v.exactOptional(list(id)),
      robots: v.exactOptional(list(id)),
      profiles: v.exactOptional(list(id)),
      guards: v.exactOptional(list(id)),
    }),
  ),
});
