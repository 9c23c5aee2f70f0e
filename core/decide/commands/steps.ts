import { type CommandBody, type CommandState, takeStep } from '../../domain/command.ts';
import type { CommandId } from '../../domain/ids.ts';

/** The whole command journal, folded: every command that there ever was, in the order in which they were asked for. */
export function foldJournal(bodies: readonly CommandBody[]): readonly CommandState[] {
  const states = new Map<CommandId, CommandState>();
  for (const body of bodies) {
    const next = takeStep(states.get(body.id), body);
    if (next !== null) states.set(body.id, next);
  }
  return [...states.values()];
}
