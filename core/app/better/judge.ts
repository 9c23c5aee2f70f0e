import type { Better, Judged } from '../../domain/desk.ts';
import type { LearnedBody } from '../../domain/event.ts';
import type { RecordedStream } from '../../domain/recorded.ts';
import { NO_FACTS, type ShopSettings } from '../../domain/settings.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { courseOf } from './course.ts';
import { type Weighed, weigh } from './weighed.ts';

/**
 * Numbers that would have served better, each lived through on this stream's own recording and held against how it goes with
 * today's settings: what serves no better is not proposed. One replay a step, so that whoever asked can stop.
 */
export function* judgeBetter(
  recorded: RecordedStream,
  settings: ShopSettings,
  lessons: readonly LearnedBody[],
  proposals: readonly Better[],
): Generator<Judged> {
  const today = courseOf(recorded, settings, lessons);
  if (today === null) return;
  const planned = proposals.filter(({ setting }) => setting === 'plannedUnits');
  const all: readonly Candidate[] = [...candidatesFor(today, settings.preferences.triggers), ...planned];
  const best = new Map<string, { readonly better: Better; readonly worth: number }>();
  const refuted: string[] = [];
  const said = (done: number): Judged => ({
    done,
    of: all.length,
    found: [...best.values()].map(({ better }) => better),
    refuted,
  });
  yield said(0);
  for (const [index, one] of all.entries()) {
    const course = courseOf(recorded, changed(settings, one), lessons);
    const weighed = course === null ? { worth: 0, did: [] } : weigh(one, today, course);
    const id = idOf(one);
    if (weighed.worth > (best.get(id)?.worth ?? 0)) best.set(id, { better: betterOf(one, weighed), worth: weighed.worth });
    else if (one.sku !== null && weighed.worth < 0) refuted.push(id);
    yield said(index + 1);
  }
}

const idOf = ({ setting, sku }: Candidate): string => (sku === null ? setting : `${setting} ${sku}`);
const betterOf = (one: Candidate, { did }: Weighed): Better => ({ ...one, id: idOf(one), did, by: 'replay' });

/** The shop with this number changed. */
export function changed(settings: ShopSettings, { sku, setting, to }: Pick<Better, 'sku' | 'setting' | 'to'>): ShopSettings {
  if (sku !== null) {
    const facts = settings.skus[sku] ?? { sku, ...NO_FACTS };
    return { ...settings, skus: { ...settings.skus, [sku]: { ...facts, [setting]: to } } };
  }
  const { preferences } = settings;
  return { ...settings, preferences: { ...preferences, triggers: { ...preferences.triggers, [setting]: to } } };
}
