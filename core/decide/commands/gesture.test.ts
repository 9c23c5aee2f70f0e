import { expect, it } from 'vitest';
import { pressRefused } from './gesture.ts';

const listing = (variants: number) => ({
  variants: Array.from({ length: variants }, (_, n) => ({ id: `v${n}`, title: '', components: [] })),
});
const SEEN = { trusted: true, seenVisibleMs: 500 };

it.each([
  ['a press on the strip', 'limit', 'v0', 2, SEEN, null],
  ['a press that no hand made', 'release', 'v0', 2, { ...SEEN, trusted: false }, 'untrusted'],
  ['a button that has just come into sight', 'release', 'v0', 2, { ...SEEN, seenVisibleMs: 499 }, 'unseen'],
  ['a button of which nobody knows', 'release', 'v0', 2, { ...SEEN, seenVisibleMs: Number.NaN }, 'unseen'],
  ['a release from its own button', 'release', 'v0', 2, { ...SEEN, preset: true }, null],
  ['a release from a button that was hidden', 'release', 'v0', 2, { ...SEEN, preset: true, seenVisibleMs: 0 }, 'unseen'],
  ['a pause from such a button', 'pause', 'v0', 2, { ...SEEN, preset: true }, 'notPreset'],
  ['a limit from such a button', 'limit', 'v0', 2, { ...SEEN, preset: true }, 'notPreset'],
  ['a pause of one variant', 'pause', 'v0', 2, SEEN, null],
  ['a pause of a whole link that has one', 'pause', null, 1, SEEN, null],
  ['a pause of a whole link', 'pause', null, 2, SEEN, 'notHeld'],
  ['one that was let go too soon', 'pause', null, 2, { ...SEEN, heldMs: 799 }, 'notHeld'],
  ['one that was held', 'pause', null, 2, { ...SEEN, heldMs: 800 }, null],
  ['a resume of a whole link', 'resume', null, 2, SEEN, null],
  ['a press for several links', 'resume', null, 1, { ...SEEN, links: 3 }, 'notHeldSeveral'],
  ['one for several links that was held', 'resume', null, 1, { ...SEEN, links: 3, heldMs: 900 }, null],
] as const)('%s', (_, command, variant, variants, gesture, expected) => {
  expect(pressRefused({ command, variant, gesture }, listing(variants))?.[0] ?? null).toBe(expected);
});

it('a limit per buyer is no release, whatever it calls itself', () => {
  const gesture = { ...SEEN, preset: true };
  expect(pressRefused({ command: 'release', per: 'buyer', variant: 'v0', gesture }, listing(1))).toEqual(['notPreset']);
});
