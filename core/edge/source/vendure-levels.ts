import * as v from 'valibot';
import type { CommandTarget, ReadBack, Write } from '../../domain/command.ts';
import type { Instant } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import { bad, good, type Outcome, type Problem } from '../../domain/problem.ts';
import { problem, sourceProblem } from './problems.ts';
import { STANDS, updateVariant, type Vendure } from './vendure-api.ts';
import { isOnSale, locationOf } from './vendure-page.ts';
import { inherited, level, page, row } from './vendure-schema.ts';

/** One variant as Vendure holds it at this moment; what can be bought is what is on hand less what orders were given. */
type Stands = {
  readonly onSale: boolean;
  /** Whether its counts mean anything; null: the answer does not say. */
  readonly tracked: boolean | null;
  readonly levels: readonly { readonly location: string; readonly onHand: number; readonly allocated: number }[];
};

/** A variant by its id; never by SKU alone, which Vendure lets two variants share. */
export async function standsOf(api: Vendure, { sku, ref }: CommandTarget, signal: AbortSignal): Promise<Outcome<Stands>> {
  if (ref === null) return bad(problem('refused', phrase('source:vendure.noRef', { sku })));
  const answer = await api(STANDS, { o: { take: 1, filter: { id: { eq: ref } } } }, signal);
  if (!answer.ok) return answer;
  const { json } = answer.value;
  const found = v.safeParse(page, json);
  const shop = v.safeParse(inherited, json);
  if (!found.success || !shop.success) return bad(sourceProblem('malformed'));
  const [item] = found.output.data.productVariants.items;
  if (item === undefined) return gone(sku);
  const variant = v.safeParse(row, item);
  if (!variant.success) return bad(sourceProblem('malformed'));
  if (String(variant.output.id) !== ref || variant.output.sku !== sku) return gone(sku);
  const levels = levelsOf(variant.output.stockLevels);
  if (levels === null) return bad(sourceProblem('malformed'));
  const tracked = isTracked(variant.output.trackInventory, shop.output.data.globalSettings?.trackInventory ?? null);
  return good({ onSale: isOnSale(variant.output), tracked, levels });
}

const gone = (sku: string) => bad<Stands>(problem('refused', phrase('source:vendure.notFound', { sku })));

/** Null where one of them cannot be read: a command is not planned on half of them. */
function levelsOf(raw: readonly unknown[]): Stands['levels'] | null {
  const levels: Stands['levels'][number][] = [];
  for (const one of raw) {
    const read = v.safeParse(level, one);
    if (!read.success || read.output.stockOnHand === null || read.output.stockAllocated === null) return null;
    const { stockOnHand: onHand, stockAllocated: allocated, stockLocation } = read.output;
    levels.push({ location: locationOf(stockLocation), onHand, allocated });
  }
  return levels;
}

function isTracked(own: string | null | undefined, shop: boolean | null): boolean | null {
  if (own === 'TRUE') return true;
  if (own === 'FALSE') return false;
  return own === 'INHERIT' ? shop : null;
}

/** The figure that is written is what is on hand: orders move what is allocated, fulfilment moves both alike. */
export function readBackOf({ source, sku }: CommandTarget, { onSale, tracked, levels }: Stands, at: Instant): ReadBack {
  const plain = { source, sku, onSale, at };
  if (tracked === false) return { ...plain, levels: [], unwritable: phrase('source:vendure.untracked', { sku }) };
  return {
    ...plain,
    levels: levels.map(({ location, onHand, allocated }) => ({
      location,
      level: Math.floor(onHand - allocated),
      ...(Number.isInteger(onHand) ? { field: onHand } : {}),
    })),
  };
}

/**
 * Writes what is on hand in each place as planned, all places in one transaction. Orders that come in meanwhile are not
 * swallowed: they move what is allocated. Vendure has no compare-and-set: the counts are read once more just before, and
 * nothing is written unless each is still what was planned on. What stays open is one round trip: a count that somebody else
 * changes in it (a delivery, a fulfilment, another tool) is overwritten. The same key never acts twice: after the first time
 * the count is no longer the planned one; and a request that the browser repeats by itself writes the same count again.
 */
export async function writeLevels(
  api: Vendure,
  target: CommandTarget,
  writes: readonly Write[],
  key: string,
  signal: AbortSignal,
): Promise<Outcome<null>> {
  const { sku, ref } = target;
  const stands = await standsOf(api, target, signal);
  if (!stands.ok) return bad(unwritten(sku, stands.problem));
  if (ref === null || stands.value.tracked !== true) return refused('untracked', { sku });
  const stockLevels: { stockLocationId: string; stockOnHand: number }[] = [];
  for (const { place, field, change } of writes) {
    const values = { sku, place: place.location };
    const now = stands.value.levels.find(({ location }) => location === place.location);
    if (now === undefined || now.onHand !== field) return refused('moved', values);
    const stockOnHand = now.onHand + (change ?? Number.NaN);
    if (!Number.isInteger(stockOnHand) || stockOnHand < 0) return refused('noWhole', values);
    stockLevels.push({ stockLocationId: idOf(place.location), stockOnHand });
  }
  return updateVariant(api, { id: ref, stockLevels }, signal, key);
}

const refused = (why: 'untracked' | 'moved' | 'noWhole', values: Record<string, string>) =>
  bad<null>(problem('refused', phrase(`source:vendure.${why}`, values)));

/** A look that failed wrote nothing: it must not read as a write whose outcome is unknown. */
function unwritten(sku: string, seen: Problem): Problem {
  const saysNo =
    seen.kind === 'refused' || seen.kind === 'credentials' || seen.kind === 'permission' || seen.kind === 'throttled';
  return saysNo ? seen : problem('refused', phrase('source:vendure.notSeen', { sku }));
}

/** `US-LAX-01 #2`: what stands behind the last mark. */
const idOf = (location: string): string => location.slice(location.lastIndexOf('#') + 1);
