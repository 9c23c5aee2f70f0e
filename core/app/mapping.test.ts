import { expect, it } from 'vitest';
import { placeOfSku } from '../../test/builders/place.ts';
import { aBareRow } from '../../test/builders/rows.ts';
import { applyEvent, emptyLedger } from '../decide/ledger/ledger.ts';
import type { RowSeen } from '../domain/console.ts';
import type { LogEvent } from '../domain/event.ts';
import type { Listing } from '../domain/listing.ts';
import { mappingOf } from './mapping.ts';

const uses = (key: string, ...skus: string[]): Listing => ({
  account: 'acc',
  key,
  title: '',
  variants: skus.map((sku) => ({ id: sku, title: '', components: [{ sku, unitsPerSale: 1 }] })),
});

/** A shop that knows these SKUs, whose page shows these rows. */
function read(skus: readonly string[], rows: readonly RowSeen[], listings: readonly Listing[] = [], titles: object = {}) {
  let n = 0;
  const event = (type: string, body: unknown): LogEvent =>
    ({
      id: `${++n}`,
      v: type === 'consoleSeen' ? 2 : 1,
      type,
      shopId: 'main',
      origin: 'o',
      originSeq: n,
      at: { wall: n, count: 0 },
      actor: { name: '', origin: 'o', surface: 'worker' },
      body,
    }) as LogEvent;
  const positions = skus.map((sku) => ({
    ...placeOfSku(sku, true).position,
    title: (titles as Record<string, string>)[sku] ?? null,
  }));
  const reading = { source: 's', observedAt: null, receivedAt: 1, skew: null, coverage: { kind: 'full' }, changed: positions };
  const page = { live: 'live', room: null, viewers: null, comments: null };
  const events = [
    event('settings', { listings }),
    event('reading', { ...reading, gone: [], hash: '', problems: [] }),
    event('consoleSeen', { account: 'acc', seenAt: 2, page, changed: rows, keys: rows.map(({ key }) => key), complete: true }),
  ];
  return mappingOf(events.reduce(applyEvent, emptyLedger('main')), 'acc');
}
const proposed = (mapping: ReturnType<typeof read>) =>
  mapping.rows.map(({ proposal }) =>
    proposal === null
      ? null
      : [proposal.sure, ...proposal.listing.variants.flatMap(({ components }) => components.map(({ sku }) => sku))],
  );

it.each([
  ['a code that is a SKU', ['A-1'], aBareRow('9', { code: 'A-1' }), [true, 'A-1']],
  ['the same in other letters', ['A-1'], aBareRow('9', { code: ' ａ-1 ' }), [true, 'A-1']],
  ['a code that two SKUs could be', ['a', 'A'], aBareRow('9', { code: 'Ａ' }), null],
  [
    'the product’s code of several sizes',
    ['CARDI-S', 'CARDI-M', 'CARDIGAN'],
    aBareRow('9', { code: 'CARDI' }),
    [false, 'CARDI-M', 'CARDI-S'],
  ],
  ['a part of a SKU’s middle', ['X-CARDI'], aBareRow('9', { code: 'CARDI' }), null],
  ['no code', ['A-1'], aBareRow('9'), null],
  ['a code that nobody knows', ['A-1'], aBareRow('9', { code: 'Z' }), null],
] as const)('proposes by %s', (_, skus, row, due) => {
  expect(proposed(read(skus, [row]))).toEqual([due]);
});

it('proposes by title only where one SKU has it, and never as sure', () => {
  const row = aBareRow('9', { title: 'Desk lamp' });
  expect(proposed(read(['L'], [row], [], { L: 'desk lamp' }))).toEqual([[false, 'L']]);
  expect(proposed(read(['L', 'M'], [row], [], { L: 'Desk lamp', M: 'Desk lamp' }))).toEqual([null]);
});

it('takes a key that is a SKU for mapped, and proposes nothing', () => {
  const [row] = read(['A-1'], [aBareRow('A-1', { code: 'B' })]).rows;
  expect(row).toMatchObject({ mapped: { key: 'A-1' }, doubt: null, proposal: null });
});

it.each([
  ['the page’s code is another SKU', aBareRow('9', { code: 'B-1' }), uses('9', 'A-1'), 'otherCode'],
  ['a SKU that no source knows', aBareRow('9'), uses('9', 'A-1', 'GONE'), 'unknownSku'],
  ['nothing that it uses up', aBareRow('9'), uses('9'), 'empty'],
  ['the code of the product that it is of', aBareRow('9', { code: 'A' }), uses('9', 'A-1'), null],
  [
    'another code, at which a person has looked',
    aBareRow('9', { code: 'B-1' }),
    { ...uses('9', 'A-1'), checkedCode: 'B-1' },
    null,
  ],
  ['the same code', aBareRow('9', { code: 'A-1' }), uses('9', 'A-1'), null],
] as const)('doubts a mapping with %s', (_, row, listing, why) => {
  const [found] = read(['A-1', 'A', 'B-1'], [row], [listing]).rows;
  expect(found?.doubt?.key ?? null).toBe(why === null ? null : `core:mapping.${why}`);
});

it('shows what needs a look first, and every SKU to search in', () => {
  const rows = [aBareRow('A-1', { link: 1 }), aBareRow('9', { link: 2 }), aBareRow('8', { link: 3, code: 'B-1' })];
  const mapping = read(['A-1', 'B-1'], rows, [uses('8', 'A-1')]);
  expect(mapping.rows.map(({ key }) => key)).toEqual(['9', '8', 'A-1']);
  expect(mapping.skus.map(({ sku }) => sku)).toEqual(['A-1', 'B-1']);
});
