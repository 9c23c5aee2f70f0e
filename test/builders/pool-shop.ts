import { advance, emptyState, type ShopState } from '../../core/app/cycle.ts';
import { deskOf } from '../../core/app/desk/desk.ts';
import { readingBody } from '../../core/decide/ledger/diff.ts';
import type { Alert } from '../../core/domain/alert.ts';
import type { BeforeView, CheckRow } from '../../core/domain/desk.ts';
import type { Draft } from '../../core/domain/event.ts';
import { DAY, HOUR } from '../../core/domain/instant.ts';
import type { Place, Position } from '../../core/domain/position.ts';
import { type ConsoleAccount, NO_FACTS, type SettingsBody, type SkuFacts } from '../../core/domain/settings.ts';
import type { Mode, Shipment } from '../../core/domain/shipping.ts';
import type { Stream } from '../../core/domain/stream.ts';
import { aPosition, aReading, aSource, aStream, eventMaker, T0 } from './events.ts';
import { aMode } from './restock.ts';

/** A shop of several warehouses (one source, a location each) and accounts, that goes through the log as the worker's does. */
export const at = (location: string): Place => ({ source: 'wms', location });
export const anAccount = (id: string, pool: readonly string[] | null = null): ConsoleAccount => ({
  id,
  name: id,
  profile: 'practice',
  site: `https://${id}.example`,
  channel: null,
  pool: pool?.map(at) ?? null,
});
export const facts = (sku: string, more: Partial<SkuFacts> = {}): SkuFacts => ({ ...NO_FACTS, sku, title: sku, ...more });
export const inDays = (days: number, account: string, planned: Stream['planned'], more: Partial<Stream> = {}): Stream =>
  aStream(account, T0 + days * DAY, T0 + days * DAY + 2 * HOUR, {
    id: `${account}-${days}`,
    title: `${account} in ${days}`,
    actualStart: null,
    planned,
    ...more,
  });
export const transfer = (from: string, to: string | null, days = 1): Mode =>
  aMode({
    id: `${from}-${to}`,
    name: `${from} to ${to}`,
    kind: 'transfer',
    from: at(from),
    to: to === null ? null : at(to),
    parts: { main: { days, spread: 0 } },
  });
export const shipment = (to: string, units: number, days: number, sku = 'TEE'): Shipment => ({
  id: `${to}${days}`,
  name: `Ship-${days}`,
  to: at(to),
  lines: [{ sku, units }],
  stage: 'shipped',
  expectedAt: null,
  putAwayAt: T0 + days * DAY,
  chance: null,
});

/** Stock of TEE by location, or positions; read just now. */
export function poolShop(settings: SettingsBody, stock: Readonly<Record<string, number>> | readonly Position[]) {
  const make = eventMaker();
  let state: ShopState = emptyState('main');
  const log = (when: number, draft: Omit<Draft, 'actor'>) => {
    state = advance(state, make(when, draft));
  };
  const positions = Array.isArray(stock)
    ? (stock as readonly Position[])
    : Object.entries(stock as Readonly<Record<string, number>>).map(([location, sellable]) =>
        aPosition('TEE', location, { sellable }),
      );
  log(T0 - 2, { type: 'settings', body: { sources: [aSource('wms', 'warehouse')], accounts: [anAccount('us')], ...settings } });
  log(T0 - 1, { type: 'tick', body: { now: T0 - 1, intervalMs: 300_000, start: true } });
  log(T0, { type: 'reading', body: readingBody(state.ledger, aReading('wms', T0, positions)) });
  return {
    state: () => state,
    log,
    set: (body: SettingsBody) => log(T0 + 1, { type: 'settings', body }),
    /** What a trigger holds, whether it leads the alert of its cause or is named in it. */
    finding: (trigger: Alert['trigger'], sku = 'TEE') =>
      Object.values(state.findings).find((one) => one.trigger === trigger && one.subject.sku === sku),
    alerts: () => Object.values(state.alerts).map(({ trigger, subject }) => `${trigger} ${subject.sku}`),
    before: (stream: string): BeforeView | null =>
      deskOf(state, { tab: 'before', stream, sku: null }, { clock: { realAnchor: 0, anchor: 0, rate: 1 }, notices: [] }).before,
    row(stream: string, sku = 'TEE'): CheckRow | undefined {
      return this.before(stream)?.rows.find((row) => row.sku === sku);
    },
  };
}
