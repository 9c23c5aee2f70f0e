import type { Command } from '../../core/domain/command.ts';

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
