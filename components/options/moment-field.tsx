import { formatDay, formatTime } from '../i18n/format.ts';
import { useSay } from '../i18n/use-phrase.tsx';
import { TextField } from './field.tsx';
import { localIn, type Moment, momentIn } from './market-time.ts';

/** A time as it is typed: by the wall clock, and which of two where clocks go back over it. */
export type Typed = { readonly local: string; readonly later: boolean };

export function typedOf(zone: string, at: number): Typed {
  const local = localIn(zone, at);
  const moment = momentIn(zone, local);
  return { local, later: moment?.kind === 'twice' && moment.later === at };
}

export function instantOf(zone: string, { local, later }: Typed): number | null {
  const moment = momentIn(zone, local);
  if (moment === null) return null;
  return moment.kind === 'twice' && later ? moment.later : moment.at;
}

type MomentProps = {
  readonly label: string;
  readonly zone: string;
  readonly team: string;
  readonly value: Typed;
  readonly onChange: (value: Typed) => void;
  /** May stay empty. */
  readonly optional?: boolean;
};

/** Date and time in the market's zone; below it what that is for the team, and what the clocks do there. */
export function MomentField({ label, zone, team, value, onChange, optional = false }: MomentProps) {
  const say = useSay();
  const moment = momentIn(zone, value.local);
  const at = instantOf(zone, value);
  const help = at === null ? null : `= ${formatDay(say.language, at, team)} ${formatTime(at, { market: team, team })} ${team}`;
  return (
    <div>
      <TextField
        label={label}
        help={help}
        type="datetime-local"
        value={value.local}
        onChange={(local) => onChange({ local, later: false })}
        required={!optional}
      />
      <ClockChange moment={moment} zone={zone} later={value.later} onLater={(later) => onChange({ ...value, later })} />
    </div>
  );
}

type ChangeProps = { moment: Moment | null; zone: string; later: boolean; onLater: (later: boolean) => void };
function ClockChange({ moment, zone, later, onLater }: ChangeProps) {
  const say = useSay();
  if (moment === null || moment.kind === 'plain') return null;
  if (moment.kind === 'skipped') {
    return (
      <p role="status" className="is-bad">
        {say('options:streams.skipped', { time: localIn(zone, moment.at).slice(11) })}
      </p>
    );
  }
  return (
    <label className="inline">
      <input type="checkbox" checked={later} onChange={(event) => onLater(event.target.checked)} />
      {say('options:streams.twice')}
    </label>
  );
}
