import type { Actor } from '../domain/actor.ts';
import { isOpen } from '../domain/command.ts';
import type { Draft } from '../domain/event.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { ShopState } from './cycle.ts';
import { liveDrips } from './drip-facts.ts';
import type { Drips } from './drips.ts';
import type { Guards } from './guards.ts';
import { settlesAt } from './watch.ts';

type Standing = Pick<ShopState, 'ledger' | 'watched'>;
type Deps = {
  readonly state: () => Standing;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly drips: Pick<Drips, 'intent'>;
  readonly guards: Pick<Guards, 'intent'>;
  readonly running: () => boolean;
};

/**
 * All settings go, as one event of the log; streams that have begun stay, with their recordings. First whatever acts by itself
 * is stopped, by whoever resets. Null where it was done, else why not: nothing was changed then, or no more than that something stopped.
 */
export async function resetShop({ state, append, drips, guards, running }: Deps, by: Actor): Promise<Phrase | null> {
  const before = inTheWay(state(), running());
  if (before !== null) return before;
  const { ledger } = state();
  for (const { id, step } of ledger.guardRuns)
    if (step === 'counting') await guards.intent({ kind: 'guard', guard: id, action: 'stop' }, by);
  for (const { command } of liveDrips(ledger)) await drips.intent({ kind: 'drip', command: command.id, action: 'stop' }, by);
  // A guard may have acted in the very moment in which it was to be stopped.
  const after = inTheWay(state(), running());
  if (after !== null) return after;
  await append({ type: 'settings', actor: by, body: { reset: true } });
  return null;
}

function inTheWay({ ledger, watched }: Standing, running: boolean): Phrase | null {
  if (running) return phrase('worker:reset.running');
  // Its review and what it taught are counted with the settings, once it has settled.
  for (const { id, title } of Object.values(ledger.settings.streams)) {
    const at = watched[id] === undefined ? null : settlesAt(watched[id]);
    if (at !== null && ledger.now < at && ledger.reviews[id] === undefined)
      return phrase('worker:reset.settling', { title: title || id, at: { instant: at } });
  }
  const open = Object.values(ledger.commands).filter(({ step }) => isOpen(step)).length;
  return open === 0 ? null : phrase('worker:reset.commands', { count: open });
}
