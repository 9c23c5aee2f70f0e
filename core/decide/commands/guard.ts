import type { CommandKind } from '../../domain/command.ts';
import type { Guard, GuardBody, GuardKind } from '../../domain/guard.ts';
import type { AccountId, CommandId, ListingKey, Sku, VariantId } from '../../domain/ids.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';

/** One SKU where it is sold: what a guard looks at. Null is unknown, and nothing is done on it. */
export type GuardedStock = {
  readonly sku: Sku;
  readonly title: string;
  readonly account: AccountId;
  readonly listing: ListingKey;
  readonly variant: VariantId | null;
  /** All that this variant uses up: what a command on it touches. */
  readonly skus: readonly Sku[];
  /** Units that one sale takes. */
  readonly unitsPerSale: number;
  /** Units that can be shipped, less those that were ordered and not seen; signed. */
  readonly left: number | null;
  /** Whether it is on sale; null where no flag says. */
  readonly onSale: boolean | null;
  /** Units that this channel may keep on sale so that not more is sold than there is; null: nothing is oversold. `known`: whether that can be said. */
  readonly oversold: { readonly known: boolean; readonly keep: number | null };
  /** Orders as a part of what the warehouse can ship, and from where on that is near; null: not known, or no stream runs. */
  readonly load: { readonly share: number; readonly near: number } | null;
  /** A drip of it runs already. */
  readonly dripping: boolean;
  /** What an API can be told; asked only when it matters. */
  readonly can: (kind: GuardKind) => boolean;
};
export type GuardFacts = {
  readonly now: Instant;
  /** How long a person has to stop one, by this clock. */
  readonly countdownMs: number;
  readonly guards: Readonly<Record<Sku, Guard>>;
  readonly stocks: readonly GuardedStock[];
  /** The last step of each that went off, newest last. */
  readonly runs: readonly GuardBody[];
  /** Those whose countdown this very worker has begun: of another's nobody knows who could see it. */
  readonly ours: ReadonlySet<string>;
  /** Commands that failed, in their words: what was not done may be tried anew, with a countdown of its own. */
  readonly failed: Readonly<Record<CommandId, Phrase>>;
  /** A fresh id at each call. */
  readonly ids: () => string;
};
export type GuardDeed = {
  readonly kind: GuardKind;
  readonly stock: GuardedStock;
  readonly command: CommandKind;
  /** Units of sale, of a limit and a drip's batch. */
  readonly quantity: number | null;
};
/** One step to be written down; with a deed it is done once that is written. */
export type GuardStep = { readonly body: GuardBody; readonly deed: GuardDeed | null };

const KINDS: readonly GuardKind[] = ['pauseAt', 'capOversold', 'waves'];

/** What guards are to do now, in order. At most one countdown runs of a SKU. */
export function guardSteps(facts: GuardFacts): readonly GuardStep[] {
  const { guards } = facts;
  const [stocks, runs] = [bySku(facts.stocks), bySku(facts.runs)];
  const turnedOff = [...runs.keys()].filter((sku) => guards[sku] === undefined).map((sku) => ({ sku, ...OFF }));
  return [...Object.values(guards), ...turnedOff].flatMap((guard) =>
    stepsOf(guard, { ...facts, stocks: stocks.get(guard.sku) ?? [], runs: runs.get(guard.sku) ?? [] }),
  );
}
function bySku<One extends { readonly sku: Sku }>(all: readonly One[]): ReadonlyMap<Sku, readonly One[]> {
  const found = new Map<Sku, One[]>();
  for (const one of all) {
    const known = found.get(one.sku);
    if (known === undefined) found.set(one.sku, [one]);
    else known.push(one);
  }
  return found;
}
const OFF: Omit<Guard, 'sku'> = { pauseAt: null, capOversold: false, wavesOf: null, mostPerHour: 1 };

/** Of one SKU, whose stocks and runs alone these facts hold. */
function stepsOf(guard: Guard, facts: GuardFacts): readonly GuardStep[] {
  const { runs } = facts;
  const steps: GuardStep[] = [];
  let counting = false;
  for (const run of runs) {
    const step = onwards(run, guard, facts);
    if (step !== null) steps.push(step);
    counting ||= run.step === 'counting' && (step === null || step.body.step === 'counting');
  }
  if (counting || steps.some(({ deed }) => deed !== null)) return steps;
  const begun = begins(guard, facts);
  return begun === null ? steps : [...steps, begun];
}

/** The next step of one that went off; null: it stands as it is. */
function onwards(run: GuardBody, guard: Guard, facts: GuardFacts): GuardStep | null {
  const { now, countdownMs } = facts;
  const stock = facts.stocks.find((one) => isOf(run, one));
  const calls = stock === undefined ? false : callsFor(run.kind, guard, stock);
  if (run.step !== 'counting') {
    const failed = run.step === 'acted' && run.command !== null ? facts.failed[run.command] : undefined;
    if (failed !== undefined) return only({ ...run, step: 'refused', at: now, say: failed, clearedAt: now });
    // What is not known does not make it over.
    return run.clearedAt === undefined && calls === false ? only({ ...run, clearedAt: now }) : null;
  }
  const drop = (why: string) =>
    only({ ...run, step: 'stopped', at: now, say: phrase(`guard:${why}`, naming(run, stock)), clearedAt: now });
  if (stock === undefined || calls === false) return drop('over');
  // Everyone has the whole of it to stop it, in sight of whoever watches.
  const isLate = now > run.actsAt + countdownMs;
  if (calls !== null && (isLate || !facts.ours.has(run.id))) return only({ ...run, actsAt: now + countdownMs, at: now });
  // A worker that has just woken knows nothing for a moment.
  if (isLate) return drop('unknown');
  if (calls === null || now < run.actsAt || !facts.ours.has(run.id)) return null;
  const say = sayOf('acted', run.kind, guard, stock);
  return { body: { ...run, step: 'acted', at: now, say }, deed: deedOf(run.kind, guard, stock) };
}

/** The first that is called for and has not gone off for it before. */
function begins(guard: Guard, facts: GuardFacts): GuardStep | null {
  for (const kind of KINDS)
    for (const stock of facts.stocks) {
      if (callsFor(kind, guard, stock) !== true || !isNeeded(kind, stock)) continue;
      if (facts.runs.some((run) => run.kind === kind && isOf(run, stock) && run.clearedAt === undefined)) continue;
      return started(kind, guard, stock, facts);
    }
  return null;
}

function started(kind: GuardKind, guard: Guard, stock: GuardedStock, { now, countdownMs, ids, runs }: GuardFacts): GuardStep {
  const { sku, account, listing, variant } = stock;
  const body = { id: ids(), sku, kind, account, listing, variant, at: now, command: null };
  const acts = runs.filter(({ step, command: by, at }) => (step === 'acted' || by !== null) && now - at < HOUR).length;
  const refused = !stock.can(kind) ? 'noApi' : acts >= guard.mostPerHour ? 'tooOften' : null;
  if (refused === null) {
    return only({ ...body, step: 'counting', actsAt: now + countdownMs, say: sayOf('counting', kind, guard, stock) });
  }
  const values = { ...naming({ sku }, stock), most: guard.mostPerHour };
  return only({
    ...body,
    step: 'refused',
    actsAt: now,
    say: phrase(`guard:refused.${refused === 'noApi' ? `noApi.${kind}` : refused}`, values),
  });
}

const only = (body: GuardBody): GuardStep => ({ body, deed: null });

/** Of which SKU where: a channel is told once, whichever of its listings it is told by. */
const isOf = (run: Pick<GuardBody, 'sku' | 'account'>, stock: GuardedStock): boolean =>
  run.sku === stock.sku && run.account === stock.account;

/** Whether things are so that this guard is there for; null: not known. */
function callsFor(kind: GuardKind, guard: Guard, { left, oversold, load }: GuardedStock): boolean | null {
  if (kind === 'pauseAt') return guard.pauseAt === null ? false : left === null ? null : left <= guard.pauseAt;
  if (kind === 'capOversold') return !guard.capOversold ? false : oversold.known ? oversold.keep !== null : null;
  return guard.wavesOf === null ? false : load === null ? null : load.share >= load.near;
}

/** Whether there is anything left to be done about it. */
const isNeeded = (kind: GuardKind, { onSale, dripping }: GuardedStock): boolean =>
  kind === 'waves' ? !dripping && onSale !== false : onSale !== false;

/** Where nothing may stay on sale, a limit is a pause. */
function deedOf(kind: GuardKind, guard: Guard, stock: GuardedStock): GuardDeed {
  if (kind === 'waves') return { kind, stock, command: 'drip', quantity: guard.wavesOf };
  const keep = kind === 'pauseAt' ? 0 : Math.max(0, Math.floor((stock.oversold.keep ?? 0) / stock.unitsPerSale));
  return keep === 0 ? { kind, stock, command: 'pause', quantity: null } : { kind, stock, command: 'limit', quantity: keep };
}

function sayOf(step: 'counting' | 'acted', kind: GuardKind, guard: Guard, stock: GuardedStock): Phrase {
  const { quantity } = deedOf(kind, guard, stock);
  const n = quantity ?? (kind === 'pauseAt' ? (guard.pauseAt ?? 0) : 0);
  const percent = Math.round(100 * Math.min(stock.load?.share ?? 0, 9.99));
  return phrase(`guard:${step}.${kind}`, { ...naming(stock, stock), n, left: stock.left ?? 0, percent });
}

const naming = ({ sku }: { readonly sku: Sku }, stock: GuardedStock | undefined) => ({ sku, title: stock?.title ?? sku });
