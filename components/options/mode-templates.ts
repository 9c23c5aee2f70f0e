import type { Freight, LeadPart, ModeKind, Weekday } from '../../core/domain/shipping.ts';

const cny = (minor: number) => ({ minor, currency: 'CNY' });
const usd = (minor: number) => ({ minor, currency: 'USD' });
const days = (mean: number, spread: number) => ({ days: mean, spread });

/** What a mode looks like, to begin with: days and rates of a usual year, from South China to the US west. Each is to be checked. */
export type ModeTemplate = {
  readonly kind: ModeKind;
  readonly parts: Readonly<Partial<Record<LeadPart, { readonly days: number; readonly spread: number }>>>;
  readonly cutOff: { readonly weekdays: readonly Weekday[]; readonly time: string } | null;
  readonly freight: Freight;
  readonly battery: boolean;
};
export const MODE_TEMPLATES: readonly ModeTemplate[] = [
  {
    kind: 'seaSlow',
    parts: { domestic: days(3, 1), main: days(30, 5), customs: days(3, 2), lastLeg: days(7, 3), putaway: days(5, 2) },
    cutOff: { weekdays: [4], time: '16:00' },
    freight: { by: 'cbm', rate: cny(120_000), minimum: cny(120_000) },
    battery: true,
  },
  {
    kind: 'seaFast',
    parts: { domestic: days(2, 1), main: days(14, 2), customs: days(2, 1), lastLeg: days(4, 2), putaway: days(4, 2) },
    cutOff: { weekdays: [1], time: '16:00' },
    freight: { by: 'kg', rate: cny(1_200), divisor: 6_000, minimum: cny(25_200) },
    battery: true,
  },
  {
    kind: 'air',
    parts: { domestic: days(1, 1), main: days(4, 2), customs: days(2, 1), lastLeg: days(3, 1), putaway: days(3, 1) },
    cutOff: { weekdays: [2, 4, 6], time: '16:00' },
    freight: { by: 'kg', rate: cny(4_500), divisor: 6_000, minimum: cny(54_000) },
    battery: false,
  },
  {
    kind: 'express',
    parts: { domestic: days(1, 0), main: days(3, 1), customs: days(1, 1), lastLeg: days(1, 0), putaway: days(2, 1) },
    cutOff: { weekdays: [], time: '18:00' },
    freight: { by: 'kg', rate: cny(6_000), divisor: 5_000, minimum: cny(3_000) },
    battery: false,
  },
  {
    kind: 'transfer',
    parts: { domestic: days(1, 0), lastLeg: days(4, 1), putaway: days(2, 1) },
    cutOff: null,
    freight: { by: 'unit', rate: usd(60), minimum: usd(5_000) },
    battery: true,
  },
];
