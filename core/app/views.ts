import { leverOf } from '../decide/commands/check.ts';
import { salesOf } from '../decide/ledger/sales.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import { stockOf } from '../decide/ledger/stock.ts';
import { skuDetail } from '../decide/view/detail.ts';
import { promiseOf, type SkuLine } from '../decide/view/line.ts';
import { popupView, worstFirst } from '../decide/view/popup.ts';
import { commandRow, type RowFacts, rowOf } from '../decide/view/row.ts';
import type { Alert } from '../domain/alert.ts';
import type { CommandState, Lever } from '../domain/command.ts';
import type { AccountId, ListingKey, Sku, SourceId, StreamId, VariantId } from '../domain/ids.ts';
import { type Listing, leastOver, listingId, listingOfSku } from '../domain/listing.ts';
import type { Phrase } from '../domain/phrase.ts';
import { placeOf } from '../domain/position.ts';
import { endOf, isRunning, type Stream, startOf } from '../domain/stream.ts';
import type { DetailView, Head, ListingRow, PanelView, PopupView, SourceRow, StreamRow } from '../domain/view.ts';
import type { ShopState } from './cycle.ts';
import { factsOf } from './facts.ts';
import { freshnessOf, lineOf, titleOf } from './lines.ts';
import { memoOf } from './memo.ts';

export type Levers = Readonly<Record<SourceId, Lever | null>>;
export type ViewContext = {
  readonly account: AccountId | null;
  readonly stream: StreamId | null;
  readonly choices: readonly Stream[];
  readonly clock: Head['clock'];
  readonly notices: readonly Phrase[];
  readonly surfaces: number;
  /** How each source can be made to pause. */
  readonly levers: Levers;
};
type Drawn = {
  readonly state: ShopState;
  readonly account: AccountId | null;
  readonly stream: Stream | null;
  readonly levers: Levers;
};

export function panelOf(state: ShopState, context: ViewContext): PanelView {
  const { ledger, alerts } = state;
  const stream = context.stream === null ? null : (ledger.settings.streams[context.stream] ?? null);
  const drawn: Drawn = { state, account: context.account, stream, levers: context.levers };
  const rows: Record<string, ListingRow> = {};
  const order: string[] = [];
  for (const { listing, onPage } of listingsOf(ledger, context.account, stream)) {
    const row = rowFor(drawn, listing, onPage);
    rows[row.id] = row;
    order.push(row.id);
  }
  return {
    head: headOf(state, context, stream),
    sources: sourceRows(ledger),
    alerts: worstFirst(Object.values(alerts).filter((alert) => concerns(alert, stream))),
    order,
    rows,
    commands: Object.values(ledger.commands)
      .filter(({ command }) => context.account === null || command.account === context.account)
      .sort((a, b) => b.command.requestedAt - a.command.requestedAt)
      .slice(0, 20)
      .map(commandRow),
  };
}

/** An alert of another stream is not this panel's. What goes to the operator never interrupts a live controller. */
const concerns = (alert: Alert, stream: Stream | null): boolean =>
  (alert.subject.stream === undefined || alert.subject.stream === stream?.id) &&
  (stream === null || alert.goesTo === 'controller');

/** Rows of the page in page order, then what is mapped and not on the page; without either, each SKU as its own listing. */
function listingsOf(
  ledger: Ledger,
  account: AccountId | null,
  stream: Stream | null,
): readonly { listing: Listing; onPage: boolean }[] {
  const console = account === null ? undefined : ledger.consoles[account];
  const mapped = Object.values(ledger.settings.listings).filter((one) => account === null || one.account === account);
  const wanted = (key: ListingKey): boolean => stream?.listings == null || stream.listings.includes(key);
  const found: { listing: Listing; onPage: boolean }[] = [];
  const seen = new Set<string>();
  for (const key of [...(console?.keys ?? []), ...Object.keys(console?.rows ?? {})]) {
    if (account === null || seen.has(key)) continue;
    seen.add(key);
    const listing = ledger.settings.listings[listingId(account, key)] ?? defaultListing(account, key);
    found.push({ listing, onPage: console?.keys.includes(key) === true || !console?.complete });
  }
  for (const listing of mapped) if (!seen.has(listing.key) && wanted(listing.key)) found.push({ listing, onPage: false });
  if (found.length > 0 || account === null) return found;
  return Object.keys(ledger.books).map((sku) => ({ listing: defaultListing(account, sku), onPage: false }));
}

const defaults = memoOf<Listing>();
const defaultListing = (account: AccountId, key: ListingKey): Listing =>
  defaults(`${account}|${key}`, [], () => listingOfSku(account, key, ''));

const rowMemo = memoOf<ListingRow>();
/** One row, made anew only when something that it is made of is another. */
function rowFor(drawn: Drawn, listing: Listing, onPage: boolean): ListingRow {
  const { state, account, stream, levers } = drawn;
  const { ledger } = state;
  const seen = ledger.consoles[listing.account]?.rows[listing.key] ?? null;
  const lines = listing.variants.map(({ components }) => components.map(({ sku }) => lineFor(drawn, sku)));
  const commands = commandsOn(ledger, listing);
  const inputs = [listing, seen, onPage, ledger.settings, levers, ...lines.flat(), ...commands];
  return rowMemo(`${ledger.shop}|${stream?.id}|${account}|${listing.account}|${listing.key}`, inputs, () => {
    const facts = { ...factsOf(ledger), levers };
    const command = seen?.state === 'paused' || lines.flat().some((line) => line.stock.onSale === false) ? 'resume' : 'pause';
    const row: RowFacts = {
      listing,
      seen,
      onPage,
      command: newest(commands.filter((one) => one.command.variant === null)),
      variants: listing.variants.map((variant, index) => ({
        variant,
        lines: lines[index] ?? [],
        lever: leverOf(facts, { account: listing.account, listing: listing.key, variant: variant.id, command }),
        command: newest(commands.filter((one) => one.command.variant === variant.id)),
      })),
    };
    return rowOf(row);
  });
}

const lineMemo = memoOf<SkuLine>();
function lineFor({ state, account, stream }: Drawn, sku: Sku): SkuLine {
  const { ledger, outlooks } = state;
  const book = ledger.books[sku];
  const outlook = stream === null ? null : (outlooks[stream.id]?.[sku] ?? null);
  const sources = new Set(Object.keys(book?.places ?? {}).map((key) => placeOf(key).source));
  const freshness = [...sources].map((source) => freshnessOf(ledger, source)).join();
  const running = stream !== null && isRunning(stream, ledger.now);
  return lineMemo(`${ledger.shop}|${stream?.id}|${account}|${sku}`, [book, outlook, ledger.settings, freshness, running], () =>
    lineOf(ledger, stream, account, sku, outlook),
  );
}

const commandsOn = (ledger: Ledger, { account, key }: Listing): readonly CommandState[] =>
  commandsBy(ledger.commands).get(`${account}|${key}`) ?? [];

const byListing = new WeakMap<Ledger['commands'], Map<string, CommandState[]>>();
function commandsBy(commands: Ledger['commands']): Map<string, CommandState[]> {
  const known = byListing.get(commands);
  if (known !== undefined) return known;
  const groups = new Map<string, CommandState[]>();
  for (const state of Object.values(commands)) {
    const id = `${state.command.account}|${state.command.listing}`;
    groups.set(id, [...(groups.get(id) ?? []), state]);
  }
  byListing.set(commands, groups);
  return groups;
}
const newest = (states: readonly CommandState[]): CommandState | null =>
  states.reduce<CommandState | null>((a, b) => (a === null || b.command.requestedAt >= a.command.requestedAt ? b : a), null);

function headOf({ ledger, outlooks }: ShopState, context: ViewContext, stream: Stream | null): Head {
  const some = stream === null ? undefined : Object.keys(outlooks[stream.id] ?? {})[0];
  return {
    shop: ledger.shop,
    account: context.account,
    accountName: context.account === null ? '' : (ledger.settings.accounts[context.account]?.name ?? ''),
    stream: stream === null ? null : streamRow({ ledger, outlooks }, stream),
    choices: context.choices.map((choice) => streamRow({ ledger, outlooks }, choice)),
    teamZone: ledger.settings.preferences.teamZone,
    salesKind: stream === null || some === undefined ? 'none' : salesOf(ledger, stream.id, some).kind,
    asOf: ledger.now === 0 ? null : ledger.now,
    clock: context.clock,
    intervalMs: ledger.tick?.intervalMs ?? ledger.settings.preferences.intervals.idleMs,
    notices: context.notices,
  };
}

/** A stream and its sums: means add up over SKUs. */
function streamRow({ ledger, outlooks }: Pick<ShopState, 'ledger' | 'outlooks'>, stream: Stream): StreamRow {
  const forecasts = Object.values(outlooks[stream.id] ?? {});
  const sum = (of: (one: (typeof forecasts)[number]) => number) =>
    Math.round(forecasts.reduce((total, one) => total + of(one), 0));
  return {
    id: stream.id,
    title: stream.title,
    account: stream.account,
    zone: stream.zone,
    startsAt: startOf(stream),
    endsAt: endOf(stream),
    running: isRunning(stream, ledger.now),
    forecastNet: forecasts.length === 0 ? null : sum((one) => one.forecast.net.mean),
    netSoFar: forecasts.length === 0 ? null : sum((one) => one.forecast.soldSoFar),
  };
}

function sourceRows(ledger: Ledger): readonly SourceRow[] {
  return Object.values(ledger.settings.sources).map((config) => {
    const health = ledger.sources[config.id];
    return {
      id: config.id,
      name: config.name || config.id,
      role: config.role,
      lagMinutes: config.lagMinutes,
      lastGoodAt: health?.lastGoodAt ?? null,
      freshness: freshnessOf(ledger, config.id),
      problem: health?.problem ?? null,
      failures: health?.failures ?? 0,
      skus: health?.skus ?? 0,
      rowProblems: health?.rowProblems.length ?? 0,
    };
  });
}

export function popupOf(state: ShopState, context: Pick<ViewContext, 'notices'>): PopupView {
  const { ledger, alerts } = state;
  return popupView({
    shop: ledger.shop,
    teamZone: ledger.settings.preferences.teamZone,
    now: ledger.now,
    notices: context.notices,
    alerts: Object.values(alerts),
    titleOf: ({ subject }) =>
      subject.sku !== undefined ? titleOf(ledger, subject.sku) : (ledger.settings.sources[subject.source ?? '']?.name ?? ''),
    streams: Object.values(ledger.settings.streams),
    rowOfStream: (stream) => streamRow(state, stream),
    sources: sourceRows(ledger),
  });
}

export function detailOf(state: ShopState, listing: string, variant: VariantId): DetailView | null {
  const { ledger, outlooks } = state;
  const [account = '', key = ''] = listing.split('\u001f');
  const mapped = ledger.settings.listings[listing] ?? defaultListing(account, key);
  const found = mapped.variants.find((one) => one.id === variant);
  if (found === undefined) return null;
  const stream =
    Object.values(ledger.settings.streams).find((one) => one.account === account && isRunning(one, ledger.now)) ?? null;
  const settings = ledger.settings.accounts[account];
  return {
    listing,
    variant,
    skus: found.components.map(({ sku }) => {
      const line = lineOf(ledger, stream, account, sku, stream === null ? null : (outlooks[stream.id]?.[sku] ?? null));
      const inPool = new Set(stockOf(ledger, sku, null, null).places.map((one) => `${one.place.source}|${one.place.location}`));
      const named = settings?.pool ?? null;
      return skuDetail({
        sku,
        line,
        facts: ledger.settings.skus[sku] ?? null,
        places: line.stock.places,
        nameOf: (source) => ledger.settings.sources[source]?.name || source,
        inPool: ({ place }) =>
          named === null
            ? inPool.has(`${place.source}|${place.location}`)
            : named.some((one) => one.source === place.source && one.location === place.location),
        isChannel: ({ place }) => place.source === settings?.channel,
      });
    }),
  };
}

/** Safe to promise beside each row of a console page, by listing key; null is unknown. */
export function badgesOf(
  state: ShopState,
  account: AccountId,
): readonly { key: ListingKey; units: number | null; stale: boolean }[] {
  const { ledger } = state;
  const stream =
    Object.values(ledger.settings.streams).find((one) => one.account === account && isRunning(one, ledger.now)) ?? null;
  const drawn: Drawn = { state, account, stream, levers: {} };
  return listingsOf(ledger, account, stream)
    .filter(({ onPage }) => onPage)
    .map(({ listing }) => {
      const lines = listing.variants.flatMap(({ components }) => components.map(({ sku }) => lineFor(drawn, sku)));
      const units = listing.variants.map(({ components }) =>
        leastOver(components, (sku) => {
          const line = lines.find((one) => one.sku === sku);
          return line === undefined ? null : promiseOf(line);
        }),
      );
      const known = units.every((one) => one !== null);
      return {
        key: listing.key,
        units: known ? units.reduce((sum, one) => sum + (one ?? 0), 0) : null,
        stale: lines.some((line) => line.freshness !== 'fresh'),
      };
    });
}
