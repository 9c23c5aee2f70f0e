import { useSay } from '../i18n/use-phrase.tsx';
import type { CheckWords } from './shop-context.ts';
import { Written } from './written.tsx';

const SHOWN = 50;

/** What works and what does not, line by line; what could not be read, by row and field. */
export function Words({ words }: { words: CheckWords }) {
  const say = useSay();
  return (
    <div className="words" role="status">
      <ul>
        <Written lines={words.lines} mark={({ ok }) => (ok ? 'is-good' : 'is-bad')}>
          {(line) => (
            <>
              <span role="img" aria-label={say(line.ok ? 'options:works' : 'options:worksNot')}>
                {line.ok ? '✓' : '✕'}
              </span>{' '}
              {say.phrase(line.say)}
            </>
          )}
        </Written>
      </ul>
      {words.rows.length > 0 && (
        <details open={words.rows.length <= 5}>
          <summary>{say('options:sources.rowProblems', { n: words.rows.length })}</summary>
          <ul>
            <Written lines={words.rows.slice(0, SHOWN)}>
              {(row) => (
                <>
                  {row.row} · {row.field}: {say.phrase(row.say)}
                </>
              )}
            </Written>
          </ul>
          {words.rows.length > SHOWN && <p className="quiet">{say('options:more', { n: words.rows.length - SHOWN })}</p>}
        </details>
      )}
    </div>
  );
}
