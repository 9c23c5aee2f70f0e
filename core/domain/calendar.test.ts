import { expect, it } from 'vitest';
import { aStream } from '../../test/builders/events.ts';
import { type CalendarEvent, calendarSteps, occurrenceUid } from './calendar.ts';
import { DAY, HOUR } from './instant.ts';
import type { Stream } from './stream.ts';

const NOW = Date.UTC(2026, 10, 23);
const event = (uid: string, startsAt: number, over: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid,
  title: 'Live',
  startsAt,
  endsAt: startsAt + 2 * HOUR,
  zone: 'America/New_York',
  cancelled: false,
  ...over,
});
const planned = (id: string, uid: string, startsAt: number, over: Partial<Stream> = {}): Stream => ({
  ...aStream('us', startsAt, startsAt + 2 * HOUR, { id, title: 'Live' }),
  actualStart: null,
  uid,
  ...over,
});
const steps = (events: readonly CalendarEvent[], streams: readonly Stream[]) =>
  calendarSteps(events, streams, 'us', { from: NOW - DAY, until: NOW + 60 * DAY, now: NOW }).map(({ what, stream }) => [
    what,
    stream,
  ]);

it.each([
  ['is new', [], event('a', NOW + DAY), [['new', null]]],
  ['is over already', [], event('a', NOW - DAY), [['over', null]]],
  ['is the same', [planned('s', 'a', NOW + DAY)], event('a', NOW + DAY), [['same', 's']]],
  ['has moved', [planned('s', 'a', NOW + DAY)], event('a', NOW + DAY + HOUR), [['changed', 's']]],
  ['has another title', [planned('s', 'a', NOW + DAY)], event('a', NOW + DAY, { title: 'Sale' }), [['changed', 's']]],
  ['was cancelled', [planned('s', 'a', NOW + DAY)], event('a', NOW + DAY, { cancelled: true }), [['cancelled', 's']]],
  ['was cancelled before anybody knew it', [], event('a', NOW + DAY, { cancelled: true }), []],
  [
    'has begun',
    [planned('s', 'a', NOW - HOUR, { actualStart: NOW - HOUR })],
    event('a', NOW, { cancelled: true }),
    [['started', 's']],
  ],
  ['is another account’s', [planned('s', 'a', NOW + DAY, { account: 'uk' })], event('a', NOW + DAY), [['new', null]]],
])('an event that %s', (_, streams, one, wanted) => {
  expect(steps([one], streams)).toEqual(wanted);
});

it('cancels a planned stream whose occurrence is gone from its series, and no other', () => {
  const [first, second] = [occurrenceUid('weekly', '1'), occurrenceUid('weekly', '2')];
  const streams = [
    planned('kept', first, NOW + DAY),
    planned('gone', second, NOW + 8 * DAY),
    planned('past', occurrenceUid('weekly', '0'), NOW - 6 * DAY),
    planned('other', 'another event', NOW + 2 * DAY),
  ];
  expect(steps([event(first, NOW + DAY)], streams)).toEqual([
    ['same', 'kept'],
    ['cancelled', 'gone'],
  ]);
});

it('changes nothing when the same file comes again', () => {
  const events = [event('a', NOW + DAY), event(occurrenceUid('b', 'x'), NOW + 2 * DAY)];
  const streams = events.map(({ uid, startsAt }, at) => planned(`s${at}`, uid, startsAt));
  expect(steps(events, streams).map(([what]) => what)).toEqual(['same', 'same']);
});
