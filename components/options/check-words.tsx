import { useSay } from '../i18n/use-phrase.tsx';
import type { CheckWords } from './shop-context.ts';

/** What works and what does not, line by line; what could not be read, by row and field. */
export function Words({ words }: { words: CheckWords }) {
  const say = useSay();
  return (
    <div className="words" role="status">
      <ul>
        {words.lines.map((line) => (
          <li key={JSON.stringify(line.say)} className={line.ok ? 'is-good' : 'is-bad'}>
            {line.ok ? '✓' : '✕'} {say.phrase(line.say)}
          </li>
        ))}
      </ul>
      {words.rows.length > 0 && (
        <details>
          <summary>{say('options:sources.rowProblems', { n: words.rows.length })}</summary>
          <ul>
            {words.rows.slice(0, 50).map((row) => (
              <li key={`${row.row}|${row.field}`} dir="auto">
                {row.row} · {row.field}: {say.phrase(row.say)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
