/** Every number that a trigger compares with: per shop, and (a part of them) per SKU. */
export type TriggerSettings = {
  /** Stock-out: chance from which it is raised, and minutes left at this pace below which it is raised. */
  readonly stockOutChance: number;
  readonly stockOutMinutes: number;
  /** Pulse: multiple of average daily sales, and least units. */
  readonly pulseMultiple: number;
  readonly pulseUnits: number;
  /** Stale: intervals in force without a good reading. */
  readonly staleIntervals: number;
  /** Cover: days; the sea lead time where that is longer. */
  readonly coverDays: number;
  /** Schedule: stock as a multiple of the forecast of all streams within so many days; `stockAlone` counts no inbound. */
  readonly scheduleMultiple: number;
  readonly scheduleDays: number;
  readonly scheduleStockAlone: boolean;
  /** Breakout: rise of clicks per impression (0.5 is 50 %), and how unlikely chance alone must be. */
  readonly breakoutRise: number;
  readonly breakoutChance: number;
  /** Capacity: share of what can be shipped before these orders' dispatch deadline. */
  readonly capacityShare: number;
  /** Stalled: how unlikely so long without a sale must be. */
  readonly stalledChance: number;
  /** Overstock: days of cover after the plan. */
  readonly overstockDays: number;
};

export const DEFAULT_TRIGGERS: TriggerSettings = {
  stockOutChance: 0.5,
  stockOutMinutes: 15,
  pulseMultiple: 3,
  pulseUnits: 10,
  staleIntervals: 3,
  coverDays: 14,
  scheduleMultiple: 1.5,
  scheduleDays: 7,
  scheduleStockAlone: false,
  breakoutRise: 0.5,
  breakoutChance: 0.05,
  capacityShare: 0.8,
  stalledChance: 0.01,
  overstockDays: 90,
};
/** What is set for one SKU alone. */
export type SkuTriggers = Partial<Omit<TriggerSettings, 'staleIntervals' | 'capacityShare'>>;
