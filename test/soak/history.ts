import fc from 'fast-check';
import type { Dispatcher } from '../../core/app/dispatch.ts';
import { foldJournal } from '../../core/decide/commands/steps.ts';
import { type CommandKind, isOpen, landed } from '../../core/domain/command.ts';
import type { Sku } from '../../core/domain/ids.ts';
import { ACTOR, CommandWorld, type Mistake, REPLICA_LAG, type Sent, type Told } from '../builders/command-world.ts';
import { FlagSystem, StockSystem } from '../builders/systems.ts';

const HOUR = 3_600_000;
/** The person hears by then, ms. */
const HEARS = 10_000;
const SKUS = ['A', 'B', 'C'] as const;
/** Two of the links sell the same SKU, one sells two. */
const LISTINGS: Readonly<Record<string, readonly Sku[]>> = { L1: ['A'], L2: ['B'], L3: ['C'], L4: ['A'], L5: ['B', 'C'] };
const KEYS = Object.keys(LISTINGS);

type Press = {
  readonly is: 'press';
  readonly kind: CommandKind;
  readonly listing: string;
  readonly quantity: number;
  readonly undoes: boolean;
};
/** What happens, one thing after the other. `again`: a surface sends once more what it never had an answer to. */
export type Happening =
  | Press
  | { readonly is: 'again' }
  | { readonly is: 'pass'; readonly ms: number }
  | { readonly is: 'buy'; readonly sku: Sku; readonly units: number }
  /** An ERP pushes its own figure: exactly what we withhold comes back, and is withheld no longer. */
  | { readonly is: 'push'; readonly sku: Sku }
  /** Another person counts anew. */
  | { readonly is: 'bring'; readonly sku: Sku; readonly place: string; readonly units: number };
export type History = {
  readonly flag: boolean;
  readonly tellsOnHand: boolean;
  readonly lever: 'adjust' | 'compareAndSet';
  readonly stock: Readonly<Record<string, number>>;
  readonly sent: readonly Sent[];
  readonly told: readonly Told[];
  readonly crashes: readonly { readonly call: number; readonly after: boolean }[];
  readonly happens: readonly Happening[];
};

const sent = fc.oneof(
  fc.constantFrom<Sent>('does', 'does', 'refuses', 'losesAnswer', 'losesWrite', 'fails500AndDoes', 'hangsAndDoes', 'comesTwice'),
  fc.integer({ min: 1, max: 50_000 }).map((late): Sent => ({ late })),
);
const sku = fc.constantFrom<Sku>(...SKUS);
const place = fc.constantFrom('x', 'y');
/**
 * Never just as many as a command takes or gives back: nobody can tell that from our own write, or from one that did not land.
 */
const units = fc.oneof(fc.integer({ min: -160, max: -121 }), fc.integer({ min: 121, max: 160 }));
const press: fc.Arbitrary<Press> = fc.record({
  is: fc.constant('press'),
  kind: fc.constantFrom<CommandKind>('pause', 'resume', 'limit', 'restore', 'release', 'takeBack', 'drip'),
  listing: fc.constantFrom(...KEYS),
  quantity: fc.integer({ min: 1, max: 60 }),
  undoes: fc.boolean(),
});
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: press },
  { weight: 1, arbitrary: fc.constant({ is: 'again' as const }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 90_000 }) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('buy' as const), sku, units: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('push' as const), sku }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('bring' as const), sku, place, units }) },
);
export const histories: fc.Arbitrary<History> = fc.record({
  flag: fc.boolean(),
  tellsOnHand: fc.boolean(),
  lever: fc.constantFrom('adjust' as const, 'compareAndSet' as const),
  stock: fc.record({ x: fc.integer({ min: 0, max: 80 }), y: fc.integer({ min: 0, max: 40 }) }),
  sent: fc.array(sent, { maxLength: 6 }),
  told: fc.array(fc.constantFrom<Told>('truth', 'timeout', 'hangs', 'old', 'throws'), { maxLength: 8 }),
  crashes: fc.array(fc.record({ call: fc.integer({ min: 1, max: 40 }), after: fc.boolean() }), { maxLength: 3 }),
  happens: fc.array(happening, { minLength: 1, maxLength: 8 }),
});

/** A law that a history broke. */
export class Broken extends Error {
  override name = 'Broken';
}
function law(holds: boolean, what: string): void {
  if (!holds) throw new Broken(what);
}

/** Plays a history to its end and an hour beyond, in as many lives of the worker as it takes; throws where a law is broken. */
export async function play(
  history: History,
  mistake: Mistake & { readonly again?: (key: string) => string } = {},
): Promise<void> {
  const { flag, tellsOnHand, lever, stock, sent: sends, told, crashes, happens } = history;
  const everywhere = Object.fromEntries(SKUS.map((one) => [one, stock]));
  const system = flag ? new FlagSystem(SKUS, true) : new StockSystem(everywhere, { tellsOnHand, lever });
  const world = new CommandWorld(SKUS, { sent: sends, told }, system, LISTINGS);
  world.crashAt = crashes;
  world.mistake = mistake;
  const run = createRun(world, mistake.again ?? ((key) => key));
  for (const one of happens) await run.happen(one);
  await run.toTheEnd();
  lawsOf(world, run.waits, run.wasPushed());
  // What is withheld under a pushed figure is the ledger's to tell, from readings.
  if (system instanceof StockSystem && !run.wasPushed()) unitsOf(world, system, everywhere);
}

/** Puts back in each place what was taken there; answers in how many. */
function push({ journal, now }: CommandWorld, system: StockSystem, of: Sku): number {
  const held = new Map<string, number>();
  for (const { place, sku: at, change } of foldJournal(journal).flatMap(landed))
    if (at === of) held.set(place.location, (held.get(place.location) ?? 0) - (change ?? 0));
  const taken = [...held].filter(([, withheld]) => withheld > 0);
  for (const [location, withheld] of taken) system.bring(of, location, withheld, now);
  return taken.length;
}

/** A worker in its lives, and the surface that presses. */
function createRun(world: CommandWorld, again: (key: string) => string) {
  let dispatcher: Dispatcher = world.start();
  let asks = 0;
  let last: { readonly key: string; readonly one: Press } | null = null;
  const waits: number[] = [];
  let pushes = 0;

  function ask(key: string, { kind, listing, quantity, undoes }: Press): void {
    const states = foldJournal(world.journal).filter(({ command }) => command.listing === listing);
    const more = {
      quantity,
      undoes: undoes ? (states.at(-1)?.command.id ?? null) : null,
      drip: { by: 'hand', everyMs: null } as const,
    };
    const askedAt = world.now;
    const life = dispatcher;
    const skus = LISTINGS[listing] ?? [];
    // Who dies meanwhile says nothing: the next life does, by what it reads.
    void life
      .run(world.intent(key, kind, { ...more, listing, skus }), ACTOR)
      .then(() => life === dispatcher && waits.push(world.now - askedAt));
  }
  async function revive(): Promise<void> {
    while (world.killed) {
      await world.pass(REPLICA_LAG);
      dispatcher = world.start();
      void dispatcher.recover();
      await world.pass(1_000);
    }
  }
  /** Who is asked looks in the system itself, and says what is true there. */
  async function people(): Promise<void> {
    for (const { command, step, writes } of foldJournal(world.journal)) {
      if (step !== 'unknown') continue;
      const done = writes.filter((one) => world.reached.some(({ key, sku: at }) => key === command.key && at === one.sku));
      const skus = [...new Set(done.map((one) => one.sku))];
      // The worker may die of this, too.
      void dispatcher.settleBy(command.id, skus.length > 0 ? 'done' : 'notDone', ACTOR, skus);
      await world.pass(1_000);
    }
  }
  async function happen(one: Happening): Promise<void> {
    if (one.is === 'press') {
      asks += 1;
      last = { key: `here:${asks}`, one };
      ask(last.key, one);
      await world.pass(50);
    }
    if (one.is === 'again' && last !== null) ask(again(last.key), last.one);
    if (one.is === 'pass') await world.pass(one.ms);
    const { system } = world;
    if (one.is === 'buy' && system instanceof StockSystem) system.buy(one.sku, one.units, world.now);
    if (one.is === 'push' && system instanceof StockSystem) pushes += push(world, system, one.sku);
    if (one.is === 'bring' && system instanceof StockSystem) system.bring(one.sku, one.place, one.units, world.now);
    await revive();
  }
  return {
    waits,
    wasPushed: () => pushes > 0,
    happen,
    async toTheEnd() {
      for (let n = 0; n < 6; n += 1) {
        await world.pass(HOUR);
        await revive();
        await people();
      }
    },
  };
}

function lawsOf(world: CommandWorld, waits: readonly number[], wasPushed: boolean): void {
  const states = foldJournal(world.journal);
  const keys = world.sends.map(({ key }) => key);
  law(
    states.every(({ step }) => !isOpen(step)),
    'a command never ended',
  );
  law(
    world.sends.every(({ journalled }) => journalled),
    'sent before it was journalled',
  );
  law(new Set(keys).size === keys.length, 'sent twice');
  law(
    waits.every((ms) => ms <= HEARS),
    'nobody heard within ten seconds',
  );
  const commands = new Map(states.map(({ command, step }) => [command.key, { command, step }]));
  for (const { key, sku: reached } of world.reached) {
    const known = commands.get(key);
    law(known !== undefined, 'done without a command');
    law(LISTINGS[known?.command.listing ?? '']?.includes(reached) ?? false, 'another listing was reached');
  }
  // A flag that stands as it was wanted is confirmed, whoever set it; a quantity only by our own write, or by an ERP that
  // happens to push that very figure.
  for (const { command, step } of commands.values())
    if (step === 'confirmed' && world.system instanceof StockSystem && !wasPushed)
      law(world.done.has(command.key), 'confirmed and not done');
  law(world.falseConfirms.length === 0, 'confirmed and not so');
  law(
    new Set(states.map(({ command }) => command.key.replace(/~.*$/, ''))).size === states.length,
    'one wish became two commands',
  );
}

/** Every unit is on sale, sold, brought by others or withheld by what the journal says. */
function unitsOf(world: CommandWorld, system: StockSystem, stock: Readonly<Record<Sku, Readonly<Record<string, number>>>>): void {
  const landedWrites = foldJournal(world.journal).flatMap(landed);
  const withheld = landedWrites.reduce((units, { change }) => units - (change ?? 0), 0);
  const all = Object.values(stock)
    .flatMap(Object.values<number>)
    .reduce((sum, one) => sum + one, 0);
  const there = SKUS.reduce((sum, one) => sum + system.total(one), 0);
  law(there + system.sold + withheld === all + system.brought, 'units were lost or made');
}
