import { isFile } from '../../domain/file-source.ts';
import { phrase } from '../../domain/phrase.ts';
import type { SourceCase, Trigger } from './trigger.ts';

/** No good reading for some intervals in force: its numbers are greyed, and no advice is given from them. */
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
        urgency: 900,
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
      urgency: 900,
    };
  },
};
