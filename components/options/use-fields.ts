import { useState } from 'react';
import { useUnsaved } from './unsaved.ts';

/** A form's fields as they are typed. Leaving with one changed asks first. */
export function useFields<T extends Record<string, unknown>>(first: T) {
  const [fields, setFields] = useState(first);
  const saved = useUnsaved(fields);
  const put = (change: Partial<T>) => setFields((before) => ({ ...before, ...change }));
  /** For a field's `value` and `onChange`. */
  const bind = <K extends keyof T>(name: K) => ({
    value: fields[name],
    onChange: (value: T[K]) => setFields((before) => ({ ...before, [name]: value })),
  });
  return { fields, put, bind, saved: () => saved(fields) };
}
