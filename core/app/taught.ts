import type { Actor } from '../domain/actor.ts';
import type { Draft } from '../domain/event.ts';
import type { AccountId } from '../domain/ids.ts';
import { type Phrase, phrase } from '../domain/phrase.ts';
import type { Profile } from '../domain/profile.ts';
import type { SettingsBody, ShopSettings } from '../domain/settings.ts';

/**
 * What a person taught on a page, as it is kept: one of this shop's own that was taught anew keeps its id and grows by a
 * revision, any other gets an id of its own. What teaching does not yield is none.
 */
export function keptAs(taught: Profile, settings: Pick<ShopSettings, 'profiles'>, newId: () => string): Profile {
  const before = Object.hasOwn(settings.profiles, taught.id) ? settings.profiles[taught.id] : undefined;
  const isAgain = before?.origin === 'taught';
  const id = isAgain ? before.id : `taught:${newId()}`;
  return { ...taught, id, rev: isAgain ? before.rev + 1 : 1, origin: 'taught', data: [], evidence: [] };
}

/** The profile, and every account that it reads: disarmed, for nobody has seen it work yet. */
export function changeBy(profile: Profile, account: AccountId, { accounts }: Pick<ShopSettings, 'accounts'>): SettingsBody {
  const read = Object.values(accounts).filter((one) => one.id === account || one.profile === profile.id);
  return { profiles: [profile], accounts: read.map((one) => ({ ...one, profile: profile.id, assist: null })) };
}

type Deps = {
  readonly settings: () => ShopSettings;
  readonly append: (draft: Draft) => Promise<unknown>;
  readonly ids: () => string;
};
/** The account's page is read by what was taught there from now on. Null where it was kept. */
export async function takeTaught(
  { settings, append, ids }: Deps,
  account: AccountId,
  taught: Profile,
  actor: Actor,
): Promise<Phrase | null> {
  if (!Object.hasOwn(settings().accounts, account)) return phrase('worker:teach.whose');
  if (taught.rows === null) return phrase('worker:teach.noRows');
  const profile = keptAs(taught, settings(), ids);
  await append({ type: 'settings', actor, body: changeBy(profile, account, settings()) });
  return null;
}
