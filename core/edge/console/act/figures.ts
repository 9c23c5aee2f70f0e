import type { RowSeen } from '../../../domain/console.ts';
import { isByHand } from '../by-hand.ts';
import { countIn } from '../numbers.ts';
import { type Came, type Course, createCourse } from './course.ts';
import type { Task } from './gates.ts';
import { windowOf } from './ground.ts';

export type Figures = {
  /** The row as it is drawn now, before anybody has pressed. */
  look(seen: RowSeen): Came;
  /** Null until the row was first seen. */
  course(): Course | null;
  /** Tells the worker which number is to be typed by now. */
  say(): void;
};

/** The number that is being typed, from the row's own figure and from what a person's hand writes. */
export function createFigures({ ground, ask }: Task, signal: AbortSignal): Figures {
  let course: Course | null = null;
  let told = ask.number;
  const documents = new Set([ground.root, ...[...ground.engine.rows().values()].flat().map((row) => row.ownerDocument)]);
  for (const root of documents)
    for (const kind of ['input', 'change']) windowOf(root).addEventListener(kind, written, { capture: true, signal });

  function written(event: Event): void {
    const [box] = event.composedPath();
    const text = (box as Partial<HTMLInputElement> | undefined)?.value;
    if (isByHand(event) && typeof text === 'string') course?.typed(countIn(text).exact);
  }
  function say(): void {
    const number = course?.number() ?? null;
    if (number === null || number === told) return;
    told = number;
    ground.types?.(ask.id, number);
  }
  return {
    look({ sellable }) {
      if (sellable === null) return 'waits';
      course ??= createCourse(ask, sellable);
      const came = course.look({ figure: sellable, asking: false });
      say();
      return came;
    },
    course: () => course,
    say,
  };
}
