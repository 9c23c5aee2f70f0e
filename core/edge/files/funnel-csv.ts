import type { Funnel } from '../../domain/funnel.ts';
import type { AccountId, StreamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Listing } from '../../domain/listing.ts';
import { phrase } from '../../domain/phrase.ts';
import type { Stream } from '../../domain/stream.ts';
import type { DatedRead, DateOrder, Table } from '../../domain/table.ts';
import { anyNumber, bad, type Cell, good, wholeNumber } from './cells.ts';
import { columnsOf, writeCsv } from './csv.ts';
import { datesOf, dayIn, writtenIn } from './moments.ts';
import { type RowReader, readRows } from './rows.ts';

const COLUMNS = {
  listing: ['listing', 'listing key', 'product id', 'item id', '链接', '链接id', '商品id', '商品编号'],
  title: ['title', 'product name', 'product', '商品名称', '商品标题', '标题'],
  stream: ['stream', 'live', 'live id', '场次', '直播场次', '直播标题'],
  day: ['day', 'date', '日期', '统计日期'],
  impressions: ['impressions', 'product impressions', '曝光', '曝光次数', '商品曝光次数', '商品曝光人数'],
  clicks: ['clicks', 'product clicks', '点击', '点击次数', '商品点击次数', '商品点击人数'],
  cart: ['cart', 'add to cart', 'add-to-cart', 'added to cart', '加购', '加购件数', '加购次数'],
  ordered: ['ordered', 'orders', 'items sold', 'units sold', 'sku orders', '下单', '成交件数', '下单件数', '成交订单数'],
  paid: ['paid', 'paid orders', '支付', '付款件数', '支付件数'],
  viewers: ['viewers', 'average viewers', 'avg viewers', '在线人数', '平均在线人数', '观看人数', '场观'],
  comments: ['comments a minute', 'comments per minute', 'comments/min', '每分钟评论', '每分钟评论数'],
  minutes: ['minutes', 'minutes on air', 'pinned minutes', '讲解时长', '讲解分钟'],
} as const;
type Field = keyof typeof COLUMNS;

type Asked = {
  readonly account: AccountId;
  /** The stream that the whole file is of; null where its rows say it, or the day. */
  readonly stream: StreamId | null;
  readonly streams: Readonly<Record<StreamId, Stream>>;
  readonly listings: Readonly<Record<string, Listing>>;
  readonly at: Instant;
  /** Where the file's own dates do not tell. */
  readonly order: DateOrder;
};

export const writeFunnelTemplate = (): string =>
  writeCsv(
    ['listing', 'stream', 'day', 'impressions', 'clicks', 'cart', 'ordered', 'paid', 'viewers', 'comments a minute', 'minutes'],
    [],
  );

/**
 * Counts of listings, by stream or by day. A cell that is empty is unknown, never 0. A row without a listing is of the whole stream
 * or day: of viewers and comments only, since the other counts are a listing's.
 */
export function readFunnels(table: Table, asked: Asked): DatedRead<Funnel> {
  const { order, unclearDates } = datesOf(table, COLUMNS, ['day', 'stream'], asked.order);
  const streams = Object.values(asked.streams).filter(({ account }) => account === asked.account);
  const listings = Object.values(asked.listings).filter(({ account }) => account === asked.account);
  const seen = new Set<string>();
  const { at } = columnsOf(table.header, COLUMNS);
  const isNamed = at.has('title') || at.has('viewers') || at.has('comments');
  const found = readRows<Field, Funnel>(table, {
    names: COLUMNS,
    needed: isNamed ? [] : ['listing'],
    read(row) {
      const isOfAll = row.text('listing') === '' && row.text('title') === '' && isOfWhole(row);
      const listing = isOfAll ? null : listingIn(row, listings);
      const of = ofIn(row, asked.stream, streams, order);
      const count = (field: 'impressions' | 'clicks' | 'cart' | 'ordered' | 'paid') =>
        row.read<number | null>(field, wholeNumber, null);
      const rate = (field: 'viewers' | 'comments') => row.read<number | null>(field, anyNumber, null);
      const counts = {
        impressions: count('impressions'),
        clicks: count('clicks'),
        cart: count('cart'),
        ordered: count('ordered'),
        paid: count('paid'),
        viewers: rate('viewers'),
        comments: rate('comments'),
      };
      const minutes = row.read<number | null>('minutes', anyNumber, null);
      if (Object.values(counts).every((one) => one === null) && !row.isWrong)
        row.wrong('clicks', phrase('options:funnels.noCount'));
      if (counts.clicks !== null && counts.impressions !== null && counts.clicks > counts.impressions) {
        row.wrong('clicks', phrase('options:funnels.moreClicks', { clicks: counts.clicks, impressions: counts.impressions }));
      }
      if (of === null || (listing === null && !isOfAll)) return null;
      const key = `${listing ?? ''}\u001f${JSON.stringify(of)}`;
      if (seen.has(key)) row.wrong('listing', phrase('options:funnels.twice', { listing: listing ?? '—' }));
      seen.add(key);
      return { account: asked.account, listing, of, minutes, by: 'file', at: asked.at, ...counts };
    },
  });
  return { ...found, unclearDates };
}

/** Whether a row tells of nothing but who watched and wrote. */
const isOfWhole = (row: RowReader<Field>): boolean =>
  (row.text('viewers') !== '' || row.text('comments') !== '') &&
  (['impressions', 'clicks', 'cart', 'ordered', 'paid'] as const).every((field) => row.text(field) === '');

/** By key; one that is mapped under another name is found by its title. */
function listingIn(row: RowReader<Field>, listings: readonly Listing[]): string | null {
  const key = row.text('listing');
  if (key !== '') return key;
  const title = row.text('title').toLowerCase();
  const found = title === '' ? [] : listings.filter((one) => one.title.toLowerCase() === title);
  if (found.length === 1) return found[0]?.key ?? null;
  row.wrong('listing', phrase('options:csv.empty'));
  return null;
}

function ofIn(row: RowReader<Field>, whole: StreamId | null, streams: readonly Stream[], order: DateOrder): Funnel['of'] | null {
  if (whole !== null) return { stream: whole };
  if (row.text('stream') !== '') return row.read<Funnel['of'] | null>('stream', streamIn(streams, order), null);
  if (row.text('day') !== '') return row.read<Funnel['of'] | null>('day', dayOf(order), null);
  row.wrong(row.has('stream') ? 'stream' : 'day', phrase('options:funnels.ofNothing'));
  return null;
}

/** By id, by title, or by the day on which it began; it has to be one. */
const streamIn =
  (streams: readonly Stream[], order: DateOrder) =>
  (text: string): Cell<Funnel['of']> => {
    const word = text.toLowerCase();
    const day = dayOf(order)(text);
    const found = streams.filter(({ id, title, zone, plannedStart, actualStart }) => {
      if (id === text || title.toLowerCase() === word) return true;
      return day.ok && 'day' in day.value && dayIn(actualStart ?? plannedStart, zone) === day.value.day;
    });
    const [only, second] = found;
    if (only === undefined) return bad('options:funnels.noStream', text);
    return second === undefined ? good({ stream: only.id }) : bad('options:funnels.manyStreams', text);
  };

const dayOf =
  (order: DateOrder) =>
  (text: string): Cell<Funnel['of']> => {
    // A day as some exports write it: 20261120.
    const written = writtenIn(text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'), order);
    if (written === null) return bad('options:csv.notDate', text);
    const { year, month, day } = written.wall;
    return good({ day: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` });
  };
