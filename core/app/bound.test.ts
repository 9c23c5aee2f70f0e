import { describe, expect, test } from 'vitest';
import { aStream } from '../../test/builders/events.ts';
import { EMPTY_SETTINGS, type ShopSettings } from '../domain/settings.ts';
import type { Stream } from '../domain/stream.ts';
import { boundTo } from './bound.ts';

const NOW = 1_000_000_000;
const HOUR = 3_600_000;
const account = (id: string, site: string) => ({ id, name: id, profile: 'practice', site, channel: null, pool: null });
const stream = (id: string, of: string, more: Partial<Stream> = {}): Stream =>
  aStream(of, NOW - HOUR, NOW + HOUR, { id, actualStart: null, ...more });
const onAir = { actualStart: NOW - HOUR };
function shop(streams: Stream[]): ShopSettings {
  const accounts = {
    a: account('a', 'https://a.example'),
    b: account('b', 'https://b.example'),
    c: account('c', 'https://b.example'),
  };
  return { ...EMPTY_SETTINGS, accounts, streams: Object.fromEntries(streams.map((each) => [each.id, each])) };
}

describe('what a surface shows', () => {
  test('the one stream that runs on its site', () => {
    const settings = shop([stream('s', 'a', onAir), stream('t', 'b', onAir)]);
    expect(boundTo(settings, 'https://a.example', null, NOW)).toEqual({ account: 'a', stream: 's', choices: [] });
    expect(boundTo(settings, 'https://b.example', null, NOW)).toMatchObject({ account: 'b', stream: 't' });
  });
  test('several that run are listed, and the chosen one is shown', () => {
    const settings = shop([stream('t', 'b', onAir), stream('u', 'c', onAir), stream('v', 'b')]);
    const open = boundTo(settings, 'https://b.example', null, NOW);
    expect(open).toMatchObject({ account: null, stream: null });
    expect(open.choices.map((each) => each.id)).toEqual(['t', 'u']);
    expect(boundTo(settings, 'https://b.example', 'u', NOW)).toEqual({ account: 'c', stream: 'u', choices: [] });
  });
  test('where none runs, those of the coming week are listed, soonest first', () => {
    const settings = shop([
      stream('later', 'a', { plannedStart: NOW + 3 * HOUR, plannedEnd: NOW + 4 * HOUR }),
      stream('soon', 'a', { plannedStart: NOW + HOUR, plannedEnd: NOW + 2 * HOUR }),
      stream('over', 'a', { plannedStart: NOW - 3 * HOUR, plannedEnd: NOW - HOUR }),
      stream('far', 'a', { plannedStart: NOW + 200 * HOUR, plannedEnd: NOW + 201 * HOUR }),
    ]);
    const bound = boundTo(settings, 'https://a.example', null, NOW);
    expect(bound.account).toBe('a');
    expect(bound.choices.map((each) => each.id)).toEqual(['soon', 'later']);
  });
  test('a choice of another site, or of what is over, is none', () => {
    const settings = shop([stream('s', 'a', { ...onAir, actualEnd: NOW - 1 }), stream('t', 'b', onAir)]);
    expect(boundTo(settings, 'https://a.example', 't', NOW).stream).toBeNull();
    expect(boundTo(settings, 'https://a.example', 's', NOW).stream).toBeNull();
  });
});
