import type { CapacityCase, DayCase, Interest, ListingCase, OffersCase, PoolCase } from '../../core/decide/triggers/cases.ts';
import type { SkuCase, SourceCase } from '../../core/decide/triggers/trigger.ts';
import type { Forecast } from '../../core/domain/forecast.ts';
import { HOUR, MINUTE, SECOND } from '../../core/domain/instant.ts';
import { NO_FACTS } from '../../core/domain/settings.ts';
import { DEFAULT_TRIGGERS } from '../../core/domain/trigger-settings.ts';
import { aSource, aStream, T0 } from './events.ts';

/** Cases as triggers see them, each quiet as it stands. The SKU is TEE; a stream of three hours has run for one. */
const sure = (units: number): Forecast['net'] => ({ mean: units, median: units, p10: units, p90: units });
const NOW = T0 + HOUR;

export type SkuOver = Partial<Omit<SkuCase, 'stock' | 'sales' | 'forecast'>> & {
  readonly available?: number | null;
  readonly net?: number;
  readonly safety?: number | null;
  /** Units that are still to be sold, and beyond what is left. */
  readonly rest?: number;
  readonly lost?: number;
  readonly out?: Partial<Forecast['stockOut']>;
};
export function aSkuCase(over: SkuOver = {}): SkuCase {
  const { available = 1_000, net = 0, rest = 0, lost = 0, out = {}, safety = null, ...more } = over;
  return {
    kind: 'sku',
    now: NOW,
    sku: 'TEE',
    title: 'Tee',
    facts: { sku: 'TEE', ...NO_FACTS, safetyStock: safety },
    settings: DEFAULT_TRIGGERS,
    stream: aStream('acc', T0, T0 + 3 * HOUR),
    stock: {
      sku: 'TEE',
      places: [],
      available,
      unknownPlaces: 0,
      unseen: 0,
      channelSellable: null,
      channelWithheld: 0,
      inboundInTime: 0,
      safeToPromise: available,
      uncertain: 0,
      frozen: false,
      onSale: true,
      readAt: T0,
    },
    sales: {
      sku: 'TEE',
      kind: 'channelFalls',
      ordered: net,
      released: 0,
      net,
      byMinute: [],
      unknownSince: null,
      provisional: 0,
      lastSaleAt: null,
    },
    forecast: {
      sku: 'TEE',
      stream: 'stream',
      asOf: NOW,
      soldSoFar: net,
      net: sure(net + rest),
      drain: sure(rest),
      lost: { soFar: 0, toCome: lost },
      pace: 1,
      stockOut: { chance: 0, at: null, minutesLeft: null, shortBy: null, ...out },
      why: { key: 'core:why.plain' },
      own: true,
    },
    dailySales: null,
    certain: true,
    shopAvailable: available,
    seaDays: null,
    nextNeeds: null,
    ration: null,
    substitute: null,
    emergency: [],
    worth: null,
    ...more,
  };
}

/** One pool serves everything, unless pools are given. */
export const aDayCase = (over: Partial<DayCase> = {}): DayCase => ({
  kind: 'day',
  now: NOW,
  sku: 'TEE',
  title: 'Tee',
  facts: null,
  settings: DEFAULT_TRIGGERS,
  available: 200,
  daily: 10,
  seaDays: null,
  coming: [],
  planned: [],
  pools: [{ available: 200, base: 0, coming: [], planned: [], rivals: [], ...poolIn(over) }],
  interest: null,
  worth: null,
  certain: true,
  ...over,
});
const poolIn = ({ available, coming, planned }: Partial<DayCase>): Partial<PoolCase> => ({
  ...(available === undefined ? {} : { available }),
  ...(coming === undefined ? {} : { coming }),
  ...(planned === undefined ? {} : { planned }),
});
/** 5 % were clicked before; 4 % of clicks bought, and 2 % in the whole shop. */
export const anInterest = (clicks: number, ordered = 300): Interest => ({
  now: { impressions: 100_000, clicks },
  before: { impressions: 100_000, clicks: 5_000 },
  buys: { clicks, ordered },
  shop: { clicks: 200_000, ordered: 4_000 },
  of: 'stream',
  by: 'console',
  at: T0,
});

export const anOffersCase = (over: Partial<OffersCase> = {}): OffersCase => ({
  kind: 'offers',
  sku: 'TEE',
  title: 'Tee',
  available: 100,
  unseen: 0,
  offered: [{ name: 'shop', units: 100 }],
  worth: null,
  onAir: true,
  lasts: null,
  certain: true,
  ...over,
});

export const aListingCase = (over: Partial<ListingCase> = {}): ListingCase => ({
  kind: 'listing',
  now: NOW,
  account: 'acc',
  listing: 'TEE',
  title: 'Tee',
  link: 3,
  settings: DEFAULT_TRIGGERS,
  left: 50,
  silentSince: NOW - 6 * MINUTE,
  expected: 1,
  size: 50,
  worth: null,
  certain: true,
  ...over,
});

/** A warehouse that ships a hundred orders a day on all days, until two days after the stream. */
export const aCapacityCase = (over: Partial<CapacityCase> = {}): CapacityCase => ({
  kind: 'capacity',
  now: NOW,
  capacity: {
    source: 'wms',
    ordersADay: 100,
    zone: 'UTC',
    cutOff: '23:59',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    holidays: [],
    open: { orders: 0, at: T0 },
    unitsPerOrder: 1,
  },
  name: 'LAX',
  zone: 'UTC',
  settings: DEFAULT_TRIGGERS,
  open: { orders: 0, at: T0 },
  taken: 0,
  expected: 0,
  endsAt: T0 + 3 * HOUR,
  dispatchDays: 2,
  can: { longerHandling: false, preOrder: false },
  worth: null,
  certain: true,
  ...over,
});

/** A warehouse that answered so many seconds ago; three intervals are 15 s. */
export function aSourceCase(seconds: number, over: Partial<SourceCase> = {}): SourceCase {
  const config = aSource('wms', 'warehouse');
  return {
    kind: 'source',
    now: NOW,
    config,
    health: {
      source: 'wms',
      lastGoodAt: NOW - seconds * SECOND,
      observedAt: null,
      skew: null,
      coverage: null,
      failures: 0,
      problem: null,
      rowProblems: [],
      skus: 1,
      lastMovedAt: null,
    },
    settings: DEFAULT_TRIGGERS,
    isStale: seconds > 15,
    overdue: { units: 0, margin: MINUTE },
    settles: 30 * SECOND,
    ...over,
  };
}
