import { type Levers, NO_LEVERS, type SourceLevers } from '../domain/command.ts';
import { equal } from '../domain/equal.ts';
import type { SourceId } from '../domain/ids.ts';
import type { Source } from '../ports.ts';

type Deps = {
  readonly sources: () => readonly SourceId[];
  readonly open: (source: SourceId) => Promise<Source | null>;
  readonly changed: () => void;
};

/** What an opened source can be made to do. */
export function leversOf(source: Source | null): Levers {
  if (source === null) return NO_LEVERS;
  const { pause, level, perBuyer } = source.abilities;
  return { pause, level, perBuyer };
}

/** What each source can be made to do, as its opened connector says; the same object until that changes. */
export function createLevers({ sources, open, changed }: Deps) {
  let levers: SourceLevers = {};

  async function leverOf(source: SourceId): Promise<readonly [SourceId, Levers]> {
    // One that cannot be opened cannot be told anything; the poller says why.
    const opened = await open(source).catch(() => null);
    return [source, leversOf(opened)];
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
