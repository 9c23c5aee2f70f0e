import type { Better } from '../../domain/desk.ts';
import { MINUTE } from '../../domain/instant.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { SkuReview } from '../../domain/review.ts';
import { AHEAD, type Course, firstOf } from './course.ts';

/** What a change did to the stream: how much it is worth, in minutes of warning, and what is said of it. Not above 0: it served no better. */
export type Weighed = { readonly worth: number; readonly did: readonly Phrase[] };

/** One more interruption of a controller costs as much as so many minutes of earlier warning; a silent pulse less. */
const INTERRUPTION = 4;
const PULSE = 1;
/** A stock-out that a pulse told of in time is worth so many minutes. */
const TOLD = 10;
/** Less than this is no gain that anybody feels. */
const LEAST = 2;

/** Holds the stream as it would have gone against how it goes with today's settings. */
export function weigh({ setting, sku }: Pick<Better, 'setting' | 'sku'>, before: Course, after: Course): Weighed {
  const warned = warnedOf(before, after);
  if (warned.later) return { worth: Number.NEGATIVE_INFINITY, did: [] };
  const more = interruptionsOf(after) - interruptionsOf(before);
  const pulses = setting === 'pulseMultiple' || setting === 'pulseUnits' ? pulsesOf(before, after) : NOTHING;
  const load = setting === 'capacityShare' ? loadsOf(before, after) : NOTHING;
  const closer = setting === 'plannedUnits' && sku !== null ? closerBy(before, after, sku) : NOTHING;
  const worth = warned.minutes + pulses.worth + load.worth + closer.worth - INTERRUPTION * more;
  const did = [...warned.did, ...load.did, ...pulses.did, ...closer.did, moreOrFewer(more)];
  return { worth: worth < LEAST ? Math.min(0, worth) : worth, did };
}
const NOTHING: Weighed = { worth: 0, did: [] };

/** What ran out: said so much earlier, up to what is early enough. What is said too late by it serves nobody. */
function warnedOf(before: Course, after: Course) {
  const gains = before.outs.map(({ sku, outAt }) => {
    const ahead = ({ alerts }: Course) => Math.min(AHEAD, outAt - (firstOf(alerts, 'stockOut', sku, outAt) ?? outAt));
    return (ahead(after) - ahead(before)) / MINUTE;
  });
  const helped = gains.filter((one) => one > 0.5);
  const minutes = helped.reduce((sum, one) => sum + one, 0);
  const values = { n: helped.length, of: gains.length, minutes: Math.round(minutes / Math.max(1, helped.length)) };
  return {
    minutes,
    later: gains.some((one) => one < -0.5),
    did: helped.length === 0 ? [] : [phrase('desk:better.earlier', values)],
  };
}

/** Alerts that went to the controller; what somebody acted upon was no interruption in vain, and is in both. */
const interruptionsOf = ({ alerts }: Course): number => alerts.filter(({ goesTo }) => goesTo === 'controller').length;

function moreOrFewer(more: number): Phrase {
  if (more === 0) return phrase('desk:better.same');
  return phrase(more > 0 ? 'desk:better.more' : 'desk:better.fewer', { count: Math.abs(more) });
}

function pulsesOf(before: Course, after: Course): Weighed {
  const told = (course: Course) =>
    before.outs.filter(({ sku, outAt }) => firstOf(course.alerts, 'pulse', sku, outAt - MINUTE) !== null).length;
  const vain = (course: Course) =>
    course.alerts.filter(({ trigger, sku }) => trigger === 'pulse' && sku !== null && before.plenty.has(sku)).length;
  const [gained, noise] = [told(after) - told(before), vain(after) - vain(before)];
  if (gained < 0) return { worth: Number.NEGATIVE_INFINITY, did: [] };
  return {
    worth: TOLD * gained - PULSE * noise,
    did: [
      ...(gained > 0 ? [phrase('desk:better.pulsed', { n: gained })] : []),
      ...(noise === 0
        ? []
        : [phrase(noise > 0 ? 'desk:better.morePulses' : 'desk:better.fewerPulses', { count: Math.abs(noise) })]),
    ],
  };
}

/** A warehouse that had too much to ship: said earlier. One that had not: its alert is an interruption less, and counted there. */
function loadsOf(before: Course, after: Course): Weighed {
  const full = before.loads.filter(({ share }) => share >= 1).map(({ source }) => source);
  const first = ({ alerts, endsAt }: Course, source: string) =>
    Math.min(
      endsAt,
      ...alerts.filter((one) => one.trigger === 'capacity' && one.source === source).map(({ raisedAt }) => raisedAt),
    );
  const minutes = full.reduce((sum, source) => sum + (first(before, source) - first(after, source)) / MINUTE, 0);
  if (minutes < 0) return { worth: Number.NEGATIVE_INFINITY, did: [] };
  const said = full.length === 0 || minutes < 1 ? [] : [phrase('desk:better.loadEarlier', { minutes: Math.round(minutes) })];
  // What is warned of is an interruption that is wanted.
  return { worth: Math.min(30, minutes), did: said };
}

/** How far forecasts in the stream were off, as parts of what was sold; a tenth is as good as five minutes. */
function closerBy(before: Course, after: Course, sku: string): Weighed {
  const [was, is] = [offBy(before.review.skus[sku]), offBy(after.review.skus[sku])];
  if (was === null || is === null) return NOTHING;
  const percents = { from: Math.round(100 * was), to: Math.round(100 * is) };
  return { worth: 50 * (was - is), did: percents.from === percents.to ? [] : [phrase('desk:better.closer', percents)] };
}

/** From the first share that the replay forecast itself. */
function offBy(one: SkuReview | undefined): number | null {
  const said = (one?.said ?? []).filter(({ share }) => share > 0);
  if (one === undefined || said.length === 0 || one.net <= 0) return null;
  return said.reduce((sum, { median }) => sum + Math.abs(median - one.net), 0) / said.length / one.net;
}
