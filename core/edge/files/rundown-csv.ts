import { Temporal } from 'temporal-polyfill';
import type { OfferKind } from '../../domain/console.ts';
import type { AccountId, ListingKey } from '../../domain/ids.ts';
import { type Instant, MINUTE, type Zone } from '../../domain/instant.ts';
import type { Listing } from '../../domain/listing.ts';
import { type Phrase, phrase } from '../../domain/phrase.ts';
import type { SkuFacts } from '../../domain/settings.ts';
import type { Slot } from '../../domain/stream.ts';
import type { Row, Table, TableRead } from '../../domain/table.ts';
import { bad, type Cell, good } from './cells.ts';
import { columnsOf, numberOf } from './csv.ts';
import { readRows } from './rows.ts';

const COLUMNS = {
  item: [
    'listing',
    'listing key',
    'item',
    'sku',
    'product',
    'title',
    '链接',
    '链接id',
    '商品',
    '商品名称',
    '货号',
    '商品编码',
    '标题',
    '品名',
  ],
  start: ['start', 'time', 'starts at', 'from', '开始', '开始时间', '时间', '讲解时间'],
  minutes: ['minutes', 'duration', 'length', '时长', '分钟', '讲解时长', '讲解分钟'],
  end: ['end', 'until', 'to', '结束', '结束时间'],
  offer: ['offer', 'promotion', '优惠', '优惠方式', '活动'],
} as const;
type Field = keyof typeof COLUMNS;
const ORDER: readonly Field[] = ['item', 'start', 'minutes'];

export type RundownAsk = {
  readonly account: AccountId;
  readonly zone: Zone;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly listings: Readonly<Record<string, Listing>>;
  readonly skus: Readonly<Record<string, SkuFacts>>;
};
type Draft = {
  readonly row: number;
  readonly key: ListingKey;
  readonly start: Instant | null;
  readonly end: Instant | null;
  readonly minutes: number | null;
  readonly offer: OfferKind | null;
};

/**
 * A rundown as it is written in a spreadsheet: what (listing key, SKU or title), from when (by the market's clock or in minutes
 * from the start), how long, with which offer. A row without a start follows the one before it; one without a length lasts until the next.
 * Without a header the columns are taken in this order.
 */
export function readRundown(given: Table, ask: RundownAsk): TableRead<Slot> {
  const table = withHeader(given);
  const { header } = table;
  const named = columnsOf(header, COLUMNS).at.get('start');
  const inMinutes = /min|分钟/i.test(header[named ?? -1] ?? '');
  const { rows, problems, ignored } = readRows<Field, Draft>(table, {
    names: COLUMNS,
    needed: ['item'],
    read(row) {
      const key = row.read<string | null>('item', (text) => keyIn(text, ask), null);
      if (row.text('item') === '') row.wrong('item', phrase('options:csv.empty'));
      const start = row.read<Instant | null>('start', (text) => startIn(text, ask, inMinutes), null);
      const end = row.read<Instant | null>('end', (text) => startIn(text, ask, inMinutes), null);
      const minutes = row.read<number | null>('minutes', lengthIn, null);
      const offer = row.read<OfferKind | null>('offer', offerIn, null);
      return key === null ? null : { row: row.row, key, start, end, minutes, offer };
    },
  });
  const wrong = [...problems];
  const slots = placed(rows, ask).flatMap(({ row, slot, say }) => {
    if (say === null) return [slot];
    wrong.push({ row, column: header[named ?? 0] ?? '', say });
    return [];
  });
  return { rows: slots.toSorted((a, b) => a.startsAt - b.startsAt), problems: wrong.sort((a, b) => a.row - b.row), ignored };
}

/** A paste without a header: its first row is a row like the others. */
function withHeader(table: Table): Table {
  const { header, rows } = table;
  if (columnsOf(header, COLUMNS).at.has('item')) return table;
  const first: Row = { row: 1, cells: header };
  return {
    ...table,
    header: ORDER.slice(0, Math.max(1, header.length)).map((field) => COLUMNS[field][0]),
    rows: [first, ...rows],
  };
}

/** Listing key, else SKU, else title: the first of these that names one and only one listing. */
function keyIn(text: string, { account, listings, skus }: RundownAsk): Cell<ListingKey> {
  const mine = Object.values(listings).filter((one) => one.account === account);
  if (mine.some(({ key }) => key === text)) return good(text);
  if (Object.hasOwn(skus, text)) {
    const holds = mine.filter(({ variants }) => variants.some(({ components }) => components.some(({ sku }) => sku === text)));
    if (holds.length > 1)
      return bad2(
        'options:rundown.manyListings',
        text,
        holds.map(({ key }) => key),
      );
    return good(holds[0]?.key ?? text);
  }
  const word = text.toLowerCase();
  const titled = [
    ...mine.filter(({ title }) => title.toLowerCase() === word).map(({ key }) => key),
    ...Object.values(skus)
      .filter(({ title }) => title.toLowerCase() === word)
      .map(({ sku }) => sku),
  ];
  const part =
    titled.length > 0 || word.length < 2
      ? titled
      : mine.filter(({ title }) => title.toLowerCase().includes(word)).map(({ key }) => key);
  const [only, second] = [...new Set(part)];
  if (only === undefined) return bad('options:rundown.unmatched', text);
  return second === undefined ? good(only) : bad2('options:rundown.manyListings', text, part);
}
const bad2 = (key: string, value: string, found: readonly string[]): Cell<never> => ({
  ok: false,
  say: phrase(key, { value, found: found.slice(0, 5).join(', ') }),
});

const OFFERS: Readonly<Record<OfferKind, RegExp>> = {
  flashPrice: /^(flash.*|秒杀.*|闪购.*)$/,
  coupon: /^(coupons?|voucher|优惠券|券)$/,
  giveaway: /^(giveaway|gift|raffle|赠品|福袋|抽奖)$/,
};
function offerIn(text: string): Cell<OfferKind> {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  for (const kind of ['flashPrice', 'coupon', 'giveaway'] as const) if (OFFERS[kind].test(plain)) return good(kind);
  return bad('options:rundown.notOffer', text);
}

const CLOCK = /^(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?$/;
/**
 * `19:05` by the market's clock (after midnight: the next day), `+15`, `15`, `15 min` from the start. `0:15` that lies outside the
 * stream by the clock is a quarter of an hour from the start.
 */
function startIn(text: string, { zone, startsAt, endsAt }: RundownAsk, inMinutes: boolean): Cell<Instant> {
  const plain = text.normalize('NFKC').trim();
  const bare = plain.replace(/^\d{4}-\d{2}-\d{2}[T ]/, '');
  const clock = CLOCK.exec(bare);
  if (clock !== null && !plain.startsWith('+')) {
    const [, hour = '0', minute = '0', second = '0'] = clock;
    const at = byClock(Number(hour), Number(minute), Number(second), zone, startsAt);
    const elapsed = startsAt + (Number(hour) * 60 + Number(minute)) * MINUTE + Number(second) * 1_000;
    if (at !== null && at < endsAt + 60 * MINUTE) return good(at);
    return elapsed < endsAt ? good(elapsed) : bad('options:rundown.outside', text);
  }
  const minutes = lengthIn(plain.replace(/^\+/, ''));
  if (!minutes.ok) return bad(inMinutes ? 'options:csv.notNumber' : 'options:rundown.notStart', text);
  return good(startsAt + Math.round(minutes.value * MINUTE));
}

/** The next time from an hour before the start at which the market's clocks show it. */
function byClock(hour: number, minute: number, second: number, zone: Zone, startsAt: Instant): Instant | null {
  if (hour > 23 || minute > 59) return null;
  const from = Temporal.Instant.fromEpochMilliseconds(startsAt - 60 * MINUTE).toZonedDateTimeISO(zone);
  for (const days of [0, 1]) {
    const at = from.toPlainDate().add({ days }).toZonedDateTime({ timeZone: zone, plainTime: { hour, minute, second } });
    if (at.epochMilliseconds >= from.epochMilliseconds) return at.epochMilliseconds;
  }
  return null;
}

/** `15`, `15 min`, `1h30`, `0:15:00`, in minutes. */
function lengthIn(text: string): Cell<number> {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const clock = CLOCK.exec(plain);
  if (clock !== null) return good(Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60);
  const hours = /^(\d+(?:\.\d+)?)\s*(?:h|小时)\s*(\d{1,2})?\s*(?:m|min|分|分钟)?$/.exec(plain);
  if (hours !== null) return good(Number(hours[1]) * 60 + Number(hours[2] ?? 0));
  const value = numberOf(plain.replace(/\s*(m|min|mins|minutes|'|分|分钟)$/, ''));
  return value === null ? bad('options:rundown.notMinutes', text) : good(value);
}

type Placed = { readonly row: number; readonly slot: Slot; readonly say: Phrase | null };
/** Starts and ends that nobody wrote follow from the rows around them. */
function placed(drafts: readonly Draft[], { startsAt, endsAt }: RundownAsk): readonly Placed[] {
  const starts: Instant[] = [];
  let next = startsAt;
  for (const { start, end, minutes } of drafts) {
    const from = start ?? next;
    starts.push(from);
    next = end ?? (minutes === null ? from : from + Math.round(minutes * MINUTE));
  }
  return drafts.map(({ row, key, end, minutes, offer }, index) => {
    const from = starts[index] ?? startsAt;
    const following = starts.slice(index + 1).find((one) => one > from) ?? endsAt;
    const to = end ?? (minutes === null ? following : from + Math.round(minutes * MINUTE));
    const slot: Slot = { key, startsAt: from, endsAt: to, ...(offer === null ? {} : { offer }) };
    const isOutside = from < startsAt - 60 * MINUTE || from >= endsAt + 60 * MINUTE;
    if (isOutside) return { row, slot, say: phrase('options:rundown.outsideStream') };
    return { row, slot, say: to > from ? null : phrase('options:rundown.noLength') };
  });
}
