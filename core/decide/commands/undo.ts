import { type CommandState, UNDONE_BY } from '../../domain/command.ts';
import type { CommandId } from '../../domain/ids.ts';
import { movedOnPage } from '../../domain/on-page.ts';
import type { CommandFacts } from './facts.ts';
import type { Wish } from './wish.ts';

/** An undo names a command that was done to this very listing, and does the opposite. */
export function isUndo(
  wish: Pick<Wish, 'undoes' | 'command' | 'account' | 'listing' | 'variant' | 'per'>,
  { commands }: Pick<CommandFacts, 'commands'>,
): boolean {
  if (wish.undoes === null) return wish.command !== 'takeBack' && !(wish.command === 'restore' && wish.per === 'buyer');
  const state = commands[wish.undoes];
  if (state === undefined || !isDone(state) || gaveBack(state)) return false;
  const { account, listing, variant, kind, per } = state.command;
  const isHere = account === wish.account && listing === wish.listing && variant === wish.variant;
  return isHere && per === wish.per && UNDONE_BY[kind] === wish.command;
}

/** Units of sale that a release put on sale and that were not taken back yet; what of them is sold is seen when it is planned. */
export function leftToTakeBack(release: CommandId, commands: CommandFacts['commands']): number {
  const back = Object.values(commands).filter(
    ({ command, step }) => command.kind === 'takeBack' && command.undoes === release && step !== 'failed',
  );
  const taken = back.reduce((units, { command }) => units + (command.quantity ?? 0), 0);
  return Math.max(0, (commands[release]?.command.quantity ?? 0) - taken);
}

/** Done, in whole or in part. */
const isDone = ({ step, readBack }: CommandState): boolean => step === 'confirmed' || (step === 'failed' && readBack.length > 0);

/** A limit that was raised withheld nothing that could be given back. */
function gaveBack(state: CommandState): boolean {
  const { command, writes } = state;
  if (command.kind !== 'limit' && command.kind !== 'drip') return false;
  const onPage = movedOnPage(state);
  if (onPage !== null) return onPage >= 0;
  const changes = writes.flatMap(({ change }) => change ?? []);
  return changes.length > 0 && changes.reduce((sum, one) => sum + one, 0) >= 0;
}
