import { exposureOf, liftsOf, pieces } from '../../decide/forecast/stream/stage.ts';
import { worthBetween } from '../../decide/forecast/stream/worth.ts';
import { unseenSince } from '../../decide/ledger/air.ts';
import type { Ledger } from '../../decide/ledger/state.ts';
import type { ListingCase } from '../../decide/triggers/cases.ts';
import type { ListingKey, Sku } from '../../domain/ids.ts';
import { listingId } from '../../domain/listing.ts';
import type { Stream } from '../../domain/stream.ts';
import { salesIn } from '../counts.ts';
import type { Taught } from '../lessons.ts';
import { lineOf } from '../lines.ts';
import { type Outlooks, stageNow } from '../outlook.ts';
import { triggersFor } from '../own-triggers.ts';
import { worthOf } from './day.ts';

/** The listings that are pinned on a stream's console now, and what they would have sold since their last sale. */
export function listingCases(ledger: Ledger, taught: Taught, outlooks: Outlooks, stream: Stream): readonly ListingCase[] {
  // What is presented while nobody sees the console is not known.
  if (unseenSince(ledger, stream.account, ledger.now) !== null) return [];
  const pins = (ledger.airs[stream.account]?.pins ?? []).filter(({ to }) => to === null);
  return pins.flatMap(
    ({ key, from }) => caseOf(ledger, taught, outlooks, stream, key, Math.max(from, stream.actualStart ?? from)) ?? [],
  );
}

function caseOf(
  ledger: Ledger,
  taught: Taught,
  outlooks: Outlooks,
  stream: Stream,
  key: ListingKey,
  pinnedAt: number,
): ListingCase | null {
  const listing = ledger.settings.listings[listingId(stream.account, key)];
  const skus = [...new Set(listing?.variants.flatMap(({ components }) => components.slice(0, 1).map(({ sku }) => sku)) ?? [key])];
  const known = skus.flatMap((sku) => {
    const outlook = outlooks[stream.id]?.[sku];
    return outlook === undefined ? [] : [{ sku, outlook, line: lineOf(ledger, stream, stream.account, sku, outlook) }];
  });
  if (known.length === 0) return null;
  // Sales that are told late, or that nobody read of, are no silence.
  const told = known.every(({ line: { sales } }) => {
    return sales !== null && sales.kind !== 'none' && sales.unknownSince === null && sales.unreadSince === undefined;
  });
  const last = skus.reduce((at, sku) => Math.max(at, salesIn(ledger, stream, sku).lastSaleAt ?? 0), pinnedAt);
  const stage = stageNow(ledger, taught, stream);
  const lifts = liftsOf(stage.course);
  const silence = worthBetween(stage.worth, last, ledger.now) * lifts.shown;
  let [expected, size] = [0, Number.POSITIVE_INFINITY];
  for (const { sku, outlook } of known) {
    const { rest } = outlook.ahead;
    const all = exposureOf(pieces(stage, sku, ledger.now, stage.until), stage.worth, ({ stands }) => lifts[stands]);
    if (all <= 0) continue;
    expected += (rest.mean / all) * silence;
    size = Math.min(size, rest.size);
  }
  const row = ledger.consoles[stream.account]?.rows[key];
  const lefts = known.map(({ line }) => line.stock.available).filter((one) => one !== null);
  return {
    kind: 'listing',
    now: ledger.now,
    account: stream.account,
    listing: key,
    title: listing?.title || row?.title || key,
    link: row?.link ?? null,
    settings: strictestOf(ledger, skus),
    left: lefts.length === 0 ? null : Math.max(0, ...lefts),
    silentSince: last,
    expected,
    size: Number.isFinite(size) ? size : 1,
    worth: mostOf(skus.flatMap((sku) => worthOf(ledger.settings, sku) ?? [])),
    certain: told && known.every(({ line }) => line.freshness === 'fresh' && line.mute === null),
  };
}

/** A listing's silence must be unlikely enough for each of its SKUs. */
function strictestOf({ settings }: Ledger, skus: readonly Sku[]): ListingCase['settings'] {
  const own = skus.map((sku) => triggersFor(settings, sku));
  return own.toSorted((a, b) => a.stalledChance - b.stalledChance)[0] ?? settings.preferences.triggers;
}
const mostOf = (all: readonly number[]): number | null => (all.length === 0 ? null : Math.max(...all));
