import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isZone, localIn, momentIn, zones } from './market-time.ts';

const NY = 'America/New_York';
const utc = (text: string): number => Date.parse(`${text}:00Z`);

describe('a time on the market’s wall clock', () => {
  it.each([
    [NY, '2026-11-23T20:00', { kind: 'plain', at: utc('2026-11-24T01:00') }],
    ['Asia/Shanghai', '2026-11-23T20:00', { kind: 'plain', at: utc('2026-11-23T12:00') }],
    [NY, '2026-11-01T01:30', { kind: 'twice', at: utc('2026-11-01T05:30'), later: utc('2026-11-01T06:30') }],
    [NY, '2026-03-08T02:30', { kind: 'skipped', at: utc('2026-03-08T07:30') }],
    ['Australia/Lord_Howe', '2026-04-05T01:45', { kind: 'twice', at: utc('2026-04-04T14:45'), later: utc('2026-04-04T15:15') }],
    [NY, '', null],
    [NY, '2026-13-01T00:00', null],
    ['Mars/Olympus', '2026-11-23T20:00', null],
  ])('%s %s', (zone, local, moment) => {
    expect(momentIn(zone, local)).toEqual(moment);
  });

  it('comes back from any instant as one of the at most two that it can mean', () => {
    const minute = fc.integer({ min: utc('2020-01-01T00:00') / 60_000, max: utc('2035-01-01T00:00') / 60_000 });
    fc.assert(
      fc.property(minute, fc.constantFrom(NY, 'Europe/London', 'Asia/Shanghai', 'America/Sao_Paulo'), (count, zone) => {
        const at = count * 60_000;
        const moment = momentIn(zone, localIn(zone, at));
        expect(moment?.kind === 'twice' ? [moment.at, moment.later] : [moment?.at]).toContain(at);
      }),
    );
  });
});

it('knows every zone that it offers, and no other word', () => {
  expect(zones().filter((zone) => !isZone(zone))).toEqual([]);
  expect(isZone('Peking')).toBe(false);
});
