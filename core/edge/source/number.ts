const PLAIN = /^-?\d+(\.\d+)?$/;

/** A number or a plain decimal in a string; null where it is neither. "1,234" is not guessed at. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return PLAIN.test(text) ? Number(text) : null;
}
