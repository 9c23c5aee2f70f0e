import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';

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
