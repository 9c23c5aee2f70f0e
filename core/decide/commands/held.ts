import { type Command, type CommandState, type CommandTarget, isOpen, landed } from '../../domain/command.ts';
import type { LocationId } from '../../domain/ids.ts';
import type { CommandFacts } from './facts.ts';

/** Units that a command may give back in one place of its target. */
export type HeldBack = (location: LocationId) => number;
/** What we withhold in one place, by why: a resume must not undo a limit, nor a restore a pause. */
type Holding = { readonly paused: number; readonly limited: number };

/**
 * What a command may give back: never more than is withheld there, and of that what its own kind holds. A resume gives back
 * what pauses hold; a restore what limits, drips and what was taken back hold, and where it undoes one of them no more than
 * that one took; a release and a limit that is raised, whatever is withheld. Where the command that withheld it is no longer
 * known, what the other kind does not hold.
 */
export function mayGiveBack(
  { kind, undoes }: Pick<Command, 'kind' | 'undoes'>,
  { source, sku }: CommandTarget,
  { places, commands }: Pick<CommandFacts, 'places' | 'commands'>,
): HeldBack {
  const here = places(sku).filter(({ place }) => place.source === source);
  const undone = undoes === null ? undefined : commands[undoes];
  return (location) => {
    const withheld = Math.max(0, here.find(({ place }) => place.location === location)?.withheld ?? 0);
    if (kind !== 'resume' && kind !== 'restore') return withheld;
    const at = { source, sku, location };
    const { paused, limited } = holdingAt(commands, at);
    if (kind === 'resume') return paused > 0 ? Math.min(withheld, paused) : Math.max(0, withheld - limited);
    if (limited <= 0) return Math.max(0, withheld - paused);
    const own = undone === undefined ? limited : -changeAt(undone, at);
    return Math.max(0, Math.min(withheld, limited, own));
  };
}

type At = { readonly source: string; readonly sku: string; readonly location: LocationId };

function holdingAt(commands: CommandFacts['commands'], at: At): Holding {
  const ended = Object.values(commands)
    .filter(({ step, revertedAt }) => !isOpen(step) && revertedAt === null)
    .sort((a, b) => a.at - b.at);
  return ended.reduce<Holding>((held, state) => after(held, state.command.kind, changeAt(state, at)), { paused: 0, limited: 0 });
}

/** What is given back without a word of why, a release, comes out of limits first. */
function after({ paused, limited }: Holding, kind: Command['kind'], change: number): Holding {
  if (change === 0) return { paused, limited };
  if (kind === 'pause' || kind === 'resume') return { paused: Math.max(0, paused - change), limited };
  const left = limited - change;
  return { paused: Math.max(0, paused + Math.min(0, left)), limited: Math.max(0, left) };
}

/** By how much a command that has ended changed the level of a place. */
function changeAt(state: CommandState, { source, sku, location }: At): number {
  return landed(state).reduce((sum, { place, sku: of, change }) => {
    const isHere = of === sku && place.source === source && place.location === location;
    return isHere ? sum + (change ?? 0) : sum;
  }, 0);
}
