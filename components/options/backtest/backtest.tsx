import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { BacktestAnswer } from '../../../core/domain/backtest.ts';
import { useSay } from '../../i18n/use-phrase.tsx';
import { TextField } from '../field.tsx';
import { Files } from './files.tsx';
import { FormOfFiles } from './form-of-files.tsx';
import { Problems } from './problems.tsx';
import { Report } from './report.tsx';
import { Running } from './running.tsx';
import { type BacktestState, useBacktest } from './use-backtest.ts';
import { useChosen } from './use-chosen.ts';

/** What the forecast would have said of the seller's own past streams, from their own export. */
export function Backtest() {
  const say = useSay();
  const chosen = useChosen();
  const { state, begin, stop } = useBacktest();
  const [last, setLast] = useState('');
  const running = state.is === 'running';

  function run(event: FormEvent) {
    event.preventDefault();
    void begin([...chosen.files.values()], last === '' ? null : Number(last));
  }
  return (
    <section aria-labelledby="backtest" className="backtest">
      <h2 id="backtest">{say('backtest:title')}</h2>
      <p>{say('backtest:about')}</p>
      <p className="private">{say('backtest:private')}</p>
      <Files {...chosen} />
      <FormOfFiles open={chosen.files.size === 0} />
      <form className="form" onSubmit={run}>
        <TextField
          label={say('backtest:last')}
          help={say('backtest:lastHelp')}
          type="number"
          min={1}
          step="1"
          value={last}
          onChange={setLast}
        />
        <div className="acts">
          <button type="submit" className="main" disabled={running || chosen.missing.length > 0}>
            {say('backtest:run')}
          </button>
        </div>
      </form>
      {running && <Running done={state.done} of={state.of} onStop={stop} />}
      <p role="status" className={TOLD[state.is]}>
        {statusOf(state) !== null && say(`backtest:${statusOf(state)}`)}
      </p>
      {state.is === 'answered' && <Answer answer={state.answer} />}
    </section>
  );
}

/** What is to be seen anyway is only heard. */
const TOLD = { idle: 'told', stopped: 'told', failed: 'told is-bad', running: 'heard', answered: 'heard' };

function statusOf(state: BacktestState): string | null {
  if (state.is === 'idle') return null;
  if (state.is === 'answered') return state.answer.say === 'report' ? 'done' : 'refused';
  return state.is;
}

function Answer({ answer }: { answer: BacktestAnswer }) {
  const shown = useRef<HTMLDivElement>(null);
  // The button to stop it is gone; whoever stood on it stands on the answer now, and nobody else is moved.
  useEffect(() => {
    if (document.activeElement === document.body) shown.current?.focus();
  }, []);
  return (
    <div ref={shown} tabIndex={-1} className="answer">
      {answer.say === 'report' ? <Report {...answer} /> : <Problems {...answer} />}
    </div>
  );
}
