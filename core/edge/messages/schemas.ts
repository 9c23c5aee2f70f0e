/** Shapes of what settings may hold, checked where they come in: from a page of ours, or from a file. */
import * as v from 'valibot';

export const text = v.pipe(v.string(), v.maxLength(2_000));
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
/** A plain object's key that is no trap. */
export const id = v.pipe(
  name,
  v.check((value) => value !== '__proto__' && value !== 'constructor' && value !== 'prototype'),
);
export const instant = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e9));
const list = <T extends v.GenericSchema>(item: T, most = 20_000) => v.pipe(v.array(item), v.maxLength(most));
const zone = v.pipe(
  name,
  v.check((value) => Intl.supportedValuesOf('timeZone').includes(value) || isZone(value)),
);
function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
/** An origin, as `new URL(...).origin` prints it. */
const site = v.pipe(
  name,
  v.check((value) => URL.canParse(value) && new URL(value).origin === value),
);

export const place = v.object({ source: id, location: name });
export const preferences = v.object({
  actorName: text,
  teamZone: zone,
  intervals: v.object({
    liveMs: v.pipe(amount, v.minValue(250), v.maxValue(600_000)),
    idleMs: v.pipe(amount, v.minValue(250), v.maxValue(86_400_000)),
  }),
  triggers: v.object({
    stockOutChance: v.pipe(amount, v.maxValue(1)),
    stockOutMinutes: amount,
    pulseMultiple: amount,
    pulseUnits: amount,
    staleIntervals: v.pipe(amount, v.minValue(1)),
  }),
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
});
const component = v.object({ sku: id, unitsPerSale: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e6)) });
export const listing = v.object({
  account: id,
  key: id,
  title: text,
  variants: list(v.object({ id, title: text, components: v.pipe(list(component, 200), v.minLength(1)) }), 1_000),
});
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
  rundown: list(v.object({ key: id, startsAt: instant, endsAt: instant })),
  planned: v.record(id, amount),
  plannedSellOut: list(id),
  setAside: v.record(id, amount),
  expected: v.exactOptional(
    v.object({
      viewers: v.nullable(amount),
      adSpend: v.nullable(amount),
      prices: v.record(id, amount),
      roles: v.record(id, v.picklist(['traffic', 'hero', 'profit', 'clearance'])),
    }),
  ),
});
export const settingsChange = v.object({
  preferences: v.exactOptional(preferences),
  sources: v.exactOptional(list(sourceConfig, 1_000)),
  accounts: v.exactOptional(list(account, 1_000)),
  skus: v.exactOptional(list(skuFacts)),
  listings: v.exactOptional(list(listing)),
  streams: v.exactOptional(list(stream)),
  drop: v.exactOptional(
    v.object({
      sources: v.exactOptional(list(id)),
      accounts: v.exactOptional(list(id)),
      skus: v.exactOptional(list(id)),
      listings: v.exactOptional(list(v.object({ account: id, key: id }))),
      streams: v.exactOptional(list(id)),
    }),
  ),
});
