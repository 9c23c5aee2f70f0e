import type { BeforeView, CheckRow, DeskTab, DeskView, DuringView, PlanRow, RestockView } from '../../core/domain/desk.ts';
import { phrase } from '../../core/domain/phrase.ts';
import type { RestockPlan } from '../../core/domain/restock.ts';
import type { Review } from '../../core/domain/review.ts';
import { busyPopup } from './popup.ts';
import { NOW } from './view.ts';

/** Desks as the worker would draw them, with sixty SKUs: for tests and for looking at. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = 'America/New_York';
const TITLES = {
  en: [
    'Ribbed knit cardigan, cropped, with pearl buttons',
    'Satin pillowcase, set of 2',
    'Stainless tumbler 40 oz',
    'Rechargeable desk lamp',
    'High-waist leggings',
    'Silicone baking mats',
    'Claw clips, pack of 6',
    'Quilted tote bag',
    'Portable blender',
  ],
  zh: [
    '罗纹针织短款开衫（珍珠扣）',
    '缎面枕套两只装',
    '不锈钢保温杯 1.2L',
    '充电台灯',
    '高腰瑜伽裤',
    '硅胶烘焙垫',
    '鲨鱼夹六只装',
    '绗缝托特包',
    '便携榨汁杯',
  ],
} as const;
const KEYS = ['CARDI', 'PILLOW2', 'TUMBLER', 'LAMP', 'LEGG', 'MAT', 'CLIP6', 'TOTE', 'BLEND'];
const skuOf = (index: number): string =>
  `${KEYS[index % KEYS.length]}-${String(Math.floor(index / KEYS.length) + 1).padStart(2, '0')}`;
const SKUS = 60;

const stream = (id: string, title: string, startsAt: number, running: boolean) => ({
  id,
  title,
  account: 'shop-us',
  zone: ZONE,
  startsAt,
  endsAt: startsAt + 3 * HOUR,
  running,
  forecastNet: 2_840,
  netSoFar: running ? 1_210 : 0,
});

function checkRow(index: number, language: 'en' | 'zh'): CheckRow {
  const wants = 20 + ((index * 37) % 160);
  const available = index === 7 ? null : 400 - ((index * 53) % 420);
  const gap = available === null ? null : Math.max(0, wants - available);
  const short = gap !== null && gap > 0;
  return {
    sku: skuOf(index),
    title: TITLES[language][index % TITLES[language].length] ?? '',
    listings: [skuOf(index)],
    role: index === 2 ? 'traffic' : index === 3 ? 'hero' : null,
    plannedSellOut: index === 2,
    wants,
    forecast: {
      mean: Math.min(wants, available ?? wants),
      median: wants - 4,
      p10: Math.round(wants * 0.4),
      p90: Math.round(wants * 1.9),
    },
    before: index % 5,
    available,
    inboundInTime: index % 6 === 0 ? 50 : 0,
    setAside: index % 11 === 0 ? 10 : 0,
    gap,
    verdict:
      available === null
        ? { kind: 'unknown', why: phrase('core:verdict.neverRead') }
        : short
          ? { kind: 'short', by: gap, outAt: null }
          : { kind: 'enough' },
    unreported: false,
    actions: short
      ? [
          {
            say: phrase(index % 2 === 0 ? 'desk:check.ship' : 'desk:check.limit', {
              name: language === 'zh' ? '空派' : 'Air, door to door',
              units: gap,
              at: { instant: NOW + 4 * DAY, day: true },
            }),
            by: NOW + 2 * DAY + index * HOUR,
          },
        ]
      : [],
    why: phrase('core:why.before', { from: 'own', usual: 14, rest: wants }),
  };
}

function before(language: 'en' | 'zh'): BeforeView {
  const rows = Array.from({ length: SKUS }, (_, index) => checkRow(index, language)).toSorted(
    (a, b) => (b.gap ?? 0.5) - (a.gap ?? 0.5),
  );
  return {
    stream: stream('next', language === 'zh' ? '黑五专场' : 'Black Friday special', NOW + 5 * DAY, false),
    rows,
    red: rows.filter(({ gap }) => (gap ?? 0) > 0).length,
    unknown: rows.filter(({ gap }) => gap === null).length,
    totals: {
      forecast: rows.reduce((sum, { wants }) => sum + (wants ?? 0), 0),
      gap: rows.reduce((sum, { gap }) => sum + (gap ?? 0), 0),
    },
    notice: {
      warehouses: ['3PL, New Jersey'],
      zone: 'America/Los_Angeles',
      days: ['2026-11-28', '2026-11-29'],
      rows: rows.slice(0, 20).map(({ sku, title, wants }) => {
        const units = [Math.ceil((wants ?? 0) * 0.7), Math.floor((wants ?? 0) * 0.3)];
        return { sku, title, units, orders: units.map((one) => Math.ceil(one / 1.4)) };
      }),
      orders: [412, 180],
      unitsPerOrder: 1.4,
    },
  };
}

function during(language: 'en' | 'zh'): DuringView {
  const curve = Array.from({ length: 90 }, (_, minute) => ({
    at: NOW - (90 - minute) * MINUTE,
    net: Math.round(13 * minute + 40 * Math.sin(minute / 9)) + 40,
  }));
  const last = curve.at(-1)?.net ?? 0;
  return {
    stream: stream('live', language === 'zh' ? '周五晚场' : 'Friday night', NOW - 90 * MINUTE, true),
    curve,
    fan: Array.from({ length: 13 }, (_, step) => ({
      at: NOW + step * 8 * MINUTE,
      p10: last + step * 70,
      median: last + step * 115,
      p90: last + step * 180,
    })),
    capacity: [
      {
        source: 'wms',
        name: language === 'zh' ? '洛杉矶仓' : 'Los Angeles',
        open: 240,
        openAt: NOW - 5 * 3_600_000,
        openIsOld: false,
        taken: 410,
        expected: 570,
        canShip: 1_400,
        share: 0.87,
        dueAt: NOW + 3 * DAY,
      },
    ],
    funnel: {
      viewers: { count: 3_412, by: 'console', at: NOW - 5_000 },
      comments: { count: 86, by: 'console', at: NOW - 5_000 },
      impressions: { count: 182_400, by: 'file', at: NOW - 3_600_000 },
      clicks: { count: 11_320, by: 'file', at: NOW - 3_600_000 },
      cart: { count: 2_610, by: 'console', at: NOW - 5_000 },
      ordered: { count: 1_310, by: 'orders', at: NOW - 8_000 },
      paid: { count: null, by: null, at: null },
    },
    viewers: Array.from({ length: 90 }, (_, minute) => ({
      at: NOW - (90 - minute) * MINUTE,
      viewers: Math.round(3_000 + 700 * Math.sin(minute / 12)),
    })),
    lost: { soFar: 143, toCome: 60 },
    rows: Array.from({ length: SKUS }, (_, index) => {
      const row = checkRow(index, language);
      return {
        sku: row.sku,
        title: row.title,
        net: (index * 17) % 90,
        forecast: row.forecast,
        lost: index % 9 === 0 ? 12 : 0,
        verdict: row.verdict,
      };
    }),
  };
}

const review = (language: 'en' | 'zh'): Review => ({
  stream: 'last',
  account: 'shop-us',
  title: language === 'zh' ? '周三晚场' : 'Wednesday night',
  zone: ZONE,
  startsAt: NOW - 2 * DAY,
  endsAt: NOW - 2 * DAY + 3 * HOUR,
  plannedEndsAt: NOW - 2 * DAY + 3 * HOUR,
  skus: Object.fromEntries(
    Array.from({ length: SKUS }, (_, index) => {
      const net = (index * 29) % 140;
      const said = [0, 0.1, 0.25, 0.5, 0.75].map((share) => ({
        share,
        mean: net * (1.3 - share / 3),
        median: Math.round(net * (1.3 - share / 3)),
        p10: Math.round(net * 0.6),
        p90: Math.round(net * 1.8),
      }));
      const sku = skuOf(index);
      const outAt = index % 8 === 0 ? NOW - 2 * DAY + HOUR : null;
      return [
        sku,
        {
          sku,
          ordered: net + 6,
          released: 6,
          net,
          lost: outAt === null ? 0 : 24,
          said,
          ...(index === 1 ? { shut: { paused: 10 * MINUTE } } : {}),
          ...(index === 8 ? { plannedSellOut: true as const } : {}),
          had: 200,
          left: outAt === null ? 200 - net : 0,
          outAt,
        },
      ];
    }),
  ),
  alerts: [
    {
      alert: 'a',
      trigger: 'stockOut',
      sku: skuOf(0),
      raisedAt: NOW - 2 * DAY + 40 * MINUTE,
      clearedAt: null,
      done: 'acknowledge',
      by: 'Lin',
      reason: phrase('core:stockOut.out', { title: TITLES[language][0] ?? '', available: 0 }),
      command: { id: 'c1', kind: 'pause', at: NOW - 2 * DAY + 42 * MINUTE, by: 'Mei' },
    },
    {
      alert: 'b',
      trigger: 'pulse',
      sku: skuOf(3),
      raisedAt: NOW - 2 * DAY + 70 * MINUTE,
      clearedAt: NOW - 2 * DAY + 90 * MINUTE,
      done: null,
    },
  ],
  funnels: [],
});

const planRow = (index: number, language: 'en' | 'zh'): PlanRow => ({
  sku: skuOf(index),
  title: TITLES[language][index % TITLES[language].length] ?? '',
  coverDays: 2 + ((index * 7) % 40) / 2,
  outAt: NOW + (2 + index) * DAY,
  need: 80 + ((index * 61) % 900),
  quantity: 100 + ((index * 61) % 900),
  modes: [
    ...(index % 3 === 0 ? [{ name: language === 'zh' ? '空派' : 'Air, door to door', units: 80 }] : []),
    { name: language === 'zh' ? '美西快船' : 'Fast boat, US West', units: 20 + ((index * 61) % 900) },
  ],
  orderBy: NOW + (1 + index / 4) * DAY,
  arrives: { first: NOW + (9 + index) * DAY, last: NOW + (index % 3 === 0 ? 34 : 9 + index) * DAY },
  cashDays: index === 5 ? null : 40 + index,
  cost: index === 5 ? null : { minor: 128_350 + index * 91_700, currency: 'CNY' },
  tooLate: index === 1 ? 'sea' : index === 4 ? 'all' : 'none',
  cause: index % 4 === 0 ? 'burst' : index % 4 === 1 ? 'sustained' : 'unknown',
  emergency: index === 4,
});

export const aPlan = (language: 'en' | 'zh' = 'en'): RestockPlan => ({
  sku: skuOf(4),
  title: TITLES[language][4] ?? '',
  until: NOW + 60 * DAY,
  dailyBase: 6.2,
  coverDays: 8.4,
  outAt: NOW + 8 * DAY,
  parts: { base: 372, scheduled: 420, cadence: 260, safety: 90, sellable: -52, unseen: 4, inbound: -200 },
  safety: { by: 'simulated', streams: 12, runs: 400, level: 0.95 },
  need: 894,
  quantity: 900,
  capped: null,
  lots: [
    {
      mode: 'air',
      name: language === 'zh' ? '空派' : 'Air, door to door',
      kind: 'air',
      from: null,
      units: 300,
      cartons: 15,
      freight: { minor: 1_260_000, currency: 'CNY' },
      consignment: { skus: 6, freight: { minor: 4_900_000, currency: 'CNY' } },
      charged: { by: 'kg', amount: 315 },
      orderBy: NOW + 2 * DAY,
      cutOff: NOW + 3 * DAY,
      arrivesAt: NOW + 10 * DAY,
      putAwayAt: NOW + 12 * DAY,
      neededAt: NOW + 12 * DAY,
      inTime: true,
    },
    {
      mode: 'sea',
      name: language === 'zh' ? '美西快船' : 'Fast boat, US West',
      kind: 'seaFast',
      from: null,
      units: 600,
      cartons: 30,
      freight: { minor: 540_000, currency: 'CNY' },
      consignment: null,
      charged: { by: 'cbm', amount: 2.7 },
      orderBy: NOW + 5 * DAY,
      cutOff: NOW + 6 * DAY,
      arrivesAt: NOW + 34 * DAY,
      putAwayAt: NOW + 37 * DAY,
      neededAt: NOW + 36 * DAY,
      inTime: false,
    },
  ],
  refused: [],
  tooLate: 'sea',
  gapUnits: 40,
  demand: {
    cause: 'unknown',
    said: false,
    evidence: phrase('restock:evidence.few', { days: 3, of: 7 }),
    consequence: phrase('restock:consequence.unknown'),
  },
  warnings: [],
  lacks: [],
  orderBy: NOW + 2 * DAY,
  cost: { goods: { minor: 3_600_000, currency: 'CNY' }, freight: { minor: 1_800_000, currency: 'CNY' }, duty: null, all: null },
  cash: { amount: { minor: 5_400_000, currency: 'CNY' }, days: 58 },
  delay: { units: 60, value: { minor: 890_000, currency: 'CNY' } },
  emergency: [
    {
      source: {
        id: 'nj',
        name: language === 'zh' ? '新泽西仓' : 'New Jersey',
        kind: 'transfer',
        sku: null,
        units: 120,
        hours: 48,
      },
      step: 'confirmed',
      since: NOW - 20 * HOUR,
      units: 100,
      dueAt: NOW + 52 * HOUR,
      sellableAt: NOW + 28 * HOUR,
    },
    {
      source: {
        id: 'local',
        name: language === 'zh' ? '本地供应商' : 'Local supplier',
        kind: 'localSupplier',
        sku: null,
        units: null,
        hours: 72,
      },
      step: null,
      since: null,
      units: null,
      dueAt: null,
      sellableAt: null,
    },
  ],
  why: phrase('restock:why.plan', {
    title: TITLES[language][4] ?? '',
    until: '2027-01-22',
    base: 372,
    scheduled: 420,
    cadence: 260,
    safety: 90,
    sellable: 52,
    unseen: 4,
    inbound: 200,
  }),
});

const restock = (language: 'en' | 'zh', opened: boolean): RestockView => ({
  rows: Array.from({ length: SKUS }, (_, index) => planRow(index, language)),
  totals: { units: 32_400, cost: { minor: 42_180_050, currency: 'CNY' }, cashDays: 58, unpriced: 1, capped: null },
  lacking: [
    { sku: skuOf(2), title: TITLES[language][2] ?? '', lacks: [phrase('restock:lack.oneSupplier', { supplier: 'Yiwu Knit' })] },
  ],
  plan: opened ? aPlan(language) : null,
});

export function aDeskView(tab: DeskTab, language: 'en' | 'zh' = 'en', opened = false): DeskView {
  const all = [
    during(language).stream,
    before(language).stream,
    { ...stream('last', language === 'zh' ? '周三晚场' : 'Wednesday night', NOW - 2 * DAY, false), netSoFar: 3_920 },
  ];
  const whole = [0, 0.1, 0.25, 0.5, 0.75].map((share, index) => ({
    share,
    mean: 4_600 - index * 170,
    net: 3_920,
    missed: 0.62 - index * 0.11,
    leftOut: { skus: index === 0 ? 3 : 0, net: index === 0 ? 41 : 0 },
  }));
  return {
    ask: { tab, stream: null, sku: opened ? skuOf(4) : null },
    head: { shop: 'main', teamZone: 'Asia/Shanghai', asOf: NOW, clock: { realAnchor: NOW, anchor: NOW, rate: 1 }, notices: [] },
    guards: [],
    streams: all.map((one, index) => ({
      ...one,
      is: (['onAir', 'planned', 'over'] as const)[index] ?? 'over',
      reviewed: index === 2,
    })),
    alerts: tab === 'alerts' ? busyPopup(language).alerts : null,
    before: tab === 'before' ? before(language) : null,
    during: tab === 'during' ? during(language) : null,
    after:
      tab === 'after'
        ? {
            stream: all[2] ?? stream('last', '', NOW, false),
            review: review(language),
            settlesAt: NOW + 20 * MINUTE,
            whole,
            totals: { ordered: 4_280, released: 360, net: 3_920, lost: 192 },
            better: [
              {
                id: 'plannedUnits CARDI-01',
                sku: 'CARDI-01',
                setting: 'plannedUnits',
                from: 60,
                to: 200,
                why: phrase('desk:better.planned', { sku: 'CARDI-01', from: 60, net: 176, lost: 24 }),
                did: [],
                by: 'figures',
              },
              {
                id: 'stockOutMinutes',
                sku: null,
                setting: 'stockOutMinutes',
                from: 15,
                to: 25,
                why: phrase('desk:better.late', { late: 5, outs: 8 }),
                did: [phrase('desk:better.earlier', { n: 4, of: 8, minutes: 9 }), phrase('desk:better.more', { count: 1 })],
                by: 'replay',
              },
            ],
            commands: [],
            notice: before(language).notice,
            plans: Array.from({ length: 8 }, (_, index) => planRow(index, language)),
          }
        : null,
    restock: tab === 'restock' ? restock(language, opened) : null,
  };
}
