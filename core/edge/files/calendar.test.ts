import { describe, expect, it } from 'vitest';
import { readCalendar } from './calendar.ts';

const FROM = Date.UTC(2026, 9, 1);
const UNTIL = Date.UTC(2027, 3, 1);
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:u1', 'SUMMARY:Evening live', ...lines, 'END:VEVENT'].join('\r\n');
/** A description of New York's clocks under a name of Windows. */
const EASTERN = [
  'BEGIN:VTIMEZONE',
  'TZID:Eastern Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:-0400',
  'TZOFFSETTO:-0500',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:-0500',
  'TZOFFSETTO:-0400',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
].join('\r\n');
const NEW_YORK = 'DTSTART;TZID=America/New_York';
const END = 'DTEND;TZID=America/New_York';
async function read(text: string, zone = 'America/New_York') {
  const found = await readCalendar(text, { zone, from: FROM, until: UNTIL });
  if (!found.ok) throw new Error(found.say.key);
  return found;
}
const starts = async (text: string, zone?: string) =>
  (await read(text, zone)).events.map(({ startsAt }) => new Date(startsAt).toISOString().slice(0, 16));

describe('a stream at 19:00 in New York is at 19:00 on both sides of the change', () => {
  it.each([
    ['by the zone’s name', `${NEW_YORK}:20261024T190000`, `${END}:20261024T210000`],
    [
      'by the file’s own description',
      'DTSTART;TZID=Eastern Standard Time:20261024T190000',
      'DTEND;TZID=Eastern Standard Time:20261024T210000',
    ],
    [
      'by a name with a program’s in front',
      'DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20261024T190000',
      'DURATION:PT2H',
    ],
    ['without a zone, in the one that was asked for', 'DTSTART:20261024T190000', 'DTEND:20261024T210000'],
  ])('%s', async (_, from, to) => {
    const text = calendar(EASTERN, event(from, to, 'RRULE:FREQ=WEEKLY;COUNT=3'));
    expect(await starts(text)).toEqual(['2026-10-24T23:00', '2026-10-31T23:00', '2026-11-08T00:00']);
    expect((await read(text)).events.every(({ startsAt, endsAt }) => endsAt - startsAt === 7_200_000)).toBe(true);
  });

  it('in spring', async () => {
    const text = calendar(event(`${NEW_YORK}:20270307T190000`, 'DURATION:PT2H', 'RRULE:FREQ=WEEKLY;COUNT=2'));
    expect(await starts(text)).toEqual(['2027-03-08T00:00', '2027-03-14T23:00']);
  });

  it('but one in UTC moves by the market’s clock', async () => {
    expect(await starts(calendar(event('DTSTART:20261024T230000Z', 'DURATION:PT2H', 'RRULE:FREQ=WEEKLY;COUNT=3')))).toEqual([
      '2026-10-24T23:00',
      '2026-10-31T23:00',
      '2026-11-07T23:00',
    ]);
  });
});

describe('a series', () => {
  const TUESDAYS = [`${NEW_YORK}:20261103T190000`, `${END}:20261103T220000`];
  it.each([
    [
      'ends by an instant in UTC',
      ['RRULE:FREQ=WEEKLY;UNTIL=20261118T000000Z'],
      ['2026-11-04T00:00', '2026-11-11T00:00', '2026-11-18T00:00'],
    ],
    ['ends with a day', ['RRULE:FREQ=WEEKLY;UNTIL=20261117'], ['2026-11-04T00:00', '2026-11-11T00:00', '2026-11-18T00:00']],
    [
      'leaves one out',
      ['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID=America/New_York:20261110T190000'],
      ['2026-11-04T00:00', '2026-11-18T00:00'],
    ],
    [
      'leaves one out, said in UTC',
      ['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20261111T000000Z'],
      ['2026-11-04T00:00', '2026-11-18T00:00'],
    ],
    [
      'has two days a week',
      ['RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3'],
      ['2026-11-04T00:00', '2026-11-06T00:00', '2026-11-11T00:00'],
    ],
  ])('%s', async (_, rules, wanted) => {
    expect(await starts(calendar(event(...TUESDAYS, ...rules)))).toEqual(wanted);
  });

  it('is expanded for the time that was asked for only, however long it goes on', async () => {
    const found = await starts(
      calendar(event('DTSTART;TZID=America/New_York:20200107T190000', 'DURATION:PT3H', 'RRULE:FREQ=WEEKLY')),
    );
    expect(found.at(0)).toBe('2026-10-06T23:00');
    expect(found.at(-1)).toBe('2027-03-30T23:00');
    expect(found).toHaveLength(26);
  });

  it('has occurrences that were moved or cancelled, each under the name of when it would have been', async () => {
    const moved = event(
      'RECURRENCE-ID;TZID=America/New_York:20261110T190000',
      `${NEW_YORK}:20261111T200000`,
      `${END}:20261111T220000`,
    );
    const cancelled = event(
      'RECURRENCE-ID:20261118T000000Z',
      'STATUS:CANCELLED',
      ...TUESDAYS.map((line) => line.replace('20261103', '20261117')),
    );
    const { events } = await read(calendar(event(...TUESDAYS, 'RRULE:FREQ=WEEKLY;COUNT=3'), moved, cancelled));
    expect(
      events.map(({ uid, startsAt, cancelled: is }) => [
        uid.split('\u001f')[1]?.slice(0, 16),
        new Date(startsAt).toISOString().slice(0, 16),
        is,
      ]),
    ).toEqual([
      ['2026-11-04T00:00', '2026-11-04T00:00', false],
      ['2026-11-11T00:00', '2026-11-12T01:00', false],
      ['2026-11-18T00:00', '2026-11-18T00:00', true],
    ]);
  });
});

it('keeps names and zones as they are written', async () => {
  const { events } = await read(
    calendar(event('DTSTART;TZID=Europe/London:20261201T190000', 'DURATION:PT90M').replace('Evening live', '周五\\, 英国场')),
  );
  expect(events).toEqual([
    {
      uid: 'u1',
      title: '周五, 英国场',
      startsAt: Date.UTC(2026, 11, 1, 19),
      endsAt: Date.UTC(2026, 11, 1, 20, 30),
      zone: 'Europe/London',
      cancelled: false,
    },
  ]);
});

describe('what can be no stream is refused with a reason', () => {
  it.each([
    ['an all-day event', ['DTSTART;VALUE=DATE:20261126', 'DTEND;VALUE=DATE:20261127'], 'allDay'],
    ['no end', [`${NEW_YORK}:20261126T190000`], 'noEnd'],
    ['an end before its start', [`${NEW_YORK}:20261126T190000`, `${END}:20261126T180000`], 'noEnd'],
    ['no start', ['DTEND:20261126T190000Z'], 'noStart'],
    ['two days on end', [`${NEW_YORK}:20261126T190000`, 'DURATION:P2D'], 'tooLong'],
    ['a zone that nobody knows', ['DTSTART;TZID=Mars/Olympus:20261126T190000', 'DURATION:PT2H'], 'unknownZone'],
    ['each second', [`${NEW_YORK}:20200101T190000`, 'DURATION:PT1H', 'RRULE:FREQ=SECONDLY'], 'tooOften'],
  ])('%s', async (_, lines, key) => {
    const found = await read(calendar(event(...lines)));
    expect(found.events).toEqual([]);
    expect(found.refused).toMatchObject([{ title: 'Evening live', say: { key: `options:calendar.${key}` } }]);
  });

  it.each(['', 'sku,units\nA,1', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:x\r\nEND:VCARD'])('%j is no calendar', async (text) => {
    expect(await readCalendar(text, { zone: 'UTC', from: FROM, until: UNTIL })).toMatchObject({
      ok: false,
      say: { key: 'options:calendar.notCalendar' },
    });
  });

  it.each([
    ['a start', 'DTSTART:nonsense', 'DURATION:PT2H'],
    ['a length', `${NEW_YORK}:20261126T190000`, 'DURATION:long'],
    ['a rule', `${NEW_YORK}:20261126T190000`, 'DURATION:PT2H', 'RRULE:FREQ=NEVER'],
    ['a rule without a frequency', `${NEW_YORK}:20261126T190000`, 'DURATION:PT2H', 'RRULE:COUNT=3'],
    ['what is left out', `${NEW_YORK}:20261126T190000`, 'DURATION:PT2H', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:x'],
    ['which occurrence it is', `${NEW_YORK}:20261126T190000`, 'DURATION:PT2H', 'RECURRENCE-ID:zz'],
  ])('leaves out the one event of which %s is nonsense', async (_, ...lines) => {
    const good = event(`${NEW_YORK}:20261126T190000`, 'DURATION:PT2H').replace('UID:u1', 'UID:u2');
    const { events, refused } = await read(calendar(good, event(...lines)));
    expect(events.map(({ uid }) => uid)).toEqual(['u2']);
    expect(refused).toMatchObject([{ title: 'Evening live', say: { key: 'options:calendar.notUnderstood' } }]);
  });

  it('takes no part of more than can be looked over', async () => {
    const text = calendar(event('DTSTART:20261126T000000Z', 'DURATION:PT1H', 'RRULE:FREQ=HOURLY;COUNT=600'));
    expect(await readCalendar(text, { zone: 'UTC', from: FROM, until: UNTIL })).toMatchObject({
      ok: false,
      say: { key: 'options:calendar.tooMany' },
    });
  });

  it('keeps the good ones beside them', async () => {
    const good = event(`${NEW_YORK}:20261126T190000`, 'DURATION:PT2H').replace('UID:u1', 'UID:u2');
    const { events, refused } = await read(calendar(event('DTSTART;VALUE=DATE:20261126'), good));
    expect([events.length, refused.length]).toEqual([1, 1]);
  });
});
