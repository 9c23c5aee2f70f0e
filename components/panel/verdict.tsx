import type { Verdict } from '../../core/domain/view.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';

const ICONS: Readonly<Record<Verdict['kind'], IconName>> = { enough: 'check', short: 'down', out: 'cross', unknown: 'question' };

/** The verdict in words; an unknown one says why. */
export function verdictText(say: Say, verdict: Verdict): string {
  if (verdict.kind === 'unknown') return say.phrase(verdict.why);
  if (verdict.kind !== 'short') return say(`panel:verdict.${verdict.kind}`);
  const { by, outAt } = verdict;
  return outAt === null ? say('panel:verdict.short', { n: by }) : say('panel:verdict.shortAt', { n: by, at: { instant: outAt } });
}

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const text = verdictText(useSay(), verdict);
  return (
    <span className={`verdict is-${verdict.kind}`} title={text}>
      <Icon name={ICONS[verdict.kind]} />
      <span className="clip">{text}</span>
    </span>
  );
}
