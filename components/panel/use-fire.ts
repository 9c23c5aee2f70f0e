import { useCallback } from 'react';
import type { Intent } from '../../core/domain/intent.ts';
import type { PanelView } from '../../core/domain/view.ts';
import { commandOn } from './arm.ts';
import type { Gesture } from './gate-button.tsx';
import { usePanel } from './panel-context.ts';
import type { Armed, Sent } from './ui-store.ts';

function sentOf(view: PanelView | null, { command, key, row, variant, title, link, quantity, per }: Armed): Sent {
  const before = view === null ? null : (commandOn(view, row, variant)?.id ?? null);
  return { command, key, row, variant, title, link, quantity, per, before, answered: false, problem: null };
}

function intentOf(armed: Armed, gesture: Gesture): Intent {
  const { command, key, account, listing, variant, skus, undoes, because, quantity, per, drip, via } = armed;
  return {
    kind: 'command',
    ...{ command, key, account, listing, variant, skus, undoes, because },
    ...(quantity === null ? {} : { quantity }),
    ...(per === null ? {} : { per }),
    ...(drip === null ? {} : { drip }),
    // What was said to be done by one way is not done by another.
    ...(via === null ? {} : { via }),
    gesture,
  };
}

/** Sends what was confirmed, one command a link, and follows each. */
export function useFire(): (armed: readonly Armed[], gesture: Gesture) => void {
  const { ui, send, store } = usePanel();
  return useCallback(
    (armed, gesture) => {
      const { view } = store.getState();
      ui.setState({ armed: [], leftOut: [], sent: armed.map((one) => sentOf(view, one)) });
      if (armed.length > 1) ui.selectNone();
      for (const one of armed) void send(intentOf(one, gesture)).then((problem) => ui.answered(one.key, problem));
    },
    [ui, send, store],
  );
}
