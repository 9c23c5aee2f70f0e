import { createDispatcher } from '../../core/app/dispatch.ts';
import { planWrites } from '../../core/decide/commands/plan.ts';
import { readingBody } from '../../core/decide/ledger/diff.ts';
import { applyEvent, emptyLedger } from '../../core/decide/ledger/ledger.ts';
import { ORDERS_KEPT, ordersBody } from '../../core/decide/ledger/orders.ts';
import { netOfDay, salesOf } from '../../core/decide/ledger/sales.ts';
import { stockOf } from '../../core/decide/ledger/stock.ts';
import type { Command, CommandBody, CommandKind, CommandTarget, ReadBack, Write } from '../../core/domain/command.ts';
import { HOUR, SECOND } from '../../core/domain/instant.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { Problem } from '../../core/domain/problem.ts';
import { realClock } from '../../core/edge/clock.ts';
import { memoryLog } from '../../core/edge/storage/memory-log.ts';
import type { Clock, Source } from '../../core/ports.ts';
import { aStream } from './events.ts';

const ACTOR = { name: 'Lin', origin: 'here', surface: 'panel' } as const;
const never = new AbortController().signal;
const REAL = { now: () => Date.now(), wake: () => {} };

export type Plan = { readonly command: Command; readonly target: CommandTarget; readonly writes: readonly Write[] };

/** A shop whose account sells from this one source: what is read and what is done goes through the log into a ledger. */
export async function foldedShop(source: Source, connector: string, clock: Clock = REAL) {
  const log = memoryLog('main', { origin: 'here', clock });
  let ledger = emptyLedger('main');
  log.subscribe((events) => {
    ledger = events.reduce(applyEvent, ledger);
  }, never);
  const now = clock.now();
  const config = { id: source.id, connector, name: 'V', role: 'both', address: '', options: {}, lagMinutes: 0 } as const;
  const account = { id: 'acc', name: '', profile: 'practice', site: '', channel: source.id, pool: null };
  const streams = [aStream('acc', now - SECOND, now + 3 * HOUR)];
  await log.append([
    { type: 'settings', actor: ACTOR, body: { sources: [config], accounts: [account], streams } },
    { type: 'tick', actor: ACTOR, body: { now, intervalMs: 5 * SECOND, start: true } },
  ]);
  let ids = 0;
  const record = (body: CommandBody) => log.append([{ type: 'command', actor: ACTOR, body }]);

  async function look(target: CommandTarget): Promise<ReadBack> {
    const back = await source.readBack?.(target, never);
    if (!back?.ok) throw new Error(back?.problem.say.key ?? 'cannot be read back');
    return back.value;
  }
  /** What would be written, as it stands at this moment. */
  async function plan(kind: CommandKind, sku: string, units = 0): Promise<Plan> {
    const stock = stockOf(ledger, sku, 'acc', null);
    const ref = stock.places[0]?.position.ref ?? null;
    const target = { source: source.id, sku, ref, units };
    const id = `c${++ids}`;
    const of = { account: 'acc', listing: sku, variant: null, targets: [target], affects: [] };
    const why = { quantity: units, undoes: null, because: null, actor: ACTOR, requestedAt: clock.now() };
    const command: Command = { id, key: `here:${id}`, kind, ...of, ...why };
    const held = (location: string) => stock.places.find(({ place }) => place.location === location)?.withheld ?? 0;
    const grounds = { held, safe: stock.safeToPromise, undone: null };
    const planned = planWrites(command, target, await look(target), source.abilities, grounds);
    if (!planned.ok) throw new Error(planned.say.key);
    if (planned.writes.length === 0) throw new Error('nothing is to be written');
    return { command, target, writes: planned.writes };
  }
  /** Journals, writes once, and journals what became of it; answers with why nothing was written, or null. */
  async function carryOut({ command, target, writes }: Plan): Promise<Problem | null> {
    await record({ step: 'requested', id: command.id, command });
    await record({ step: 'executing', id: command.id, writes, at: clock.now() });
    const isFlag = writes.some(({ lever }) => lever === 'flag');
    const said = isFlag
      ? await source.setFlag?.(target, command.kind === 'resume', command.key, never)
      : await source.setLevels?.(target, writes, command.key, never);
    if (said === undefined) throw new Error('cannot be written');
    const end = { id: command.id, at: clock.now() };
    if (!said.ok) await record({ ...end, step: 'failed', say: said.problem.say });
    else await record({ ...end, step: 'confirmed', readBack: [await look(target)] });
    return said.ok ? null : said.problem;
  }
  async function askOrders(): Promise<void> {
    const told = await source.orders?.(ledger.watermarks[source.id] ?? clock.now() - ORDERS_KEPT, never);
    if (told === undefined || (!told.ok && told.problem.kind === 'credentials')) return;
    if (!told.ok) throw new Error(told.problem.say.key);
    await log.append([{ type: 'orders', actor: ACTOR, body: ordersBody(ledger, source.id, told.value, clock.now()) }]);
  }
  const dispatcher = createDispatcher({
    log,
    clock: realClock,
    ids: () => `d${++ids}`,
    sourceOf: async () => source,
    state: () => ({ ledger, outlooks: {} }),
    lease: { mayAct: async () => true },
    signal: never,
  });
  return {
    plan,
    carryOut,
    /** The whole way of a command, from the wish to what was read back; answers with its id, or with what a person is told. */
    async run(command: CommandKind, sku: string, quantity: number | null = null, undoes: string | null = null) {
      const wish = { command, key: `here:run${++ids}`, account: 'acc', listing: sku, variant: null, skus: [sku], undoes };
      const drip = command === 'drip' ? ({ by: 'hand', everyMs: null } as const) : null;
      const ended = await dispatcher.runOwn({ ...wish, quantity, drip, because: null }, ACTOR);
      return ended.say === null ? { id: ended.command ?? '', say: null } : { id: '', say: ended.say satisfies Phrase };
    },
    /** The stock; `ask` comes after it: the orders, where they may be read. */
    async poll(ask: 'orders' | 'stock' = 'orders'): Promise<void> {
      const reading = await source.positions(never);
      if (!reading.ok) throw new Error(reading.problem.say.key);
      await log.append([{ type: 'reading', actor: ACTOR, body: readingBody(ledger, reading.value) }]);
      if (ask === 'orders') await askOrders();
    },
    askOrders,
    act: async (kind: CommandKind, sku: string, units?: number) => carryOut(await plan(kind, sku, units)),
    stock: (sku: string) => stockOf(ledger, sku, 'acc', null),
    /** Units sold in this stream, as the ledger derives them. */
    sold: (sku: string): number => salesOf(ledger, 'stream', sku).net,
    sales: (sku: string) => salesOf(ledger, 'stream', sku),
    /** Units of the day, by whoever counts. */
    today: (sku: string): number =>
      Object.values(ledger.books[sku]?.days ?? {}).reduce((sum, day) => sum + netOfDay(ledger, day), 0),
  };
}
export type FoldedShop = Awaited<ReturnType<typeof foldedShop>>;
