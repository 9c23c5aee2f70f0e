import type { Stream } from '../../core/domain/stream.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { ChoiceField, TextField } from './field.tsx';
import { weeksUntil } from './weekly.ts';

export type TypedRepeat = { readonly how: '' | 'weeks' | 'until'; readonly weeks: string; readonly until: string };
export const NO_REPEAT: TypedRepeat = { how: '', weeks: '4', until: '' };

/** How many more weeks; null where that is not said rightly. */
export function weeksOf({ how, weeks, until }: TypedRepeat, stream: Pick<Stream, 'plannedStart' | 'zone'>): number | null {
  if (how === '') return 0;
  if (how === 'until') return /^\d{4}-\d{2}-\d{2}$/.test(until) ? weeksUntil(stream, until) || null : null;
  const typed = Number(weeks.trim());
  return /^\d{1,2}$/.test(weeks.trim()) && typed >= 1 && typed <= 52 ? typed : null;
}

type RepeatProps = { readonly value: TypedRepeat; readonly onChange: (value: TypedRepeat) => void };
/** The weeks after are streams of their own, at the same time by the market's clock. */
export function Repeat({ value, onChange }: RepeatProps) {
  const say = useSay();
  return (
    <>
      <ChoiceField
        label={say('options:streams.repeat')}
        help={say('options:streams.repeatHelp')}
        value={value.how}
        onChange={(how) => onChange({ ...value, how: how === 'weeks' || how === 'until' ? how : '' })}
        choices={['', 'weeks', 'until'].map((id) => ({ id, name: say(`options:streams.repeatIs.${id || 'never'}`) }))}
      />
      {value.how === 'weeks' && (
        <TextField
          label={say('options:streams.repeatWeeks')}
          inputMode="numeric"
          value={value.weeks}
          onChange={(weeks) => onChange({ ...value, weeks })}
          required
        />
      )}
      {value.how === 'until' && (
        <TextField
          label={say('options:streams.repeatUntil')}
          type="date"
          value={value.until}
          onChange={(until) => onChange({ ...value, until })}
          required
        />
      )}
    </>
  );
}
