import { type DispatchDeps, type Dispatcher, dispatcherOver } from '../../core/app/dispatch.ts';
import type { CommandFacts, SkuPlace } from '../../core/decide/commands/facts.ts';
import { foldJournal } from '../../core/decide/commands/steps.ts';
import { type CommandBody, type CommandKind, landed, type ReadBack } from '../../core/domain/command.ts';
import type { Draft } from '../../core/domain/event.ts';
import type { Sku } from '../../core/domain/ids.ts';
import type { Instant } from '../../core/domain/instant.ts';
import type { CommandIntent } from '../../core/domain/intent.ts';
import { listingId } from '../../core/domain/listing.ts';
import { phrase } from '../../core/domain/phrase.ts';
import { bad, good, type Outcome, type ProblemKind } from '../../core/domain/problem.ts';
import { EMPTY_SETTINGS } from '../../core/domain/settings.ts';
import type { Clock, Source } from '../../core/ports.ts';
import { aPress } from './command.ts';
import { placeOfSku } from './place.ts';
import { FlagSystem, type Order, StockSystem, type System } from './systems.ts';

/** What the system does with one write. `Late`: it answers nothing and does it that many ms later. */
export type Sent =
  | 'does'
  | 'refuses'
  | 'losesAnswer'
  | 'losesWrite'
  | 'fails500AndDoes'
  | 'hangsAndDoes'
  /** A browser sends it again by itself where a kept connection breaks. */
  | 'comesTwice'
  | { readonly late: number };
/** What it says when it is read. `blind`: planning does not see how things stand. */
export type Told = 'truth' | 'timeout' | 'hangs' | 'throws' | 'old';
export type Script = {
  readonly sent: readonly Sent[];
  readonly told: readonly Told[];
  readonly plan?: ProblemKind | 'hangs';
  readonly blind?: boolean;
};

type Append = (drafts: readonly Draft[]) => Promise<[]>;
export type Mistake = {
  readonly append?: (append: Append) => Append;
  readonly source?: (source: Source) => Source;
};

/** How far a slow replica is behind, ms. */
export const REPLICA_LAG = 3_000;
export const ACTOR = { name: 'Lin', origin: 'here', surface: 'panel' } as const;
const sum = <T>(all: readonly T[], units: (one: T) => number): number => all.reduce((total, one) => total + units(one), 0);
const never = <T>(): Promise<T> => new Promise<T>(() => {});
const wrong = <T>(kind: ProblemKind): Outcome<T> => bad({ kind, say: phrase(`source:problem.${kind}`) });

const listingOf = (key: string, skus: readonly Sku[]) => ({
  account: 'acc',
  key,
  title: '',
  variants: skus.map((sku) => ({ id: sku, title: '', components: [{ sku, unitsPerSale: 1 }] })),
});

/**
 * A system with a ledger of its own, a journal on disk and a worker that can be killed at any call to the world:
 * what a killed worker was about to do never happens, what it was waiting for never comes.
 */
export class CommandWorld {
  now: Instant = 1_800_000_000_000;
  readonly system: System;
  readonly journal: CommandBody[] = [];
  /** Every write that was sent, with whether its command was journalled as executing by then. */
  readonly sends: { readonly key: string; readonly journalled: boolean }[] = [];
  /** Keys of commands of which the system has really done something. */
  readonly done = new Set<string>();
  /** Which SKU each command has really reached. */
  readonly reached: { readonly key: string; readonly sku: Sku }[] = [];
  /** What was last read of each SKU by a good look. */
  readonly lastRead = new Map<Sku, boolean>();
  readonly falseConfirms: string[] = [];
  /** The number of the call to the world at which the worker dies, and whether before or after it took effect. */
  crashAt: readonly { readonly call: number; readonly after: boolean }[] = [];
  /** Before each call to the world buyers take so many of the first SKU. */
  buys: number[] = [];
  /** When another system was last seen to write. */
  othersAt: Instant | null = null;
  /** What is built wrongly, to show that it would be noticed. */
  mistake: Mistake = {};
  journalRefuses = false;
  crashes = 0;
  private calls = 0;
  private life = 0;
  private ids = 0;
  private wakes: { at: Instant; due: () => void; signal: AbortSignal }[] = [];
  private sentCount = 0;
  private toldCount = 0;
  private readonly script: Script;
  private readonly skus: readonly Sku[];
  private readonly listings: Readonly<Record<string, readonly Sku[]>>;

  /** `listings`: by key, the SKUs of each; one of all of them where none are given. */
  constructor(
    skus: readonly Sku[],
    script: Script,
    system: System = new FlagSystem(skus, true),
    listings: Readonly<Record<string, readonly Sku[]>> = { L: skus },
  ) {
    this.listings = listings;
    this.skus = skus;
    this.script = script;
    this.system = system;
  }

  /** What a system that has only a flag really does with each SKU. */
  get onSale(): Record<Sku, boolean> {
    return this.system instanceof FlagSystem ? this.system.onSale : {};
  }

  facts = (): Omit<CommandFacts, 'levers'> => ({
    settings: {
      ...EMPTY_SETTINGS,
      sources: {
        shop: { id: 'shop', connector: 'fake', name: 'Shop', role: 'both', address: '', options: {}, lagMinutes: 0 },
      },
      listings: Object.fromEntries(
        Object.entries(this.listings).map(([key, skus]) => [listingId('acc', key), listingOf(key, skus)]),
      ),
    },
    consoles: {},
    promise: (_, sku) => sum(this.placesOf(sku), ({ level, withheld }) => (level ?? 0) + withheld),
    now: this.now,
    intervalMs: 5_000,
    commands: Object.fromEntries(foldJournal(this.journal).map((state) => [state.command.id, state])),
    places: (sku) => (this.skus.includes(sku) ? this.placesOf(sku) : []),
  });

  /** As an ideal ledger has it: what the system shows now, and what our own commands took from there and gave back. */
  private placesOf(sku: Sku): readonly SkuPlace[] {
    const writes = foldJournal(this.journal).flatMap(landed);
    const { levels } = this.system.shows(sku, this.now);
    if (levels.length === 0) return [placeOfSku(sku, null)];
    return levels.map(({ location, level }) => {
      const here = writes.filter((write) => write.sku === sku && write.place.location === location);
      return placeOfSku(sku, null, {
        place: { source: 'shop', location },
        level,
        withheld: 0 - sum(here, ({ change }) => change ?? 0),
        othersAt: this.othersAt,
      });
    });
  }

  intent(key: string, command: CommandKind = 'pause', more: Partial<CommandIntent> = {}): CommandIntent {
    return aPress({ command, key, skus: this.skus, ...more });
  }

  /** A worker wakes. */
  start(more: Partial<DispatchDeps> & { readonly durable?: () => boolean } = {}): Dispatcher {
    this.life += 1;
    const life = this.life;
    const source = this.mistake.source?.(this.source(life)) ?? this.source(life);
    const writes = (drafts: readonly Draft[]) => this.call(life, async () => this.write(drafts));
    const append = this.mistake.append?.(writes) ?? writes;
    return dispatcherOver(
      {
        log: { append, ...(more.durable ? { durable: more.durable } : {}) },
        clock: this.clock(life),
        ids: () => `c${++this.ids}`,
        sourceOf: async () => source,
        lease: { mayAct: async () => true },
        signal: new AbortController().signal,
        ...more,
      },
      this.facts,
    );
  }

  /** Whether the worker has been killed since that life began. */
  get killed(): boolean {
    return this.crashes >= this.life;
  }

  /** Time passes: everything that falls due within `ms` happens, in order. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (await this.still(); ; await this.still()) {
      this.wakes = this.wakes.filter(({ signal }) => !signal.aborted);
      const next = this.wakes.reduce<(typeof this.wakes)[number] | null>((a, b) => (a === null || b.at < a.at ? b : a), null);
      if (next === null || next.at > end) break;
      this.wakes = this.wakes.filter((one) => one !== next);
      this.now = Math.max(this.now, next.at);
      next.due();
    }
    this.now = end;
  }

  /** Until every promise that can go on has. */
  private async still(): Promise<void> {
    for (let n = 0; n < 3; n += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  private clock(life: number): Clock {
    return {
      now: () => this.now,
      wake: (at, then, signal) => {
        if (!signal.aborted)
          this.wakes.push({ at, due: () => (life === this.life && !this.killed ? then() : undefined), signal });
      },
    };
  }

  /** One call to the world, at which the worker may die. */
  private async call<T>(life: number, act: () => Promise<T>): Promise<T> {
    if (life !== this.life || this.killed) return never();
    this.calls += 1;
    const [first] = this.skus;
    if (this.system instanceof StockSystem && first !== undefined) this.system.buy(first, this.buys.shift() ?? 0, this.now);
    const crash = this.crashAt.find(({ call }) => call === this.calls);
    if (crash !== undefined && !crash.after) {
      this.crashes = life;
      return never();
    }
    const result = act();
    if (crash !== undefined) this.crashes = life;
    const value = await result;
    return this.crashes >= life ? never() : value;
  }

  private write(drafts: readonly Draft[]): [] {
    if (this.journalRefuses) throw new Error('storage refused');
    for (const draft of drafts) {
      if (draft.type !== 'command') throw new Error(`unexpected ${draft.type}`);
      this.journal.push(draft.body);
      // What a person says was not read.
      if (draft.body.step === 'confirmed' && draft.body.say === undefined) this.checkConfirm(draft.body.id);
    }
    return [];
  }

  private checkConfirm(id: string): void {
    if (!(this.system instanceof FlagSystem)) return;
    const command = foldJournal(this.journal).find((state) => state.command.id === id)?.command;
    const wanted = command?.kind === 'resume';
    if (command?.targets.some(({ sku }) => this.lastRead.get(sku) !== wanted)) this.falseConfirms.push(id);
  }

  private source(life: number): Source {
    return {
      id: 'shop',
      abilities: { orders: false, ...this.system.levers },
      check: never,
      positions: never,
      setFlag: ({ sku }, flag, key) => this.call(life, () => this.receive(sku, { flag }, key)),
      setLevels: ({ sku }, writes, key) => this.call(life, () => this.receive(sku, { writes }, key)),
      setPerBuyer: ({ sku }, perBuyer, key) => this.call(life, () => this.receive(sku, { perBuyer }, key)),
      readBack: ({ sku }) => (this.isPlanning() ? this.stands(life, sku) : this.call(life, () => this.tell(sku))),
    };
  }

  /** The look before anything is journalled as being done. */
  private isPlanning(): boolean {
    return foldJournal(this.journal).at(-1)?.step === 'requested';
  }
  private stands(life: number, sku: Sku): Promise<Outcome<ReadBack>> {
    const { plan, blind } = this.script;
    if (plan === 'hangs') return never();
    if (plan !== undefined) return this.call(life, async () => wrong(plan));
    return this.call(life, async () => {
      const shown = this.system.shows(sku, this.now);
      return good({ source: 'shop', sku, ...shown, ...(blind ? { onSale: null } : {}), at: this.now });
    });
  }

  private receive(sku: Sku, order: Order, key: string): Promise<Outcome<null>> {
    const [origin = ''] = key.split('/');
    const open = foldJournal(this.journal).find(({ command }) => command.key === origin);
    this.sends.push({ key, journalled: open !== undefined && open.step !== 'requested' });
    const how = this.script.sent[this.sentCount++] ?? 'does';
    const does = () => {
      const done = this.system.does(sku, order, this.now, key);
      if (done) this.done.add(origin);
      if (done) this.reached.push({ key: origin, sku });
      return done;
    };
    if (typeof how === 'object') {
      this.wakes.push({ at: this.now + how.late, due: () => void does(), signal: new AbortController().signal });
      return Promise.resolve(wrong('timeout'));
    }
    if (how === 'refuses') return Promise.resolve(wrong('refused'));
    if (how !== 'losesWrite' && !does()) return Promise.resolve(wrong('refused'));
    if (how === 'comesTwice') does();
    if (how === 'hangsAndDoes') return never();
    if (how === 'does' || how === 'comesTwice') return Promise.resolve(good(null));
    return Promise.resolve(wrong(how === 'fails500AndDoes' ? 'server' : 'timeout'));
  }

  private tell(sku: Sku): Promise<Outcome<ReadBack>> {
    const how = this.script.told[this.toldCount++] ?? 'truth';
    if (how === 'hangs') return never();
    if (how === 'throws') return Promise.reject(new Error('a defect'));
    if (how === 'timeout') return Promise.resolve(wrong('timeout'));
    const until = how === 'old' ? this.now - REPLICA_LAG : this.now;
    const shown = this.system.shows(sku, until);
    if (shown.onSale !== null) this.lastRead.set(sku, shown.onSale);
    return Promise.resolve(good({ source: 'shop', sku, ...shown, at: this.now }));
  }
}
