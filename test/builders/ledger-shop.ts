import { readingBody } from '../../core/decide/ledger/diff.ts';
import { applyEvent, emptyLedger, type Ledger } from '../../core/decide/ledger/ledger.ts';
import { salesOf } from '../../core/decide/ledger/sales.ts';
import { stockOf } from '../../core/decide/ledger/stock.ts';
import type { Command, CommandKind, Lever, ReadBack, Write } from '../../core/domain/command.ts';
import type { Draft, LogEvent } from '../../core/domain/event.ts';
import { HOUR, SECOND } from '../../core/domain/instant.ts';
import type { OrderLine } from '../../core/domain/order.ts';
import type { Position } from '../../core/domain/position.ts';
import type { Reading } from '../../core/domain/reading.ts';
import type { ConsoleAccount, SettingsBody, SourceConfig } from '../../core/domain/settings.ts';
import { aCommand as plainCommand } from './command.ts';
import { aPosition, aReading, aSource, aStream, eventMaker, T0 } from './events.ts';

export const SKU = 'TEE-M';
const ACCOUNT: ConsoleAccount = {
  id: 'acc',
  name: 'acc',
  profile: 'practice',
  site: 'https://x.example',
  channel: null,
  pool: null,
};

export type ShopOptions = {
  /** Minutes by which the warehouse `wms` is late. */
  readonly lag?: number;
  /** Whether the account sells from the channel source `shop`. */
  readonly channel?: boolean;
  readonly pool?: ConsoleAccount['pool'];
  readonly sources?: readonly SourceConfig[];
  readonly settings?: SettingsBody;
};

/** A level of the SKU in one place. */
export const at = (sellable: number | null, location = 'LAX', more: Partial<Position> = {}): Position =>
  aPosition(SKU, location, { sellable, ...more });

/** A shop with one warehouse (and a channel, where asked for), a stream on air for three hours, and a ledger that is fed. */
export function shop(options: ShopOptions = {}) {
  const make = eventMaker();
  const events: LogEvent[] = [];
  let ledger: Ledger = emptyLedger('main');
  const settings: SettingsBody = {
    sources: [
      aSource('wms', 'warehouse', options.lag ?? 0),
      ...(options.channel ? [aSource('shop', 'channel')] : []),
      ...(options.sources ?? []),
    ],
    accounts: [{ ...ACCOUNT, channel: options.channel ? 'shop' : null, pool: options.pool ?? null }],
    streams: [aStream('acc', T0, T0 + 3 * HOUR)],
    ...options.settings,
  };
  const log = (instant: number, draft: Omit<Draft, 'actor'>): void => {
    const event = make(instant, draft);
    events.push(event);
    ledger = applyEvent(ledger, event);
  };
  log(T0 - 1, { type: 'settings', body: settings });
  log(T0, { type: 'tick', body: { now: T0, intervalMs: 5 * SECOND, start: true } });
  return {
    events,
    log,
    ledger: (): Ledger => ledger,
    /** An answer so many seconds into the stream. */
    read(seconds: number, positions: readonly Position[], source = 'wms', more: Partial<Reading> = {}): void {
      const instant = T0 + seconds * SECOND;
      log(instant, { type: 'reading', body: readingBody(ledger, aReading(source, instant, positions, more)) });
    },
    order(seconds: number, watermark: number, lines: readonly OrderLine[]): void {
      const instant = T0 + seconds * SECOND;
      const body = { source: 'shop', receivedAt: instant, watermark: T0 + watermark * SECOND, lines };
      log(instant, { type: 'orders', body });
    },
    /** A command that writes one place, from its journal entry to what was read back a second later. */
    write(seconds: number, id: string, kind: CommandKind, lever: Lever, figures: Figures): void {
      const instant = T0 + seconds * SECOND;
      log(instant, { type: 'command', body: { step: 'requested', id, command: aCommand(kind, id, instant) } });
      log(instant, { type: 'command', body: { step: 'executing', id, writes: [aWrite(lever, figures)], at: instant } });
      const back = aReadBack(instant, figures.after, lever === 'flag' ? kind === 'resume' : null);
      log(instant + SECOND, { type: 'command', body: { step: 'confirmed', id, readBack: [back], at: instant + SECOND } });
    },
    sold: () => salesOf(ledger, 'stream', SKU),
    stock: () => stockOf(ledger, SKU, 'acc', null),
    place: (location = 'LAX') => stockOf(ledger, SKU, 'acc', null).places.find((one) => one.place.location === location),
  };
}
export type Figures = { readonly before: number; readonly change: number; readonly after: number };

export const aWrite = (lever: Lever, { before, change }: Figures): Write => ({
  place: { source: 'wms', location: 'LAX' },
  sku: SKU,
  lever,
  before: lever === 'flag' ? null : before,
  change: lever === 'flag' ? null : change,
});

export const aReadBack = (instant: number, level: number | null, onSale: boolean | null = null): ReadBack => ({
  source: 'wms',
  sku: SKU,
  onSale,
  levels: level === null ? [] : [{ location: 'LAX', level }],
  at: instant,
});

export const aCommand = (kind: CommandKind, id: string, requestedAt = T0): Command =>
  plainCommand({
    id,
    key: `here:${id}`,
    kind,
    listing: SKU,
    targets: [{ source: 'wms', sku: SKU, ref: null }],
    actor: { name: 'Lin', origin: 'here', surface: 'panel' },
    requestedAt,
  });

export const aLine = (order: string, seconds: number, quantity: number, more: Partial<OrderLine> = {}): OrderLine => ({
  source: 'shop',
  order,
  line: '1',
  revision: 1,
  sku: SKU,
  quantity,
  createdAt: T0 + seconds * SECOND,
  state: 'paid',
  ...more,
});
