import { useSay } from '../../i18n/use-phrase.tsx';
import type { useChosen } from './use-chosen.ts';
import { useDrop } from './use-drop.ts';

const KB = 1024;

/** Which files were chosen, which of them are of use, and which are missing still. */
export function Files({ files, ignored, missing, add, remove }: ReturnType<typeof useChosen>) {
  const say = useSay();
  const over = useDrop(add);
  return (
    <div className={over ? 'drop is-over' : 'drop'}>
      <div className="acts">
        <label className="button">
          {say('backtest:files.choose')}
          <input
            type="file"
            multiple
            accept=".csv,text/csv"
            className="hidden-file"
            onChange={(event) => {
              add([...(event.target.files ?? [])]);
              // The same file can be chosen again after it was mended.
              event.target.value = '';
            }}
          />
        </label>
        <span className="quiet">{say(over ? 'backtest:files.over' : 'backtest:files.drop')}</span>
      </div>
      {files.size > 0 && (
        <ul className="chosen" aria-label={say('backtest:files.chosen')}>
          {[...files].map(([name, file]) => (
            <li key={name}>
              <span>{file.name}</span>
              <span className="quiet">{say('backtest:files.size', { n: Math.ceil(file.size / KB) })}</span>
              <button
                type="button"
                className="small"
                aria-label={say('backtest:files.remove', { name })}
                onClick={() => remove(name)}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      <div role="status">
        {missing.length > 0 && files.size + ignored.length > 0 && (
          <p>{say('backtest:files.missing', { names: missing.join(', ') })}</p>
        )}
        {ignored.length > 0 && (
          <p className="quiet" dir="auto">
            {say('backtest:files.ignored', { names: ignored.join(', ') })}
          </p>
        )}
      </div>
    </div>
  );
}
