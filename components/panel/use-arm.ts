import { useCallback } from 'react';
import type { CommandKind } from '../../core/domain/command.ts';
import type { ListingRow, VariantRow } from '../../core/domain/view.ts';
import { arm, leverOf, pinsOn } from './arm.ts';
import { useInSight, usePanel } from './panel-context.ts';

export type Arm = (row: ListingRow, variant: VariantRow | null, command?: CommandKind) => void;

/**
 * Arms what a button or key asks for; without a command, pausing or resuming. What cannot be done with a quantity is said in
 * the strip.
 */
export function useArm(): Arm {
  const { ui, store, newId } = usePanel();
  const inSight = useInSight();
  return useCallback(
    (row, variant, command) => {
      const { view } = store.getState();
      if (view === null) return;
      const isPause = command === undefined || command === 'pause' || command === 'resume';
      if (isPause && !leverOf(row, variant).can) return;
      if ((command === 'pin' || command === 'unpin') && pinsOn(view, row) !== command) return;
      inSight(() => ui.arm([arm(view, row, variant, newId(), command === undefined ? {} : { command })]));
    },
    [ui, store, newId, inSight],
  );
}
