import { advance, emptyState, type ShopState } from '../../core/app/cycle.ts';
import { readingBody } from '../../core/decide/ledger/diff.ts';
import type { Alert, TriggerId } from '../../core/domain/alert.ts';
import type { RowSeen } from '../../core/domain/console.ts';
import type { Draft } from '../../core/domain/event.ts';
import type { Funnel } from '../../core/domain/funnel.ts';
import { DAY, HOUR, MINUTE } from '../../core/domain/instant.ts';
import type { Position } from '../../core/domain/position.ts';
import { DEFAULT_PREFERENCES, NO_FACTS, type SettingsBody, type SkuFacts } from '../../core/domain/settings.ts';
import type { Shipment } from '../../core/domain/shipping.ts';
import { NO_SUPPLY } from '../../core/domain/supply.ts';
import { DEFAULT_TRIGGERS, type SkuTriggers, type TriggerSettings } from '../../core/domain/trigger-settings.ts';
import { aPosition, aReading, aSource, aStream, eventMaker, T0 } from './events.ts';
import { aMode } from './restock.ts';
import { aBareRow } from './rows.ts';

export const facts = (sku: string, more: Partial<SkuFacts> = {}): SkuFacts => ({ sku, ...NO_FACTS, title: sku, ...more });
/** A SKU whose units are worth so much. */
export const priced = (minor: number) => ({ ...NO_SUPPLY, price: { minor, currency: 'CNY' } });
export const withTriggers = (triggers: Partial<TriggerSettings>): SettingsBody => ({
  preferences: { ...DEFAULT_PREFERENCES, triggers: { ...DEFAULT_TRIGGERS, ...triggers } },
});

/** A shop with a warehouse and one console account, as the worker folds it. Minutes count from T0. */
export function aJudgedShop(settings: SettingsBody = {}) {
  const make = eventMaker();
  let state: ShopState = emptyState('main');
  const at = (minute: number) => T0 + minute * MINUTE;
  const feed = (minute: number, draft: Omit<Draft, 'actor'>): void => {
    state = advance(state, make(at(minute), draft));
  };
  const shop = {
    state: () => state,
    feed,
    set: (minute: number, body: SettingsBody) => feed(minute, { type: 'settings', body }),
    /** Three intervals without a reading are stale. */
    tick: (minute: number, intervalMs = MINUTE) =>
      feed(minute, { type: 'tick', body: { now: at(minute), intervalMs, start: false } }),
    /** What a source has of each SKU. */
    read(minute: number, units: Readonly<Record<string, number | Partial<Position>>>, source = 'wms') {
      const positions = Object.entries(units).map(([sku, of]) =>
        aPosition(sku, source, typeof of === 'number' ? { sellable: of } : of),
      );
      feed(minute, { type: 'reading', body: readingBody(state.ledger, aReading(source, at(minute), positions)) });
    },
    page: (minute: number, rows: Readonly<Record<string, Partial<RowSeen>>>, account = 'acc') =>
      feed(minute, {
        type: 'consoleSeen',
        body: {
          account,
          seenAt: at(minute),
          page: { live: 'live', room: null, viewers: 1_000, comments: null },
          changed: Object.entries(rows).map(([key, row]) => aBareRow(key, { title: key, ...row })),
          keys: Object.keys(rows),
          complete: true,
        },
      }),
    count: (minute: number, rows: readonly Funnel[]) => feed(minute, { type: 'funnels', body: { rows } }),
    answer: (minute: number, { id }: Alert, action: 'acknowledge' | 'snooze', until: number | null = null) =>
      feed(minute, { type: 'alertAction', body: { alert: id, action, until, at: at(minute) } }),
    alerts: (): readonly Alert[] => Object.values(state.alerts),
    /** Whether a trigger holds, as the alert that says so. */
    said: (trigger: TriggerId, sku?: string): Alert | undefined =>
      Object.values(state.alerts).find(
        (one) => (one.trigger === trigger || one.also.includes(trigger)) && (sku === undefined || one.subject.sku === sku),
      ),
    /** What the trigger itself says, whoever leads. */
    words: (trigger: TriggerId, sku?: string) =>
      Object.values(state.findings).find((one) => one.trigger === trigger && (sku === undefined || one.subject.sku === sku)),
  };
  shop.set(-10, {
    sources: [aSource('wms', 'warehouse')],
    accounts: [{ id: 'acc', name: 'Main', profile: 'practice', site: 'https://x.example', channel: null, pool: null }],
    ...settings,
  });
  return shop;
}
export type JudgedShop = ReturnType<typeof aJudgedShop>;

export const raises = (shop: JudgedShop, trigger: TriggerId, sku?: string): boolean => shop.said(trigger, sku) !== undefined;
export const onAir = (hours = 3, more: Parameters<typeof aStream>[3] = {}) => ({
  streams: [aStream('acc', T0, T0 + hours * HOUR, more)],
});
export const inDays = (days: number, more: Parameters<typeof aStream>[3] = {}) =>
  aStream('acc', T0 + days * DAY, T0 + days * DAY + 3 * HOUR, { id: 'next', title: 'Big one', actualStart: null, ...more });
export const tee = (more: Partial<SkuFacts> = {}): SettingsBody => ({ skus: [facts('TEE', more)] });
export const own = (triggers: SkuTriggers, more: Partial<SkuFacts> = {}): SettingsBody => tee({ triggers, ...more });
/** A shop that has read what it has of TEE. */
export function has(units: number, ...settings: readonly SettingsBody[]): JudgedShop {
  const shop = aJudgedShop(Object.assign({}, ...settings) as SettingsBody);
  shop.tick(-1);
  shop.read(-1, { TEE: units });
  shop.tick(0);
  return shop;
}
/** A sea mode of so many days, and a slower one. */
export function sea(days: number): SettingsBody {
  return {
    modes: [aMode({ parts: { main: { days, spread: 0 } } }), aMode({ id: 'slow', parts: { main: { days: 40, spread: 0 } } })],
  };
}
/** Units of TEE that can be sold in so many days. */
export const shipment = (days: number, units: number): Shipment => ({
  id: 's',
  name: 'SEA-7',
  to: { source: 'wms', location: 'wms' },
  lines: [{ sku: 'TEE', units }],
  stage: 'shipped',
  expectedAt: T0 + days * DAY,
  putAwayAt: T0 + days * DAY,
  chance: null,
});
