/** More entries than this are of rows that nobody looks at any more. */
const MOST = 30_000;

/**
 * Keeps what a pure function made, by name, until one of the things that it is made of is another: so that an unchanged row
 * stays the very same object, and comparing two views costs next to nothing.
 */
export function memoOf<T>(): (name: string, inputs: readonly unknown[], make: () => T) => T {
  const kept = new Map<string, { readonly inputs: readonly unknown[]; readonly made: T }>();
  return (name, inputs, make) => {
    const known = kept.get(name);
    if (known !== undefined && sameAll(known.inputs, inputs)) return known.made;
    if (kept.size > MOST) kept.clear();
    const made = make();
    kept.set(name, { inputs, made });
    return made;
  };
}

function sameAll(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
