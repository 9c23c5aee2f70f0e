import { useState } from 'react';
import type { Instant } from '../../core/domain/instant.ts';
import type { Intent } from '../../core/domain/intent.ts';
import type { Phrase } from '../../core/domain/phrase.ts';
import type { GuardRow, Head } from '../../core/domain/view.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { Icon } from './icon.tsx';
import { secondsTo } from './shop-time.ts';

/** A guard that has ended is said for so long, ms of a person's time. */
const SAID_MS = 60_000;

/** Those that count down, and what became of others a moment ago. */
export const guardsShown = (guards: readonly GuardRow[], now: Instant, { clock }: Pick<Head, 'clock'>): readonly GuardRow[] =>
  guards.filter(({ step, at }) => step === 'counting' || now - at < SAID_MS * clock.rate);

type Props = {
  readonly guard: GuardRow;
  /** The link's number, where the surface knows it. */
  readonly link?: number | null;
  /** By the shop's clock. */
  readonly now: Instant;
  readonly head: Pick<Head, 'clock'>;
  readonly send: (intent: Extract<Intent, { kind: 'guard' }>) => Promise<Phrase | null>;
};

/** What is about to act by itself, and the one press that stops it: the same on every surface. */
export function GuardLine({ guard, link = null, now, head, send }: Props) {
  const say = useSay();
  const [answer, setAnswer] = useState<Phrase | null>(null);
  const counts = guard.step === 'counting';
  return (
    <div className={`wait guard is-${guard.step}`}>
      <Icon name={counts ? 'clock' : guard.step === 'acted' ? 'check' : 'cross'} />
      {/* The seconds stand outside: a screen reader would say them each second. */}
      <div className="wait-text" role={counts ? 'alert' : 'status'}>
        <p dir="auto">
          <strong>{say(`panel:guard.${guard.step}`)}</strong> {link !== null && <bdi>{say('panel:strip.link', { n: link })}</bdi>}{' '}
          <bdi className="quiet">{guard.sku}</bdi>
        </p>
        <p dir="auto">{say.phrase(guard.say)}</p>
        {answer !== null && (
          <p className="wait-answer" dir="auto" role="alert">
            {say.phrase(answer)}
          </p>
        )}
      </div>
      {counts && (
        <button
          type="button"
          className="stop"
          onClick={() => void send({ kind: 'guard', guard: guard.id, action: 'stop' }).then(setAnswer)}
        >
          <span className="num">{say('panel:guard.seconds', { n: secondsTo(guard.actsAt, now, head) })}</span>{' '}
          {say('panel:guard.stop')}
        </button>
      )}
    </div>
  );
}
