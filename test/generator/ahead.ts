import { MINUTE } from '../../core/domain/instant.ts';
import type { Known, Span } from '../../core/domain/recording.ts';
import { lengthOf, orderOf, presented, SHOW_PACE, SLOT_PACE } from './pins.ts';
import type { Chance } from './random.ts';
import { minutesOf } from './stream.ts';
import { crowdAt, RAID_STAYS, RAIDS, RETURNS } from './viewers.ts';

/** One way in which the evening may go on: everything presented, from its start, and how many minutes it lasts. */
export type Course = { readonly pins: readonly Span[]; readonly minutes: number };

/** Slots that are presented late or early are searched for so many places around the one that is due. */
const TRIES = 200;

/** One course that agrees with what was presented so far, drawn as the generator draws. */
export function courseFrom(chance: Chance, known: Known): Course {
  const { startsAt, plannedEndsAt, at, rundown } = known;
  const planned = (plannedEndsAt - startsAt) / MINUTE;
  const pace = paceFrom(chance, known);
  const last = known.pins.at(-1);
  const isOn = last !== undefined && last.endsAt >= at;
  let end = last === undefined ? at : last.endsAt;
  if (isOn) end = at + MINUTE;
  const slot = last === undefined ? undefined : slotOf(rundown, known.pins.length, last.sku);
  if (isOn && slot !== undefined)
    for (let tried = 0; tried < TRIES; tried += 1) {
      const would = last.startsAt + lengthOf(chance, slot, pace);
      if (would <= at) continue;
      end = would;
      break;
    }
  const rest = rundown.slice(slot === undefined ? known.pins.length : rundown.indexOf(slot) + 1);
  const next = presented(chance, orderOf(chance, rest), Math.max(end + (chance.happens(0.25) ? MINUTE : 0), isOn ? 0 : at), pace);
  const now = isOn ? [...known.pins.slice(0, -1), { ...last, endsAt: end }] : known.pins;
  const all = [...now, ...next];
  const shown = ((all.at(-1)?.endsAt ?? startsAt) - startsAt) / MINUTE;
  const elapsed = Math.ceil((at - startsAt) / MINUTE);
  let minutes = minutesOf(chance, planned, shown);
  // What has not ended is not one of those that end before.
  for (let tried = 0; tried < TRIES && minutes <= elapsed; tried += 1) minutes = minutesOf(chance, planned, shown);
  return { pins: all, minutes: Math.max(minutes, elapsed) };
}

/** The slot that a pin stands for: of its SKU, nearest to where the show should be after so many pins and a few left out. */
function slotOf(rundown: readonly Span[], shown: number, sku: string): Span | undefined {
  const due = shown / (1 - 0.08) - 1;
  let best: number | undefined;
  for (const [index, slot] of rundown.entries())
    if (slot.sku === sku && (best === undefined || Math.abs(index - due) < Math.abs(best - due))) best = index;
  return best === undefined ? undefined : rundown[best];
}

/** The evening's pace, drawn from what it can be after the slots that are over: a normal mean of logarithms. */
function paceFrom(chance: Chance, { rundown, pins, at }: Known): number {
  let [sum, count] = [0, 0];
  for (const [index, pin] of pins.entries()) {
    const slot = slotOf(rundown, index + 1, pin.sku);
    if (pin.endsAt >= at || slot === undefined) continue;
    sum += Math.log((pin.endsAt - pin.startsAt) / (slot.endsAt - slot.startsAt));
    count += 1;
  }
  const precision = 1 / SHOW_PACE ** 2 + count / SLOT_PACE ** 2;
  const mean = (-0.5 + sum / SLOT_PACE ** 2 + count / 2) / precision;
  const spread = 1 / Math.sqrt(precision);
  return Math.exp(mean + (spread * spread) / 2) * chance.factor(spread);
}

/** Viewers expected at each minute to come; what was counted before. */
export function crowdFrom({ startsAt, plannedEndsAt, at, viewers }: Known, minutes: number): readonly number[] {
  const planned = (plannedEndsAt - startsAt) / MINUTE;
  const counted = viewers.map((one) => one.viewers);
  const now = Math.floor((at - startsAt) / MINUTE);
  const usual = counted[0] === undefined ? 900 : counted[0] / crowdAt(0, planned);
  // No drift makes two of three in a minute.
  const raidAt = counted.findIndex((one, minute) => minute >= 20 && one > 1.35 * (counted[minute - 1] ?? one));
  const before = (counted[raidAt - 1] ?? 0) / crowdAt(raidAt - 1, planned);
  const raid = raidAt < 0 ? 0 : (counted[raidAt] ?? 0) - before * crowdAt(raidAt, planned);
  const stayed = (minute: number) => (raidAt < 0 ? 0 : raid * RAID_STAYS ** (minute - raidAt));
  const level = counted[now] === undefined ? usual : (counted[now] - stayed(now)) / crowdAt(now, planned);
  const open = Math.max(0, planned - Math.max(now, 19)) / (planned - 19);
  const due = raidAt >= 0 ? 0 : (RAIDS * open) / (1 - RAIDS + RAIDS * open) / Math.max(1, planned - Math.max(now, 19));
  let coming = 0;
  return Array.from({ length: minutes }, (_, minute) => {
    if (minute <= now) return counted[minute] ?? usual * crowdAt(minute, planned);
    coming = coming * RAID_STAYS + (minute >= 20 && minute <= planned ? due * usual * 1.9 : 0);
    const drift = usual + (level - usual) * (1 - RETURNS) ** (minute - now);
    return drift * crowdAt(minute, planned) + stayed(minute) + coming;
  });
}
