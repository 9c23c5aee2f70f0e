import type { Better } from '../../domain/desk.ts';
import { MINUTE } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import type { TriggerSettings } from '../../domain/trigger-settings.ts';
import { AHEAD, type Course, firstOf } from './course.ts';

/** One change of a number of the shop's triggers, to be lived through. */
export type Candidate = Pick<Better, 'sku' | 'setting' | 'from' | 'to' | 'why'>;
type Numbers = { [K in keyof TriggerSettings as TriggerSettings[K] extends number ? K : never]: number };

/** What is worth trying, the most telling first: only what this stream gave a reason for, and few of each. */
export function candidatesFor(course: Course, triggers: TriggerSettings): readonly Candidate[] {
  const tried = (setting: keyof Numbers, values: readonly number[], why: Candidate['why']): readonly Candidate[] => {
    const from = triggers[setting];
    const fresh = [...new Set(values.map((to) => Math.round(to * 10_000) / 10_000))].filter((to) => to !== from);
    return fresh.map((to) => ({ sku: null, setting, from, to, why }));
  };
  return [
    ...stockOuts(course, triggers, tried),
    ...stalls(course, triggers, tried),
    ...loads(course, triggers, tried),
    ...pulses(course, triggers, tried),
  ];
}
type Tried = (setting: keyof Numbers, values: readonly number[], why: Candidate['why']) => readonly Candidate[];

function stockOuts(
  { outs, alerts }: Course,
  { stockOutMinutes: minutes, stockOutChance: chance }: TriggerSettings,
  tried: Tried,
) {
  const late = outs.filter(({ sku, outAt }) => outAt - (firstOf(alerts, 'stockOut', sku, outAt) ?? outAt) < AHEAD);
  if (late.length > 0) {
    const why = phrase('desk:better.late', { late: late.length, outs: outs.length });
    const sooner = [minutes + 10, minutes + 20].map((to) => Math.min(60, to));
    return [...tried('stockOutMinutes', sooner, why), ...tried('stockOutChance', [chance * 0.7, chance * 0.4], why)];
  }
  // What somebody acted upon may have been kept from running out by that.
  const vain = alerts.filter(
    ({ trigger, sku, done, command }) =>
      trigger === 'stockOut' && done === null && command === undefined && !outs.some((one) => one.sku === sku),
  ).length;
  if (vain < 2) return [];
  const why = phrase('desk:better.vain', { n: vain });
  const calmer = [minutes - 5, minutes - 10].map((to) => Math.max(1, to));
  return [
    ...tried('stockOutMinutes', calmer, why),
    ...tried('stockOutChance', [Math.min(0.95, chance * 1.3), Math.min(0.95, chance * 1.6)], why),
  ];
}

function stalls({ stalledInVain }: Course, { stalledChance }: TriggerSettings, tried: Tried) {
  if (stalledInVain === 0) return [];
  return tried('stalledChance', [stalledChance / 3, stalledChance / 10], phrase('desk:better.stalled', { n: stalledInVain }));
}

function loads({ loads: ends, alerts, endsAt }: Course, { capacityShare }: TriggerSettings, tried: Tried) {
  const worst = Math.max(0, ...ends.map(({ share }) => share));
  const first = Math.min(...alerts.filter(({ trigger }) => trigger === 'capacity').map(({ raisedAt }) => raisedAt));
  const percent = Math.round(100 * Math.min(9.99, worst));
  if (worst >= 1 && (!Number.isFinite(first) || endsAt - first < 2 * AHEAD))
    return tried(
      'capacityShare',
      [capacityShare - 0.1, capacityShare - 0.2].map((to) => Math.max(0.3, to)),
      phrase('desk:better.overloaded', { percent }),
    );
  if (Number.isFinite(first) && worst < 0.9)
    return tried(
      'capacityShare',
      [0.9, 0.95].filter((to) => to > capacityShare),
      phrase('desk:better.notFull', { percent }),
    );
  return [];
}

function pulses({ outs, alerts, plenty }: Course, { pulseMultiple, pulseUnits }: TriggerSettings, tried: Tried) {
  const missed = outs.filter(({ sku, outAt, daily }) => daily && firstOf(alerts, 'pulse', sku, outAt - MINUTE) === null).length;
  if (missed > 0) {
    const why = phrase('desk:better.noPulse', { n: missed });
    return [
      ...tried(
        'pulseMultiple',
        [pulseMultiple / 1.5, pulseMultiple / 2].map((to) => Math.max(1, to)),
        why,
      ),
      ...tried('pulseUnits', [Math.max(1, Math.round(pulseUnits / 2))], why),
    ];
  }
  const vain = alerts.filter(({ trigger, sku }) => trigger === 'pulse' && sku !== null && plenty.has(sku)).length;
  return vain < 2
    ? []
    : tried('pulseMultiple', [pulseMultiple * 1.5, pulseMultiple * 2], phrase('desk:better.vainPulse', { n: vain }));
}
