/** Whether two pieces of plain data (what JSON can hold) say the same. Stops at the first difference. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, index) => equal(one, b[index]));
  return !Array.isArray(b) && equalFields(a as Fields, b as Fields);
}

type Fields = { readonly [name: string]: unknown };
function equalFields(a: Fields, b: Fields): boolean {
  let fields = 0;
  for (const name in a) {
    if (!equal(a[name], b[name])) return false;
    // A field that is not there is the same as one that is undefined, as in JSON.
    if (a[name] !== undefined) fields += 1;
  }
  for (const name in b) if (b[name] !== undefined) fields -= 1;
  return fields === 0;
}
