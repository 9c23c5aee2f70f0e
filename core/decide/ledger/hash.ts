import type { Position } from '../../domain/position.ts';

const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * FNV-1a over a position's names and figures. Hashes of positions are summed, so that order does not matter and one
 * change costs one position. Source: Fowler, Noll, Vo; draft-eastlake-fnv.
 */
export function hashOf(position: Position): number {
  const { sellable, onHand, reserved, unsellable, locked, awaitingPutaway, onSale } = position;
  let hash = withText(withText(SEED, position.sku), position.location);
  for (const figure of [sellable, onHand, reserved, unsellable, locked, awaitingPutaway]) hash = withFigure(hash, figure);
  return withFigure(hash, onSale === null ? null : Number(onSale)) >>> 0;
}

function withText(seed: number, text: string): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  return Math.imul(hash ^ 0x1f, PRIME);
}

/** Whole numbers by their bits; what is missing or a fraction by its text. */
function withFigure(seed: number, figure: number | null): number {
  if (figure === null || (figure | 0) !== figure) return withText(seed, String(figure));
  return Math.imul(Math.imul(seed ^ (figure & 0xffff), PRIME) ^ (figure >>> 16), PRIME);
}

export const hashText = (hash: number): string => (hash >>> 0).toString(16).padStart(8, '0');
