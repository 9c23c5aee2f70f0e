import { useSay } from '../i18n/use-phrase.tsx';

type Props = {
  readonly from: number | null;
  readonly to: number | null;
  /** It is the row's own number and so much: what is sold meanwhile changes it. */
  readonly follows?: boolean;
};

/** What a person will type on the console page, large enough to type it from. Nothing where the number is not known. */
export function ByPage({ from, to, follows = false }: Props) {
  const say = useSay();
  if (from === null || to === null) return null;
  return (
    <div className="by-page">
      <p>
        {say('panel:byPage.type')} <b className="type-this num">{say.number(to)}</b>{' '}
        <span className="num quiet">{say('panel:byPage.from', { from, to })}</span>
      </p>
      {follows && <p className="quiet">{say('panel:byPage.follows')}</p>}
    </div>
  );
}
