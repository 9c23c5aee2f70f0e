import { useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { useShop } from './shop-context.ts';

/** Says above everything else that this is the practice shop, and leads back to the real one. */
export function RehearsalBanner({ section }: { section: string }) {
  const say = useSay();
  return (
    <p className="rehearsal-banner" role="note">
      <Icon name="warn" /> <strong>{say('options:rehearsal.title')}</strong> {say('options:rehearsal.about')}{' '}
      <a href={`options.html#${section}`}>{say('options:rehearsal.own')}</a>
    </p>
  );
}

/** From the real shop to the same of the rehearsal: a page of its own. */
export function OfRehearsal({ section }: { section: 'audit' | 'guards' }) {
  const say = useSay();
  const { rehearsal } = useShop();
  if (rehearsal) return null;
  return (
    <p>
      <a href={`options.html?shop=rehearsal#${section}`}>{say(`options:rehearsal.${section}`)} →</a>
    </p>
  );
}
