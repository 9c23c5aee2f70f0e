import { expect, it } from 'vitest';
import type { Snooze } from '../../domain/alert.ts';
import { snoozedUntil } from './snooze.ts';

it.each<[string, Snooze, string, string, string]>([
  ['ten minutes', 'tenMinutes', '2026-11-23T20:00+08:00', 'Asia/Shanghai', '2026-11-23T20:10+08:00'],
  ['an hour', 'hour', '2026-11-23T20:00+08:00', 'Asia/Shanghai', '2026-11-23T21:00+08:00'],
  ['the evening before', 'morning', '2026-11-23T21:00+08:00', 'Asia/Shanghai', '2026-11-24T08:00+08:00'],
  ['the small hours', 'morning', '2026-11-24T01:00+08:00', 'Asia/Shanghai', '2026-11-24T08:00+08:00'],
  ['an hour before that', 'morning', '2026-11-24T07:00+08:00', 'Asia/Shanghai', '2026-11-25T08:00+08:00'],
  ['another zone than the market’s', 'morning', '2026-11-23T21:00+08:00', 'Europe/Berlin', '2026-11-24T08:00+01:00'],
  ['the end of summer time', 'morning', '2026-10-31T20:00-07:00', 'America/Los_Angeles', '2026-11-01T08:00-08:00'],
])('%s', (_name, lasts, now, zone, until) => {
  expect(snoozedUntil(lasts, Date.parse(now), zone)).toBe(Date.parse(until));
});
