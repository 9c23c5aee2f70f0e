/** Numbers as console pages write them. An exact count is one thing, about so many another; what is neither is unknown. */

/**
 * A whole number: digits, or groups of three with one kind of separator throughout. Counts are whole, so that the point
 * of "1.234" can only separate thousands; "1,234.5" and "1.234,567" are no counts.
 */
const EXACT = /^(?:\d+|\d{1,3}(?:([,. ])\d{3})(?:\1\d{3})*)$/;

/** What follows an abbreviated number on the consoles that are known, by language. Any other word is unknown. */
const UNITS: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  b: 1e9,
  千: 1e3,
  w: 1e4,
  万: 1e4,
  萬: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  億: 1e8,
  // Portuguese and Spanish
  mil: 1e3,
  mi: 1e6,
  // Vietnamese
  n: 1e3,
  nghìn: 1e3,
  tr: 1e6,
  triệu: 1e6,
  // Indonesian
  rb: 1e3,
  jt: 1e6,
  // Thai
  พัน: 1e3,
  หมื่น: 1e4,
  แสน: 1e5,
  ล้าน: 1e6,
};
/** What a number may stand in: as it is, at least so many ("3.4K+", "500+"), or about so many ("约 300"). */
const WRITTEN = /^(约|約|≈|~)? ?(\d+(?:[,. ]\d+)*) ?(?:([\p{L}\p{M}]+)\.?)? ?(\+)?$/u;

export type Count = { readonly exact: number | null; readonly about: number | null };
const UNKNOWN: Count = { exact: null, about: null };

/** What the text says, whole: full-width digits count, text around the number does not. */
export function countIn(text: string | null): Count {
  if (text === null) return UNKNOWN;
  // No-break and narrow spaces become spaces, full-width digits and points plain ones.
  const plain = text.normalize('NFKC').trim();
  const [, prefix, digits = '', word, plus] = WRITTEN.exec(plain) ?? [];
  const value = timesUnit(digits, word === undefined ? 1 : unitOf(word));
  if (value === null) return UNKNOWN;
  return (prefix ?? word ?? plus) === undefined ? { exact: value, about: null } : { exact: null, about: Math.round(value) };
}

function unitOf(word: string): number | null {
  const lower = word.normalize('NFC').toLowerCase();
  return Object.hasOwn(UNITS, lower) ? (UNITS[lower] ?? null) : null;
}

/** With a unit one or two digits after a comma or point are a fraction; three may be either, and are neither. */
function timesUnit(digits: string, unit: number | null): number | null {
  if (unit === 1) return EXACT.test(digits) ? Number(digits.replace(/\D/g, '')) : null;
  return unit !== null && /^\d+(?:[.,]\d{1,2})?$/.test(digits) ? Number(digits.replace(',', '.')) * unit : null;
}
