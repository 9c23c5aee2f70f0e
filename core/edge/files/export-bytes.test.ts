import { describe, expect, it } from 'vitest';
import { type ChosenFile, exportFileOf, readChosen } from './export-bytes.ts';
import { exportTemplates } from './export-template.ts';

const [STREAMS = '', ORDERS = ''] = exportTemplates.map(({ text }) => text());

function file(name: string, content: string | number[], size?: number): ChosenFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content);
  return { name, size: size ?? bytes.byteLength, arrayBuffer: async () => bytes.buffer };
}
const read = (streams: ChosenFile, orders: ChosenFile = file('orders.csv', ORDERS)) => readChosen([streams, orders]);
const said = async (streams: ChosenFile, orders?: ChosenFile) =>
  (await read(streams, orders)).problems.map(({ file: name, row, say }) => [name, row, say.key]);

it('knows a file by its name in any case, and no other', () => {
  expect(['Streams.CSV', ' orders.csv', 'ORDERS.csv'].map(exportFileOf)).toEqual(['streams.csv', 'orders.csv', 'orders.csv']);
  expect(['orders (1).csv', 'streams.xlsx', 'toString', ''].map(exportFileOf)).toEqual([null, null, null, null]);
});

it('reads its own templates without a problem', async () => {
  const { recordings, problems } = await readChosen(exportTemplates.map(({ name, text }) => file(name, text())));
  expect(problems).toEqual([]);
  expect(recordings.map(({ id, sales }) => [id, sales['TEE-M']?.length])).toEqual([
    ['S1', 2],
    ['S2', 1],
  ]);
});

describe('an export that is wrong', () => {
  it('is told by file, row and column, with what was expected and what was found', async () => {
    const orders = file(
      'Orders.csv',
      `order_id,created_at,sku,quantity\n1,2026-11-20T19:00:00-05:00,TEE,2.5\n2,yesterday,TEE,1\n`,
    );
    expect((await read(file('streams.csv', STREAMS), orders)).problems).toEqual([
      { file: 'orders.csv', row: 2, column: 'quantity', found: '2.5', say: { key: 'backtest:wrong.whole' } },
      { file: 'orders.csv', row: 3, column: 'created_at', found: 'yesterday', say: { key: 'backtest:wrong.time' } },
    ]);
  });

  it('is quoted in short', async () => {
    const [problem] = (await read(file('streams.csv', `x${'y'.repeat(9_000)}\n1\n`))).problems;
    expect(problem?.found?.length).toBeLessThan(100);
  });

  it.each<[string, ChosenFile, string]>([
    ['empty', file('streams.csv', ''), 'empty'],
    ['of blanks', file('streams.csv', '\n \r\n'), 'empty'],
    ['an Excel workbook', file('streams.csv', [0x50, 0x4b, 3, 4, 0, 1]), 'workbook'],
    ['an old Excel workbook', file('streams.csv', [0xd0, 0xcf, 0x11, 0xe0, 0, 1]), 'workbook'],
    ['a picture', file('streams.csv', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'notText'],
    ['in no encoding', file('streams.csv', [0x61, 0xff, 0xff, 0xff, 0x0a]), 'notText'],
    ['too large', file('streams.csv', 'x', 151 * 1024 * 1024), 'tooLarge'],
    [
      'changed after it was chosen',
      { name: 'streams.csv', size: 3, arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) },
      'unread',
    ],
  ])('is told alone when a file is %s', async (_what, streams, key) => {
    expect(await said(streams)).toEqual([['streams.csv', 0, `backtest:wrong.${key}`]]);
  });

  it('is told when a file is missing', async () => {
    const { problems } = await readChosen([file('streams.csv', STREAMS), file('notes.txt', 'x')]);
    expect(problems).toEqual([{ file: 'orders.csv', row: 0, column: '', found: null, say: { key: 'backtest:wrong.file' } }]);
  });

  it('is told when there is no stream', async () => {
    expect(await said(file('streams.csv', STREAMS.split('\r\n')[0] ?? ''))).toEqual([
      ['streams.csv', 0, 'backtest:wrong.noStreams'],
    ]);
  });

  it('is told when no order lies in any stream', async () => {
    const elsewhere = file('orders.csv', ORDERS.replaceAll('2026-11', '2026-05'));
    expect(await said(file('streams.csv', STREAMS), elsewhere)).toEqual([['orders.csv', 0, 'backtest:wrong.noSales']]);
  });
});

it('takes one stream alone', async () => {
  expect(await said(file('streams.csv', STREAMS.split('\r\n').slice(0, 2).join('\n')))).toEqual([]);
});

it.each([
  ['of no byte', ''],
  ['of blanks', ' \r\n\n'],
  ['of its header alone', 'stream_id,sku,starts_at,ends_at\n'],
])('takes an optional file %s as if it were not there', async (_what, text) => {
  const both = [file('streams.csv', STREAMS), file('orders.csv', ORDERS)];
  expect(await readChosen([...both, file('pins.csv', text)])).toEqual(await readChosen(both));
});

it('says what it counted although it is doubtful, worst first', async () => {
  const line = (n: number, status: string) => `${n},2026-11-20T19:12:30-05:00,TEE,1,${status}`;
  const many = Array.from({ length: 21 }, (_, n) => line(n + 10, `w${n}`));
  const text = [
    'order_id,created_at,sku,quantity,status',
    line(1, 'paid'),
    line(2, 'odd'),
    line(3, 'odd'),
    line(3, 'odd'),
    ...many,
  ];
  const { notes } = await read(file('streams.csv', STREAMS), file('orders.csv', text.join('\n')));
  expect(notes).toHaveLength(22);
  expect(notes[0]).toEqual({ file: 'orders.csv', say: { key: 'backtest:note.status', values: { status: 'odd', n: 2 } } });
  expect(notes.slice(-2).map(({ say }) => [say.key, say.values])).toEqual([
    ['backtest:note.statuses', { statuses: 2, n: 2 }],
    ['backtest:note.twice', { n: 1 }],
  ]);
});

it('reads what a Chinese spreadsheet wrote', async () => {
  // 衣 in GB18030.
  const [head = '', ...rest] = ORDERS.slice(1).split('TEE-M');
  const bytes = [...new TextEncoder().encode(head), 0xd2, 0xc2, ...new TextEncoder().encode(rest.join('TEE-M'))];
  const { recordings, problems } = await read(file('streams.csv', STREAMS), file('orders.csv', bytes));
  expect(problems).toEqual([]);
  expect(Object.keys(recordings[0]?.sales ?? {})).toContain('衣');
});
