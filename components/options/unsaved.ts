import { createContext, useContext, useEffect, useId, useState } from 'react';

/** The forms on this page with something typed that is not saved. */
export type Unsaved = Set<string>;
const Context = createContext<Unsaved>(new Set());
export const UnsavedProvider = Context.Provider;

/**
 * Holds a form's fields against how they were first, so that leaving asks first. Answers with what to call with them once
 * they are saved: from then on those are the ones that count.
 */
export function useUnsaved(fields: unknown): (saved: unknown) => void {
  const id = useId();
  const unsaved = useContext(Context);
  const now = JSON.stringify(fields);
  const [saved, setSaved] = useState(now);
  useEffect(() => {
    if (now === saved) unsaved.delete(id);
    else unsaved.add(id);
  }, [unsaved, id, now, saved]);
  useEffect(() => () => void unsaved.delete(id), [unsaved, id]);
  return (fieldsNow) => setSaved(JSON.stringify(fieldsNow));
}
