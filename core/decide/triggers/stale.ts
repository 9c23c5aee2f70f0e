import { isFile } from '../../domain/file-source.ts';
import { phrase } from '../../domain/phrase.ts';
import type { SourceCase, Trigger } from './trigger.ts';
import { ALL_AT_RISK } from './urgency.ts';

/**
 * No good reading for some intervals in force: its numbers are greyed, and no advice is given from them. Its first good reading ends
 * that; the alert is cleared when it has gone on answering, or a source that answers now and then would come and go.
 */
export const stale: Trigger<SourceCase> = {
  id: 'stale',
  on: 'source',
  goesTo: 'controller',
  judge({ config, health, isStale }) {
    const last = health?.lastGoodAt ?? null;
    const name = config.name || config.id;
    if (last === null) {
      if (health === null || health.failures === 0) return null;
      const values = { source: name };
      return {
        reason: phrase('core:stale.never', values),
        proposes: health.problem?.say ?? phrase('core:stale.proposes', values),
        urgency: ALL_AT_RISK,
      };
    }
    if (!isStale) return null;
    if (isFile(config)) {
      const values = { source: name, since: { instant: last, day: true as const } };
      return {
        reason: phrase('core:stale.file', values),
        proposes: phrase('core:stale.fileProposes', values),
        urgency: 900,
        // Who exports stock is not who stands at the console.
        goesTo: 'operator',
      };
    }
    const values = { source: name, since: { instant: last } };
    return {
      reason: phrase('core:stale.reason', values),
      proposes: health?.problem?.say ?? phrase('core:stale.proposes', values),
      urgency: ALL_AT_RISK,
    };
  },
  settles: {
    after: ({ settles }) => settles,
    says: ({ config }) => ({
      reason: phrase('core:stale.settling', { source: config.name || config.id }),
      proposes: phrase('core:settling'),
      urgency: 0,
    }),
  },
};
