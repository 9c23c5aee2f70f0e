import type { Lever } from '../domain/command.ts';
import { equal } from '../domain/equal.ts';
import type { SourceId } from '../domain/ids.ts';
import type { Source } from '../ports.ts';

type Deps = {
  readonly sources: () => readonly SourceId[];
  readonly open: (source: SourceId) => Promise<Source | null>;
  readonly changed: () => void;
};

/** How each source can be made to pause, as its opened connector says; the same object until that changes. */
export function createLevers({ sources, open, changed }: Deps) {
  let levers: Readonly<Record<SourceId, Lever | null>> = {};

  async function leverOf(source: SourceId): Promise<readonly [SourceId, Lever | null]> {
    // One that cannot be opened cannot be told anything; the poller says why.
    const opened = await open(source).catch(() => null);
    return [source, opened?.abilities.pause ?? null];
  }
  return {
    all: () => levers,
    async refresh() {
      const next = Object.fromEntries(await Promise.all(sources().map(leverOf)));
      if (equal(next, levers)) return;
      levers = next;
      changed();
    },
  };
}
