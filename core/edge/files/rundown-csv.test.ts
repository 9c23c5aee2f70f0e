import { describe, expect, it } from 'vitest';
import type { Listing } from '../../domain/listing.ts';
import { NO_FACTS } from '../../domain/settings.ts';
import { parseCsv } from './csv.ts';
import { readRundown } from './rundown-csv.ts';

const MINUTE = 60_000;
// 19:00 to 22:00 in New York.
const startsAt = Date.UTC(2026, 10, 25, 0);
const listing = (key: string, title: string, sku: string): Listing => ({
  account: 'us',
  key,
  title,
  variants: [{ id: sku, title: '', components: [{ sku, unitsPerSale: 1 }] }],
});
const ask = {
  account: 'us',
  zone: 'America/New_York',
  startsAt,
  endsAt: startsAt + 180 * MINUTE,
  listings: {
    a: listing('L-100', 'Tumbler 40 oz', 'TUM'),
    b: listing('L-200', '缎面枕套', 'PIL'),
    c: listing('L-201', 'Pillow gift', 'PIL'),
  },
  skus: {
    TUM: { sku: 'TUM', ...NO_FACTS },
    PIL: { sku: 'PIL', ...NO_FACTS },
    LAMP: { sku: 'LAMP', ...NO_FACTS, title: 'Desk lamp' },
  },
};
const read = (text: string, over: Partial<typeof ask> = {}) => readRundown(parseCsv(text), { ...ask, ...over });
/** Key, minutes from the start, length. */
const short = (text: string, over: Partial<typeof ask> = {}) =>
  read(text, over).rows.map((slot) => [slot.key, (slot.startsAt - startsAt) / MINUTE, (slot.endsAt - slot.startsAt) / MINUTE]);

describe('what a row means', () => {
  it.each([
    ['a listing key', 'listing\nL-100', 'L-100'],
    ['the SKU of one listing', 'sku\nTUM', 'L-100'],
    ['a SKU that is its own listing', 'sku\nLAMP', 'LAMP'],
    ['a title', '商品名称\n缎面枕套', 'L-200'],
    ['a part of one title', 'title\ntumbler', 'L-100'],
    ['the title of a SKU', 'title\ndesk lamp', 'LAMP'],
  ])('%s', (_, text, key) => {
    expect(read(text).rows).toMatchObject([{ key }]);
  });

  it.each([
    [
      'by the clock',
      'listing,start,minutes\nL-100,19:05,15\nL-200,19:20,10',
      [
        ['L-100', 5, 15],
        ['L-200', 20, 10],
      ],
    ],
    [
      'by minutes from the start',
      'listing,start (min),minutes\nL-100,5,15\nL-200,+20,10',
      [
        ['L-100', 5, 15],
        ['L-200', 20, 10],
      ],
    ],
    [
      'by elapsed time',
      'listing,start\nL-100,0:05:00\nL-200,0:20',
      [
        ['L-100', 5, 15],
        ['L-200', 20, 160],
      ],
    ],
    [
      'one after the other',
      'listing,minutes\nL-100,15\nL-200,10 min\nL-100,1h',
      [
        ['L-100', 0, 15],
        ['L-200', 15, 10],
        ['L-100', 25, 60],
      ],
    ],
    [
      'until the next',
      'listing,start\nL-100,19:00\nL-200,20:30',
      [
        ['L-100', 0, 90],
        ['L-200', 90, 90],
      ],
    ],
    ['from and to', '链接,开始,结束\nL-100,19:00,19:20', [['L-100', 0, 20]]],
    [
      'without a header',
      'L-100\t19:05\t15\nL-200\t19:20\t10',
      [
        ['L-100', 5, 15],
        ['L-200', 20, 10],
      ],
    ],
    [
      'keys alone, without a header',
      'L-100\nL-200',
      [
        ['L-100', 0, 180],
        ['L-200', 0, 180],
      ],
    ],
  ])('%s', (_, text, wanted) => {
    expect(short(text)).toEqual(wanted);
  });

  it('says what is on offer in a slot, in either language, and names a word that is no offer', () => {
    const { rows, problems } = read(
      'listing,start,minutes,offer\nL-100,5,15,Flash price\nL-200,20,10,优惠券\nLAMP,30,10,\nTUM,40,10,福袋\nL-201,50,10,cheap',
    );
    expect(rows.map(({ offer }) => offer)).toEqual(['flashPrice', 'coupon', undefined, 'giveaway']);
    expect(problems).toMatchObject([{ row: 6, column: 'offer', say: { key: 'options:rundown.notOffer' } }]);
  });

  it('goes on after midnight', () => {
    const late = { startsAt: Date.UTC(2026, 10, 25, 3), endsAt: Date.UTC(2026, 10, 25, 7) };
    expect(read('listing,start,minutes\nL-100,00:30,10', late).rows).toMatchObject([{ startsAt: Date.UTC(2026, 10, 25, 5, 30) }]);
  });

  it('is right in the night in which clocks go back', () => {
    // 23:30 on 31 October to 03:00: 01:30 comes twice, and 02:00 is four hours later, not three.
    const night = { startsAt: Date.UTC(2026, 10, 1, 3, 30), endsAt: Date.UTC(2026, 10, 1, 8) };
    const at = (clock: string) => read(`listing,start,minutes\nL-100,${clock},5`, night).rows[0]?.startsAt;
    expect(at('00:30')).toBe(Date.UTC(2026, 10, 1, 4, 30));
    expect(at('02:00')).toBe(Date.UTC(2026, 10, 1, 7));
  });
});

describe('a row that cannot be placed is shown with what to do', () => {
  it.each([
    ['Teapot,19:00,5', 'listing', 'options:rundown.unmatched'],
    ['PIL,19:00,5', 'listing', 'options:rundown.manyListings'],
    [',19:00,5', 'listing', 'options:csv.empty'],
    ['L-100,later,5', 'start', 'options:rundown.notStart'],
    ['L-100,08:00,5', 'start', 'options:rundown.outside'],
    ['L-100,19:00,long', 'minutes', 'options:rundown.notMinutes'],
    ['L-100,600,5', 'start', 'options:rundown.outsideStream'],
    ['L-100,19:30,0', 'start', 'options:rundown.noLength'],
  ])('%s', (line, column, key) => {
    const { rows, problems } = read(`listing,start,minutes\nL-200,19:10,5\n${line}`);
    expect(rows.map((slot) => slot.key)).toEqual(['L-200']);
    expect(problems).toMatchObject([{ row: 3, column, say: { key } }]);
  });
});
