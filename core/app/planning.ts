import type { CommandFacts } from '../decide/commands/facts.ts';
import { mayGiveBack } from '../decide/commands/held.ts';
import { pageGrounds } from '../decide/commands/page-plan.ts';
import { type Grounds, planWrites } from '../decide/commands/plan.ts';
import { type Command, type CommandTarget, isPage, NO_LEVERS, type SourceLevers, type Write } from '../domain/command.ts';
import type { SourceId } from '../domain/ids.ts';
import { SECOND } from '../domain/instant.ts';
import type { Phrase } from '../domain/phrase.ts';
import { bad, good, type Outcome } from '../domain/problem.ts';
import type { Clock, Source } from '../ports.ts';
import { noSystem, within } from './readback.ts';

/** Planning ends after this, or earlier where less is waited for an answer, and nothing is sent. */
const PLAN_MS = 4 * SECOND;

type Deps = {
  readonly clock: Clock;
  readonly sourceOf: (source: SourceId) => Promise<Source | null>;
  readonly facts: () => Omit<CommandFacts, 'levers'>;
  readonly signal: AbortSignal;
};

/** What a command will write, and where. Nothing here sends. */
export function createPlanning({ clock, sourceOf, facts, signal }: Deps) {
  function groundsOf(command: Command, target: CommandTarget): Grounds {
    const now = facts();
    const undone = command.undoes === null ? null : (now.commands[command.undoes] ?? null);
    const plain = { held: mayGiveBack(command, target, now), undone, safe: now.promise(command.account, target.sku) };
    return isPage(target.source) ? { ...plain, page: pageGrounds(command, now) } : plain;
  }

  /** Every target is looked at just before it is written: what is planned is planned on how it stands now. */
  return async (command: Command, levers: SourceLevers): Promise<Outcome<readonly Write[]>> => {
    const writes: Write[] = [];
    const idle: Phrase[] = [];
    const until = clock.now() + Math.min(PLAN_MS, facts().settings.preferences.patience.answerMs);
    for (const target of command.targets) {
      const stands = await within(clock, until - clock.now(), signal, async (ending) => {
        const source = await sourceOf(target.source);
        return source?.readBack?.(target, ending) ?? bad(noSystem(target));
      });
      if (!stands.ok) return stands;
      const planned = planWrites(command, target, stands.value, levers[target.source] ?? NO_LEVERS, groundsOf(command, target));
      if (!planned.ok) return bad({ kind: 'refused', say: planned.say });
      writes.push(...planned.writes);
      if (planned.idle !== undefined) idle.push(planned.idle);
    }
    const [nothing] = idle;
    // Where there is nothing to do in some systems the others are told all the same.
    return nothing !== undefined && idle.length === command.targets.length
      ? bad({ kind: 'refused', say: nothing })
      : good(writes);
  };
}
