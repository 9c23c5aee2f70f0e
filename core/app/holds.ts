import { subjectsOf } from '../decide/commands/check.ts';
import type { Answer, Known } from '../decide/commands/judge.ts';
import { type Command, type CommandBody, type CommandStep, mayFollow, type Write } from '../domain/command.ts';
import type { CommandId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Phrase } from '../domain/phrase.ts';
import type { Log } from '../ports.ts';

/** One command under way in this life of the worker. It holds its listing and its stock until it is known what became of it. */
export type Live = {
  readonly command: Command;
  step: CommandStep;
  writes: readonly Write[];
  /** By target; missing where it is not known whether it was sent. */
  readonly answers: (Answer | undefined)[];
  /** What the last look saw; empty: none yet. */
  seen: readonly Known[];
  /** What was last said of it as unknown, by its key. */
  said: string | null;
  /** When the last write was, or may have been, sent. */
  sentAt: Instant;
  /** Tells the person who pressed; null: confirmed. */
  readonly heard: (say: Phrase | null) => void;
};
type Later = Exclude<CommandBody, { step: 'requested' }>;

/** Who holds what, and the one way into the journal. */
export function createHolds(log: Pick<Log, 'append'>) {
  const live = new Map<CommandId, Live>();
  const taken = new Set<string>();
  const tails = new WeakMap<Live, Promise<void>>();

  /** Steps of one command are written one after the other. */
  function inTurn(one: Live, work: () => Promise<void>): Promise<void> {
    const mine = (tails.get(one) ?? Promise.resolve()).then(work);
    tails.set(
      one,
      mine.catch(() => {}),
    );
    return mine;
  }
  const append = (one: Live, body: CommandBody) => log.append([{ type: 'command', actor: one.command.actor, body }]);

  return {
    has: (id: CommandId) => live.has(id),
    get: (id: CommandId) => live.get(id),
    mayTake: (command: Command) => !subjectsOf(command).some((subject) => taken.has(subject)),
    take(one: Live): Live {
      live.set(one.command.id, one);
      for (const subject of subjectsOf(one.command)) taken.add(subject);
      return one;
    },
    /** Once: what another command has taken since stays taken. */
    release({ command }: Live): void {
      if (!live.delete(command.id)) return;
      for (const subject of subjectsOf(command)) taken.delete(subject);
    },
    async request(one: Live): Promise<void> {
      await inTurn(one, async () => {
        await append(one, { step: 'requested', id: one.command.id, command: one.command });
      });
    },
    /** Writes a step if it may follow the last one; rejects, with nothing changed, where the journal cannot be written. */
    record: (one: Live, body: Later, asks = false): Promise<void> =>
      inTurn(one, async () => {
        // Unknown is said anew only where it is a person's turn, and once: a worker that wakes each minute must not fill the log.
        if (!mayFollow(one.step, body.step) || (one.step === body.step && !isNews(one, body, asks))) return;
        await append(one, body);
        one.step = body.step;
        one.said = body.step === 'unknown' ? body.say.key : null;
        if (body.step === 'confirmed') one.heard(null);
        if (body.step === 'failed' || body.step === 'unknown') one.heard(body.say);
      }),
  };
}
const isNews = ({ said }: Live, body: Later, asks: boolean): boolean => asks && body.step === 'unknown' && body.say.key !== said;
export type Holds = ReturnType<typeof createHolds>;
