import type { CommandState } from '../../domain/command.ts';
import type { Intent } from '../../domain/intent.ts';

type Wish = Extract<Intent, { kind: 'command' }>;
export type Undo = Pick<Wish, 'command' | 'account' | 'listing' | 'variant' | 'skus' | 'undoes'>;

/** What takes a command back; null where there is nothing to take back, or somebody else has done so already. */
export function undoOf({ command, step, revertedAt }: CommandState): Undo | null {
  if (step !== 'confirmed' || revertedAt !== null) return null;
  if (command.kind !== 'pause' && command.kind !== 'resume') return null;
  return {
    command: command.kind === 'pause' ? 'resume' : 'pause',
    account: command.account,
    listing: command.listing,
    variant: command.variant,
    skus: command.targets.map(({ sku }) => sku),
    undoes: command.id,
  };
}
