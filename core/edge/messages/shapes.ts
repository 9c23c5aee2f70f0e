/** The small shapes that larger ones are made of. */
import * as v from 'valibot';

export const text = v.pipe(v.string(), v.maxLength(2_000));
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
/** A plain object's key that is no trap. */
export const id = v.pipe(
  name,
  v.check((value) => value !== '__proto__' && value !== 'constructor' && value !== 'prototype'),
);
export const instant = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e9));
export const list = <T extends v.GenericSchema>(item: T, most = 20_000) => v.pipe(v.array(item), v.maxLength(most));
export const zone = v.pipe(
  name,
  v.check((value) => Intl.supportedValuesOf('timeZone').includes(value) || isZone(value)),
);
function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
/** An origin, as `new URL(...).origin` prints it. */
export const site = v.pipe(
  name,
  v.check((value) => URL.canParse(value) && new URL(value).origin === value),
);

export const place = v.object({ source: id, location: name });
