import { type CommandState, type DripPace, isOpen } from '../../domain/command.ts';
import type { DripBody } from '../../domain/guard.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { DripRow, StockActs } from '../../domain/view.ts';

/** All that a drip is decided on. Units of sale throughout; null is unknown. */
export type DripFacts = {
  readonly now: Instant;
  readonly drip: CommandState;
  /** In the order in which they were asked for. */
  readonly batches: readonly CommandState[];
  /** What the log last said of it beside its commands. */
  readonly said: DripBody | null;
  /** Other commands on its listing or its stock that were asked for after it, in order. */
  readonly others: readonly CommandState[];
  readonly byPage: boolean;
  readonly stock: Pick<StockActs, 'sellable' | 'withheld' | 'mayRelease'>;
  /** What the warehouse can still ship beyond what is on sale; null: nobody has set what it can. */
  readonly room: number | null;
  /** It began in a stream that is over since then. */
  readonly streamOverAt: Instant | null;
  /** When the worker was last back after it had been away for longer than one and a half intervals. */
  readonly backAt: Instant | null;
};
type Why = DripBody['why'];
/** `nothing`: not yet, and why where that is worth a word. */
export type DripNext =
  | { readonly do: 'nothing'; readonly why: Phrase | null }
  | { readonly do: 'release'; readonly units: number }
  | { readonly do: 'wait'; readonly why: Why }
  | { readonly do: 'end'; readonly why: Why };

const nothing = (why: string | null = null, values?: Record<string, number>): DripNext => ({
  do: 'nothing',
  why: why === null ? null : phrase(`drip:holds.${why}`, values),
});
const wait = (why: Why): DripNext => ({ do: 'wait', why });

/** What the worker is to do about a drip now, by itself. The first that applies, in the order in which it matters. */
export function dripNext(facts: DripFacts): DripNext {
  const { drip, said, others, stock } = facts;
  if (drip.step !== 'confirmed' || isOver(said)) return nothing();
  const under = underWay(facts);
  if (under !== null) return under;
  if (others.some(endsIt)) return { do: 'end', why: 'changed' };
  if (stock.withheld <= 0) return { do: 'end', why: isReverted(facts) ? 'changed' : 'soldOut' };
  if (said?.step === 'waits') return nothing();
  if (facts.byPage) return byPerson(facts);
  const pace = paceOf(facts);
  if (pace.by === 'hand') return nothing('hand');
  const why = inTheWay(facts);
  if (why !== null) return wait(why);
  return pace.by === 'time' ? byTime(facts) : byShipping(facts);
}

/** Never two at a time on one stock. What nobody knows the outcome of needs a person's eye before anything else is done. */
function underWay({ batches, others, said, ...facts }: DripFacts): DripNext | null {
  const last = batches.at(-1);
  if (last?.step === 'unknown') {
    const isSaid = said?.step === 'waits' || facts.byPage || paceOf(facts).by === 'hand';
    return isSaid ? nothing('unknown') : wait('unknown');
  }
  if (last !== undefined && isOpen(last.step)) return nothing('batch');
  return others.some(({ step }) => isOpen(step)) ? nothing('busy') : null;
}

/** What a person should look at before it goes on by itself. */
function inTheWay(facts: DripFacts): Why | null {
  const { batches, others } = facts;
  const paused = others.some((state) => state.command.kind === 'pause' && state.step !== 'failed' && isNews(state, facts));
  if (paused || isReverted(facts)) return 'changed';
  const last = batches.at(-1);
  if (last?.step === 'failed' && isNews(last, facts)) return 'failed';
  return facts.streamOverAt !== null && facts.streamOverAt > resumedAt(facts) ? 'stream' : null;
}

/** A person presses *next*: whatever the pace, as much as may be; else why not. */
export function dripByHand(
  facts: DripFacts,
): { readonly ok: true; readonly units: number } | { readonly ok: false; readonly say: Phrase } {
  const { drip, said, batches, others, stock, room } = facts;
  const no = (why: string) => ({ ok: false, say: phrase(`drip:refused.${why}`) }) as const;
  if (drip.step !== 'confirmed' || isOver(said) || others.some(endsIt)) return no('over');
  if (batches.some(({ step }) => isOpen(step))) return no('batch');
  if (others.some(({ step }) => isOpen(step))) return no('busy');
  const most = mostNow(facts) ?? (facts.byPage ? pageBatch(facts) : null);
  if (most === null) return no('stale');
  if (most >= 1) return { ok: true, units: most };
  return no(stock.withheld <= 0 ? 'soldOut' : room !== null && room < 1 ? 'full' : 'promised');
}

const isOver = (said: DripBody | null): boolean => said?.step === 'stopped' || said?.step === 'ended';

/** Another system has written over it, and no person has looked at that since. */
const isReverted = (facts: DripFacts): boolean =>
  [facts.drip, ...facts.batches].some(({ revertedAt }) => revertedAt !== null && revertedAt > resumedAt(facts));

/** What takes the place of a drip: its undo, a limit, another drip. */
const endsIt = ({ command: { kind, per }, step }: CommandState): boolean =>
  step === 'confirmed' && per === undefined && (kind === 'restore' || kind === 'limit' || kind === 'drip');

/** Since the drip went on last nobody has looked at this. */
const isNews = ({ at }: CommandState, facts: DripFacts): boolean => at > resumedAt(facts);
const resumedAt = ({ drip, said }: DripFacts): Instant => (said?.step === 'goesOn' ? said.at : drip.at);

const paceOf = ({ drip }: Pick<DripFacts, 'drip'>): DripPace => {
  const pace = drip.command.drip ?? { by: 'hand', everyMs: null };
  return pace.by === 'time' && pace.everyMs === null ? { by: 'hand', everyMs: null } : pace;
};

const lastAt = ({ drip, batches }: DripFacts): Instant => batches.at(-1)?.at ?? drip.at;

/** At its time, or within half an interval after it; later than that nobody was there, and nothing is caught up. */
function byTime(facts: DripFacts): DripNext {
  const { now, stock, room, backAt } = facts;
  const every = paceOf(facts).everyMs ?? 0;
  const due = lastAt(facts) + every;
  if (now < due) return nothing();
  const isLate = now - Math.max(due, resumedAt(facts)) > every / 2;
  const most = mostNow(facts);
  if (isLate) return wait(most === null && !(backAt !== null && backAt > due) ? 'stale' : 'closed');
  if (most === null) return nothing('stale');
  if (most >= 1) return { do: 'release', units: most };
  return wait(room !== null && room < 1 && stock.mayRelease !== 0 ? 'capacity' : 'soldOut');
}

/** When the last batch is sold and the warehouse can ship another. */
function byShipping(facts: DripFacts): DripNext {
  const { now, stock, room, backAt } = facts;
  const since = Math.max(lastAt(facts), resumedAt(facts));
  if (backAt !== null && backAt > since) return wait('closed');
  if (now < lastAt(facts) + (paceOf(facts).everyMs ?? 0)) return nothing();
  if (room === null) return nothing('noCapacity');
  if (stock.sellable === null) return nothing('stale');
  if (stock.sellable > 0) return nothing('onSale');
  if (room < 1) return nothing('full');
  const most = mostNow(facts);
  if (most === null) return nothing('stale');
  return most >= 1 ? { do: 'release', units: most } : wait('soldOut');
}

/** A batch, or what there is of it: within what we withhold, what may be promised and what can be shipped. */
function mostNow({ drip, stock, room }: DripFacts): number | null {
  if (stock.mayRelease === null) return null;
  const most = Math.min(drip.command.quantity ?? 0, stock.withheld, stock.mayRelease, room ?? Number.POSITIVE_INFINITY);
  return Math.max(0, Math.floor(most));
}

/** Where it is not known what may be released on a page: the command says why when a person asks for it. */
const pageBatch = ({ drip, stock }: DripFacts): number => Math.min(drip.command.quantity ?? 0, stock.withheld);

/** By page nothing runs by itself: when its time has come that is said, and stays so until a person starts it. Nothing piles up. */
function byPerson(facts: DripFacts): DripNext {
  const { streamOverAt, stock, room } = facts;
  if (streamOverAt !== null && streamOverAt > resumedAt(facts)) return wait('stream');
  const pace = paceOf(facts);
  if (pace.by === 'hand') return nothing('byPage');
  if (facts.now < lastAt(facts) + (pace.everyMs ?? 0)) return nothing('byPerson');
  if (pace.by === 'shipping') {
    if (room === null) return nothing('noCapacity');
    if (stock.sellable === null) return nothing('pageUnread');
    if (stock.sellable > 0) return nothing('onSale');
  }
  if (room !== null && room < 1) return nothing('full');
  const n = mostNow(facts);
  if (n === null) return nothing(stock.sellable === null ? 'pageUnread' : 'stale');
  return n < 1 ? nothing('promised') : nothing('due', { n });
}

/** How a drip stands, as surfaces show it; null before it has begun. Nothing in it moves by the clock alone. */
export function dripRow(facts: DripFacts): DripRow | null {
  const { drip, batches, said } = facts;
  if (drip.step !== 'confirmed') return null;
  const batch = drip.command.quantity ?? 0;
  const done = batches.filter(({ step }) => step === 'confirmed');
  const pace = drip.command.drip ?? { by: 'hand', everyMs: null };
  const state = stateOf(said);
  const dueAt = state === 'running' && pace.everyMs !== null ? lastAt(facts) + pace.everyMs : null;
  return {
    command: drip.command.id,
    batch,
    batches: 1 + done.length,
    released: done.reduce((sum, { command }) => sum + (command.quantity ?? 0), batch),
    pace,
    state,
    nextAt: pace.by === 'time' ? dueAt : null,
    ...(state === 'running' ? running(facts) : { why: reason(said, batches.at(-1)) }),
  };
}

const stateOf = (said: DripBody | null): DripRow['state'] =>
  said?.step === 'waits' ? 'waits' : said?.step === 'stopped' ? 'stopped' : said?.step === 'ended' ? 'ended' : 'running';

function running(facts: DripFacts): Pick<DripRow, 'why' | 'due'> {
  const next = dripNext(facts);
  const why = next.do === 'nothing' ? next.why : null;
  const n = why?.key === 'drip:holds.due' ? why.values?.n : undefined;
  return typeof n === 'number' ? { why, due: n } : { why };
}

function reason(said: DripBody | null, last: CommandState | undefined): Phrase | null {
  if (said === null) return null;
  const say = said.say ?? (said.why === 'failed' ? (last?.say ?? null) : null);
  return say ?? phrase(`drip:${said.step}.${said.why}`);
}
