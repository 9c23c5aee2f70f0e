import { type CommandBody, type CommandState, mayFollow } from '../../domain/command.ts';
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

/** Null where this step may not follow: it is left out. */
function takeStep(state: CommandState | undefined, body: CommandBody): CommandState | null {
  if (body.step === 'requested') {
    if (state !== undefined) return null;
    const { command } = body;
    return { command, step: 'requested', writes: [], readBack: [], say: null, at: command.requestedAt, revertedAt: null };
  }
  if (state === undefined || !mayFollow(state.step, body.step)) return null;
  const stepped = { ...state, step: body.step, at: body.at };
  if (body.step === 'executing') return { ...stepped, writes: body.writes };
  if (body.step === 'confirmed') return { ...stepped, readBack: body.readBack, say: body.say ?? null };
  if (body.step === 'failed') return { ...stepped, readBack: body.readBack ?? [], say: body.say };
  return { ...stepped, say: body.say };
}
