import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../domain/instant.ts';
import { courseOfShow, spansBySku } from './spans.ts';

const span = (sku: string, from: number, to: number) => ({ sku, startsAt: from * MINUTE, endsAt: to * MINUTE });
/** Ten minutes each: A from 0, B from 10, and so on. */
const rundown = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((sku, slot) => span(sku, 10 * slot, 10 * slot + 10));
const toCome = (pins: readonly ReturnType<typeof span>[], at: number) =>
  [...spansBySku({ rundown, pins, at: at * MINUTE })]
    .flatMap(([sku, spans]) => spans.filter(({ endsAt }) => endsAt > at * MINUTE).map((one) => `${sku} ${one.startsAt / MINUTE}`))
    .sort();

describe('what is still to be presented', () => {
  const asPlanned = [span('A', 0, 10), span('B', 10, 20), span('C', 20, 25)];

  it('is the rundown from here on', () => {
    expect(toCome(asPlanned, 25)).toEqual(['C 25', 'D 30', 'E 40', 'F 50', 'G 60', 'H 70']);
  });
  it('moves by as much as the show runs late', () => {
    const late = [span('A', 8, 18), span('B', 18, 28), span('C', 28, 33)];
    expect(toCome(late, 33)).toEqual(['C 33', 'D 38', 'E 48', 'F 58', 'G 68', 'H 78']);
  });
  it('stays where it was when one item is shown before its turn, and that one is not expected again', () => {
    expect(toCome([span('A', 0, 10), span('B', 10, 20), span('H', 20, 26)], 26)).toEqual([
      'C 26',
      'D 30',
      'E 40',
      'F 50',
      'G 60',
    ]);
  });
  it('stays as late as it was when something is shown that nobody planned, or something is shown again', () => {
    const late = [span('A', 15, 25), span('B', 25, 35)];
    const after = ['C 38', 'D 45', 'E 55', 'F 65', 'G 75', 'H 85'];
    expect(toCome([...late, span('GIFT', 35, 38)], 38)).toEqual(after);
    expect(toCome([...late, span('A', 35, 38)], 38)).toEqual(after);
  });
  it('waits while one item goes on for longer than planned', () => {
    expect(toCome([span('A', 0, 10), span('B', 10, 28)], 28)).toEqual(['C 28', 'D 38', 'E 48', 'F 58', 'G 68', 'H 78']);
  });
  it('says how late it is by the middle of the last three', () => {
    const pins = [span('A', 2, 10), span('B', 14, 20), span('C', 40, 45), span('D', 36, 40)];
    expect(courseOfShow(rundown, pins, 46 * MINUTE).delay).toBe(6 * MINUTE);
  });
});
