import type { KeptLog } from '../../core/app/live-log.ts';
import { openShop, type Shop, type ShopDeps } from '../../core/app/shop.ts';
import type { ReadBack, Write } from '../../core/domain/command.ts';
import type { CommandIntent, Intent } from '../../core/domain/intent.ts';
import { listingId } from '../../core/domain/listing.ts';
import { phrase } from '../../core/domain/phrase.ts';
import { bad, good, type Outcome } from '../../core/domain/problem.ts';
import type { SettingsBody } from '../../core/domain/settings.ts';
import { DEFAULT_PREFERENCES } from '../../core/domain/settings.ts';
import { memoryLog } from '../../core/edge/storage/memory-log.ts';
import type { Connector, Source } from '../../core/ports.ts';
import { aPress } from './command.ts';
import { aPosition, aStream } from './events.ts';
import { fakeClock } from './fake-clock.ts';
import { memoryImports } from './imports.ts';

export const T = 1_800_000_000_000;
const HOUR = 3_600_000;
const COMMAND_STEPS = ['requested', 'executing', 'confirmed', 'failed', 'unknown'];
const SUB = { site: 'https://a.example', stream: null };
/** A shop with one SKU, `CUP`, on air as listing `K`. */
export const SETTINGS: SettingsBody = {
  preferences: { ...DEFAULT_PREFERENCES, actorName: 'Lin' },
  sources: [{ id: 'wh', connector: 'fake', name: 'Warehouse', role: 'both', address: '', options: {}, lagMinutes: 0 }],
  accounts: [{ id: 'acc', name: 'A', profile: 'practice', site: 'https://a.example', channel: 'wh', pool: null }],
  listings: [
    { account: 'acc', key: 'K', title: 'Cup', variants: [{ id: 'v', title: '', components: [{ sku: 'CUP', unitsPerSale: 1 }] }] },
  ],
  streams: [aStream('acc', T - HOUR, T + 4 * HOUR, { id: 'st', zone: 'UTC', planned: { CUP: 40 } })],
};

/** A browser with a disk that outlives its workers, and a system that can be told what to sell. */
export class ActingShop {
  readonly clock = fakeClock(T);
  readonly errors: string[] = [];
  readonly disk: KeptLog = memoryLog('main', { origin: 'o1', clock: this.clock });
  /** What the system really sells. */
  level = 100;
  onSale = true;
  /** Every change of the level that the system was sent. */
  readonly sent: number[] = [];
  readonly flags: boolean[] = [];
  /** What the next writes are answered with; then they are done. */
  readonly refuses: ('refused' | 'holds')[] = [];
  /** What it waits for before it says how things stand. */
  look: Promise<void> = Promise.resolve();
  /** Whether it can be told at all. */
  canBeTold = true;
  /** How soon it bears being read again while a wave runs, ms; undefined: as at any time. */
  waveMs: number | undefined = undefined;
  private ids = 0;
  private shop: Shop | null = null;

  get open(): Shop {
    if (this.shop === null) throw new Error('The browser is closed.');
    return this.shop;
  }
  async boot(more: Partial<ShopDeps> = {}): Promise<Shop> {
    this.shop = await openShop({
      imports: memoryImports(),
      shop: 'main',
      clock: this.clock,
      scale: () => ({ realAnchor: 0, anchor: 0, rate: 1 }),
      floorMs: () => 0,
      openStored: async () => this.disk,
      openMemory: () => memoryLog('main', { origin: 'memory', clock: this.clock }),
      sayStorage: () => phrase('worker:storage.refused'),
      secrets: { get: async () => null, put: async () => {}, remove: async () => {} },
      lease: { mayPoll: async () => true, mayAct: async () => true },
      connector: () =>
        ({ id: 'fake', waveMs: this.waveMs, parse: good, hosts: () => [], open: () => this.source() }) as unknown as Connector,
      fetch: () => Promise.reject(new Error('no network here')),
      ids: () => `id-${++this.ids}`,
      consoles: { act: async () => ({ said: 'none' }), stop: () => {} },
      watchers: () => 1,
      shown: () => new Set(),
      changed: () => {},
      beat: () => {},
      report: (where, error) => this.errors.push(`${where}: ${String(error)}`),
      ...more,
    });
    await still();
    return this.shop;
  }
  /** The browser is closed, or its worker killed: what it waited for never comes. */
  close(): void {
    this.shop?.close();
    this.shop = null;
  }
  /** Begins with a shop that has been read once. */
  async start(more: SettingsBody = {}): Promise<void> {
    await this.boot();
    await this.open.change({ ...SETTINGS, ...more }, 'options');
    await this.pass(6_000);
  }
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 1_000) {
      this.clock.advance(Math.min(1_000, left));
      await still();
    }
  }
  /** What pressing a command's button asks for. */
  wish(more: Partial<CommandIntent>): CommandIntent {
    return aPress({ command: 'drip', key: `o1:${++this.ids}`, listing: 'K', variant: 'v', skus: ['CUP'], ...more });
  }
  /** Presses it, and lets its outcome come. */
  press = (more: Partial<CommandIntent>): Promise<string | null> => this.ask(this.wish(more));
  async ask(intent: Intent): Promise<string | null> {
    const said = this.open.intent(intent, 'panel');
    await this.pass(3_000);
    return (await said)?.key ?? null;
  }
  get panel() {
    return this.open.panel(SUB);
  }
  get drip() {
    return this.panel.rows[listingId('acc', 'K')]?.variants[0]?.stock.running ?? null;
  }
  /** The commands of the audit log, oldest first. */
  async journal() {
    return (await this.audit()).filter(({ step }) => COMMAND_STEPS.includes(step));
  }
  /** All of it, oldest first. */
  async audit() {
    return (await this.open.audit()).toReversed();
  }

  private source(): Source {
    return {
      id: 'wh',
      abilities: this.canBeTold
        ? { orders: false, pause: 'flag', level: 'compareAndSet', perBuyer: false }
        : { orders: false, pause: null, level: null, perBuyer: false },
      check: async () => ({ ok: true, lines: [] }),
      positions: async () =>
        good({
          source: 'wh',
          observedAt: null,
          receivedAt: this.clock.now(),
          coverage: { kind: 'full' as const },
          positions: [aPosition('CUP', 'L', { sellable: this.level, onSale: this.onSale, ref: 'cup', title: 'Cup' })],
          problems: [],
        }),
      setFlag: async (_target, onSale) =>
        this.told(() => {
          this.onSale = onSale;
          this.flags.push(onSale);
        }),
      setLevels: async (_target, writes) => this.told(() => this.write(writes)),
      readBack: async (): Promise<Outcome<ReadBack>> => {
        await this.look;
        const levels = [{ location: 'L', level: this.level }];
        return good({ source: 'wh', sku: 'CUP', onSale: this.onSale, levels, at: this.clock.now() });
      },
    };
  }
  private told(act: () => void): Promise<Outcome<null>> {
    const how = this.refuses.shift();
    if (how === 'holds') return new Promise(() => {});
    if (how === 'refused') return Promise.resolve(bad({ kind: 'refused', say: phrase('source:problem.refused') }));
    act();
    return Promise.resolve(good(null));
  }
  private write(writes: readonly Write[]): void {
    for (const { change } of writes) {
      this.level += change ?? 0;
      this.sent.push(change ?? 0);
    }
  }
}

async function still(): Promise<void> {
  for (let n = 0; n < 8; n++) await new Promise<void>((resolve) => setImmediate(resolve));
}
