import type { StreamDemand } from './demand.ts';
import type { PlanInput } from './input.ts';
import type { Course } from './level.ts';
import { normalAt } from './random.ts';

/**
 * Demand with what scheduled streams may take beyond their mean, so that what is sent for them holds out with the service level, and not each second
 * time: z·σ of all streams by then, as far as a safety stock that was set by hand allows.
 */
export function guarded(course: Course, { rules, safetyStock }: Pick<PlanInput, 'rules' | 'safetyStock'>): Course {
  const z = Math.max(0, normalAt(Math.min(0.999, Math.max(0.5, rules.serviceLevel))));
  let [variance, kept] = [0, 0];
  const streams = course.demand.streams.map((stream): StreamDemand => {
    variance += (stream.ratio * stream.units) ** 2 + stream.units;
    const beyond = Math.min(safetyStock ?? Number.POSITIVE_INFINITY, z * Math.sqrt(variance)) - kept;
    kept += beyond;
    return { ...stream, units: stream.units + beyond };
  });
  return streams.length === 0 ? course : { ...course, demand: { ...course.demand, streams } };
}
