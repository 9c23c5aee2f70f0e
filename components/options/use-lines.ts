import { useRef } from 'react';

/** One line of a form, with a name that it keeps while lines before it come and go; what is typed in it is no name yet. */
export type TypedRow<Line> = {
  readonly name: number;
  readonly line: Line;
  readonly put: (change: Partial<Line>) => void;
  readonly remove: () => void;
};

/** Lines that are typed, added and taken away. */
export function useLines<Line>(lines: readonly Line[], onChange: (lines: readonly Line[]) => void) {
  const names = useRef<{ of: readonly number[]; next: number }>({ of: [], next: 0 });
  const of = lines.map((_, at) => names.current.of[at] ?? names.current.next++);
  names.current.of = of;
  const rows = lines.map(
    (line, at): TypedRow<Line> => ({
      name: of[at] ?? at,
      line,
      put: (change) => onChange(lines.with(at, { ...line, ...change })),
      remove: () => {
        names.current.of = of.toSpliced(at, 1);
        onChange(lines.toSpliced(at, 1));
      },
    }),
  );
  return { rows, add: (line: Line) => onChange([...lines, line]) };
}
