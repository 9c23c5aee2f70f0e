import type { Sku } from '../../../domain/ids.ts';
import type { Miss } from '../../../domain/lesson.ts';
import type { Model } from './model.ts';
import type { Outcome } from './outcome.ts';
import { WAYS } from './tempers.ts';

/** So many SKUs tell how wrong we were in a stream, large and small alike. */
const SAMPLE = 60;
function sampled(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (outcomes.length <= SAMPLE) return outcomes;
  const bySize = outcomes.toSorted((a, b) => expectedOf(b) - expectedOf(a) || (a.sku < b.sku ? -1 : 1));
  const step = outcomes.length / SAMPLE;
  return Array.from({ length: SAMPLE }, (_, index) => bySize[Math.floor((index + 0.5) * step)]).filter(
    (one) => one !== undefined,
  );
}
const expectedOf = ({ parts }: Outcome): number => parts.seenPrior + parts.restPrior;
/** To a thousandth of a unit: it is kept. */
const brief = (miss: Miss): Miss => ({
  ...miss,
  said: miss.said.map(rounded),
  rest: rounded(miss.rest),
  seen: rounded(miss.seen),
  seenPrior: rounded(miss.seenPrior),
  restPrior: rounded(miss.restPrior),
  doubt: rounded(miss.doubt),
  loose: rounded(miss.loose),
});
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** What is hardly there says nothing of how a SKU sells. */
const LIKELY = 0.5;

/** What was said against what came, for learning. `net`: units net at the end, by SKU. */
export function missesOf(
  { kept }: Model,
  outcomes: readonly Outcome[],
  share: number,
  net: (sku: Sku) => number,
): readonly Miss[] {
  const misses = sampled(outcomes.filter(({ parts }) => parts.presence >= LIKELY)).map(
    ({ sku, parts: { sold, said, seenPrior, restPrior, evening, doubt, loose } }): Miss => ({
      share,
      line: false,
      said: said.map((units) => units * kept),
      rest: Math.max(0, net(sku) - sold * kept),
      seen: sold,
      seenPrior: seenPrior * evening,
      restPrior: restPrior * evening,
      doubt,
      loose,
    }),
  );
  const total = (of: (one: Outcome) => number) => outcomes.reduce((sum, one) => sum + of(one), 0);
  const line: Miss = {
    share,
    line: true,
    said: WAYS.map((way) => kept * total(({ parts }) => parts.said[way] ?? 0)),
    rest: total(({ sku, parts }) => Math.max(0, net(sku) - parts.sold * kept)),
    seen: total(({ parts }) => parts.sold),
    seenPrior: total(({ parts }) => parts.seenPrior),
    restPrior: total(({ parts }) => parts.restPrior),
    doubt: 0,
    loose: outcomes[0]?.parts.loose ?? 0,
  };
  return outcomes.length === 0 ? [] : [...misses, line].map(brief);
}
