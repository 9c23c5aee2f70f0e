import type { DripBody, GuardBody } from '../../domain/guard.ts';
import type { GuidedBody } from '../../domain/page-act.ts';
import type { Ledger } from './state.ts';

/** What is kept of each: enough for the last hour of guards and the last runs of every action. */
const MOST_GUARDS = 200;
const MOST_GUIDED = 200;
const rest = { skus: [], rest: true } as const;

export const applyDrip = (ledger: Ledger, body: DripBody): Ledger => ({
  ...ledger,
  drips: { ...ledger.drips, [body.command]: body },
  changed: rest,
});

/** The last step of each guard that went off, newest last. */
export function applyGuard(ledger: Ledger, body: GuardBody): Ledger {
  const others = ledger.guardRuns.filter(({ id }) => id !== body.id);
  return { ...ledger, guardRuns: [...others, body].slice(-MOST_GUARDS), changed: rest };
}

export const applyGuided = (ledger: Ledger, body: GuidedBody): Ledger => ({
  ...ledger,
  guided: [...ledger.guided, body].slice(-MOST_GUIDED),
  changed: rest,
});
