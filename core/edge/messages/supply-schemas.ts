/** Shapes of what restocking, shipping and triggers are set with. */
import * as v from 'valibot';
import { ROBOT_KINDS } from '../../domain/robot.ts';
import { LEAD_PARTS, MODE_KINDS } from '../../domain/shipping.ts';
import { DEFAULT_TRIGGERS } from '../../domain/trigger-settings.ts';
import { amount, count, id, instant, list, name, place, text, zone } from './shapes.ts';

const share = v.pipe(amount, v.maxValue(1));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(1e9));
const whole = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e9));
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
export const money = v.object({ minor: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), currency });
export const date = v.pipe(v.string(), v.isoDate());
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const weekday = v.picklist([1, 2, 3, 4, 5, 6, 7]);
const days = v.object({ days: v.pipe(amount, v.maxValue(1_000)), spread: v.pipe(amount, v.maxValue(1_000)) });
const part = v.picklist(LEAD_PARTS);

/** A file of an earlier version does not name what came later. */
export const triggerSettings = v.object({
  stockOutChance: share,
  stockOutMinutes: amount,
  pulseMultiple: amount,
  pulseUnits: amount,
  staleIntervals: v.pipe(amount, v.minValue(1)),
  coverDays: v.optional(amount, DEFAULT_TRIGGERS.coverDays),
  scheduleMultiple: v.optional(amount, DEFAULT_TRIGGERS.scheduleMultiple),
  scheduleDays: v.optional(v.pipe(amount, v.maxValue(60)), DEFAULT_TRIGGERS.scheduleDays),
  scheduleStockAlone: v.optional(v.boolean(), DEFAULT_TRIGGERS.scheduleStockAlone),
  breakoutRise: v.optional(amount, DEFAULT_TRIGGERS.breakoutRise),
  breakoutChance: v.optional(share, DEFAULT_TRIGGERS.breakoutChance),
  capacityShare: v.optional(amount, DEFAULT_TRIGGERS.capacityShare),
  stalledChance: v.optional(share, DEFAULT_TRIGGERS.stalledChance),
  overstockDays: v.optional(amount, DEFAULT_TRIGGERS.overstockDays),
});
export const skuTriggers = v.object({
  stockOutChance: v.exactOptional(share),
  stockOutMinutes: v.exactOptional(amount),
  pulseMultiple: v.exactOptional(amount),
  pulseUnits: v.exactOptional(amount),
  coverDays: v.exactOptional(amount),
  scheduleMultiple: v.exactOptional(amount),
  scheduleDays: v.exactOptional(v.pipe(amount, v.maxValue(60))),
  scheduleStockAlone: v.exactOptional(v.boolean()),
  breakoutRise: v.exactOptional(amount),
  breakoutChance: v.exactOptional(share),
  stalledChance: v.exactOptional(share),
  overstockDays: v.exactOptional(amount),
});

const role = v.picklist(['traffic', 'hero', 'profit', 'clearance']);
export const supplyFacts = v.object({
  price: v.nullable(money),
  unitCost: v.nullable(money),
  unitsPerCarton: v.nullable(whole),
  size: v.nullable(v.object({ length: positive, width: positive, height: positive })),
  kg: v.nullable(positive),
  moq: v.nullable(whole),
  multiple: v.nullable(whole),
  battery: v.boolean(),
  liquid: v.boolean(),
  dutyRate: v.nullable(v.pipe(amount, v.maxValue(100))),
  supplier: v.nullable(text),
  secondSupplier: v.nullable(text),
  productionDays: v.nullable(v.pipe(amount, v.maxValue(1_000))),
  labellingDays: v.nullable(v.pipe(amount, v.maxValue(1_000))),
  role: v.nullable(role),
  season: v.nullable(v.picklist(['new', 'seasonal'])),
  key: v.boolean(),
  cause: v.nullable(v.picklist(['burst', 'sustained'])),
});

const minimum = v.nullable(money);
export const mode = v.object({
  id,
  name: text,
  kind: v.picklist(MODE_KINDS),
  route: text,
  to: v.nullable(place),
  from: v.nullable(place),
  parts: v.object({
    production: v.exactOptional(days),
    labelling: v.exactOptional(days),
    domestic: v.exactOptional(days),
    main: v.exactOptional(days),
    customs: v.exactOptional(days),
    lastLeg: v.exactOptional(days),
    putaway: v.exactOptional(days),
  }),
  cutOff: v.nullable(v.object({ weekdays: list(weekday, 7), time, zone })),
  peaks: list(v.object({ from: date, to: date, parts: list(part, 7), factor: positive, why: text }), 100),
  freight: v.nullable(
    v.variant('by', [
      v.object({ by: v.literal('kg'), rate: money, divisor: positive, minimum }),
      v.object({ by: v.literal('cbm'), rate: money, minimum }),
      v.object({ by: v.literal('unit'), rate: money, minimum }),
    ]),
  ),
  battery: v.boolean(),
  liquid: v.boolean(),
});
export const shipment = v.object({
  id,
  name: text,
  to: place,
  lines: list(v.object({ sku: id, units: count })),
  stage: v.picklist(['ordered', 'shipped', 'customs', 'receiving', 'done']),
  expectedAt: v.nullable(instant),
  putAwayAt: v.nullable(instant),
  chance: v.nullable(share),
});
export const capacity = v.object({
  source: id,
  ordersADay: amount,
  zone,
  cutOff: time,
  weekdays: list(weekday, 7),
  holidays: list(date, 400),
  open: v.nullable(v.object({ orders: count, at: instant })),
  unitsPerOrder: v.pipe(amount, v.minValue(0.01)),
});
export const selling = v.object({
  account: id,
  dispatchDays: v.pipe(amount, v.maxValue(100)),
  preOrder: v.boolean(),
  backorder: v.boolean(),
  longerHandling: v.boolean(),
});
export const robot = v.object({ id, name: text, kind: v.picklist(ROBOT_KINDS) });
export const restockRules = v.object({
  policy: v.picklist(['seaAndGap', 'regularAndStreams']),
  reviewDays: v.pipe(amount, v.maxValue(1_000)),
  serviceLevel: v.pipe(share, v.maxValue(0.999)),
  capDays: v.nullable(amount),
  capMoney: v.nullable(money),
  rates: v.object({ home: currency, perUnit: v.record(currency, positive) }),
  emergency: list(
    v.object({
      id,
      name,
      kind: v.picklist(['transfer', 'channelShare', 'checkedReturns', 'localSupplier']),
      sku: v.nullable(id),
      units: v.nullable(count),
      hours: amount,
    }),
    1_000,
  ),
});
