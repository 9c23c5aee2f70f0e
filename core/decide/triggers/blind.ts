import { MINUTE } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { SourceCase, Trigger } from './trigger.ts';
import { ALL_AT_RISK } from './urgency.ts';

/** A few units may be on their way; these many are not seen at all. */
const LEAST = 5;

/**
 * Fresh but blind: channels sold units longer ago than the warehouse's lag, it has not seen them, and not one of its levels
 * has moved for as long. One that moves is not blind, whatever it has missed; a system that is its own channel cannot be.
 */
export const blind: Trigger<SourceCase> = {
  id: 'stale',
  variant: 'blind',
  on: 'source',
  goesTo: 'controller',
  judge({ now, config, health, isStale, overdue }, was) {
    if (config.role !== 'warehouse' || isStale || health === null || overdue.units < (was ? 1 : LEAST)) return null;
    const stoodFor = health.lastMovedAt === null ? Number.POSITIVE_INFINITY : now - health.lastMovedAt;
    if (stoodFor <= config.lagMinutes * MINUTE + overdue.margin) return null;
    const values = { source: config.name || config.id, units: overdue.units, minutes: config.lagMinutes };
    return { reason: phrase('core:blind.reason', values), proposes: phrase('core:blind.proposes', values), urgency: ALL_AT_RISK };
  },
};
