import type { Command } from '../../core/domain/command.ts';
import type { CommandIntent } from '../../core/domain/intent.ts';

/** A pause of the whole listing L, with nothing to say of it but what is given. */
export const aCommand = (more: Partial<Command> = {}): Command => ({
  id: 'c1',
  key: 'here:1',
  kind: 'pause',
  account: 'acc',
  listing: 'L',
  variant: null,
  targets: [],
  affects: [],
  quantity: null,
  undoes: null,
  because: null,
  actor: { name: '', origin: 'here', surface: 'panel' },
  requestedAt: 0,
  ...more,
});

/** The button of that pause was pressed: looked at and held for long enough. */
export const aPress = (more: Partial<CommandIntent> = {}): CommandIntent => ({
  kind: 'command',
  command: 'pause',
  key: 'here:1',
  account: 'acc',
  listing: 'L',
  variant: null,
  skus: [],
  undoes: null,
  because: null,
  gesture: { trusted: true, seenVisibleMs: 900, heldMs: 900 },
  ...more,
});
