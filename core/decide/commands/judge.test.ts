import { describe, expect, it } from 'vitest';
import type { Write } from '../../domain/command.ts';
import { type Answer, judge, judgedBy, type Known } from './judge.ts';

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
const EARLY = { readAt: 10, patientUntil: 20, graceUntil: 100 };
const PATIENT = { ...EARLY, readAt: 20 };
const LATE = { ...EARLY, readAt: 100 };
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

type Level = { readonly level: number; readonly field?: number };
const levels = (...all: readonly (Level & { readonly location?: string })[]) => ({
  ...back(null),
  levels: all.map((one) => ({ location: 'l', ...one })),
});
/** One place with what was written there, how it was answered, and how it reads now. */
const written = (answer: Answer, write: Write, now: Level | null): Known => ({
  target: { source: 's', sku: 'A', ref: null },
  writes: [write],
  answer,
  readBack: now === null ? levels() : levels(now),
  gone: false,
});
/** On hand is written, sales move what is sellable alone. */
const onHand = (field: number, before: number, change: number): Write => ({ ...quantity(before, change), field });

describe('a quantity that is told by a figure which sales do not move', () => {
  it.each([
    ['what was meant', SILENT, 30, 'confirmed'],
    ['what stood before, early', SILENT, 100, 'wait command:unknown.mayStillLand'],
    ['something else, early', SILENT, 80, 'wait command:unknown.unclear'],
    ['what was meant, refused', NO, 30, 'failed source:no'],
  ] as const)('reads %s', (_, answer, field, expected) => {
    expect(said(judge('limit', [written(answer, onHand(100, 90, -70), { level: 0, field })], EARLY))).toBe(expected);
  });

  it.each([
    ['what stood before', SILENT, 100, 'failed command:failed.unchanged'],
    ['what stood before, whatever was answered', YES, 100, 'failed command:failed.unchanged'],
    ['another system’s', YES, 80, 'wait command:unknown.changed'],
  ] as const)('reads %s after the grace', (_, answer, field, expected) => {
    expect(said(judge('limit', [written(answer, onHand(100, 90, -70), { level: 90, field })], LATE))).toBe(expected);
  });
});

describe('a quantity that is told by a level which buyers lower', () => {
  it.each([
    ['a limit, answered', YES, quantity(40, -30), 10, 'confirmed'],
    ['a limit, answered, and buyers since', YES, quantity(40, -30), 7, 'confirmed'],
    ['a limit, answered, and not to be seen yet', YES, quantity(40, -30), 40, 'wait command:unknown.mayStillLand'],
    ['a limit, answered, and an order given back', YES, quantity(40, -30), 11, 'wait command:unknown.unclear'],
    ['a limit without an answer that buyers might have reached', SILENT, quantity(40, -30), 10, 'wait command:unknown.unclear'],
    ['a release, answered', YES, quantity(5, 20), 25, 'confirmed'],
    ['a release, answered, and buyers since', YES, quantity(5, 20), 6, 'confirmed'],
    ['a release, answered, that sold out or is not to be seen yet', YES, quantity(5, 20), 0, 'wait command:unknown.mayStillLand'],
    [
      'a release without an answer, to the unit: it may be somebody else’s',
      SILENT,
      quantity(5, 20),
      25,
      'wait command:unknown.unanswered',
    ],
    ['a release without an answer, and buyers since', SILENT, quantity(5, 20), 12, 'wait command:unknown.unclear'],
    ['a place that does not answer', YES, quantity(5, 20), null, 'wait command:unknown.unread'],
  ] as const)('%s', (_, answer, write, level, expected) => {
    const one = written(answer, write, level === null ? null : { level });
    expect(said(judge(write.change !== null && write.change < 0 ? 'limit' : 'release', [one], EARLY))).toBe(expected);
  });

  it('is a wave that sold out once the slowest replica would have shown it', () => {
    const wave = written(YES, quantity(0, 20), { level: 0 });
    expect(said(judge('release', [wave], EARLY))).toBe('wait command:unknown.mayStillLand');
    expect(said(judge('release', [wave], PATIENT))).toBe('confirmed');
  });

  it.each([
    ['the very level that was meant', SILENT, quantity(5, 20), 25, 'confirmed'],
    ['the level of before, answered with yes', YES, quantity(40, -30), 40, 'wait command:unknown.cannotTell'],
    ['the level of before', SILENT, quantity(40, -30), 40, 'failed command:failed.unchanged'],
    ['what buyers might have reached', SILENT, quantity(40, -30), 10, 'wait command:unknown.cannotTell'],
    ['less than before', SILENT, quantity(40, -30), 33, 'wait command:unknown.cannotTell'],
    ['a wave that sold out, or never was', SILENT, quantity(5, 20), 5, 'wait command:unknown.cannotTell'],
    ['more than was meant', SILENT, quantity(5, 20), 40, 'wait command:unknown.cannotTell'],
  ] as const)('reads %s after the grace', (_, answer, write, level, expected) => {
    const verdict = judge('limit', [written(answer, write, { level })], LATE);
    expect(said(verdict)).toBe(expected);
    if (verdict.step === 'wait') expect(verdict).toMatchObject({ asks: true, loud: true });
  });
});

describe('a target of several places', () => {
  const at = (location: string, write: Write): Write => ({ ...write, place: { source: 's', location } });
  const both = (a: Level, b: Level, answer: Answer = SILENT): Known => ({
    ...written(answer, quantity(0, 0), null),
    writes: [at('x', onHand(50, 50, -30)), at('y', onHand(50, 50, -30))],
    readBack: levels({ location: 'x', ...a }, { location: 'y', ...b }),
  });

  it('is confirmed only if each of them reads so', () => {
    expect(judge('limit', [both({ level: 20, field: 20 }, { level: 19, field: 20 })], EARLY).step).toBe('confirmed');
    expect(judge('limit', [both({ level: 20, field: 20 }, { level: 50, field: 50 })], EARLY).step).toBe('wait');
  });

  it('that was done in part has failed, and counts what was done', () => {
    expect(judge('limit', [both({ level: 20, field: 20 }, { level: 50, field: 50 })], LATE)).toMatchObject({
      step: 'failed',
      say: { key: 'command:failed.somePlaces', values: { skus: 'A', places: 'x' } },
      readBack: [{ levels: [{ location: 'x', level: 20 }] }],
    });
  });

  it('says what stands there where compare-and-set was refused, and only where something else does', () => {
    const set = (now: number): Known => ({
      ...written(NO, { ...quantity(40, -30), lever: 'compareAndSet' }, { level: now }),
    });
    expect(judge('limit', [set(35)], EARLY)).toEqual({
      step: 'failed',
      say: { key: 'command:failed.changedMeanwhile', values: { skus: 'A', was: 40, now: 35 } },
    });
    expect(said(judge('limit', [set(40)], EARLY))).toBe('failed source:no');
  });
});

describe('a limit per buyer', () => {
  const set = (answer: Answer, now: number | null | undefined): Known => ({
    ...written(answer, { ...flag(null), perBuyer: { was: null, to: 2 } }, null),
    readBack: now === undefined ? back(null) : { ...back(null), perBuyer: now },
  });
  it.each([
    ['what was set', SILENT, 2, EARLY, 'confirmed'],
    ['none, as before', SILENT, null, EARLY, 'wait command:unknown.mayStillLand'],
    ['none, as before, after the grace', YES, null, LATE, 'failed command:failed.unchanged'],
    ['somebody else’s', YES, 5, LATE, 'wait command:unknown.changed'],
    ['nothing', YES, undefined, LATE, 'wait command:unknown.unread'],
  ] as const)('reads %s', (_, answer, now, time, expected) => {
    expect(said(judge('limit', [set(answer, now)], time))).toBe(expected);
  });
});

it('a target in which nothing was to be done holds nobody up', () => {
  const idle: Known = { ...known({ said: 'idle' }, undefined), writes: [] };
  expect(judge('pause', [idle, written(YES, quantity(5, -5), { level: 0 })], EARLY).step).toBe('confirmed');
});

describe('a person says what they see', () => {
  const there = written(SILENT, onHand(50, 50, -30), { level: 20, field: 20 });
  const open = { ...written(SILENT, quantity(40, -30), { level: 10 }), target: { source: 's', sku: 'B', ref: null } };

  it('that it was done: so it is, in their name', () => {
    expect(judgedBy('limit', [there, open], 'done', 'Lin')).toMatchObject({
      step: 'confirmed',
      say: { key: 'command:settled.done', values: { by: 'Lin' } },
      readBack: [{ levels: [{ level: 20 }] }, { levels: [{ level: 10 }] }],
    });
  });

  it('that it was not: what reading told stands all the same', () => {
    expect(judgedBy('limit', [there, open], 'notDone', 'Lin')).toMatchObject({
      step: 'failed',
      readBack: [{ levels: [{ level: 20 }] }],
    });
    expect(judgedBy('limit', [open], 'notDone', 'Lin')).toEqual({
      step: 'failed',
      say: { key: 'command:settled.notDone', values: { by: 'Lin' } },
    });
  });
});
