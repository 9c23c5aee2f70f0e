import type { Read } from '../../../domain/profile.ts';
import { textOf } from '../read.ts';
import { nowAt } from './again.ts';
import { controlIn, controlsIn, type Taught } from './control.ts';
import { allIn } from './dom.ts';
import type { Learned } from './draft.ts';
import { factAt } from './facts.ts';
import type { Look } from './marks.ts';
import { ownOf } from './own.ts';
import { threeOf } from './rows.ts';
import type { Stand } from './session-step.ts';

/** What is outlined on the page at this step. */
export function marksOf(
  { step, learned }: Stand,
  hovered: Element | null,
  rows: readonly Element[],
  page: Document,
): readonly { element: Element; look: Look }[] {
  const controlOf = (row: Element, taught: Taught) => {
    const found = controlIn(row, taught, ownOf(row, learned));
    return found === null ? [] : [found];
  };
  const of = (look: Look) => (element: Element) => ({ element, look });
  const pointed = hovered === null ? [] : [of('hover')(hovered)];
  if (step.at === 'rowA') return pointed;
  if (step.at === 'rowB') return [...nowAt(step.first).slice(0, 1).map(of('row')), ...pointed];
  if (step.at === 'rows') return (step.picks[step.level]?.rows ?? []).map(of('row'));
  if (step.at === 'dry')
    return [
      ...factMarks(learned, page).map(of('key')),
      ...threeOf(rows).flatMap((row) => [
        of('row')(row),
        ...keyMark(row, learned.key).map(of('key')),
        ...Object.values(learned.lessons).flatMap(({ control }) => controlOf(row, control).map(of('control'))),
      ]),
    ];
  if (step.at === 'facts') return factMarks(learned, page).map(of('key'));
  if (step.at === 'ready')
    return rows.flatMap((row) => {
      const ours = controlOf(row, step.taught);
      const others = controlsIn(row).filter((one) => !ours.includes(one));
      return [...others.map(of('forbidden')), ...ours.map(of('control'))];
    });
  if (step.at === 'demo') {
    const row = rows.find((one) => learned.key !== null && textOf(one, learned.key) === step.key);
    return row === undefined ? [] : [of('row')(row), ...controlOf(row, step.taught).map(of('control'))];
  }
  if (step.at === 'saved') return [];
  if (step.at === 'fact') return pointed;
  return [...rows.map(of('row')), ...pointed];
}
const keyMark = (row: Element, key: Read | null): readonly Element[] => {
  const element = key?.at === undefined ? row : (allIn(row, key.at)[0] ?? null);
  return element === null ? [] : [element];
};
const factMarks = ({ page: facts }: Learned, page: Document): readonly Element[] =>
  Object.values(facts).flatMap((read) => factAt(read, page) ?? []);
