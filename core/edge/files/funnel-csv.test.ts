import { describe, expect, it } from 'vitest';
import { aStream } from '../../../test/builders/events.ts';
import type { DateOrder } from '../../domain/table.ts';
import { parseCsv } from './csv.ts';
import { readFunnels } from './funnel-csv.ts';

const start = Date.UTC(2026, 10, 21, 0);
const streams = {
  s1: aStream('us', start, start + 7_200_000, { id: 's1', title: 'Friday night' }),
  s2: aStream('us', start + 90_000_000, start + 97_200_000, { id: 's2', title: 'Saturday' }),
  uk: aStream('uk', start, start + 7_200_000, { id: 'uk', title: 'London' }),
};
const read = (text: string, stream: string | null = null, order: DateOrder = 'mdy') =>
  readFunnels(parseCsv(text), { account: 'us', stream, streams, listings: {}, at: 5, order });

it('reads counts by stream, in either language; what is empty is unknown, never 0', () => {
  const { rows, problems } = read(
    '商品ID,直播场次,商品曝光次数,商品点击次数,加购件数,成交件数\nL1,Friday night,"12,000",900,,40\n',
  );
  expect(problems).toEqual([]);
  expect(rows).toEqual([
    {
      account: 'us',
      listing: 'L1',
      of: { stream: 's1' },
      minutes: null,
      by: 'file',
      at: 5,
      impressions: 12_000,
      clicks: 900,
      cart: null,
      ordered: 40,
      paid: null,
      viewers: null,
      comments: null,
    },
  ]);
});

it.each([
  ['listing,day,clicks\nL1,2026-11-20,9', null, { day: '2026-11-20' }],
  ['listing,date,clicks\nL1,20261120,9', null, { day: '2026-11-20' }],
  ['listing,stream,clicks\nL1,s2,9', null, { stream: 's2' }],
  ['listing,clicks\nL1,9', 's1', { stream: 's1' }],
])('tells what the counts are of: %s', (text, stream, of) => {
  expect(read(text, stream).rows).toMatchObject([{ of }]);
});

describe('what cannot be read is said by row and column', () => {
  it.each([
    ['L1,Sunday,,5,9', 'stream', 'options:funnels.noStream'],
    ['L1,London,,5,9', 'stream', 'options:funnels.noStream'],
    ['L1,,,5,9', 'stream', 'options:funnels.ofNothing'],
    ['L1,,soon,5,9', 'day', 'options:csv.notDate'],
    ['L1,s1,,many,9', 'clicks', 'options:csv.notWhole'],
    ['L1,s1,,10,9', 'clicks', 'options:funnels.moreClicks'],
    ['L1,s1,,,', 'clicks', 'options:funnels.noCount'],
    [',s1,,5,9', 'listing', 'options:csv.empty'],
    ['GOOD,s1,,5,9', 'listing', 'options:funnels.twice'],
  ])('%s', (line, column, key) => {
    const { rows, problems } = read(`listing,stream,day,clicks,impressions\nGOOD,s1,,5,9\n${line}`);
    expect(rows.map(({ listing }) => listing)).toEqual(['GOOD']);
    expect(problems).toMatchObject([{ row: 3, column, say: { key } }]);
  });
});

describe('viewers and comments a minute', () => {
  it('come per listing, and of a whole stream in a row without one', () => {
    const { rows, problems } = read('listing,stream,clicks,viewers,comments a minute\nL1,s1,9,1200,\n,s1,,3400,42.5');
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { listing: 'L1', clicks: 9, viewers: 1_200, comments: null },
      { listing: null, of: { stream: 's1' }, clicks: null, viewers: 3_400, comments: 42.5 },
    ]);
  });
  it('need no listing at all where the file has nothing else', () => {
    expect(read('场次,在线人数,每分钟评论\nFriday night,3400,40').rows).toMatchObject([
      { listing: null, viewers: 3_400, comments: 40 },
    ]);
  });
  it('lend no listing to other counts', () => {
    expect(read('listing,stream,clicks,viewers\n,s1,5,3400').problems).toMatchObject([{ row: 2, column: 'listing' }]);
  });
});

it.each([
  ['05/11/2026', 'mdy', '2026-05-11', true],
  ['05/11/2026', 'dmy', '2026-11-05', true],
  ['25/11/2026', 'mdy', '2026-11-25', false],
] as const)('reads the day %s as %s where it is asked', (day, order, wanted, unclear) => {
  const found = read(`listing,day,clicks\nL1,${day},9`, null, order);
  expect(found.rows).toMatchObject([{ of: { day: wanted } }]);
  expect(found.unclearDates).toBe(unclear);
});
