import type { Answer, Known } from '../decide/commands/judge.ts';
import { type CommandTarget, isPage, type ReadBack, type Write } from '../domain/command.ts';
import type { CommandId, SourceId } from '../domain/ids.ts';
import { phrase } from '../domain/phrase.ts';
import { bad, type Outcome, type Problem } from '../domain/problem.ts';
import type { Clock, Source } from '../ports.ts';

/** Asks for something that must end: a throw, or silence beyond `ms`, is a problem like any other. */
export function within<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  return new Promise<Outcome<T>>((resolve) => {
    clock.wake(clock.now() + ms, () => resolve(bad(problem('timeout', 'command:problem.noAnswer'))), ending.signal);
    start(() => ask(ending.signal)).then(resolve, () => resolve(bad(problem('internal', 'command:problem.internal'))));
  }).finally(() => {
    signal.removeEventListener('abort', end);
    end();
  });
}
const start = async <T>(ask: () => Promise<T>): Promise<T> => ask();
const problem = (kind: Problem['kind'], key: string): Problem => ({ kind, say: phrase(key) });

export const noSystem = ({ sku }: CommandTarget): Problem => ({
  kind: 'refused',
  say: phrase('command:refused.noSystem', { skus: sku }),
});

/** Only these say for certain that nothing was written. All else, a defect of ours included, may have been done. */
const NOTHING_WRITTEN: ReadonlySet<Problem['kind']> = new Set(['refused', 'credentials', 'permission', 'throttled']);

export function answerOf(outcome: Outcome<null>): Answer {
  if (outcome.ok) return { said: 'yes' };
  return { said: NOTHING_WRITTEN.has(outcome.problem.kind) ? 'no' : 'silent', say: outcome.problem.say };
}

export const writesOf = ({ source, sku }: CommandTarget, writes: readonly Write[]): readonly Write[] =>
  writes.filter((write) => write.place.source === source && write.sku === sku);

type Reading = {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly sourceOf: (source: SourceId) => Promise<Source | null>;
  readonly isSetUp: (source: SourceId) => boolean;
};
/** How long one look may take. */
const LOOK_MS = 6_000;

/** Looks at every target, one after the other: a system is asked one thing at a time. */
export async function lookAt(
  { clock, signal, sourceOf, isSetUp }: Reading,
  command: {
    readonly id: CommandId;
    readonly targets: readonly CommandTarget[];
    readonly writes: readonly Write[];
    readonly answers: readonly (Answer | undefined)[];
  },
): Promise<readonly Known[]> {
  const known: Known[] = [];
  for (const [n, target] of command.targets.entries()) {
    const source = await sourceOf(target.source).catch(() => null);
    const look = source?.readBack?.bind(source);
    const seen: Outcome<ReadBack> | null =
      look === undefined ? null : await within(clock, LOOK_MS, signal, (until) => look(target, until, command.id));
    const writes = writesOf(target, command.writes);
    const isIdle = writes.length === 0 && !isPage(target.source);
    known.push({
      target,
      writes,
      answer: isIdle ? { said: 'idle' } : (command.answers[n] ?? { said: 'silent', say: null }),
      readBack: seen?.ok ? seen.value : null,
      gone: !isSetUp(target.source),
    });
  }
  return known;
}
