import { createElement, Fragment, type ReactNode } from 'react';

type WrittenProps<One> = {
  readonly lines: readonly One[];
  /** Marks a line as good or bad. */
  readonly mark?: (line: One) => string | undefined;
  readonly children: (line: One) => ReactNode;
};

/** Lines of a list that is written once: none moves, and two may say the same; they have no other name than their place. */
export function Written<One>({ lines, mark, children }: WrittenProps<One>) {
  const items = lines.map((line) => createElement('li', { dir: 'auto', className: mark?.(line) }, children(line)));
  return createElement(Fragment, null, ...items);
}
