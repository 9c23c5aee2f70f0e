import type { Lever, Levers, ReadBack, Write } from '../../core/domain/command.ts';
import type { LocationId, Sku } from '../../core/domain/ids.ts';
import type { Instant } from '../../core/domain/instant.ts';

/** What a system is sent: one of the three things that can be written. */
export type Order = { readonly flag: boolean } | { readonly writes: readonly Write[] } | { readonly perBuyer: number | null };

/** A seller's system that a command world talks to: what it can, what it does, and what it shows of a moment. */
export type System = {
  readonly levers: Levers;
  /** False: it refuses, and nothing is written. */
  does(sku: Sku, order: Order, at: Instant): boolean;
  shows(sku: Sku, until: Instant): Pick<ReadBack, 'onSale' | 'levels' | 'perBuyer'>;
};

/** One that only has a flag. */
export class FlagSystem implements System {
  readonly levers: Levers = { pause: 'flag', level: null, perBuyer: false };
  readonly onSale: Record<Sku, boolean>;
  private readonly history: { readonly at: Instant; readonly sku: Sku; readonly onSale: boolean }[] = [];

  constructor(skus: readonly Sku[], onSale: boolean) {
    this.onSale = Object.fromEntries(skus.map((sku) => [sku, onSale]));
    for (const sku of skus) this.history.push({ at: 0, sku, onSale });
  }
  does(sku: Sku, order: Order, at: Instant): boolean {
    if (!('flag' in order)) return false;
    this.onSale[sku] = order.flag;
    this.history.push({ at, sku, onSale: order.flag });
    return true;
  }
  shows(sku: Sku, until: Instant) {
    return { onSale: this.history.findLast((one) => one.sku === sku && one.at <= until)?.onSale ?? null, levels: [] };
  }
}

type Stock = Readonly<Record<LocationId, { readonly level: number; readonly onHand: number }>>;
export type StockOptions = {
  readonly lever?: Exclude<Lever, 'flag'>;
  /** Whether it tells what is on hand, which sales do not move, beside what is sellable. */
  readonly tellsOnHand?: boolean;
};

/** One that keeps a quantity in each place, from which buyers take, and a limit per buyer. */
export class StockSystem implements System {
  readonly levers: Levers;
  /** Units that buyers took, and that other people put there. */
  sold = 0;
  brought = 0;
  perBuyer: number | null = null;
  private readonly tellsOnHand: boolean;
  private readonly stock: Map<Sku, Stock>;
  private readonly history: {
    readonly at: Instant;
    readonly sku: Sku;
    readonly stock: Stock;
    readonly perBuyer: number | null;
  }[] = [];

  constructor(
    stock: Readonly<Record<Sku, Readonly<Record<LocationId, number>>>>,
    { lever = 'adjust', tellsOnHand = true }: StockOptions = {},
  ) {
    this.levers = { pause: lever, level: lever, perBuyer: true };
    this.tellsOnHand = tellsOnHand;
    this.stock = new Map(
      Object.entries(stock).map(([sku, places]) => [
        sku,
        Object.fromEntries(Object.entries(places).map(([location, level]) => [location, { level, onHand: level }])),
      ]),
    );
    for (const sku of this.stock.keys()) this.note(sku, 0);
  }

  total(sku: Sku): number {
    return Object.values(this.of(sku)).reduce((sum, { level }) => sum + level, 0);
  }
  places(sku: Sku): readonly LocationId[] {
    return Object.keys(this.of(sku));
  }

  /** Buyers take so many, as far as there are any, from the first places that have some. */
  buy(sku: Sku, units: number, at: Instant): void {
    let left = units;
    for (const location of this.places(sku)) {
      const { level, onHand } = this.at(sku, location);
      const bought = Math.min(left, Math.max(0, level));
      this.put(sku, location, { level: level - bought, onHand });
      left -= bought;
      this.sold += bought;
    }
    this.note(sku, at);
  }
  /** Somebody else changes the count by hand. */
  bring(sku: Sku, location: LocationId, units: number, at: Instant): void {
    const { level, onHand } = this.at(sku, location);
    this.put(sku, location, { level: level + units, onHand: onHand + units });
    this.brought += units;
    this.note(sku, at);
  }

  does(sku: Sku, order: Order, at: Instant): boolean {
    if ('flag' in order) return false;
    if ('perBuyer' in order) this.perBuyer = order.perBuyer;
    else if (order.writes.some((write) => !this.mayWrite(sku, write))) return false;
    else for (const write of order.writes) this.write(sku, write);
    this.note(sku, at);
    return true;
  }
  shows(sku: Sku, until: Instant) {
    const seen = this.history.findLast((one) => one.sku === sku && one.at <= until);
    const levels = Object.entries(seen?.stock ?? {}).map(([location, { level, onHand }]) =>
      this.tellsOnHand ? { location, level, field: onHand } : { location, level },
    );
    return { onSale: null, levels, perBuyer: seen?.perBuyer ?? null };
  }

  private mayWrite(sku: Sku, { lever, place, before, field }: Write): boolean {
    const { level, onHand } = this.at(sku, place.location);
    return lever !== 'compareAndSet' || (field == null ? level === before : onHand === field);
  }
  /** An absolute write knows nothing of what was sold since it was planned. */
  private write(sku: Sku, { lever, place, before, change, field }: Write): void {
    const { level, onHand } = this.at(sku, place.location);
    const was = field == null ? (before ?? 0) : level - onHand + field;
    const by = lever === 'absolute' ? was + (change ?? 0) - level : (change ?? 0);
    this.put(sku, place.location, { level: level + by, onHand: onHand + by });
  }
  private of(sku: Sku): Stock {
    return this.stock.get(sku) ?? {};
  }
  private at(sku: Sku, location: LocationId) {
    return this.of(sku)[location] ?? { level: 0, onHand: 0 };
  }
  private put(sku: Sku, location: LocationId, there: Stock[string]): void {
    this.stock.set(sku, { ...this.of(sku), [location]: there });
  }
  private note(sku: Sku, at: Instant): void {
    this.history.push({ at, sku, stock: this.of(sku), perBuyer: this.perBuyer });
  }
}
