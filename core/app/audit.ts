import { auditRows } from '../decide/commands/audit.ts';
import { auditArmed } from '../decide/commands/audit-armed.ts';
import { auditDrips, auditGuards } from '../decide/commands/audit-steps.ts';
import { type Drift, driftIn, driftOf } from '../decide/commands/levels.ts';
import { foldJournal } from '../decide/commands/steps.ts';
import { applySettings } from '../decide/ledger/settings.ts';
import type { Ledger } from '../decide/ledger/state.ts';
import type { AuditRow } from '../domain/audit.ts';
import { compareEvents, type EventOf } from '../domain/event.ts';
import type { AccountId } from '../domain/ids.ts';
import { EMPTY_SETTINGS, type SettingsBody } from '../domain/settings.ts';
import type { KeptLog } from './live-log.ts';

/** All that ever acted here and all that changed what may act, newest first: folded from the log, which nothing of it ever leaves. */
export async function auditOf(
  log: Pick<KeptLog, 'ofType'>,
  { commands }: Pick<Ledger, 'commands'>,
): Promise<readonly AuditRow[]> {
  const journal = foldJournal((await log.ofType('command')).map(({ body }) => body));
  const rows = [
    ...auditRows(journal, commands),
    ...auditGuards(await log.ofType('guard')),
    ...auditDrips(await log.ofType('drip'), journal),
    ...armedIn(await log.ofType('settings'), await log.ofType('guided')),
  ];
  return rows.sort((a, b) => b.at - a.at);
}

/** Each change of settings against how they stood before it; runs on pages say why something was taken back. */
function armedIn(settings: readonly EventOf<'settings'>[], guided: readonly EventOf<'guided'>[]): readonly AuditRow[] {
  const drifts = new Map<AccountId, Drift>();
  const rows: AuditRow[] = [];
  let before = EMPTY_SETTINGS;
  for (const event of [...settings, ...guided].sort(compareEvents)) {
    if (event.type === 'guided') {
      if (driftOf(event.body) !== null) drifts.set(event.body.account, driftIn(event.body));
      continue;
    }
    const after = applySettings(before, armingOf(event.body));
    const [account] = event.body.accounts ?? [];
    rows.push(...auditArmed(event, before, after, drifts.get(account?.id ?? '') ?? null));
    before = after;
  }
  return rows.reverse();
}

/** Only what says what may act: a shop has thousands of SKUs. */
function armingOf({ accounts = [], profiles = [], guards = [], drop = {}, reset }: SettingsBody): SettingsBody {
  const gone = { accounts: drop.accounts ?? [], profiles: drop.profiles ?? [], guards: drop.guards ?? [] };
  return { accounts, profiles, guards, drop: gone, ...(reset === undefined ? {} : { reset }) };
}
