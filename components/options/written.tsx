import type { ReactNode } from 'react';

type WrittenProps<One> = {
  readonly lines: readonly One[];
  /** Marks a line as good or bad. */
  readonly mark?: (line: One) => string | undefined;
  readonly children: (line: One) => ReactNode;
};

/** Lines of a list that is written once: none moves, and two may say the same. */
export function Written<One>({ lines, mark, children }: WrittenProps<One>) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no other name than their place, and keep it.
    <li key={index} dir="auto" className={mark?.(line)}>
      {children(line)}
    </li>
  ));
}
