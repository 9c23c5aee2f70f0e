import type { PagesCan } from '../decide/commands/page.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import { popupView, worstFirst } from '../decide/view/popup.ts';
import { commandRow } from '../decide/view/row.ts';
import type { Alert } from '../domain/alert.ts';
import { isOpen, type SourceLevers } from '../domain/command.ts';
import { isFromData } from '../domain/console.ts';
import type { AccountId, ListingKey, StreamId } from '../domain/ids.ts';
import type { Phrase } from '../domain/phrase.ts';
import { endOf, isRunning, type Stream, startOf } from '../domain/stream.ts';
import type { CommandRow, Head, ListingRow, PanelView, PopupView, RestockHint, SourceRow, StreamRow } from '../domain/view.ts';
import { adviceOf } from './advice.ts';
import { salesIn } from './counts.ts';
import type { ShopState } from './cycle.ts';
import { guardRows } from './guard-rows.ts';
import { freshnessOf, runningOn, titleOf } from './lines.ts';
import type { Outlooks } from './outlook.ts';
import type { PageActs } from './page-acts.ts';
import { nextStreamOf } from './planned.ts';
import { orderOf } from './restock/restock.ts';
import { NO_PAGES, type RowMemory, rowsOf } from './rows.ts';

export type ViewContext = {
  readonly account: AccountId | null;
  readonly stream: StreamId | null;
  readonly choices: readonly Stream[];
  readonly clock: Head['clock'];
  readonly notices: readonly Phrase[];
  /** How each source can be made to pause. */
  readonly levers: SourceLevers;
  /** The console pages that are open, and what may be done there; missing: none is. */
  readonly pageActs?: Pick<PageActs, 'canNow' | 'row' | 'guide'>;
};

/** What a panel draws. With the memory of what was drawn last it costs what has changed since, and is the same. */
export function panelOf(state: ShopState, context: ViewContext, memory: RowMemory = new Map()): PanelView {
  const { ledger, alerts } = state;
  const stream = context.stream === null ? null : (ledger.settings.streams[context.stream] ?? null);
  const rows: Record<string, ListingRow> = {};
  const order: string[] = [];
  for (const row of rowsOf(state, { ...context, stream, pages: context.pageActs?.canNow() ?? NO_PAGES }, memory)) {
    rows[row.id] = row;
    order.push(row.id);
  }
  return {
    head: headOf(state, context, stream),
    sources: sourceRows(ledger),
    alerts: worstFirst(Object.values(alerts).filter((alert) => concerns(alert, stream))),
    order,
    rows,
    commands: commandRows(ledger, context.account),
    page: context.pageActs?.row(context.account) ?? null,
    guide: context.pageActs?.guide(context.account) ?? null,
    guards: guardRows(ledger, context.account, context.clock.rate),
    advice: adviceOf(state, stream, Object.values(rows)),
  };
}

const SHOWN_COMMANDS = 20;
/** The newest, and however old it is each whose outcome is not known yet: somebody has to look. */
const commandRows = ({ commands }: Ledger, account: AccountId | null): readonly CommandRow[] =>
  Object.values(commands)
    .filter(({ command }) => account === null || command.account === account)
    .sort((a, b) => b.command.requestedAt - a.command.requestedAt)
    .filter(({ step }, n) => n < SHOWN_COMMANDS || isOpen(step))
    .map(commandRow);

/** What goes to the operator never interrupts a live controller, and waits in the popup and on the desk; of a stream alerts are its own panel's. */
const concerns = ({ goesTo, subject }: Alert, stream: Stream | null): boolean =>
  goesTo === 'operator' ? stream === null : subject.stream === undefined || subject.stream === stream?.id;

function headOf({ ledger, outlooks }: ShopState, context: ViewContext, stream: Stream | null): Head {
  return {
    shop: ledger.shop,
    account: context.account,
    accountName: context.account === null ? '' : (ledger.settings.accounts[context.account]?.name ?? ''),
    stream: stream === null ? null : streamRow({ ledger, outlooks }, stream),
    choices: context.choices.map((choice) => streamRow({ ledger, outlooks }, choice)),
    teamZone: ledger.settings.preferences.teamZone,
    salesKind: stream === null ? 'none' : salesKindOf(ledger, stream, outlooks[stream.id] ?? {}),
    asOf: ledger.now === 0 ? null : ledger.now,
    clock: context.clock,
    intervalMs: ledger.tick?.intervalMs ?? ledger.settings.preferences.intervals.idleMs,
    notices: context.notices,
  };
}

/** Where the stream's sales are known from: the same for all its SKUs. */
function salesKindOf(ledger: Ledger, stream: Stream, outlooks: Outlooks[StreamId]): Head['salesKind'] {
  for (const sku in outlooks) {
    const { kind } = salesIn(ledger, stream, sku);
    return kind === 'console' && countsByData(ledger, stream.account) ? 'pageData' : kind;
  }
  return 'none';
}
const countsByData = ({ consoles }: Ledger, account: AccountId): boolean =>
  Object.values(consoles[account]?.rows ?? {}).some((row) => isFromData(row, 'sold'));

/** A stream as surfaces name it, with its sums. */
export function streamRow({ ledger, outlooks }: Pick<ShopState, 'ledger' | 'outlooks'>, stream: Stream): StreamRow {
  const sums = sumsOf(outlooks[stream.id] ?? {});
  return {
    id: stream.id,
    title: stream.title,
    account: stream.account,
    zone: stream.zone,
    startsAt: startOf(stream),
    endsAt: endOf(stream),
    running: isRunning(stream, ledger.now),
    forecastNet: sums === null ? null : Math.round(sums.net),
    netSoFar: sums === null ? null : Math.round(sums.soFar),
  };
}

/** Means add up over SKUs; null where nothing is forecast. */
function sumsOf(outlooks: Outlooks[StreamId]): { readonly net: number; readonly soFar: number } | null {
  let [net, soFar, some] = [0, 0, false];
  for (const sku in outlooks) {
    const forecast = outlooks[sku]?.forecast;
    if (forecast === undefined) continue;
    net += forecast.net.mean;
    soFar += forecast.soldSoFar;
    some = true;
  }
  return some ? { net, soFar } : null;
}

export function sourceRows(ledger: Ledger): readonly SourceRow[] {
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
    restockOf: (alert) => restockHint(state, alert),
    streams: Object.values(ledger.settings.streams),
    rowOfStream: (stream) => streamRow(state, stream),
    sources: sourceRows(ledger),
    guards: guardRows(ledger, null).filter(({ step }) => step === 'counting'),
  });
}

/** What restocking the SKU of an operator's alert comes down to. */
function restockHint(state: ShopState, { goesTo, trigger, also, subject: { sku } }: Alert): RestockHint | null {
  const isPulse = trigger === 'pulse' || also.includes('pulse');
  if (sku === undefined || trigger === 'overstock' || (goesTo === 'controller' && !isPulse)) return null;
  const plan = orderOf(state, sku);
  return {
    coverDays: plan.coverDays,
    nextStream: nextStreamOf(state, sku, null)?.plannedStart ?? null,
    quantity: plan.quantity,
    mode: plan.lots[0]?.name ?? null,
    orderBy: plan.orderBy,
  };
}

export type Badge = { readonly key: ListingKey; readonly units: number | null; readonly stale: boolean };

/** Safe to promise beside each row of a console page, by listing key; null is unknown. */
export function badgesOf(
  state: ShopState,
  { account, levers, pages }: { readonly account: AccountId; readonly levers: SourceLevers; readonly pages?: PagesCan },
  memory: RowMemory = new Map(),
): readonly Badge[] {
  const stream = runningOn(state.ledger, account);
  return rowsOf(state, { account, stream, levers, ...(pages === undefined ? {} : { pages }) }, memory)
    .filter(({ onPage }) => onPage)
    .map(({ key, safeToPromise, freshness }) => ({ key, units: safeToPromise, stale: freshness !== 'fresh' }));
}
