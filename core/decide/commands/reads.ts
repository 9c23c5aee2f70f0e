import type { CommandTarget, ReadBack, Write } from '../../domain/command.ts';
import type { Answer } from './judge.ts';

/**
 * How a write reads. `there`, `notThere`: known for certain, or as certain as reading can make it. `likely`: nothing speaks
 * against it, but an answer of before would look the same. `asBefore`: it was answered with yes, and reads as if it had not been
 * made: an answer of before, or somebody else's figure over ours. `changed`: another system has written meanwhile. `cannotTell`:
 * buyers move the figure, and what is read fits both. `unread`: it was not told at all.
 */
export type Reads = 'there' | 'likely' | 'asBefore' | 'notThere' | 'changed' | 'cannotTell' | 'unread';

type Seen = {
  readonly target: CommandTarget;
  readonly writes: readonly Write[];
  readonly answer: Answer;
  readonly readBack: ReadBack | null;
};

/** How one target reads, and each of its writes. `wanted`: whether it is to be on sale. */
export function readsOf(seen: Seen, wanted: boolean): { readonly all: Reads; readonly each: readonly Reads[] } {
  const { writes, readBack, answer } = seen;
  if (answer.said === 'idle') return { all: 'there', each: [] };
  if (readBack === null) return { all: 'unread', each: writes.map(() => 'unread') };
  if (writes.every(({ change, perBuyer }) => change === null && perBuyer === undefined)) {
    const all = flagReads(readBack, wanted);
    return { all, each: writes.map(() => all) };
  }
  const each = writes.map((write) =>
    write.perBuyer === undefined ? levelReads(write, readBack, answer) : buyerReads(write, readBack),
  );
  return { all: WORST.find((one) => each.includes(one)) ?? 'unread', each };
}

/** Of several places the one that is least certain speaks for all; what did not take counts before what did. */
const WORST: readonly Reads[] = ['unread', 'cannotTell', 'changed', 'asBefore', 'notThere', 'likely', 'there'];

function flagReads({ onSale }: ReadBack, wanted: boolean): Reads {
  if (onSale === null) return 'unread';
  return onSale === wanted ? 'there' : 'notThere';
}

function buyerReads({ perBuyer }: Write, { perBuyer: now }: ReadBack): Reads {
  if (now === undefined || perBuyer === undefined) return 'unread';
  if (now === perBuyer.to) return 'there';
  return now === perBuyer.was ? 'notThere' : 'changed';
}

function levelReads({ place, before, change, field }: Write, { levels }: ReadBack, { said }: Answer): Reads {
  const now = levels.find(({ location }) => location === place.location);
  if (now === undefined || before === null || change === null) return 'unread';
  if (typeof field === 'number' && now.field !== undefined) {
    // Sales do not move it: it tells for certain.
    if (now.field === field + change) return 'there';
    return now.field === field ? 'notThere' : 'changed';
  }
  const reads = change < 0 ? withheldReads : givenReads;
  return reads(now.level, before, Math.max(0, before + change), said === 'yes');
}

/**
 * Units withheld, by a level that buyers lower. Answered with yes, anything up to what was to be left is our doing; the level
 * of before may be an answer of before, or somebody else's figure over ours. Without an answer what is left may have been sold as well as withheld, and an order given back looks like a write that did not take:
 * only the very level of before says anything.
 */
function withheldReads(level: number, before: number, left: number, isYes: boolean): Reads {
  if (isYes && level <= left) return 'there';
  if (level !== before) return 'cannotTell';
  return isYes ? 'asBefore' : 'notThere';
}

/**
 * Units given back, by a level that buyers lower. Answered with yes, more than before is our doing; no more than before is a
 * wave that sold out at once, or an answer of before. Without an answer only the very level that was meant says anything.
 */
function givenReads(level: number, before: number, meant: number, isYes: boolean): Reads {
  if (level > meant) return 'cannotTell';
  if (!isYes) return level === meant ? 'there' : 'cannotTell';
  return level > before ? 'there' : 'likely';
}
