import type { Wish } from '../decide/commands/check.ts';
import { type GuardDeed, type GuardFacts, type GuardStep, guardSteps } from '../decide/commands/guard.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { Actor } from '../domain/actor.ts';
import type { SourceLevers } from '../domain/command.ts';
import { COUNTDOWN_MS, type GuardBody } from '../domain/guard.ts';
import type { CommandId, Sku } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Intent } from '../domain/intent.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import { type Acting, PASSING } from './acting.ts';
import type { Ended } from './dispatch.ts';
import { guardedStocks } from './guarded.ts';
import { titleOf } from './lines.ts';

type Deps = Acting & {
  /** So much of a person's time, by this clock: a rehearsal's runs faster, and nobody stops what is over at once. */
  readonly byClock: (realMs: number) => number;
  readonly ids: () => string;
  readonly levers: () => SourceLevers;
};
export type Guards = ReturnType<typeof createGuards>;

/** What passes by itself; another system's change does, too. */
const PASSES: ReadonlySet<string> = new Set([...PASSING, 'command:refused.disturbed']);
/** How often a SKU is looked at that no event touched: warehouses fill and numbers grow old by time alone. */
const LOOK_MS = 5_000;

/** What a SKU was looked at with. */
type Looked = Readonly<Record<'book' | 'settings' | 'levers' | 'at', unknown>>;

/** Guards at work. Every step is in the log before anything is done; of what an earlier life began nothing is done in this one. */
export function createGuards(deps: Deps) {
  const { state, append, signal } = deps;
  const ours = new Set<string>();
  const doing = new Set<string>();
  const looked = new Map<Sku, Looked>();
  let working = false;
  let again = false;
  let alarm = new AbortController();

  const runOf = (id: string) => state().ledger.guardRuns.find((run) => run.id === id);
  const say = (body: GuardBody, by: Actor) => append({ type: 'guard', actor: by, body });
  function byOf(sku: Sku): Actor {
    const by = state().ledger.settings.guards[sku]?.by;
    return by === undefined ? deps.actor() : { ...deps.actor(), name: by };
  }

  /** After every event, and when a countdown is over. */
  function run(): void {
    const { settings, guardRuns } = state().ledger;
    again = Object.keys(settings.guards).length > 0 || guardRuns.some(({ clearedAt }) => clearedAt === undefined);
    if (!again || working || signal.aborted) return;
    working = true;
    rounds()
      .catch((error: unknown) => deps.report('guard', error))
      .finally(() => {
        working = false;
        wakeNext();
      });
  }
  async function rounds(): Promise<void> {
    while (again && !signal.aborted) {
      again = false;
      await endInterrupted();
      for (const step of guardSteps(facts())) if (await mayAct(step.body)) await take(step);
    }
  }

  function facts(): GuardFacts {
    const { ledger } = state();
    const { settings, guardRuns } = ledger;
    const counting = new Set(guardRuns.flatMap(({ step, sku }) => (step === 'counting' ? sku : [])));
    const guards = Object.values(settings.guards).filter(({ sku }) => isAnother(ledger, sku) || counting.has(sku));
    const here = new Set(guards.map(({ sku }) => sku));
    return {
      now: deps.now(),
      countdownMs: deps.byClock(COUNTDOWN_MS),
      guards: Object.fromEntries(guards.map((guard) => [guard.sku, guard])),
      stocks: guards.flatMap((guard) => guardedStocks(state(), guard, deps.levers())),
      // Those whose guard is no longer there end.
      runs: guardRuns.filter(({ sku }) => here.has(sku) || settings.guards[sku] === undefined),
      ours,
      failed: failedIn(ledger),
      ids: deps.ids,
    };
  }
  /** Whether anything of a SKU is another since it was looked at last, or that was some time ago. */
  function isAnother({ books, settings }: Ledger, sku: Sku): boolean {
    const at = Math.floor(deps.now() / LOOK_MS);
    const now = { book: books[sku], settings, levers: deps.levers(), at };
    const before = looked.get(sku);
    looked.set(sku, now);
    return before === undefined || !(Object.keys(now) as (keyof typeof now)[]).every((name) => before[name] === now[name]);
  }
  const mayAct = ({ account, listing }: GuardBody) => deps.lease.mayAct(JSON.stringify([account, listing]));

  async function take({ body, deed }: GuardStep): Promise<void> {
    if (body.step === 'counting') ours.add(body.id);
    if (deed === null) await say(body, byOf(body.sku));
    else await act(body, deed);
  }

  /** Written down first. Of a stop that came at the same moment the log says which was first. */
  async function act(body: GuardBody, deed: GuardDeed): Promise<void> {
    doing.add(body.id);
    const by = byOf(body.sku);
    try {
      await say(body, by);
    } catch (error) {
      doing.delete(body.id);
      throw error;
    }
    if (runOf(body.id)?.step !== 'acted') {
      doing.delete(body.id);
      return;
    }
    // What becomes of it takes its time; other guards do not wait for that.
    void finish(body, deed, by)
      .catch((error: unknown) => deps.report('guard', error))
      .finally(() => {
        doing.delete(body.id);
        run();
      });
  }
  async function finish(body: GuardBody, deed: GuardDeed, by: Actor): Promise<void> {
    const ended = await deps.dispatcher.runOwn(wishOf(body, deed), by);
    if (signal.aborted) return;
    await say(afterwards(runOf(body.id) ?? body, ended, deps.now()), by);
  }

  /** Written down as acted by a life that ended before it could say what became of it. */
  async function endInterrupted(): Promise<void> {
    const { guardRuns, commands } = state().ledger;
    for (const run of guardRuns) {
      if (run.step !== 'acted' || run.command !== null || doing.has(run.id) || !(await mayAct(run))) continue;
      const command = Object.values(commands).find((one) => one.command.key === keyOf(run))?.command.id ?? null;
      const words = phrase('guard:refused.interrupted', { sku: run.sku });
      const at = deps.now();
      // Nothing was done: it may go off again at once, with a countdown of its own.
      const body: GuardBody =
        command === null ? { ...run, step: 'refused', at, say: words, clearedAt: at } : { ...run, at, command };
      await say(body, byOf(run.sku));
    }
  }

  /** When the next countdown is over. */
  function wakeNext(): void {
    alarm.abort();
    alarm = new AbortController();
    if (signal.aborted) return;
    const now = deps.now();
    const times = state().ledger.guardRuns.flatMap(({ step, actsAt }) => (step === 'counting' && actsAt > now ? actsAt : []));
    if (times.length > 0) deps.clock.wake(Math.min(...times), run, AbortSignal.any([alarm.signal, signal]));
  }

  /** Anyone may stop a countdown: null where that came in time, else what they must be told. */
  async function intent({ guard }: Extract<Intent, { kind: 'guard' }>, by: Actor): Promise<Phrase | null> {
    const counting = runOf(guard);
    if (counting?.step !== 'counting') return phrase('guard:tooLate');
    const title = titleOf(state().ledger, counting.sku);
    const words = by.name === '' ? phrase('guard:stopped', { title }) : phrase('guard:stoppedBy', { title, by: by.name });
    await say({ ...counting, step: 'stopped', at: deps.now(), say: words }, by);
    return runOf(guard)?.step === 'stopped' ? null : phrase('guard:tooLate');
  }

  return { run, intent };
}

const keyOf = (run: Pick<GuardBody, 'id'>): string => `guard:${run.id}`;

/** Its `because` names the guard, so that the audit log says why. */
function wishOf(body: GuardBody, { kind, stock, command, quantity }: GuardDeed): Wish {
  return {
    command,
    key: keyOf(body),
    account: body.account,
    listing: body.listing,
    variant: body.variant ?? null,
    skus: stock.skus,
    undoes: null,
    because: `guard:${kind}:${body.sku}`,
    quantity,
    via: 'api',
    ...(command === 'drip' ? { drip: { by: 'shipping', everyMs: null } as const } : {}),
  };
}

const failedIn = ({ commands, guardRuns }: Ledger): Readonly<Record<CommandId, Phrase>> =>
  Object.fromEntries(
    guardRuns.flatMap(({ command }) => {
      const { step, say } = commands[command ?? ''] ?? {};
      return command !== null && step === 'failed' && say ? [[command, say]] : [];
    }),
  );

/** Refused because something else was under way there: it counts anew, in sight of everyone. */
function afterwards(body: GuardBody, { command, say }: Ended, at: Instant): GuardBody {
  // As long as it is not confirmed nobody is told that it was done.
  if (command !== null) return { ...body, at, command, ...(say === null ? {} : { say }) };
  const refused = { ...body, step: 'refused', at, say: say ?? phrase('guard:refused.interrupted', { sku: body.sku }) } as const;
  return say !== null && PASSES.has(say.key) ? { ...refused, clearedAt: at } : refused;
}
