import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** A share of pixels that an eye would see: more than what anti-aliasing of the same drawing makes. */
const SHARE = 0.02;

/** Whether two pictures of one control look different to a person. */
export function differs(one: Buffer, other: Buffer): boolean {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  if (a.width !== b.width || a.height !== b.height) return true;
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.1 }) / (a.width * a.height) > SHARE;
}
