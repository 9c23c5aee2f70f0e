import type { Cue } from '../../domain/advice.ts';
import type { Selling } from '../../domain/capacity.ts';
import { phrase } from '../../domain/phrase.ts';
import type { ListingRow } from '../../domain/view.ts';

/** So few are a last call, or so few minutes of them at this pace. */
const FEW = 10;
const FEW_MINUTES = 5;

/** What the host may move on to: a link in stock, and the units of it that may be promised. */
export type MoveOn = Pick<ListingRow, 'title' | 'link'> & { readonly units: number };

/**
 * One line for the host from the state of the link on air. Scarcity is said only when it is true of all that can be sold:
 * it looks at what is left in the pool, not at what was released. It proposes nothing that this channel cannot do.
 */
export function cueOf(row: ListingRow, next: MoveOn | null, selling: Selling | null): Cue {
  const { id: listing, link, left, safeToPromise, pace } = row;
  const cue = (kind: Cue['kind'], units: number | null, values: Record<string, string | number> = {}): Cue => ({
    kind,
    listing,
    link,
    units,
    say: phrase(`core:cue.${kind}`, values),
  });
  if (row.freshness !== 'fresh' || left === null || safeToPromise === null) return cue('unknown', null);
  if (row.state === 'paused') return cue('paused', null);
  if (left <= 0) return { ...cue('soldOut', 0), say: soldOut(next, selling) };
  if (safeToPromise <= 0) return cue('wait', 0);
  const out = row.variants.filter((variant) => variant.left !== null && variant.left <= 0).map(({ title, id }) => title || id);
  const isFew = left <= Math.max(FEW, (pace ?? 0) * FEW_MINUTES);
  if (isFew) return cue('lastCall', safeToPromise, { units: safeToPromise });
  if (out.length > 0) return cue('someOut', safeToPromise, { units: safeToPromise, out: out.join(', ') });
  return cue('plenty', safeToPromise, { units: safeToPromise });
}

function soldOut(next: MoveOn | null, selling: Selling | null): Cue['say'] {
  if (selling?.preOrder === true) return phrase('core:cue.soldOutPreOrder');
  if (selling?.backorder === true) return phrase('core:cue.soldOutBackorder');
  if (next === null) return phrase('core:cue.soldOut');
  const values = { title: next.title, left: next.units };
  return next.link === null
    ? phrase('core:cue.soldOutNext', values)
    : phrase('core:cue.soldOutLink', { ...values, link: next.link });
}

/** Of links that can be bought the one with the most units to sell, whatever it earns: null where none may be promised. */
export function moveOnTo(rows: readonly ListingRow[]): MoveOn | null {
  let most: MoveOn | null = null;
  for (const row of rows) {
    const units = row.safeToPromise ?? 0;
    if (units > (most?.units ?? 0) && isOpen(row)) most = { title: row.title || row.key, link: row.link, units };
  }
  return most;
}
const isOpen = ({ pinned, freshness, left, state: is }: ListingRow): boolean =>
  pinned !== true && freshness === 'fresh' && (left ?? 0) > 0 && (is === 'onSale' || is === 'unknown');
