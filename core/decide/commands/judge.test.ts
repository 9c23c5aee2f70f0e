import { describe, expect, it } from 'vitest';
import type { Write } from '../../domain/command.ts';
import { type Answer, judge, type Known, reads } from './judge.ts';

const SILENT: Answer = { said: 'silent', say: null };
const YES: Answer = { said: 'yes' };
const NO: Answer = { said: 'no', say: { key: 'source:no' } };
const flag = (wasOnSale: boolean | null): Write => ({
  place: { source: 's', location: 'l' },
  sku: 'A',
  lever: 'flag',
  before: null,
  change: null,
  wasOnSale,
});
const quantity = (before: number, change: number): Write => ({ ...flag(null), lever: 'adjust', before, change });
const back = (onSale: boolean | null, level?: number) => ({
  source: 's',
  sku: 'A',
  onSale,
  levels: level === undefined ? [] : [{ location: 'l', level }],
  at: 5,
});
const known = (answer: Answer, onSale: boolean | null | undefined, more: Partial<Known> = {}): Known => ({
  target: { source: 's', sku: 'A', ref: null },
  writes: [flag(true)],
  answer,
  readBack: onSale === undefined ? null : back(onSale),
  gone: false,
  ...more,
});
const EARLY = { readAt: 10, graceUntil: 100 };
const LATE = { readAt: 100, graceUntil: 100 };
const said = (verdict: ReturnType<typeof judge>) =>
  verdict.step === 'confirmed' ? 'confirmed' : `${verdict.step} ${verdict.say.key}`;

describe('a pause by flag', () => {
  it.each([
    ['said yes and reads paused', YES, false, EARLY, 'confirmed'],
    ['said yes and reads on sale', YES, true, EARLY, 'wait command:unknown.mayStillLand'],
    ['said yes and reads on sale for a minute', YES, true, LATE, 'failed command:failed.unchanged'],
    ['said no', NO, true, EARLY, 'failed source:no'],
    ['said no, whatever reads now', NO, false, LATE, 'failed source:no'],
    ['said no and cannot be read', NO, undefined, EARLY, 'failed source:no'],
    ['was silent and reads paused', SILENT, false, EARLY, 'confirmed'],
    ['was silent and reads on sale', SILENT, true, EARLY, 'wait command:unknown.mayStillLand'],
    ['was silent and reads on sale for a minute', SILENT, true, LATE, 'failed command:failed.unchanged'],
    ['cannot be read', SILENT, undefined, LATE, 'wait command:unknown.unread'],
    ['does not say how it stands', YES, null, LATE, 'wait command:unknown.unread'],
  ] as const)('%s', (_, answer, onSale, time, expected) => {
    expect(said(judge('pause', [known(answer, onSale)], time))).toBe(expected);
  });

  it('is not ours for sure where nobody knows how it stood before', () => {
    for (const writes of [[flag(null)], [flag(false)], []]) {
      expect(said(judge('pause', [known(SILENT, false, { writes })], EARLY))).toBe('wait command:unknown.unanswered');
      expect(said(judge('pause', [known(SILENT, false, { writes })], LATE))).toBe('confirmed');
    }
  });

  it('is loud where an answer is missing, and quiet while a replica is slow', () => {
    expect(judge('pause', [known(SILENT, true)], EARLY)).toMatchObject({ loud: true });
    expect(judge('pause', [known(YES, true)], EARLY)).toMatchObject({ loud: false });
  });

  it('ends where its system is no longer set up', () => {
    expect(said(judge('pause', [known(SILENT, undefined, { gone: true })], LATE))).toBe('failed command:failed.sourceGone');
  });

  it('is confirmed only if every target reads so', () => {
    const b = known(YES, true, { target: { source: 's', sku: 'B', ref: null } });
    expect(judge('pause', [known(YES, false), b], EARLY).step).toBe('wait');
    expect(judge('pause', [known(YES, false), b], LATE)).toMatchObject({
      step: 'failed',
      say: { key: 'command:failed.partly', values: { done: 'A', left: 'B' } },
      readBack: [back(false)],
    });
  });
});

describe('a quantity that was written', () => {
  it.each([
    ['a pause leaves nothing', [quantity(12, -12)], 0, false, 'there'],
    ['a pause leaves what it did not withhold', [quantity(12, -10)], 2, false, 'there'],
    ['a sale meanwhile is no fault', [quantity(12, -10)], 1, false, 'there'],
    ['a pause that did not take', [quantity(12, -12)], 12, false, 'notThere'],
    ['a resume gives back', [quantity(0, 12)], 11, true, 'there'],
    ['a resume that did not take', [quantity(0, 12)], 0, true, 'notThere'],
    ['a place that does not answer', [quantity(12, -12)], undefined, false, 'cannotTell'],
  ] as const)('%s', (_, writes, level, wanted, expected) => {
    expect(reads({ writes, readBack: back(null, level) }, wanted)).toBe(expected);
  });
});
