import type { Candidate } from '../../core/domain/advice.ts';
import { type Say, useSay } from '../i18n/use-phrase.tsx';
import { Icon } from '../parts/icon.tsx';
import { useMirror, usePanel } from './panel-context.ts';

/** One line for the host, and what to pin next. The links are gone to, never pinned, by a click here. */
export function Advice() {
  const say = useSay();
  const { ui } = usePanel();
  const goTo = (listing: string) => ui.setState({ goTo: listing, search: '' });
  const advice = useMirror(({ view }) => view?.advice ?? null);
  if (advice === null || (advice.cue === null && advice.pinNext.length === 0)) return null;
  const { cue, pinNext } = advice;
  return (
    <section className="advice" aria-label={say('panel:advice.title')}>
      {cue !== null && (
        <p className={`cue is-${cue.kind}`} aria-live="polite">
          <Icon name={CUE_ICON[cue.kind]} />
          <strong>
            {say('panel:advice.host')}
            {cue.link !== null && ` · ${say('panel:tools.goTo', { n: cue.link })}`}
          </strong>{' '}
          <span dir="auto">{say.phrase(cue.say)}</span>
        </p>
      )}
      {pinNext.length > 0 && (
        <div className="pin-next">
          <strong>{say('panel:advice.pinNext')}</strong>
          {pinNext.map((one) => (
            <Pin key={one.listing} one={one} goTo={goTo} />
          ))}
        </div>
      )}
    </section>
  );
}

const CUE_ICON = {
  plenty: 'check',
  someOut: 'warn',
  lastCall: 'warn',
  wait: 'warn',
  paused: 'pause',
  soldOut: 'cross',
  unknown: 'warn',
} as const;

/** In a few words: what is left, what it would sell, what it earns. */
const reason = (say: Say, { left, extra, minutes, margin }: Candidate): string =>
  margin === null
    ? say('panel:advice.why', { left, extra, minutes })
    : say('panel:advice.whyMargin', { left, extra, minutes, margin });

function Pin({ one, goTo }: { one: Candidate; goTo: (listing: string) => void }) {
  const say = useSay();
  const why = say.phrase(one.why);
  return (
    <button
      type="button"
      title={`${one.title}\n${why}`}
      aria-label={say('panel:advice.go', { link: one.link ?? one.key, why })}
      onClick={() => goTo(one.listing)}
    >
      <span className="pin-name">
        <b className="num">{one.link ?? '·'}</b> <span className="clip">{one.title}</span>
      </span>
      <small className="quiet num">{reason(say, one)}</small>
    </button>
  );
}
