import { DEFAULT_PREFERENCES, type SettingsBody } from '../../core/domain/settings.ts';
import { NO_SUPPLY, type SupplyFacts } from '../../core/domain/supply.ts';
import { NOW } from './view.ts';

const DAY = 86_400_000;
const usd = (minor: number) => ({ minor, currency: 'USD' });
const cny = (minor: number) => ({ minor, currency: 'CNY' });

/** What is known of the nth SKU of a busy shop. */
export const supplyOf = (at: number): SupplyFacts => ({
  ...NO_SUPPLY,
  price: usd(1_299 + at * 50),
  unitCost: cny(2_450 + at * 30),
  unitsPerCarton: 24,
  size: { length: 60, width: 40, height: 30 + (at % 4) },
  kg: 12.4,
  moq: 500,
  multiple: 24,
  supplier: at % 2 === 0 ? '义乌一厂' : 'Dongguan Textiles',
  productionDays: 12,
  labellingDays: 1,
  dutyRate: 0.075,
  role: at % 2 === 0 ? 'hero' : 'traffic',
  key: at % 6 === 0,
});

/** Modes, shipments, capacity and robots of a shop with these SKUs. */
export function busySupply(skus: readonly string[]): Omit<SettingsBody, 'preferences'> {
  const days = (mean: number, spread: number) => ({ days: mean, spread });
  const common = { to: null, from: null, peaks: [], liquid: false };
  return {
    modes: [
      {
        ...common,
        id: 'm1',
        name: '普船 慢船 Slow boat',
        kind: 'seaSlow',
        route: 'COSCO',
        parts: { domestic: days(3, 1), main: days(30, 5), customs: days(3, 2), lastLeg: days(7, 3), putaway: days(5, 2) },
        cutOff: { weekdays: [4], time: '16:00', zone: 'Asia/Shanghai' },
        peaks: [{ from: '2027-01-25', to: '2027-02-20', parts: ['production', 'main'], factor: 1.8, why: '春节' }],
        freight: { by: 'cbm', rate: cny(120_000), minimum: cny(120_000) },
        battery: true,
      },
      {
        ...common,
        id: 'm2',
        name: 'Matson 快船',
        kind: 'seaFast',
        route: 'Matson CLX',
        parts: { domestic: days(2, 1), main: days(13, 2), customs: days(2, 1), lastLeg: days(4, 2), putaway: days(4, 2) },
        cutOff: { weekdays: [1, 3], time: '16:00', zone: 'Asia/Shanghai' },
        freight: { by: 'kg', rate: cny(1_200), divisor: 6_000, minimum: cny(25_200) },
        battery: true,
      },
      {
        ...common,
        id: 'm3',
        name: '空派 Air',
        kind: 'air',
        route: 'YunExpress',
        to: { source: 'nj', location: 'NJ-1' },
        parts: { domestic: days(1, 1), main: days(4, 2), customs: days(2, 1), lastLeg: days(3, 1), putaway: days(3, 1) },
        cutOff: { weekdays: [], time: '18:00', zone: 'Asia/Shanghai' },
        freight: { by: 'kg', rate: cny(4_500), divisor: 6_000, minimum: null },
        battery: false,
      },
      {
        ...common,
        id: 'm4',
        name: 'LA → NJ 调拨',
        kind: 'transfer',
        route: 'UPS Ground',
        to: { source: 'nj', location: 'NJ-1' },
        from: { source: 'nj', location: 'LA-2' },
        parts: { lastLeg: days(5, 1), putaway: days(2, 1) },
        cutOff: null,
        freight: null,
        battery: true,
      },
    ],
    shipments: Array.from({ length: 12 }, (_, at) => ({
      id: `sh${at}`,
      name: at === 0 ? 'FBA15DK2J7' : `货件 ${at + 1} / B2611-${at + 1}`,
      to: { source: 'nj', location: at % 3 === 0 ? 'NJ-1' : 'LA-2' },
      lines: skus.slice(at * 5, at * 5 + 5).map((sku, line) => ({ sku, units: 120 + 24 * line })),
      stage: (['receiving', 'customs', 'shipped', 'ordered', 'done'] as const)[at % 5] ?? 'shipped',
      expectedAt: at % 4 === 3 ? null : NOW + (at + 1) * 3 * DAY,
      putAwayAt: at % 4 === 3 ? null : NOW + (at + 2) * 3 * DAY,
      chance: at % 3 === 1 ? 0.8 : null,
    })),
    capacities: [
      {
        source: 'nj',
        ordersADay: 400,
        zone: 'America/New_York',
        cutOff: '13:00',
        weekdays: [1, 2, 3, 4, 5],
        holidays: ['2026-11-26', '2026-12-25', '2027-01-01'],
        open: { orders: 120, at: NOW - 5_400_000 },
        unitsPerOrder: 1.4,
      },
    ],
    sellings: [{ account: 'us', dispatchDays: 2, preOrder: false, backorder: false, longerHandling: true }],
    robots: [
      { id: 'ops', name: '运营群', kind: 'feishu' },
      { id: 'wh', name: 'Warehouse NJ', kind: 'slack' },
    ],
  };
}

/** With rates and two sources for an emergency. */
export const busyPreferences = {
  ...DEFAULT_PREFERENCES,
  restock: {
    ...DEFAULT_PREFERENCES.restock,
    capMoney: cny(80_000_00),
    rates: { home: 'CNY', perUnit: { USD: 7.1, GBP: 9.2 } },
    emergency: [
      { id: 'e1', name: 'LA-2 仓', kind: 'transfer' as const, sku: null, units: 300, hours: 48 },
      { id: 'e2', name: 'Local supplier Newark', kind: 'localSupplier' as const, sku: 'SKU-0001', units: null, hours: 24 },
    ],
  },
};
