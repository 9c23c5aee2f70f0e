import { useCallback } from 'react';
import type { Intent } from '../../core/domain/intent.ts';
import type { Gesture } from './gate-button.tsx';
import { usePanel } from './panel-context.ts';
import type { Armed, Sent } from './ui-store.ts';

const sentOf = ({ command, key, row, variant, title, link, quantity, per }: Armed): Sent => ({
  ...{ command, key, row, variant, title, link, quantity, per },
  ...{ answered: false, problem: null },
});

function intentOf(armed: Armed, links: number, gesture: Gesture): Intent {
  const { command, key, account, listing, variant, skus, undoes, because, quantity, per, drip, via } = armed;
  return {
    kind: 'command',
    ...{ command, key, account, listing, variant, skus, undoes, because },
    ...(quantity === null ? {} : { quantity }),
    ...(per === null ? {} : { per }),
    ...(drip === null ? {} : { drip }),
    // What was said to be done by one way is not done by another.
    ...(via === null ? {} : { via }),
    gesture: links > 1 ? { ...gesture, links } : gesture,
  };
}

/** Sends what was confirmed, one command a link, and follows each. */
export function useFire(): (armed: readonly Armed[], gesture: Gesture) => void {
  const { ui, send } = usePanel();
  return useCallback(
    (armed, gesture) => {
      ui.setState({ armed: [], leftOut: [], sent: armed.map(sentOf) });
      if (armed.length > 1) ui.selectNone();
      for (const one of armed) void send(intentOf(one, armed.length, gesture)).then((problem) => ui.answered(one.key, problem));
    },
    [ui, send],
  );
}
