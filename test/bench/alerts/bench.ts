import { CHANCE_STAYS, MINUTES_MARGIN } from '../../../core/decide/triggers/stock-out.ts';
import type { LearnedBody } from '../../../core/domain/event.ts';
import { DEFAULT_TRIGGERS, type TriggerSettings } from '../../../core/domain/trigger-settings.ts';
import { type Evening, eveningsOf } from './evening.ts';
import { type Figures, figuresOf, sumOf, type Tally, tally } from './measures.ts';
import { replayEvening } from './replay.ts';
import { fixed, oracle, raisedBy, runRate } from './rules.ts';

export type Rule = 'stockcue' | 'oracle' | 'fixed' | 'runRate';
const MARGINS = { chanceStays: CHANCE_STAYS, minutesMargin: MINUTES_MARGIN };

/** The same streams by each rule. `warm` streams of each shop only teach. */
export function benchOf(
  seeds: readonly number[],
  { warm, scored }: { readonly warm: number; readonly scored: number },
  numbers: TriggerSettings = DEFAULT_TRIGGERS,
): Readonly<Record<Rule, Figures>> {
  const tallies: Record<Rule, Tally[]> = { stockcue: [], oracle: [], fixed: [], runRate: [] };
  const rules = {
    oracle: oracle({ chance: numbers.stockOutChance, minutes: numbers.stockOutMinutes, ...MARGINS }),
    fixed,
    runRate,
  };
  for (const seed of seeds) {
    const lessons: LearnedBody[] = [];
    for (const [index, evening] of eveningsOf(seed, warm + scored).entries()) {
      const { raised, interrupting, lesson } = replayEvening(evening, lessons, numbers);
      if (lesson !== null) lessons.push(lesson);
      if (index < warm) continue;
      tallies.stockcue.push(tally(evening, raised, interrupting));
      for (const [name, rule] of Object.entries(rules)) tallies[name as Rule].push(ruled(evening, raisedBy(rule, evening)));
    }
  }
  return Object.fromEntries(Object.entries(tallies).map(([rule, all]) => [rule, figuresOf(sumOf(all))])) as Record<Rule, Figures>;
}

const ruled = (evening: Evening, raised: ReturnType<typeof raisedBy>): Tally =>
  tally(
    evening,
    raised,
    raised.map(({ minute }) => minute),
  );
