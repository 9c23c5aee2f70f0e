import type { Alert } from '../../core/domain/alert.ts';
import { listingId } from '../../core/domain/listing.ts';
import { phrase } from '../../core/domain/phrase.ts';
import type {
  CommandRow,
  DetailView,
  DripRow,
  GuardRow,
  GuideRow,
  Head,
  ListingRow,
  PageRow,
  PanelView,
  SourceRow,
  StockActs,
  StreamRow,
  VariantRow,
} from '../../core/domain/view.ts';

/** Views as the worker would send them, for tests and for looking at. 20:48 in New York, 09:48 in Shanghai. */
export const NOW = Date.UTC(2026, 10, 24, 1, 48);
const MINUTE = 60_000;
const ACCOUNT = 'shop-us';

const GOODS: readonly [en: string, zh: string, key: string, sizes: readonly string[]][] = [
  ['Ribbed knit cardigan', '罗纹针织开衫', 'CARDI', ['S', 'M', 'L', 'XL']],
  ['Satin pillowcase, set of 2', '缎面枕套两只装', 'PILLOW2', ['']],
  ['Stainless tumbler 40 oz', '不锈钢保温杯 1.2L', 'TUMBLER', ['Sand', 'Black', 'Sage']],
  ['Rechargeable desk lamp', '充电台灯', 'LAMP', ['']],
  ['High-waist leggings', '高腰瑜伽裤', 'LEGG', ['XS', 'S', 'M', 'L', 'XL']],
  ['Silicone baking mats', '硅胶烘焙垫', 'MAT', ['']],
  ['Claw clips, pack of 6', '鲨鱼夹六只装', 'CLIP6', ['']],
  ['Quilted tote bag', '绗缝托特包', 'TOTE', ['Cream', 'Black']],
  ['Portable blender', '便携榨汁杯', 'BLEND', ['']],
];

/** Nothing may be done with its quantity. */
export function stockActs(over: Partial<StockActs> = {}): StockActs {
  const cannot = { can: false, via: null, say: phrase('command:refused.noLevel') } as const;
  const proposed = { stock: null, perBuyer: null, batch: null };
  const plain = { sellable: null, withheld: 0, mayRelease: null, proposed, running: null };
  return { ...plain, release: cannot, limit: cannot, perBuyer: cannot, drip: cannot, ...over };
}

/** A channel that takes quantities: so many on sale, so many that may be released. */
export function stockOn(sellable: number, mayRelease: number | null, over: Partial<StockActs> = {}): StockActs {
  const can = { can: true, via: 'api', say: phrase('command:will.resumeByFlag', { system: 'Vendure', skus: '…' }) } as const;
  const perBuyer = { can: false, via: null, say: phrase('command:refused.noLevel', { skus: '…' }) } as const;
  return stockActs({ sellable, mayRelease, release: can, limit: can, drip: can, perBuyer, ...over });
}

export function variantRow(sku: string, over: Partial<VariantRow> = {}): VariantRow {
  return {
    id: sku,
    title: '',
    skus: [{ sku, unitsPerSale: 1 }],
    left: 120,
    safeToPromise: 104,
    pace: 1.4,
    soldThisStream: 63,
    verdict: { kind: 'enough' },
    state: 'onSale',
    uncertain: 0,
    unexplained: 0,
    freshness: 'fresh',
    readAt: NOW - 3_000,
    command: null,
    lever: { can: true, say: phrase('command:will.pauseByFlag', { system: 'Vendure', skus: sku }) },
    stock: stockActs(),
    ...over,
  };
}

export function listingRow(key: string, over: Partial<ListingRow> = {}): ListingRow {
  const variants = over.variants ?? [variantRow(key)];
  const [first] = variants;
  return {
    id: listingId(ACCOUNT, key),
    account: ACCOUNT,
    key,
    title: key,
    link: 1,
    pinned: false,
    offer: null,
    mapped: true,
    left: first?.left ?? null,
    safeToPromise: first?.safeToPromise ?? null,
    pace: first?.pace ?? null,
    verdict: first?.verdict ?? { kind: 'enough' },
    state: 'onSale',
    soldOutVariants: 0,
    freshness: 'fresh',
    urgency: 0,
    onPage: true,
    command: null,
    ...over,
    variants,
  };
}

export const stream = (over: Partial<StreamRow> = {}): StreamRow => ({
  id: '01JSTREAM',
  title: 'Tuesday evening live',
  account: ACCOUNT,
  zone: 'America/New_York',
  startsAt: NOW - 108 * MINUTE,
  endsAt: NOW + 72 * MINUTE,
  running: true,
  forecastNet: 1_840,
  netSoFar: 1_105,
  ...over,
});

export const head = (over: Partial<Head> = {}): Head => ({
  shop: 'main',
  account: ACCOUNT,
  accountName: 'Maple & Co US',
  stream: stream(),
  choices: [],
  teamZone: 'Asia/Shanghai',
  salesKind: 'channelFalls',
  asOf: NOW,
  clock: { realAnchor: NOW, anchor: NOW, rate: 1 },
  intervalMs: 5_000,
  notices: [],
  ...over,
});

export const source = (id: string, over: Partial<SourceRow> = {}): SourceRow => ({
  id,
  name: id,
  role: 'warehouse',
  lagMinutes: 0,
  lastGoodAt: NOW - 3_000,
  freshness: 'fresh',
  problem: null,
  failures: 0,
  skus: 80,
  rowProblems: 0,
  ...over,
});

export const command = (over: Partial<CommandRow> = {}): CommandRow => ({
  id: 'c1',
  key: 'k1',
  kind: 'pause',
  listing: 'TUMBLER-3',
  variant: null,
  step: 'confirmed',
  at: NOW,
  by: 'Lin',
  say: null,
  reverted: false,
  ...over,
});

export const alert = (over: Partial<Alert> = {}): Alert => ({
  id: 'stockOut TUMBLER-Sand',
  trigger: 'stockOut',
  also: [],
  subject: { sku: 'TUMBLER-3-Sand' },
  state: 'raised',
  raisedAt: NOW - MINUTE,
  snoozedUntil: null,
  answered: null,
  goesTo: 'controller',
  reason: phrase('panel:verdict.shortAt', { n: 40, at: { instant: NOW + 26 * MINUTE } }),
  proposes: phrase('panel:act.limit'),
  urgency: 90,
  ...over,
});

export function viewOf(rows: readonly ListingRow[], over: Partial<PanelView> = {}): PanelView {
  return {
    head: head(),
    sources: [
      source('warehouse', { name: 'Warehouse NJ' }),
      source('channel', { name: 'Shop channel', role: 'channel', lastGoodAt: NOW - 5_000 }),
    ],
    alerts: [],
    order: rows.map(({ id }) => id),
    rows: Object.fromEntries(rows.map((row) => [row.id, row])),
    commands: [],
    page: null,
    guide: null,
    guards: [],
    advice: null,
    ...over,
  };
}

/** Many plain listings: `count` of them with `variants` SKUs each. */
export function manyListings(count: number, variants = 1): PanelView {
  const rows = Array.from({ length: count }, (_, index) => {
    const key = `K${index + 1}`;
    const each = Array.from({ length: variants }, (_each, at) =>
      variantRow(variants === 1 ? key : `${key}-${at + 1}`, { title: `V${at + 1}` }),
    );
    return listingRow(key, { title: `Listing ${index + 1}`, link: index + 1, urgency: index, variants: each });
  });
  return viewOf(rows);
}

const SHORT = { stock: 26, perBuyer: 2, batch: 12 };
/** Stock on sale of the busy view: waves that ran out, what may still be released, nothing known. */
function stockFigures(n: number, left: number | null | undefined): StockActs {
  if (left === null || left === undefined) return stockOn(0, null, { sellable: null });
  if (left === 0) return stockOn(0, 0);
  if (n % 5 === 2) return stockOn(31, 0, { proposed: SHORT, withheld: 7 });
  const sellable = Math.min(left, [50, 20, 120, 4][n % 4] ?? 0);
  return stockOn(sellable, Math.max(0, Math.min(left, 80 + ((n * 131) % 860)) - sellable));
}
function figures(n: number): Partial<VariantRow> {
  const plain = plainFigures(n);
  return { ...plain, stock: stockFigures(n, plain.left) };
}
function plainFigures(n: number): Partial<VariantRow> {
  if (n % 11 === 5) return { left: 0, safeToPromise: 0, pace: 0, verdict: { kind: 'out' }, state: 'soldOut' };
  if (n % 5 === 2) {
    return { left: 38, safeToPromise: 31, pace: 3.2, verdict: { kind: 'short', by: 40, outAt: NOW + 26 * MINUTE } };
  }
  if (n % 13 === 6) {
    const why = phrase('panel:detail.noForecast');
    return {
      left: null,
      safeToPromise: null,
      pace: null,
      verdict: { kind: 'unknown', why },
      freshness: 'stale',
      readAt: NOW - 190_000,
    };
  }
  return { left: 90 + ((n * 137) % 900), safeToPromise: 80 + ((n * 131) % 860), pace: ((n * 7) % 30) / 10 };
}

/** What befalls single listings of the busy view, by index. */
const EVENTS: Readonly<Record<number, Partial<ListingRow>>> = {
  2: { pinned: true, offer: 'flashPrice' },
  3: { state: 'paused' },
  7: { offer: 'coupon' },
  8: { command: command({ id: 'c9', step: 'unknown' }) },
  14: { mapped: false },
  20: { onPage: false },
};
const total = (variants: readonly VariantRow[], of: 'left' | 'safeToPromise'): number | null =>
  variants.some((each) => each[of] === null) ? null : variants.reduce((sum, each) => sum + (each[of] ?? 0), 0);

function busyRow(index: number, language: 'en' | 'zh'): ListingRow {
  const [en, zh, name, sizes] = GOODS[index % GOODS.length] ?? ['', '', '', ['']];
  const key = `${name}-${index + 1}`;
  const variants = sizes.map((size, at) =>
    variantRow(size === '' ? key : `${key}-${size}`, { title: size, ...figures(index + at * 3) }),
  );
  const rank = ['unknown', 'out', 'short', 'enough'];
  const [worst] = variants.toSorted((a, b) => rank.indexOf(a.verdict.kind) - rank.indexOf(b.verdict.kind));
  const soldOutVariants = variants.filter(({ state }) => state === 'soldOut').length;
  return listingRow(key, {
    title: `${language === 'zh' ? zh : en} ${index >= GOODS.length ? Math.floor(index / GOODS.length) + 1 : ''}`.trim(),
    link: index + 1,
    variants,
    left: total(variants, 'left'),
    safeToPromise: total(variants, 'safeToPromise'),
    verdict: worst?.verdict ?? { kind: 'enough' },
    state: soldOutVariants === variants.length ? 'soldOut' : 'onSale',
    freshness: variants.some(({ freshness }) => freshness === 'stale') ? 'stale' : 'fresh',
    soldOutVariants,
    urgency: worst?.verdict.kind === 'short' ? 50 + index : index / 100,
    ...EVENTS[index],
  });
}

/** 36 listings with everything that can happen to one, titled in the given language. */
export function busyView(language: 'en' | 'zh' = 'en'): PanelView {
  const rows = Array.from({ length: 36 }, (_, index) => busyRow(index, language));
  const safety = alert({ id: 'safety', trigger: 'safety', goesTo: 'operator' });
  const pulse = alert({ id: 'pulse', trigger: 'pulse', goesTo: 'operator' });
  const [first, , third] = rows;
  const units = { units: 8 };
  const cue = { kind: 'lastCall', listing: first?.id ?? '', link: 1, units: 8, say: phrase('core:cue.lastCall', units) } as const;
  const pin = (row: ListingRow | undefined, extra: number) => ({
    listing: row?.id ?? '',
    key: row?.key ?? '',
    link: row?.link ?? null,
    title: row?.title ?? '',
    left: 412,
    extra,
    minutes: 6,
    margin: { minor: 720, currency: 'USD' },
    why: phrase('core:pin.byUnits', { left: 412, extra }),
  });
  const advice = { cue, pinNext: [pin(third, 64), pin(rows[7], 31), pin(rows[12], 12)] };
  return viewOf(rows, { alerts: [alert(), safety, pulse], advice, page: pageRow() });
}

/** A console page that is read by a built-in profile, before it was seen to work here. */
export function pageRow(over: Partial<PageRow> = {}): PageRow {
  const action = (kind: PageRow['actions'][number]['action'], level: 'observe' | 'guide' | 'assist', runs: number) => ({
    action: kind,
    level,
    runs,
    mayPromote: level === 'guide' && runs >= 3,
    why: null,
  });
  return {
    account: ACCOUNT,
    profile: 'tiktok-shop',
    name: 'TikTok Shop LIVE Manager',
    origin: 'builtin',
    confirmed: false,
    failed: [],
    since: null,
    works: [],
    actions: [
      action('pin', 'guide', 3),
      action('unpin', 'assist', 5),
      action('pause', 'guide', 1),
      action('limit', 'observe', 0),
    ],
    ...over,
  };
}
/** The same after the platform changed its page. */
export const brokenPage = (language: 'en' | 'zh'): PageRow =>
  pageRow({
    name: language === 'zh' ? '抖音电商 百应中控台' : 'TikTok Shop LIVE Manager',
    failed: [phrase('panel:was.otherTool'), phrase('panel:detail.gone')],
    since: NOW - 7 * MINUTE,
    works: [phrase('panel:column.left'), phrase('panel:row.pinned')],
  });

export const drip = (over: Partial<DripRow> = {}): DripRow => ({
  command: 'd1',
  batch: 20,
  batches: 3,
  released: 60,
  pace: { by: 'time', everyMs: 10 * MINUTE },
  state: 'running',
  nextAt: NOW + 4 * MINUTE,
  why: null,
  ...over,
});
export const guard = (over: Partial<GuardRow> = {}): GuardRow => ({
  id: 'g1',
  sku: 'TUMBLER-3-Sand',
  listing: listingId(ACCOUNT, 'TUMBLER-3'),
  step: 'counting',
  actsAt: NOW + 12_000,
  at: NOW - 3_000,
  say: phrase('command:will.pauseByFlag', { system: 'Vendure', skus: 'TUMBLER-3-Sand' }),
  ...over,
});
export const guide = (over: Partial<GuideRow> = {}): GuideRow => ({
  command: 'g9',
  kind: 'limit',
  listing: listingId(ACCOUNT, 'TUMBLER-3'),
  number: 26,
  until: NOW + 48_000,
  ...over,
});

/** The busy view with everything that can wait for a person at once. */
export function waitingView(language: 'en' | 'zh' = 'en'): PanelView {
  const view = busyView(language);
  const put = (id: string | undefined, running: DripRow): [string, ListingRow][] => {
    const row = id === undefined ? undefined : view.rows[id];
    if (row === undefined) return [];
    return [
      [
        row.id,
        { ...row, variants: row.variants.map((each, at) => (at === 0 ? { ...each, stock: { ...each.stock, running } } : each)) },
      ],
    ];
  };
  const stands = drip({
    command: 'd2',
    batch: 12,
    batches: 1,
    released: 12,
    state: 'waits',
    nextAt: null,
    why: phrase('command:failed.notSent'),
  });
  return {
    ...view,
    rows: { ...view.rows, ...Object.fromEntries([...put(view.order[1], drip()), ...put(view.order[5], stands)]) },
    commands: [
      command({ id: 'u1', step: 'unknown', kind: 'limit', listing: 'TOTE-8', say: phrase('command:unknown.notSeenYet') }),
    ],
    guards: [guard()],
    guide: guide(),
    page: brokenPage(language),
  };
}

export function detailOf(listing: ListingRow): DetailView {
  const [variant] = listing.variants;
  const [part] = variant?.skus ?? [];
  const sku = part?.sku ?? '';
  return {
    listing: listing.id,
    variant: variant?.id ?? '',
    ration: null,
    whyNot: [{ say: phrase('core:whyNot.nothing.say'), mend: phrase('core:whyNot.nothing.mend') }],
    skus: [
      {
        sku,
        title: listing.title,
        forecast: {
          sku,
          stream: '01JSTREAM',
          asOf: NOW,
          soldSoFar: 63,
          net: { mean: 107.4, median: 106, p10: 88, p90: 128 },
          drain: { mean: 78, median: 77, p10: 60, p90: 98 },
          lost: { soFar: 0, toCome: 0 },
          pace: 3.2,
          stockOut: { chance: 0.83, at: NOW + 26 * MINUTE, minutesLeft: 12, shortBy: 40 },
          why: phrase('panel:detail.curve', { n: 63 }),
        },
        curve: Array.from({ length: 108 }, (_, at) => ({
          at: NOW - (108 - at) * MINUTE,
          net: Math.round(0.4 * at + 0.002 * at * at),
        })),
        fan: Array.from({ length: 13 }, (_, step) => ({
          at: NOW + step * 6 * MINUTE,
          p10: 63 + Math.round(2.1 * step),
          median: 63 + Math.round(3.6 * step),
          p90: 63 + Math.round(5.4 * step),
        })),
        places: [
          {
            name: 'Warehouse NJ',
            location: 'NJ-1',
            level: 38,
            withheld: 0,
            unsellable: 4,
            awaitingPutaway: 60,
            inbound: 500,
            inPool: true,
            channel: false,
            gone: false,
            flickering: false,
            readAt: NOW - 3_000,
          },
          {
            name: 'Warehouse CA',
            location: 'LA-2',
            level: null,
            withheld: 0,
            unsellable: null,
            awaitingPutaway: null,
            inbound: 0,
            inPool: true,
            channel: false,
            gone: true,
            flickering: false,
            readAt: NOW - 900_000,
          },
          {
            name: 'Shop channel',
            location: 'default',
            level: 31,
            withheld: 7,
            unsellable: null,
            awaitingPutaway: null,
            inbound: 0,
            inPool: false,
            channel: true,
            gone: false,
            flickering: true,
            readAt: NOW - 5_000,
          },
        ],
        available: 38,
        unseen: 5,
        channelSellable: 38,
        buffer: 2,
        setAside: 0,
        safeToPromise: 31,
        unexplained: [{ source: 'warehouse', location: 'NJ-1', at: NOW - 20 * MINUTE, units: 12 }],
      },
    ],
  };
}
