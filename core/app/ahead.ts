import type { Ledger } from '../decide/ledger/state.ts';
import type { Distribution, Forecast } from '../domain/forecast.ts';
import type { Sku } from '../domain/ids.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import type { Inflow } from '../domain/shipping.ts';
import { isRunning, type Stream, startOf } from '../domain/stream.ts';
import { baseDailyOf } from './base.ts';
import { stockIn } from './counts.ts';
import { inflowsOf } from './inflows.ts';
import { scheduledStreams } from './lines.ts';
import type { Outlooks } from './outlook.ts';

/** What of one SKU there will be when a stream starts. Units; null where the stock is not known. */
export type Ahead = {
  readonly available: number | null;
  /** Sold until then on days without streams; 0 where nobody knows how many. */
  readonly base: number;
  /** What streams before it take, each counted once. */
  readonly earlier: number;
  /** Put away before it starts, weighted by chance; and from where. */
  readonly inbound: number;
  readonly inflows: readonly Inflow[];
  /** Kept for other streams that come later. */
  readonly setAside: number;
  readonly there: number | null;
  /** What it would sell if all were there, and (capped by stock) what it will. */
  readonly wants: number | null;
  readonly forecast: Distribution | null;
};

/** Available less what goes until then, and what comes in: the same for the trigger and for the check list. */
export function aheadOf(ledger: Ledger, outlooks: Outlooks, stream: Stream, sku: Sku): Ahead {
  const { available: has, unseen } = stockIn(ledger, stream, stream.account, sku);
  const available = has === null ? null : has - unseen;
  const start = startOf(stream);
  const base = ((baseDailyOf(ledger, sku) ?? 0) * Math.max(0, start - ledger.now)) / DAY;
  const earlier = earlierThan(ledger, outlooks, stream, sku, start);
  const inflows = inflowsOf(ledger, sku).filter(
    ({ putAwayAt }) => putAwayAt !== null && putAwayAt >= ledger.now && putAwayAt <= start,
  );
  const inbound = inflows.reduce((units, one) => units + one.units * one.chance, 0);
  const setAside = scheduledStreams(ledger)
    .filter(({ id, plannedStart }) => id !== stream.id && plannedStart > stream.plannedStart)
    .reduce((units, one) => units + (one.setAside[sku] ?? 0), 0);
  return {
    available,
    base,
    earlier,
    inbound,
    inflows,
    setAside,
    there: available === null ? null : available - base - earlier + inbound - setAside,
    forecast: outlooks[stream.id]?.[sku]?.forecast.net ?? null,
    wants: wantsOf(outlooks[stream.id]?.[sku]?.forecast),
  };
}

/** The rest of streams on air, and all of those that start before. */
function earlierThan(ledger: Ledger, outlooks: Outlooks, stream: Stream, sku: Sku, start: Instant): number {
  let units = 0;
  for (const id in outlooks) {
    const other = ledger.settings.streams[id];
    const forecast = outlooks[id]?.[sku]?.forecast;
    if (id === stream.id || other === undefined || forecast === undefined) continue;
    if (isRunning(other, ledger.now) || startOf(other) < start) units += stillWanted(forecast);
  }
  return units;
}

/** Units that a stream would sell in all if they were there, means. */
export const wantsOf = (forecast: Forecast | undefined): number | null =>
  forecast === undefined ? null : forecast.net.mean + forecast.lost.toCome;
/** Of these what is not sold yet. */
export const stillWanted = ({ net, soldSoFar, lost }: Forecast): number => Math.max(0, net.mean - soldSoFar) + lost.toCome;
