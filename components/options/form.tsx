import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useSay } from '../i18n/use-phrase.tsx';
import { Told } from './field.tsx';
import type { useTold } from './use-told.ts';

type FormProps = {
  readonly label: string;
  readonly wide?: boolean;
  /** Runs in the submitting gesture itself: permissions can be asked for in it, before anything is awaited. */
  readonly onSubmit: () => unknown;
  readonly children: ReactNode;
};

/** A form that opens below a list: it comes into view with its first field ready to be typed in. */
export function Form({ label, wide = false, onSubmit, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form ref={form} className={wide ? 'card form wide' : 'card form'} onSubmit={submit} aria-label={label}>
      {children}
    </form>
  );
}

type EndProps = {
  readonly save: string;
  readonly said: ReturnType<typeof useTold>['said'];
  readonly onCancel?: () => void;
  /** Other buttons, before these two. */
  readonly children?: ReactNode;
};
/** How every form ends: save, leave it, and what became of the saving. */
export function FormEnd({ save, said, onCancel, children }: EndProps) {
  const say = useSay();
  return (
    <>
      <div className="acts">
        {children}
        <button type="submit" className="main">
          {save}
        </button>
        {onCancel !== undefined && (
          <button type="button" onClick={onCancel}>
            {say('common:cancel')}
          </button>
        )}
      </div>
      <Told said={said} />
    </>
  );
}
