import { type CommandState, isPage } from './command.ts';
import type { AccountId, CommandId, ListingKey } from './ids.ts';

type Typed = Pick<CommandState, 'command' | 'step' | 'writes' | 'readBack'>;

/**
 * By how much a number that was typed on a console page changed what its row sells, in the listing's own unit: as the row was
 * seen to move, else as it was worked out. Null: it is no such command, or not done.
 */
export function movedOnPage({ step, writes, readBack }: Omit<Typed, 'command'>): number | null {
  const write = writes.find(({ place, typed }) => isPage(place.source) && typed !== undefined);
  if (step !== 'confirmed' || write?.typed === undefined || write.from === undefined) return null;
  const moved = readBack.find((back) => back.source === write.place.source && back.moved !== undefined)?.moved;
  return moved === undefined ? write.typed - write.from : moved.is - moved.was;
}

/** What we hold back of a listing on its page, in all and by the command that took it. */
export type HeldOnPage = { readonly all: number; readonly by: ReadonlyMap<CommandId, number> };
/** A release: what of it was never held back, and from whom the rest came. */
type Released = { readonly beyond: number; readonly parts: readonly Part[] };
type Part = { readonly of: CommandId; readonly units: number };

/**
 * What a limit or a drip took from a page's row and nothing has given back since. A release gives back what was taken last,
 * and beyond that it is new on sale; what is taken back of a release goes where that came from. Another's figure over ours
 * ends what we hold.
 */
export function heldOnPage(
  commands: Readonly<Record<CommandId, CommandState>>,
  account: AccountId,
  listing: ListingKey,
): HeldOnPage {
  const held = new Map<CommandId, number>();
  const released = new Map<CommandId, Released>();
  const add = (of: CommandId, units: number) => void (units > 0 && held.set(of, (held.get(of) ?? 0) + units));
  for (const { state, change } of typedOn(commands, account, listing)) {
    const { command } = state;
    const { id, kind, undoes } = command;
    const release = undoes === null ? undefined : released.get(undoes);
    if (change > 0) {
      const own = kind === 'restore' && undoes !== null ? [undoes] : [...held.keys()].toReversed();
      const parts = taken(held, own, change);
      released.set(id, { beyond: change - sum(parts), parts });
    } else if (kind === 'takeBack' && release !== undefined) {
      const { back, rest } = backOf(release, -change);
      released.set(command.undoes ?? id, rest);
      for (const { of, units } of back) add(of, units);
    } else add(id, -change);
  }
  return { all: [...held.values()].reduce((all, units) => all + units, 0), by: held };
}

/** Numbers that were typed for one listing and stand, in the order in which they were. */
function typedOn(commands: Readonly<Record<CommandId, CommandState>>, account: AccountId, listing: ListingKey) {
  return Object.values(commands)
    .flatMap((state) => {
      const isHere = state.command.account === account && state.command.listing === listing && state.revertedAt === null;
      const change = isHere ? movedOnPage(state) : null;
      return change === null ? [] : [{ state, change }];
    })
    .sort((a, b) => a.state.at - b.state.at);
}

function taken(held: Map<CommandId, number>, of: readonly CommandId[], units: number): readonly Part[] {
  let left = units;
  return of.flatMap((one) => {
    const part = Math.min(held.get(one) ?? 0, left);
    if (part <= 0) return [];
    left -= part;
    held.set(one, (held.get(one) ?? 0) - part);
    return [{ of: one, units: part }];
  });
}

/** So many of a release are taken back: first what nobody held before. */
function backOf({ beyond, parts }: Released, units: number): { readonly back: readonly Part[]; readonly rest: Released } {
  const first = Math.min(beyond, units);
  let left = units - first;
  const split = parts.map(({ of, units: had }) => {
    const taken = Math.min(had, left);
    left -= taken;
    return { of, taken, had: had - taken };
  });
  return {
    back: split.map(({ of, taken }) => ({ of, units: taken })),
    rest: { beyond: beyond - first, parts: split.map(({ of, had }) => ({ of, units: had })) },
  };
}
const sum = (parts: readonly Part[]): number => parts.reduce((all, { units }) => all + units, 0);
