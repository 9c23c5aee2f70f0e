import { phrase } from '../../domain/phrase.ts';
import type { SourceCase, Trigger } from './trigger.ts';

/** A few units may be on their way; these many are not seen at all. */
const LEAST = 5;

/** Fresh but blind: channels sell, and the warehouse has not moved for longer than its lag. */
export const blind: Trigger<SourceCase> = {
  id: 'stale',
  variant: 'blind',
  on: 'source',
  goesTo: 'controller',
  judge({ config, overdueUnits }, was) {
    if (config.role === 'channel' || overdueUnits < (was ? 1 : LEAST)) return null;
    const values = { source: config.name || config.id, units: overdueUnits, minutes: config.lagMinutes };
    return { reason: phrase('core:blind.reason', values), proposes: phrase('core:blind.proposes', values), urgency: 850 };
  },
};
