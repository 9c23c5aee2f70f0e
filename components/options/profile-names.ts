import { type Profile, UNTAUGHT } from '../../core/domain/profile.ts';
import type { useSay } from '../i18n/use-phrase.tsx';
import { useShop } from './shop-context.ts';

/** Every profile there is: built in, taught, brought in. */
export function useProfiles(): readonly Profile[] {
  const { world, settings } = useShop();
  return [...world.profiles, ...Object.values(settings.profiles)];
}

type Say = ReturnType<typeof useSay>;
/** The practice console is ours, and speaks the person's language; a platform's page is called as the platform calls it. */
export const nameOf = ({ id, name }: Profile, say: Say): string => (id === 'practice' ? say('options:profile.practice') : name);

/** What may be chosen for an account, with what is to be known of it. One that is gone stays in sight. */
export function profileChoices(profiles: readonly Profile[], chosen: string, say: Say): readonly { id: string; name: string }[] {
  const known = profiles.map((profile) => {
    const kind = profile.rows === null ? 'addressOnly' : profile.origin;
    return {
      id: profile.id,
      name: kind === 'builtin' ? nameOf(profile, say) : `${nameOf(profile, say)} · ${say(`options:profiles.is.${kind}`)}`,
    };
  });
  const isGone = chosen !== '' && chosen !== UNTAUGHT && !profiles.some(({ id }) => id === chosen);
  return [
    ...known,
    ...(isGone ? [{ id: chosen, name: say('options:profiles.gone') }] : []),
    { id: UNTAUGHT, name: say('options:profiles.teach') },
  ];
}
