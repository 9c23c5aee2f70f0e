import type { ConsoleAccount, SettingsBody, ShopSettings } from '../domain/settings.ts';

/**
 * What is saved of an account arms nothing: what a person promoted stays, or goes; more of it comes from where the runs
 * are shown alone. So a form that was opened before the page drifted does not bring back what that took away.
 */
export function withoutArming(change: SettingsBody, { accounts }: Pick<ShopSettings, 'accounts'>): SettingsBody {
  if (change.accounts === undefined) return change;
  return { ...change, accounts: change.accounts.map((one) => armedAs(one, accounts[one.id])) };
}

function armedAs(saved: ConsoleAccount, known: ConsoleAccount | undefined): ConsoleAccount {
  const armed = known?.profile === saved.profile ? (known.assist ?? null) : null;
  const { assist: wanted = armed } = saved;
  if (wanted === null && armed === null) return saved;
  if (wanted === null || wanted.profileHash !== armed?.profileHash) return { ...saved, assist: null };
  const actions = armed.actions.filter((action) => wanted.actions.includes(action));
  return { ...saved, assist: actions.length === 0 ? null : { ...armed, actions } };
}
