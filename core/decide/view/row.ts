import { type Command, type CommandState, isPage, type Write } from '../../domain/command.ts';
import type { ListingState, OfferKind, RowSeen } from '../../domain/console.ts';
import { type Component, type Listing, leastOver, listingId, type Variant } from '../../domain/listing.ts';
import { movedOnPage } from '../../domain/on-page.ts';
import { phrase } from '../../domain/phrase.ts';
import type { CommandRow, Freshness, ListingRow, StockActs, VariantRow, Verdict } from '../../domain/view.ts';
import { promiseOf, type SkuLine } from './line.ts';

export type VariantFacts = {
  readonly variant: Variant;
  /** One line a component. */
  readonly lines: readonly SkuLine[];
  readonly lever: VariantRow['lever'];
  readonly stock: StockActs;
  readonly command: CommandState | null;
};
export type RowFacts = {
  readonly listing: Listing;
  readonly doubt?: ListingRow['doubt'];
  readonly seen: RowSeen | null;
  readonly onPage: boolean;
  readonly variants: readonly VariantFacts[];
  readonly command: CommandState | null;
  readonly offer: OfferKind | null;
};

/** One listing, opened into its variants. Closed it shows the total, the worst variant and how many are sold out. */
export function rowOf({ listing, doubt = null, seen, onPage, variants, command, offer }: RowFacts): ListingRow {
  const rows = variants.map((facts) => variantOf(facts, seen));
  const worst = rows.reduce<VariantRow | null>((a, b) => (a === null || weight(b) > weight(a) ? b : a), null);
  return {
    id: listingId(listing.account, listing.key),
    account: listing.account,
    key: listing.key,
    title: seen?.title || listing.title || listing.key,
    link: seen?.link ?? null,
    pinned: seen?.pinned ?? null,
    offer,
    mapped: variants.some(({ lines }) => lines.some((line) => line.known)),
    doubt: variants.some(({ lines }) => lines.some((line) => line.known)) ? doubt : null,
    variants: rows,
    left: total(rows.map((row) => row.left)),
    safeToPromise: total(rows.map((row) => row.safeToPromise)),
    pace: total(rows.map((row) => row.pace)),
    verdict: worst?.verdict ?? { kind: 'unknown', why: phrase('core:verdict.unmapped') },
    state: stateOfAll(rows, seen),
    soldOutVariants: rows.filter((row) => row.left === 0).length,
    freshness: worstFreshness(rows.map((row) => row.freshness)),
    urgency: rows.reduce((most, row) => Math.max(most, weight(row)), 0),
    onPage,
    command: command === null ? null : commandRow(command),
  };
}

function variantOf({ variant, lines, lever, stock, command }: VariantFacts, seen: RowSeen | null): VariantRow {
  const { components } = variant;
  const least = (units: (line: SkuLine) => number | null) => leastOver(components, (sku) => units(lineOf(lines, sku)));
  const left = floor0(least((line) => (line.stock.available === null ? null : line.stock.available - line.stock.unseen)));
  const quiet = lines.some((line) => line.mute !== null);
  return {
    id: variant.id,
    title: variant.title,
    skus: components,
    left,
    safeToPromise: floor0(least(promiseOf)),
    pace: quiet ? null : paceOf(components, lines),
    soldThisStream: soldOf(components, lines),
    verdict: verdictOf(components, lines, left),
    state: stateOf(lines, seen, left),
    uncertain: Math.max(0, ...lines.map((line) => line.stock.uncertain)),
    unexplained: lines.reduce((sum, line) => sum + line.stock.places.reduce((n, place) => n + place.unexplained.length, 0), 0),
    freshness: worstFreshness(lines.map((line) => line.freshness)),
    readAt: oldest(lines.filter((line) => line.freshness !== 'fresh').map((line) => line.stock.readAt)),
    command: command === null ? null : commandRow(command),
    lever,
    stock,
  };
}

const lineOf = (lines: readonly SkuLine[], sku: string): SkuLine => {
  const line = lines.find((one) => one.sku === sku);
  if (line === undefined) throw new Error(`No line was given for component ${sku}.`);
  return line;
};
const floor0 = (units: number | null): number | null => (units === null ? null : Math.max(0, units));
const total = (units: readonly (number | null)[]): number | null =>
  units.length === 0 || units.some((one) => one === null) ? null : units.reduce<number>((sum, one) => sum + (one ?? 0), 0);
const oldest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/** Pace in units of sale: the component that sells fastest for its share; rounded to a tenth, or rows would never rest. */
function paceOf(components: readonly Component[], lines: readonly SkuLine[]): number | null {
  const [first] = components;
  if (first === undefined) return null;
  const { forecast, sales } = lineOf(lines, first.sku);
  // Before a stream, and where nobody tells of sales, there is no pace: not one of 0.
  return forecast === null || sales?.kind === 'none' ? null : Math.round((forecast.pace / first.unitsPerSale) * 10) / 10;
}

function soldOf(components: readonly Component[], lines: readonly SkuLine[]): number | null {
  const [first] = components;
  const sales = first === undefined ? null : lineOf(lines, first.sku).sales;
  return first === undefined || sales === null ? null : Math.max(0, Math.floor(sales.net / first.unitsPerSale));
}

/** Of one SKU alone, in its own units. */
export function skuVerdict(line: SkuLine): Verdict {
  const { available, unseen } = line.stock;
  return verdictOf([{ sku: line.sku, unitsPerSale: 1 }], [line], floor0(available === null ? null : available - unseen));
}

/** The worst of its components, in units of sale. */
function verdictOf(components: readonly Component[], lines: readonly SkuLine[], left: number | null): Verdict {
  const mute = lines.find((line) => line.mute !== null)?.mute;
  if (left === null && lines.every((line) => line.mute === null || !line.known)) {
    return {
      kind: 'unknown',
      why: phrase(lines.some((line) => line.known) ? 'core:verdict.neverRead' : 'core:verdict.unmapped'),
    };
  }
  if (mute != null) return { kind: 'unknown', why: mute };
  if (left === 0) return { kind: 'out' };
  let worst: Verdict = { kind: 'enough' };
  for (const { sku, unitsPerSale } of components) {
    const out = lineOf(lines, sku).forecast?.stockOut;
    if (out?.shortBy == null) continue;
    const by = Math.ceil(out.shortBy / unitsPerSale);
    // To the minute: a time that moves by seconds would redraw every row.
    const outAt = out.at === null ? null : Math.round(out.at / 60_000) * 60_000;
    if (worst.kind !== 'short' || by > worst.by) worst = { kind: 'short', by, outAt };
  }
  return worst;
}

/** The system's own flag first, the page's word second. */
function stateOf(lines: readonly SkuLine[], seen: RowSeen | null, left: number | null): ListingState {
  if (lines.some((line) => line.stock.onSale === false)) return 'paused';
  if (seen !== null && seen.state !== 'unknown' && seen.state !== 'onSale') return seen.state;
  if (left === 0) return 'soldOut';
  return lines.some((line) => line.stock.onSale === true) || seen?.state === 'onSale' ? 'onSale' : 'unknown';
}

function stateOfAll(rows: readonly VariantRow[], seen: RowSeen | null): ListingState {
  const states = new Set(rows.map((row) => row.state));
  const [only] = states;
  if (states.size === 1 && only !== undefined) return only;
  if (states.size === 0) return seen?.state ?? 'unknown';
  return states.has('onSale') ? 'onSale' : states.has('unknown') ? 'unknown' : 'paused';
}

const ORDER: readonly Freshness[] = ['fresh', 'stale', 'never'];
const worstFreshness = (all: readonly Freshness[]): Freshness =>
  all.reduce<Freshness>((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'fresh');

/** How urgent a variant is: short and soon, then out, then by how fast it goes. Coarse, so that rows rest. */
function weight({ verdict, pace, left }: VariantRow): number {
  if (verdict.kind === 'short') return 1_000 + Math.min(500, verdict.by);
  if (verdict.kind === 'out') return 900;
  if (verdict.kind === 'unknown') return 1;
  return 10 + (pace === null || left === null || left === 0 ? 0 : Math.min(500, Math.round((100 * pace) / left)));
}

export const commandRow = (state: CommandState): CommandRow => {
  const { command, step, writes, at, say, revertedAt } = state;
  return {
    id: command.id,
    key: command.key,
    kind: command.kind,
    listing: command.listing,
    variant: command.variant,
    step,
    at,
    by: command.actor.name,
    say,
    reverted: revertedAt !== null,
    ...(step === 'unknown' ? severalOf(command) : {}),
    ...(step === 'confirmed' ? (tookOnPage(state) ?? tookOf(command, writes)) : {}),
  };
};

/** A number that was typed counts what the listing counts. */
function tookOnPage(state: CommandState): Pick<CommandRow, 'took'> | null {
  const moved = movedOnPage(state);
  if (moved === null) return null;
  const { kind } = state.command;
  return kind === 'limit' || kind === 'drip' ? { took: Math.max(0, -moved) } : {};
}

/** A click on a page is one thing, however many SKUs it is about. */
function severalOf({ targets }: Command): Pick<CommandRow, 'skus'> {
  const told = targets.filter(({ source }) => !isPage(source));
  return told.length > 1 ? { skus: told.map(({ sku }) => sku) } : {};
}

/** The least over its targets, as everything in units of sale is. */
function tookOf({ kind, per, quantity, targets }: Command, writes: readonly Write[]): Pick<CommandRow, 'took'> {
  if ((kind !== 'limit' && kind !== 'drip') || per !== undefined || quantity === null) return {};
  const each = targets.flatMap(({ source, sku, units = quantity }) => {
    const changes = writes.flatMap((one) => (one.sku === sku && one.place.source === source ? (one.change ?? []) : []));
    return changes.length === 0 ? [] : [Math.floor((-changes.reduce((sum, one) => sum + one, 0) * quantity) / units)];
  });
  return each.length === 0 ? {} : { took: Math.max(0, Math.min(...each)) };
}
