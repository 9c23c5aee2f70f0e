import { type DripBody, type GuardBody, isDripOver, mayFollow } from '../../domain/guard.ts';
import type { GuidedBody } from '../../domain/page-act.ts';
import type { Ledger } from './state.ts';

/** What is kept: enough for the last hour of guards, and of each action on each account its last runs. */
const MOST_GUARDS = 200;
const MOST_GUIDED = 50;
const rest = { skus: [], rest: true } as const;
const none = { skus: [], rest: false } as const;

/** What is over stays over, whoever was a moment late. Of drips whose command is long gone nothing is kept. */
export function applyDrip(ledger: Ledger, body: DripBody): Ledger {
  if (isDripOver(ledger.drips[body.command])) return { ...ledger, changed: none };
  const kept = Object.entries(ledger.drips).filter(([id]) => ledger.commands[id] !== undefined);
  return { ...ledger, drips: { ...Object.fromEntries(kept), [body.command]: body }, changed: rest };
}

/** The last step of each guard that went off, newest last. */
export function applyGuard(ledger: Ledger, body: GuardBody): Ledger {
  const known = ledger.guardRuns.find(({ id }) => id === body.id);
  if (!mayFollow(known?.step, body.step)) return { ...ledger, changed: none };
  const others = ledger.guardRuns.filter(({ id }) => id !== body.id);
  const old = others.length + 1 - MOST_GUARDS;
  // One that may not go off again yet is never forgotten.
  const kept = others.filter(({ clearedAt }, n) => n >= old || clearedAt === undefined);
  return { ...ledger, guardRuns: [...kept, body], changed: rest };
}

export function applyGuided(ledger: Ledger, body: GuidedBody): Ledger {
  const isLike = ({ account, action }: GuidedBody) => account === body.account && action === body.action;
  const like = ledger.guided.filter(isLike);
  const oldest = like.length >= MOST_GUIDED ? like[0] : undefined;
  return { ...ledger, guided: [...ledger.guided.filter((one) => one !== oldest), body], changed: rest };
}
