// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BacktestAnswer, BacktestPoint } from '../../../core/domain/backtest.ts';
import { phrase } from '../../../core/domain/phrase.ts';
import { aPoint } from '../../../test/builders/backtest.ts';
import { fakeShop } from '../../../test/builders/options.ts';
import { createLanguage } from '../../i18n/i18n.ts';
import { Options } from '../options.tsx';
import type { BacktestWorld } from '../shop-context.ts';

beforeEach(() => history.replaceState(null, '', '#'));
afterEach(cleanup);

type Asked = {
  readonly files: readonly string[];
  readonly test: number | null;
  readonly said: (done: number, of: number) => void;
  readonly signal: AbortSignal;
  readonly answer: (answer: BacktestAnswer) => void;
  readonly fail: () => void;
};

/** The section, and a backtest that goes on as the test says. */
async function open(language: 'en' | 'zh' = 'en') {
  const shop = fakeShop();
  const asked: Asked[] = [];
  const run: BacktestWorld['run'] = (files, test, said, signal) =>
    new Promise((answer, reject) => {
      signal.addEventListener('abort', () => answer(null));
      asked.push({ files: files.map(({ name }) => name), test, said, signal, answer, fail: () => reject(new Error('broke')) });
    });
  const world = { ...shop.world, backtest: { ...shop.world.backtest, run } };
  const page = render(<Options i18n={createLanguage(language)} world={world} load={shop.load} section="backtest" />);
  await screen.findByRole('heading', { level: 2 });
  const last = (): Asked => {
    const one = asked.at(-1);
    if (one === undefined) throw new Error('Nothing was asked.');
    return one;
  };
  return { ...shop, ...page, asked, last };
}
const named = (...names: string[]) => names.map((name) => new File(['x'], name));
const choose = (...names: string[]) =>
  fireEvent.change(document.querySelector('input[type=file]') as HTMLInputElement, { target: { files: named(...names) } });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const begin = () => {
  choose('streams.csv', 'orders.csv');
  fireEvent.click(button('Run the backtest'));
};
const say = (answer: BacktestAnswer, to: Asked) => act(async () => to.answer(answer));

const reportOf = (...points: BacktestPoint[]): BacktestAnswer => ({
  say: 'report',
  report: { streams: 12, skus: 40, points },
  notes: [],
});

it('says what each file must look like and that nothing leaves the browser, and gives examples', async () => {
  const { state } = await open();
  expect(screen.getByText(/Nothing is sent anywhere, nothing is stored/)).toBeInTheDocument();
  const row = screen.getByRole('row', { name: /orders\.csv/ });
  expect(row).toHaveTextContent('order_id, created_at, sku, quantity');
  expect(row).toHaveTextContent('status, paid_at, channel');
  fireEvent.click(button('Example of streams.csv'));
  expect(state.saved).toMatchObject([{ name: 'streams.csv', text: expect.stringContaining('stream_id,starts_at,ends_at') }]);
});

it('takes files by their names, in several goes and in any case, and says which are missing and which it has no use for', async () => {
  const { asked, last } = await open();
  expect(button('Run the backtest')).toBeDisabled();
  choose('Orders.CSV', 'notes.txt');
  expect(screen.getByText('Still missing: streams.csv')).toBeInTheDocument();
  expect(screen.getByText(/Not used.*notes\.txt/)).toBeInTheDocument();
  choose('streams.csv', 'pins.csv');
  fireEvent.click(button('Leave out pins.csv'));
  fireEvent.change(screen.getByLabelText(/Judge the last/), { target: { value: '20' } });
  fireEvent.click(button('Run the backtest'));
  expect(asked).toHaveLength(1);
  expect(last()).toMatchObject({ files: ['Orders.CSV', 'streams.csv'], test: 20 });
});

it('takes what is dropped on the page, and keeps the browser from opening it', async () => {
  await open();
  const dataTransfer = { types: ['Files'], files: named('streams.csv', 'orders.csv') };
  // False: its default was prevented.
  expect(fireEvent.dragOver(document.body, { dataTransfer })).toBe(false);
  expect(screen.getByText(/Let go/)).toBeInTheDocument();
  expect(fireEvent.drop(document.body, { dataTransfer })).toBe(false);
  expect(screen.queryByText(/Let go/)).toBeNull();
  expect(within(screen.getByRole('list', { name: 'Chosen files' })).getAllByRole('listitem')).toHaveLength(2);
});

it('shows how far it is, then who was nearest, in words and by method', async () => {
  const { last, state } = await open();
  begin();
  expect(last().test).toBeNull();
  expect(screen.getByRole('progressbar')).not.toHaveAttribute('value');
  expect(button('Cancel')).toHaveFocus();
  expect(button('Run the backtest')).toBeDisabled();
  act(() => last().said(3, 12));
  expect(screen.getByText('Stream 3 of 12')).toBeInTheDocument();
  expect(screen.getByRole('progressbar')).toHaveAttribute('value', '3');
  const answer = reportOf(aPoint(0.1, 0.37), aPoint(0.25, 0.441));
  await say(answer, last());
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect(
    screen.getByText(/At no moment did another method come closer than Stockcue. It was ahead at 1 of 2/),
  ).toBeInTheDocument();
  const early = within(screen.getByRole('region', { name: 'After 10% of the stream' }));
  expect(early.getByText('On average wrong by 37% of all units; the best other method, Run rate: 44%.')).toBeInTheDocument();
  const rows = early.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows).toEqual([
    ['Method', 'Wrong by', 'In sum'],
    ['Stockcue', '37%', '4% too little'],
    ['Run rate', '44%', '12% too much'],
    ['Last half hour', '50%', 'even'],
    ['History mean', '61%', 'even'],
    ['Pickup', '47%', 'even'],
  ]);
  expect(early.getByText(/held 79% of what came \(80% is right\) and is 62% of the mean sales wide/)).toBeInTheDocument();
  expect(early.getByText('300 forecasts of 5,210 units.')).toBeInTheDocument();
  fireEvent.click(button('Download the report (JSON)'));
  expect(JSON.parse(state.saved[0]?.text ?? '')).toEqual('report' in answer ? answer.report : null);
});

it('is honest where ours is not the best, the interval is not, or little can be said', async () => {
  const { last } = await open();
  begin();
  const worse = aPoint(0.25, 0.46, { n: 12, unlisted: 40 });
  const narrow = { ...worse.methods.stockcue, coverage80: 0.41 };
  const none = aPoint(0.75, Number.NaN, { n: 0, units: 0 });
  await say(reportOf({ ...worse, methods: { ...worse.methods, stockcue: narrow } }, none), last());
  expect(screen.getByText(/a simpler method came closer than Stockcue at every moment. Do not rely/)).toBeInTheDocument();
  const early = screen.getByRole('region', { name: 'After 25% of the stream' });
  expect(early).toHaveTextContent('wrong by 46% of all units; Run rate was better here: 44%');
  expect(early).toHaveTextContent('held only 41% of what came: it promises too much');
  expect(early).toHaveTextContent('Only 12 forecasts: much of this is chance');
  expect(early).toHaveTextContent('40 more units');
  expect(screen.getByRole('region', { name: 'After 75% of the stream' })).toHaveTextContent('Nothing to judge');
  expect(document.body.textContent).not.toContain('NaN');
});

it('claims no lead where it is level with the best', async () => {
  const { last } = await open();
  begin();
  await say(reportOf(aPoint(0.1, 0.441), aPoint(0.25, 0.438)), last());
  expect(screen.getByText(/At every moment Stockcue is level with the best/)).toBeInTheDocument();
});

it('says of some moments that another method was closer', async () => {
  const { last } = await open('zh');
  choose('streams.csv', 'orders.csv');
  fireEvent.click(button('开始回测'));
  await say(reportOf(aPoint(0.1, 0.3), aPoint(0.25, 0.5), aPoint(0.5, 0.4)), last());
  expect(screen.getByText(/3 个时间点中，有 1 个是别的算法更接近实际/)).toBeInTheDocument();
  expect(screen.getByRole('region', { name: '进行到 25% 时' })).toHaveTextContent('这时“目前速度”更准：44%');
});

it('names every problem by file, row and column, with what was expected and what was found', async () => {
  const { last } = await open();
  begin();
  const wrong = (row: number, column: string, found: string | null, expected: string) => ({
    file: 'orders.csv',
    row,
    column,
    found,
    say: phrase(`backtest:wrong.${expected}`),
  });
  const problems = [wrong(0, '', null, 'empty'), wrong(12, 'quantity', '3.5', 'whole'), wrong(13, 'sku', '', 'text')];
  await say({ say: 'problems', problems, total: 503 }, last());
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(
    expect.arrayContaining([
      'orders.csv: this file is empty',
      "orders.csv, row 12, column quantity: expected a whole number of 0 or more, found '3.5'",
      'orders.csv, row 13, column sku: expected something, found nothing',
      'and 500 more',
    ]),
  );
  expect(button('Run the backtest')).toBeEnabled();
});

it('tells what was counted although it is doubtful, beside the report', async () => {
  const { last } = await open();
  begin();
  const notes = [
    { file: 'orders.csv', say: phrase('backtest:note.status', { status: 'pending', n: 12 }) },
    { file: 'orders.csv', say: phrase('backtest:note.twice', { n: 3 }) },
  ];
  await say({ ...reportOf(aPoint(0.1, 0.37)), notes } as BacktestAnswer, last());
  expect(screen.getByText("orders.csv: status 'pending' is not known here. It counts as sold; rows: 12.")).toBeInTheDocument();
  expect(screen.getByText(/orders\.csv: rows that are the same as an earlier one in every cell: 3\./)).toBeInTheDocument();
});

it('stops when the person says so, and when they leave', async () => {
  const { last, unmount } = await open();
  begin();
  fireEvent.click(button('Cancel'));
  expect(last().signal.aborted).toBe(true);
  expect(await screen.findByText('Stopped. Nothing was kept.')).toBeInTheDocument();
  fireEvent.click(button('Run the backtest'));
  expect(last().signal.aborted).toBe(false);
  unmount();
  expect(last().signal.aborted).toBe(true);
});

it('says so when it breaks off, and can be run again', async () => {
  const { last } = await open();
  begin();
  await act(async () => last().fail());
  await waitFor(() => expect(screen.getByText(/The backtest broke off/)).toBeInTheDocument());
  expect(button('Run the backtest')).toBeEnabled();
});

it('has words in both languages for everything that can be wrong with a file', () => {
  const wrongs = [
    ...['file', 'column', 'quote', 'cells', 'text', 'time', 'later', 'week', 'whole', 'number', 'stream', 'once'],
    ...['empty', 'tooLarge', 'unread', 'workbook', 'notText', 'noStreams', 'noSales'],
  ];
  for (const language of ['en', 'zh'] as const) {
    const i18n = createLanguage(language);
    expect(wrongs.filter((key) => !i18n.exists(`backtest:wrong.${key}`))).toEqual([]);
  }
});
