import type { Better } from '../../domain/desk.ts';
import { MINUTE } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { Review, SkuReview } from '../../domain/review.ts';
import type { ShopSettings } from '../../domain/settings.ts';

/** What ran out should have been said so long before; an alert of which nothing came was one too many. */
const AHEAD = 15 * MINUTE;
/** Planned units that were wrong by so much, and by so many, are worth mending. */
const WRONG = 0.3;
const LEAST = 10;

/** Numbers that would have served better in this stream, the most telling first. Each says what it rests on. */
export function betterOf(settings: ShopSettings, review: Review): readonly Better[] {
  const skus = Object.values(review.skus);
  return [
    ...skus.flatMap((one) => plannedFor(settings, one) ?? []),
    ...skus.flatMap((one) => safetyFor(settings, one) ?? []),
    ...[minutesFor(settings, review)].flatMap((one) => one ?? []),
  ];
}

/** The seller's own plan against what was sold and would have been sold. */
function plannedFor({ skus }: ShopSettings, { sku, net, lost }: SkuReview): Better | null {
  const from = skus[sku]?.plannedUnits ?? null;
  const to = Math.round(net + lost);
  if (from === null || Math.abs(to - from) < Math.max(LEAST, WRONG * Math.max(from, to))) return null;
  return {
    id: `plannedUnits ${sku}`,
    sku,
    setting: 'plannedUnits',
    from,
    to,
    why: phrase('desk:better.planned', { sku, from, net, lost: Math.round(lost) }),
  };
}

/** It ran out, and its safety stock had not spoken before the stream: one stream's demand is the least that it should be. */
function safetyFor({ skus }: ShopSettings, { sku, net, lost, had, outAt }: SkuReview): Better | null {
  const from = skus[sku]?.safetyStock ?? null;
  const to = Math.round(net + lost);
  if (outAt === null || had === null || (from !== null && (had <= from || to <= from))) return null;
  return {
    id: `safetyStock ${sku}`,
    sku,
    setting: 'safetyStock',
    from,
    to,
    why: phrase('desk:better.safety', { sku, had, demand: to }),
  };
}

/** Half of what ran out was said too late: the minutes that would have said it in time. */
function minutesFor({ preferences }: ShopSettings, { skus, alerts }: Review): Better | null {
  const outs = Object.values(skus).flatMap(({ sku, outAt }) => (outAt === null ? [] : [{ sku, outAt }]));
  const ahead = outs.map(({ sku, outAt }) => {
    const first = alerts.filter((one) => one.trigger === 'stockOut' && one.sku === sku).map(({ raisedAt }) => raisedAt);
    return first.length === 0 ? 0 : outAt - Math.min(...first);
  });
  const late = ahead.filter((one) => one < AHEAD).length;
  if (outs.length < 2 || late * 2 <= outs.length) return null;
  const from = preferences.triggers.stockOutMinutes;
  const to = Math.min(60, from + 10);
  if (to <= from) return null;
  return {
    id: 'stockOutMinutes',
    sku: null,
    setting: 'stockOutMinutes',
    from,
    to,
    why: phrase('desk:better.minutes', { late, outs: outs.length }),
  };
}
