import type { Actor } from '../../domain/actor.ts';
import type { AuditRow } from '../../domain/audit.ts';
import type { EventOf } from '../../domain/event.ts';

/** Who did it, and where. */
export const doneBy = ({ name, origin, surface }: Actor): Pick<AuditRow, 'actor' | 'origin' | 'surface'> => ({
  actor: name,
  origin,
  surface,
});

/** A line of what is no command: no listing, no figures and no reason of its own, until they are said. */
export const stepRow = ({ id, actor }: Pick<EventOf<'guard'>, 'id' | 'actor'>): Omit<AuditRow, 'at' | 'step' | 'kind'> => ({
  command: id,
  listing: '',
  variant: null,
  skus: [],
  ...doneBy(actor),
  because: null,
  before: [],
  after: [],
  say: null,
});
