import { describe, expect, it } from 'vitest';
import { aStream, T0 } from '../../test/builders/events.ts';
import { has, type JudgedShop, own, raises, tee } from '../../test/builders/judged-shop.ts';
import { nextDay } from '../decide/ledger/days.ts';
import { type Funnel, NO_COUNTS } from '../domain/funnel.ts';
import { DAY, HOUR } from '../domain/instant.ts';
import type { SettingsBody } from '../domain/settings.ts';

/** Triggers through the whole fold: from settings and events to what is raised. Their borders are tested beside each trigger. */
describe('breakout', () => {
  const row = (of: Funnel['of'], listing: string, clicks: number, ordered: number | null): Funnel => ({
    ...NO_COUNTS,
    account: 'acc',
    listing,
    of,
    impressions: 100_000,
    clicks,
    ordered,
    minutes: null,
    by: 'file',
    at: T0,
  });
  /** Streams that began so many days ago. */
  const past = (...days: readonly number[]) => ({
    streams: days.map((ago) =>
      aStream('acc', T0 - ago * DAY, T0 - ago * DAY + 3 * HOUR, { id: `s${ago}`, actualEnd: T0 - ago * DAY + 3 * HOUR }),
    ),
  });
  const inStream = (ago: number, clicks: number, ordered: number | null = 300, listing = 'TEE') =>
    row({ stream: `s${ago}` }, listing, clicks, ordered);
  /** Two weeks that end so many days ago, the second with so many clicks a day. */
  function weeks(clicks: number, endsAgo = 1, ordered: number | null = 300, before = 5_000): readonly Funnel[] {
    let day = new Date(T0 - (endsAgo + 13) * DAY).toISOString().slice(0, 10);
    return Array.from({ length: 14 }, (_, index) => {
      const one = row({ day }, 'TEE', index < 7 ? before : clicks, ordered);
      day = nextDay(day);
      return one;
    });
  }
  const others = (of: Funnel['of']) => row(of, 'CAP', 200_000, 4_000);
  function counted(settings: readonly SettingsBody[], rows: readonly Funnel[]): JudgedShop {
    const shop = has(10_000, tee(), ...settings);
    // The rest of the shop buys 2 % of its clicks.
    shop.count(1, [...rows, ...[...new Map(rows.map(({ of }) => [JSON.stringify(of), of])).values()].map(others)]);
    return shop;
  }

  it.each<[string, readonly SettingsBody[], readonly Funnel[], boolean]>([
    ['clicks per impression up half on the last stream', [past(9, 2)], [inStream(9, 5_000), inStream(2, 7_600)], true],
    ['up less on the last stream', [past(9, 2)], [inStream(9, 5_000), inStream(2, 7_300)], false],
    ['up less than its own line', [past(9, 2), own({ breakoutRise: 0.9 })], [inStream(9, 5_000), inStream(2, 7_600)], false],
    [
      'less sure than its own line asks',
      [past(9, 2), own({ breakoutChance: 0 })],
      [inStream(9, 5_000), inStream(2, 7_600)],
      false,
    ],
    ['up half on the week before', [], weeks(7_600), true],
    ['up less on the week before', [], weeks(7_300), false],
    ['of two streams and two weeks the streams', [past(9, 2)], [inStream(9, 5_000), inStream(2, 5_000), ...weeks(9_000)], false],
    [
      'of streams of last season the weeks',
      [past(190, 183)],
      [inStream(190, 5_000), inStream(183, 5_000), ...weeks(9_000)],
      true,
    ],
    [
      'of one stream of last season the weeks',
      [past(190, 2)],
      [inStream(190, 1_000), inStream(2, 9_000), ...weeks(5_000)],
      false,
    ],
    ['weeks that are a season ago', [], weeks(9_000, 100), false],
    ['what sells as the shop does', [past(9, 2)], [inStream(9, 5_000), inStream(2, 7_600, 150)], false],
    ['what nobody counts the orders of', [past(9, 2)], [inStream(9, 5_000), inStream(2, 7_600, null)], false],
  ])('%s', (_name, settings, rows, raised) => {
    expect(raises(counted(settings, rows), 'breakout', 'TEE')).toBe(raised);
  });

  it('is not fooled by links whose orders nobody counts: they are in neither part of the shop’s mean', () => {
    const shop = counted([past(9, 2)], [inStream(9, 5_000, 130), inStream(2, 7_600, 130), inStream(2, 900_000, null, 'BAG')]);
    expect(raises(shop, 'breakout', 'TEE')).toBe(false);
  });

  it('takes what the ledger saw sold where the counts carry no orders', () => {
    const stream = aStream('acc', T0, T0 + 3 * HOUR);
    const shop = has(10_000, tee({ plannedUnits: 400 }), past(9), { streams: [...past(9).streams, stream] });
    for (let minute = 1; minute <= 60; minute += 1) shop.read(minute, { TEE: 10_000 - 6 * minute });
    const now = { stream: 'stream' };
    shop.count(61, [inStream(9, 5_000), row(now, 'TEE', 7_600, null), others(now)]);
    expect(shop.words('breakout', 'TEE')?.reason.values).toMatchObject({ converts: 4.7, rise: 52 });
  });
});
