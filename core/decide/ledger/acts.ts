import type { DripBody, GuardBody } from '../../domain/guard.ts';
import type { GuidedBody } from '../../domain/page-act.ts';
import type { Ledger } from './state.ts';

/** What is kept: enough for the last hour of guards, and of each action on each account its last runs. */
const MOST_GUARDS = 200;
const MOST_GUIDED = 50;
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

export function applyGuided(ledger: Ledger, body: GuidedBody): Ledger {
  const isLike = ({ account, action }: GuidedBody) => account === body.account && action === body.action;
  const like = ledger.guided.filter(isLike);
  const oldest = like.length >= MOST_GUIDED ? like[0] : undefined;
  return { ...ledger, guided: [...ledger.guided.filter((one) => one !== oldest), body], changed: rest };
}
