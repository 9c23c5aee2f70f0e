import { useCallback } from 'react';
import type { Intent } from '../../core/domain/intent.ts';
import { usePanel } from './panel-context.ts';

/** Asks the worker for something that no strip follows. Where it was not done, what the worker answers stays in sight until it is put away. */
export function useTell(): (intent: Intent) => void {
  const { ui, send } = usePanel();
  return useCallback((intent) => void send(intent).then((said) => ui.setState({ said })), [ui, send]);
}
