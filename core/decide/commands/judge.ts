import { type Command, type CommandTarget, isPage, type ReadBack, type Write } from '../../domain/command.ts';
import type { Sku } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import { pageReads } from './page.ts';
import { type Reads, readsOf } from './reads.ts';

/**
 * What a system answered to the one thing that it was sent. `silent`: it may have been done, or not, or may still be.
 * `idle`: nothing was sent, for nothing was to be done there.
 */
export type Answer =
  | { readonly said: 'yes' | 'idle' }
  | { readonly said: 'no'; readonly say: Phrase }
  | { readonly said: 'silent'; readonly say: Phrase | null };

/** One target of a command, with all that is known of it. `readBack` null: it could not be read. */
export type Known = {
  readonly target: CommandTarget;
  readonly writes: readonly Write[];
  readonly answer: Answer;
  readonly readBack: ReadBack | null;
  /** The source is no longer set up: it will never be read. */
  readonly gone: boolean;
};

export type Verdict =
  | { readonly step: 'confirmed'; readonly readBack: readonly ReadBack[]; readonly say?: Phrase }
  /** `readBack`: of the targets that were done all the same, and of a target that was done in part, the places that were. */
  | { readonly step: 'failed'; readonly say: Phrase; readonly readBack?: readonly ReadBack[] }
  /** Read again later. `loud`: say so to the person at once. `asks`: reading will not tell; a person must say what they see. */
  | { readonly step: 'wait'; readonly say: Phrase; readonly loud: boolean; readonly asks: boolean };

/** `patientUntil`: by then the slowest replica shows what was answered with yes. `graceUntil`: by then a write without an answer has landed or never will. */
export type JudgeTime = { readonly readAt: Instant; readonly patientUntil: Instant; readonly graceUntil: Instant };

type One = Known & { readonly reads: Reads; readonly each: readonly Reads[] };
const seenAs = (kind: Command['kind'], known: readonly Known[]): readonly One[] =>
  known.map((one) => {
    if (isPage(one.target.source)) return { ...one, reads: pageReads(kind, one), each: [] };
    const { all, each } = readsOf(one, kind !== 'pause');
    return { ...one, reads: all, each };
  });

/**
 * What may be said after reading back. Confirmed only if every target reads as it should. A write whose answer never
 * came may still land: until `graceUntil` the old state proves nothing; after it, it is what was read. What reading cannot
 * tell even then waits for a person.
 */
export function judge(kind: Command['kind'], known: readonly Known[], time: JudgeTime): Verdict {
  const seen = seenAs(kind, known);
  const graceOver = time.readAt >= time.graceUntil;
  const isPast = (one: One) => isDone(one, kind !== 'pause', time);
  const done = seen.filter(isPast);
  const left = seen.filter((one) => !isPast(one));
  const said = unclearOn(seen) ?? lessOn(seen);
  if (left.length === 0) return { step: 'confirmed', readBack: backs(done), ...(said === null ? {} : { say: said }) };
  const open = left.filter((one) => !isOver(one, graceOver));
  // What was refused is known: the question is about the rest.
  return open.length === 0 ? ended(done, left) : waiting(open, time.graceUntil, graceOver);
}

/** A person says what they see, of all or (`only`) of these SKUs: what reading has told stands, the rest is as they say. */
export function judgedBy(
  kind: Command['kind'],
  known: readonly Known[],
  as: 'done' | 'notDone',
  by: string,
  only: readonly Sku[] | null = null,
): Exclude<Verdict, { step: 'wait' }> {
  const seen = seenAs(kind, known);
  const wasSent = ({ answer }: One) => answer.said !== 'no';
  const isSaid = ({ target }: One) => as === 'done' && (only === null || only.includes(target.sku));
  const done = seen.filter((one) => wasSent(one) && (one.reads === 'there' || isSaid(one)));
  const say = phrase(`command:settled.${as}`, { by });
  if (as === 'done' && done.length === seen.length) return { step: 'confirmed', readBack: backs(seen), say };
  if (done.length === 0) return { step: 'failed', say: phrase('command:settled.notDone', { by }) };
  const left = seen.filter((one) => !done.includes(one));
  const partly = phrase('command:settled.partly', { by, done: named(done), left: named(left) });
  return { step: 'failed', say: partly, readBack: done.map(backOf) };
}

/** What was read of a target; where nothing was, what its writes were to make of it. */
function backOf({ target: { source, sku }, writes, readBack }: One): ReadBack {
  if (readBack !== null) return readBack;
  const at = 0;
  const levels = writes.map(({ place, before, change }) => ({
    location: place.location,
    level: Math.max(0, (before ?? 0) + (change ?? 0)),
  }));
  return { source, sku, onSale: null, levels, at };
}

function isDone(one: One, wanted: boolean, { readAt, patientUntil, graceUntil }: JudgeTime): boolean {
  const { reads, answer } = one;
  if (answer.said === 'no') return false;
  if (reads === 'likely') return answer.said === 'yes' && readAt >= patientUntil;
  return reads === 'there' && (readAt >= graceUntil || isOurs(one, wanted));
}

/** Nothing more will come of it. */
const isOver = ({ answer, reads, gone }: One, graceOver: boolean): boolean =>
  answer.said === 'no' || (graceOver && (reads === 'notThere' || gone));

/**
 * Whether what reads as it should is our write's doing. What was refused is not. What was never answered is, if it stood
 * otherwise before; else our write may still be on its way, to land after a later command.
 */
function isOurs({ target, answer, writes }: Known, wanted: boolean): boolean {
  if (answer.said !== 'silent') return answer.said !== 'no';
  // Of a click that went wrong somewhere the row alone tells too little, and a person is to look meanwhile.
  if (isPage(target.source)) return false;
  return writes.length > 0 && writes.every((write) => (isFlag(write) ? write.wasOnSale === !wanted : isTelling(write)));
}
/** A level that buyers and others move may stand there by chance, with our write still on its way. */
const isTelling = ({ field, perBuyer }: Write): boolean => typeof field === 'number' || perBuyer !== undefined;
const isFlag = ({ change, perBuyer }: Write): boolean => change === null && perBuyer === undefined;

function ended(done: readonly One[], left: readonly One[]): Verdict {
  const parts = left.flatMap(donePart);
  const say = failure(done, left, parts);
  const readBack = [...backs(done), ...parts];
  return readBack.length === 0 ? { step: 'failed', say } : { step: 'failed', say, readBack };
}

/** Of a target that was done in part: the places that were. */
function donePart({ answer, readBack, writes, each }: One): readonly ReadBack[] {
  if (answer.said === 'no' || readBack === null) return [];
  const there = new Set(writes.flatMap(({ place }, n) => (each[n] === 'there' ? [place.location] : [])));
  const levels = readBack.levels.filter(({ location }) => there.has(location));
  return levels.length === 0 ? [] : [{ ...readBack, levels }];
}

function waiting(left: readonly One[], graceUntil: Instant, graceOver: boolean): Verdict {
  const skus = named(left);
  const loud = left.some(({ answer }) => answer.said !== 'yes') || graceOver;
  const said = unclearOn(left);
  if (said !== null) return { step: 'wait', loud, asks: graceOver, say: said };
  const wait = (why: string, more: Record<string, string | number | { instant: number }> = {}, asks = false): Verdict => ({
    step: 'wait',
    loud,
    asks,
    say: phrase(`command:unknown.${why}`, { skus, ...more }),
  });
  const until = { instant: graceUntil };
  if (left.some(({ reads }) => reads === 'unread')) return wait('unread', {}, graceOver);
  const unclear = left.find(({ reads }) => reads === 'cannotTell' || reads === 'changed' || (graceOver && reads === 'asBefore'));
  if (unclear !== undefined) {
    const now = levelsNow(unclear);
    if (!graceOver) return wait('unclear', { now, until });
    return wait(unclear.reads === 'changed' ? 'changed' : 'cannotTell', { now }, true);
  }
  if (left.every(({ reads }) => reads === 'there')) return wait('unanswered', { until });
  return wait('mayStillLand', { until });
}

/** What a page said of a click whose outcome it could not tell: which row to look at, and what to take back. */
const unclearOn = (seen: readonly Known[]): Phrase | null =>
  seen.flatMap(({ target, answer }) => (isPage(target.source) && answer.said === 'silent' ? (answer.say ?? []) : []))[0] ?? null;

/** The page shows less than was to be typed. What counts is how the row was seen to move. */
function lessOn([one]: readonly One[]): Phrase | null {
  const [write] = one?.writes ?? [];
  const moved = one?.readBack?.moved;
  if (moved === undefined || write?.typed === undefined) return null;
  const meant = write.by === undefined ? Math.min(write.typed, moved.was) : Math.max(0, moved.was + write.by);
  const now = Math.min(moved.is, one?.readBack?.levels[0]?.level ?? moved.is);
  return now < meant ? phrase('act:less', { now, number: meant }) : null;
}

const backs = (seen: readonly One[]): readonly ReadBack[] => seen.flatMap(({ readBack }) => readBack ?? []);
const named = (seen: readonly Known[]): string => seen.map(({ target }) => target.sku).join(', ');

function failure(done: readonly One[], left: readonly One[], parts: readonly ReadBack[]): Phrase {
  if (done.length > 0) return phrase('command:failed.partly', { done: named(done), left: named(left) });
  if (parts.length > 0) {
    const places = parts.flatMap(({ levels }) => levels.map(({ location }) => location));
    return phrase('command:failed.somePlaces', { skus: named(left), places: places.join(', ') });
  }
  const [first] = left;
  const allRefused = left.every(({ answer }) => answer.said === 'no');
  if (allRefused && first?.answer.said === 'no') return conflict(left) ?? first.answer.say;
  if (left.some(({ gone }) => gone)) return phrase('command:failed.sourceGone', { skus: named(left) });
  return phrase('command:failed.unchanged', { skus: named(left) });
}

/** Compare-and-set was refused because something else stands there by now: what, so that a person can decide anew. */
function conflict(left: readonly One[]): Phrase | null {
  const moved = left.find(({ writes, readBack }) => writes.some((write) => hasMoved(write, readBack)));
  if (moved === undefined) return null;
  const was = moved.writes.reduce((sum, { field, before }) => sum + (field ?? before ?? 0), 0);
  return phrase('command:failed.changedMeanwhile', { skus: moved.target.sku, was, now: levelsNow(moved) });
}

function hasMoved({ lever, place, before, field }: Write, readBack: ReadBack | null): boolean {
  const now = readBack?.levels.find(({ location }) => location === place.location);
  if (lever !== 'compareAndSet' || now === undefined) return false;
  return typeof field === 'number' && now.field !== undefined ? now.field !== field : now.level !== before;
}

/** What stands now in the places that were to be written, in the figure that is written; per buyer, its limit. */
function levelsNow({ writes, readBack }: One): number {
  if (readBack?.perBuyer != null && writes.some(({ perBuyer }) => perBuyer !== undefined)) return readBack.perBuyer;
  const places = new Map(writes.map((write) => [write.place.location, typeof write.field === 'number']));
  return (readBack?.levels ?? []).reduce((sum, { location, level, field }) => {
    const byField = places.get(location);
    return byField === undefined ? sum : sum + (byField && field !== undefined ? field : level);
  }, 0);
}
