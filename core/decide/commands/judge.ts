import type { Command, CommandTarget, ReadBack, Write } from '../../domain/command.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';

/** What a system answered to the one thing that it was sent. `silent`: it may have been done, or not, or may still be. */
export type Answer =
  | { readonly said: 'yes' }
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
  | { readonly step: 'confirmed'; readonly readBack: readonly ReadBack[] }
  /** `readBack`: of the targets that were done all the same. */
  | { readonly step: 'failed'; readonly say: Phrase; readonly readBack?: readonly ReadBack[] }
  /** Read again later. `loud`: say so to the person at once. */
  | { readonly step: 'wait'; readonly say: Phrase; readonly loud: boolean };

/**
 * What may be said after reading back. Confirmed only if every target reads as it should. A write whose answer never
 * came may still land: until `graceUntil` the old state proves nothing; after it, it is what was read.
 */
export function judge(
  kind: Command['kind'],
  known: readonly Known[],
  time: { readonly readAt: Instant; readonly graceUntil: Instant },
): Verdict {
  const wanted = kind !== 'pause';
  const seen = known.map((one) => ({ ...one, reads: reads(one, wanted) }));
  const graceOver = time.readAt >= time.graceUntil;
  const isDone = (one: (typeof seen)[number]) =>
    one.reads === 'there' && (graceOver ? one.answer.said !== 'no' : isOurs(one, wanted));
  const done = seen.filter(isDone);
  const left = seen.filter((one) => !isDone(one));
  if (left.length === 0) return { step: 'confirmed', readBack: backs(done) };

  const refusal = left.find(({ answer }) => answer.said === 'no')?.answer;
  const settled = left.every(({ answer, reads, gone }) => answer.said === 'no' || (graceOver && (reads === 'notThere' || gone)));
  if (settled) {
    const say = failure(done, left, refusal ?? null);
    return done.length === 0 ? { step: 'failed', say } : { step: 'failed', say, readBack: backs(done) };
  }

  const skus = named(left);
  const loud = left.some(({ answer }) => answer.said !== 'yes');
  if (left.every(({ reads }) => reads === 'there'))
    return { step: 'wait', loud, say: phrase('command:unknown.unanswered', { skus, until: { instant: time.graceUntil } }) };
  const unread = left.some(({ reads }) => reads === 'cannotTell');
  if (unread) return { step: 'wait', loud, say: phrase('command:unknown.unread', { skus }) };
  return { step: 'wait', loud, say: phrase('command:unknown.mayStillLand', { skus, until: { instant: time.graceUntil } }) };
}

/**
 * Whether what reads as it should is our write's doing. What was refused is not. What was never answered is, if it stood
 * otherwise before; else our write may still be on its way, to land after a later command.
 */
function isOurs({ answer, writes }: Known, wanted: boolean): boolean {
  if (answer.said !== 'silent') return answer.said === 'yes';
  return writes.length > 0 && writes.every(({ lever, wasOnSale }) => lever !== 'flag' || wasOnSale === !wanted);
}

/** Whether one target reads as it should. */
export function reads(
  { writes, readBack }: Pick<Known, 'writes' | 'readBack'>,
  wanted: boolean,
): 'there' | 'notThere' | 'cannotTell' {
  if (readBack === null) return 'cannotTell';
  const quantities = writes.filter(({ lever }) => lever !== 'flag');
  if (quantities.length === 0) {
    if (readBack.onSale === null) return 'cannotTell';
    return readBack.onSale === wanted ? 'there' : 'notThere';
  }
  const places = quantities.map((write) => levelReads(write, readBack, wanted));
  if (places.includes('cannotTell')) return 'cannotTell';
  return places.includes('notThere') ? 'notThere' : 'there';
}

/** A pause by quantity leaves no more than was meant to be left; a resume leaves more than there was. */
function levelReads({ place, before, change }: Write, { levels }: ReadBack, wanted: boolean) {
  const level = levels.find(({ location }) => location === place.location)?.level;
  if (level === undefined || before === null || change === null) return 'cannotTell';
  const there = wanted ? change <= 0 || level > before : level <= Math.max(0, before + change);
  return there ? 'there' : 'notThere';
}

type Seen = readonly (Known & { readonly reads: string })[];
const backs = (seen: Seen): readonly ReadBack[] => seen.flatMap(({ readBack }) => readBack ?? []);
const named = (seen: Seen): string => seen.map(({ target }) => target.sku).join(', ');

function failure(done: Seen, left: Seen, refusal: Answer | null): Phrase {
  if (done.length > 0) return phrase('command:failed.partly', { done: named(done), left: named(left) });
  if (refusal?.said === 'no' && left.every(({ answer }) => answer.said === 'no')) return refusal.say;
  if (left.some(({ gone }) => gone)) return phrase('command:failed.sourceGone', { skus: named(left) });
  return phrase('command:failed.unchanged', { skus: named(left) });
}
