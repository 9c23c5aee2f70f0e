import { useState } from 'react';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { PanelView } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { usePanel } from './panel-context.ts';

/** What the worker says where a page is not read, or not in full. */
const UNREAD = /^worker:page\./;
const isUnread = ({ page, head }: PanelView): boolean =>
  (page !== null && page.failed.length > 0) || head.notices.some(({ key }) => UNREAD.test(key));

/** Teach mode, here and now; where it cannot begin, it is said why. */
export function TeachButton({ anew = false }: { anew?: boolean }) {
  const say = useSay();
  const { send } = usePanel();
  const [problem, setProblem] = useState<Phrase | null>(null);
  const teach = () => void send({ kind: 'teach', on: true }).then(setProblem);
  return (
    <>
      <button type="button" title={say('panel:teach.how')} onClick={teach}>
        {say(anew ? 'panel:teach.anew' : 'panel:teach.teach')}
      </button>
      {problem !== null && (
        <p role="alert" dir="auto">
          {say.phrase(problem)}
        </p>
      )}
    </>
  );
}

/** The page is not known, or is not what its profile says: the person can teach it. */
export function TeachOffer({ view }: { view: PanelView }) {
  const say = useSay();
  if (!isUnread(view)) return null;
  return (
    <section className="notice teach" aria-label={say('panel:teach.unknown')}>
      <Icon name="warn" />
      <span>{say('panel:teach.unknown')}</span>
      <TeachButton />
    </section>
  );
}
