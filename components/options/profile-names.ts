import { type Profile, UNTAUGHT } from '../../core/domain/profile.ts';
import type { useSay } from '../i18n/use-phrase.tsx';
import { useShop } from './shop-context.ts';

/** Every profile there is: built in, taught, brought in. */
export function useProfiles(): readonly Profile[] {
  const { world, settings } = useShop();
  return [...world.profiles, ...Object.values(settings.profiles)];
}

type Say = ReturnType<typeof useSay>;
/** A built-in one in the person's language; any other as it was called. */
export const nameOf = ({ id, name, origin }: Profile, say: Say): string =>
  origin === 'builtin' ? say(`options:profile.${id}`) : name;

/** What may be chosen for an account, with what is to be known of it. One that is gone stays in sight. */
export function profileChoices(profiles: readonly Profile[], chosen: string, say: Say): readonly { id: string; name: string }[] {
  const known = profiles.map((profile) => ({ id: profile.id, name: nameOf(profile, say) }));
  const isGone = chosen !== '' && chosen !== UNTAUGHT && !profiles.some(({ id }) => id === chosen);
  return [
    ...known,
    ...(isGone ? [{ id: chosen, name: say('options:profiles.gone') }] : []),
    { id: UNTAUGHT, name: say('options:profiles.teach') },
  ];
}
