import { useSay } from '../i18n/use-phrase.tsx';
import type { CheckWords } from './shop-context.ts';

const SHOWN = 50;

/** What works and what does not, line by line; what could not be read, by row and field. */
export function Words({ words }: { words: CheckWords }) {
  const say = useSay();
  return (
    <div className="words" role="status">
      <ul>
        {words.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are written once, and two may say the same.
          <li key={index} className={line.ok ? 'is-good' : 'is-bad'}>
            <span role="img" aria-label={say(line.ok ? 'options:works' : 'options:worksNot')}>
              {line.ok ? '✓' : '✕'}
            </span>{' '}
            {say.phrase(line.say)}
          </li>
        ))}
      </ul>
      {words.rows.length > 0 && (
        <details open={words.rows.length <= 5}>
          <summary>{say('options:sources.rowProblems', { n: words.rows.length })}</summary>
          <ul>
            {words.rows.slice(0, SHOWN).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that is written once.
              <li key={index} dir="auto">
                {row.row} · {row.field}: {say.phrase(row.say)}
              </li>
            ))}
          </ul>
          {words.rows.length > SHOWN && <p className="quiet">{say('options:more', { n: words.rows.length - SHOWN })}</p>}
        </details>
      )}
    </div>
  );
}
