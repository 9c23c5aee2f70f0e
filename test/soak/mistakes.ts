import type { Write } from '../../core/domain/command.ts';
import type { Source } from '../../core/ports.ts';
import type { Mistake } from '../builders/command-world.ts';

type Built = Mistake & { readonly again?: (key: string) => string };

/** Ways to build it wrongly that look right on a good day; each must be noticed. */
export const MISTAKES: Readonly<Record<string, { readonly built: () => Built; readonly breaks: string }>> = {
  'act before journal': {
    built: () => ({
      append: (append) => (drafts) => {
        const body = drafts[0]?.type === 'command' ? drafts[0].body : null;
        if (body?.step !== 'executing') return append(drafts);
        // Handed to the disk, and not waited for.
        setImmediate(() => void append(drafts));
        return Promise.resolve([]);
      },
    }),
    breaks: 'sent before it was journalled',
  },
  'a key per attempt': {
    built: () => {
      let attempts = 0;
      return { again: (key) => `${key}~${++attempts}` };
    },
    breaks: 'one wish became two commands',
  },
  'retry on time-out': {
    built: () => ({ source: (source) => retrying(source) }),
    breaks: 'sent twice',
  },
  'absolute restore': {
    built: () => {
      const first = new Map<string, number>();
      return { source: (source) => restoring(source, first) };
    },
    breaks: 'units were lost or made',
  },
};

function retrying(source: Source): Source {
  const { setFlag, setLevels } = source;
  return {
    ...source,
    async setFlag(...ask) {
      const answer = await setFlag?.(...ask);
      if (answer?.ok === false && answer.problem.kind === 'timeout') return (await setFlag?.(...ask)) ?? answer;
      return answer ?? { ok: true, value: null };
    },
    async setLevels(...ask) {
      const answer = await setLevels?.(...ask);
      if (answer?.ok === false && answer.problem.kind === 'timeout') return (await setLevels?.(...ask)) ?? answer;
      return answer ?? { ok: true, value: null };
    },
  };
}

/** Gives back what there was before, whatever was sold since. */
function restoring(source: Source, first: Map<string, number>): Source {
  const nameOf = ({ place, sku }: Write) => `${sku} ${place.location}`;
  const { setLevels } = source;
  return {
    ...source,
    async setLevels(target, writes, key, signal) {
      const changed = writes.map((write) => {
        const { before, change } = write;
        if ((change ?? 0) < 0) first.set(nameOf(write), before ?? 0);
        const was = first.get(nameOf(write));
        return (change ?? 0) > 0 && was !== undefined ? { ...write, change: was - (before ?? 0) } : write;
      });
      return (await setLevels?.(target, changed, key, signal)) ?? { ok: true, value: null };
    },
  };
}
