import { type ReactNode, useId } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';

/** A labelled control: the label is read out, the help is tied to it. */
export function Field({
  label,
  help,
  children,
}: {
  label: string;
  help?: string | null;
  children: (id: string, helpId: string | undefined) => ReactNode;
}) {
  const id = useId();
  const helpId = help ? `${id}-help` : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id, helpId)}
      {help && (
        <p id={helpId} className="quiet">
          {help}
        </p>
      )}
    </div>
  );
}

type TextProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string | null;
  readonly type?: 'text' | 'url' | 'password' | 'number' | 'datetime-local' | 'date' | 'time';
  readonly required?: boolean;
  readonly placeholder?: string;
  readonly list?: string;
  readonly min?: number;
  readonly step?: string;
  readonly inputMode?: 'decimal' | 'numeric';
};

export function TextField({ label, value, onChange, help = null, type = 'text', required = false, ...more }: TextProps) {
  return (
    <Field label={label} help={help}>
      {(id, helpId) => (
        <input
          id={id}
          type={type}
          value={value}
          required={required}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={helpId}
          onChange={(event) => onChange(event.target.value)}
          {...more}
        />
      )}
    </Field>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly help?: string | null;
};
export function ChoiceField({ label, value, onChange, choices, help = null }: ChoiceProps) {
  return (
    <Field label={label} help={help}>
      {(id, helpId) => (
        <select id={id} value={value} aria-describedby={helpId} onChange={(event) => onChange(event.target.value)}>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The worker gave no answer: nothing that stands below is known. */
export function NoAnswer() {
  const say = useSay();
  return (
    <p role="alert" className="told is-bad">
      {say('options:failed')}
    </p>
  );
}

/** What became of what the person did: done, or what is wrong and what to do. */
export function Told({ said }: { said: { readonly ok: boolean; readonly text: string } | null }) {
  return (
    <p role="status" className={said === null ? 'told' : said.ok ? 'told is-good' : 'told is-bad'}>
      {said?.text ?? ''}
    </p>
  );
}
