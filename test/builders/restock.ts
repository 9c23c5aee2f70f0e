import type { PlanInput } from '../../core/decide/restock/input.ts';
import { chanceFrom } from '../../core/decide/restock/random.ts';
import { DAY, HOUR, type Instant } from '../../core/domain/instant.ts';
import type { Money } from '../../core/domain/money.ts';
import { phrase } from '../../core/domain/phrase.ts';
import { DEFAULT_RESTOCK, type RestockRules } from '../../core/domain/restock.ts';
import type { Mode } from '../../core/domain/shipping.ts';
import { NO_SUPPLY, type SupplyFacts } from '../../core/domain/supply.ts';

/** A Monday morning; any instant would do. */
export const NOW: Instant = Date.UTC(2026, 8, 7, 8);
export const afterDays = (days: number): Instant => NOW + days * DAY;
export const cny = (minor: number): Money => ({ minor, currency: 'CNY' });
export const usd = (minor: number): Money => ({ minor, currency: 'USD' });

export const aMode = (more: Partial<Mode> = {}): Mode => ({
  id: 'sea',
  name: 'Sea',
  kind: 'seaSlow',
  route: 'Harbour Line',
  to: null,
  from: null,
  parts: { main: { days: 28, spread: 0 }, putaway: { days: 2, spread: 0 } },
  cutOff: null,
  peaks: [],
  freight: null,
  battery: true,
  liquid: true,
  ...more,
});
/** There in 30, 10, 4 and 3 days. */
export const SEA = aMode();
export const AIR = aMode({
  id: 'air',
  name: 'Air',
  kind: 'air',
  route: 'Sky Cargo',
  parts: { main: { days: 8, spread: 0 }, putaway: { days: 2, spread: 0 } },
});
export const EXPRESS = aMode({
  id: 'express',
  name: 'Express',
  kind: 'express',
  route: 'Courier',
  parts: { main: { days: 4, spread: 0 } },
});
export const TRANSFER = aMode({
  id: 'transfer',
  name: 'From Reno',
  kind: 'transfer',
  from: { source: 'wms', location: 'RNO' },
  parts: { main: { days: 3, spread: 0 } },
});

export const supply = (more: Partial<SupplyFacts> = {}): SupplyFacts => ({ ...NO_SUPPLY, ...more });
export const rules = (more: Partial<RestockRules> = {}): RestockRules => ({
  ...DEFAULT_RESTOCK,
  capDays: null,
  reviewDays: 30,
  ...more,
});

/** A SKU that sells ten a day without streams, of which nothing is known but what a test says. No safety stock, so that sums are plain. */
export const aPlanInput = (more: Partial<PlanInput> = {}): PlanInput => ({
  sku: 'TEE-M',
  title: 'Tee M',
  now: NOW,
  zone: 'America/New_York',
  supply: supply(),
  safetyStock: 0,
  rules: rules(),
  modes: [SEA, AIR, EXPRESS],
  sellable: 0,
  unseen: 0,
  daily: 10,
  base: { perDay: 10, ratio: 0.5 },
  driven: { cause: 'sustained', said: false, evidence: phrase('restock:evidence.steady', { perDay: 10, days: 28 }) },
  streamLike: null,
  streams: [],
  starts: [],
  cadence: null,
  inflows: [],
  reserves: [],
  emergency: [],
  chance: chanceFrom(7),
  ...more,
});
export const aStreamDemand = (days: number, units: number, id = `s${days}`) => ({
  id,
  at: NOW + days * DAY + HOUR,
  units,
  ratio: 0.5,
});
