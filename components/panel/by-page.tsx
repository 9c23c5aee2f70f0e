import { useSay } from '../i18n/use-phrase.tsx';

/** What a person will type on the console page, large enough to type it from. Nothing where the number is not known. */
export function ByPage({ from, to }: { from: number | null; to: number | null }) {
  const say = useSay();
  if (from === null || to === null) return null;
  return (
    <div className="by-page">
      <p>
        {say('panel:byPage.type')} <b className="type-this num">{say.number(to)}</b>{' '}
        <span className="num quiet">{say('panel:byPage.from', { from, to })}</span>
      </p>
      <p className="quiet">{say('panel:byPage.follows')}</p>
    </div>
  );
}
