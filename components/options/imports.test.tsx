// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_FACTS } from '../../core/domain/settings.ts';
import type { Stream } from '../../core/domain/stream.ts';
import { NO_SUPPLY } from '../../core/domain/supply.ts';
import { account, fakeShop, sourceConfig, streamOf } from '../../test/builders/options.ts';
import { choose, openOptions, press, tick, type } from '../../test/builders/options-page.tsx';
import { NOW } from '../../test/builders/view.ts';
import { serial, workbook } from '../../test/builders/workbook.ts';
import { createLanguage } from '../i18n/i18n.ts';
import { Options } from './options.tsx';

afterEach(cleanup);
const accounts = { us: account() };
const skus = { 'TEE-M': { sku: 'TEE-M', ...NO_FACTS }, 'TEE-L': { sku: 'TEE-L', ...NO_FACTS } };
const stream = streamOf({
  zone: 'America/New_York',
  plannedStart: Date.UTC(2026, 10, 25, 0),
  plannedEnd: Date.UTC(2026, 10, 25, 3),
});
const base = { accounts, skus, streams: { [stream.id]: stream } };
const ORDERS = [
  'Order ID,Order Status,Seller SKU,Quantity,Created Time',
  'Platform unique order ID.,Current order status.,Seller sku input by the seller.,SKU sold quantity.,The time of order creation.',
  '1,Completed,TEE-M,2,11/20/2026 11:30:00 PM',
  '2,Canceled,TEE-M,5,11/20/2026 8:00:00 PM',
  '3,Shipped,TEE-L,1,11/21/2026 9:00:00 AM',
  '4,Shipped,CAP,4,11/21/2026 9:00:00 AM',
  '5,Shipped,,4,11/21/2026 9:00:00 AM',
].join('\n');

describe('past sales', () => {
  it('shows statuses with counts and days by SKU, asks for the zone, and takes over only what counts', async () => {
    const { state } = await openOptions('history', base);
    choose(ORDERS, 'orders.csv');
    expect(await screen.findByText('An export of TikTok Shop.')).toBeInTheDocument();
    expect(screen.getByLabelText(/^Canceled/)).toBeChecked();
    expect(screen.getByLabelText(/^Completed/)).not.toBeChecked();
    expect(screen.getByText(/row 7, Seller SKU: has no seller SKU/)).toBeInTheDocument();
    expect(screen.getByText(/1 SKUs are not in the table of SKUs: CAP/)).toBeInTheDocument();
    const row = () =>
      within(screen.getByRole('rowheader', { name: 'TEE-M' }).closest('tr') as HTMLElement)
        .getAllByRole('cell')
        .map((cell) => cell.textContent);
    expect(row()).toEqual(['2', '—', '2']);
    // Half past eleven in Los Angeles is the next day in New York.
    type("Time zone of the file's times", 'America/Los_Angeles');
    expect(row()).toEqual(['2', '2']);
    type("Time zone of the file's times", 'America/New_York');
    press('Take these days over');
    await waitFor(() => expect(state.histories).toHaveLength(1));
    expect(state.histories[0]).toMatchObject({
      file: 'orders.csv',
      from: '2026-11-20',
      to: '2026-11-21',
      at: NOW,
      days: [
        { sku: 'TEE-M', day: '2026-11-20', net: 2 },
        { sku: 'CAP', day: '2026-11-21', net: 4 },
        { sku: 'TEE-L', day: '2026-11-21', net: 1 },
      ],
    });
    expect(await screen.findByText(/7 units of 3 SKUs, from a file of orders/)).toBeInTheDocument();
  });

  it('counts a status again that somebody unticks', async () => {
    const { state } = await openOptions('history', base);
    choose(ORDERS, 'orders.csv');
    await screen.findByText('An export of TikTok Shop.');
    tick(/^Canceled/);
    press('Take these days over');
    await waitFor(() => expect(state.histories[0]?.days.find(({ sku }) => sku === 'TEE-M')?.net).toBe(7));
  });

  it('asks which comes first where nobody can tell the month', async () => {
    const { state } = await openOptions('history', base);
    choose('sku,quantity,created\nTEE-M,1,05/11/2026 10:00', 'orders.csv');
    await screen.findByText('A table of orders.');
    expect(screen.getByRole('button', { name: 'Take these days over' })).toBeDisabled();
    type('Channel of these orders', 'Own shop');
    type('Dates such as 05/11/2026', 'dmy');
    press('Take these days over');
    await waitFor(() => expect(state.histories[0]).toMatchObject({ from: '2026-11-05', to: '2026-11-05' }));
  });

  it('reads a workbook with real dates', async () => {
    const { state } = await openOptions('history', base);
    choose(
      workbook({
        OrderSKUList: [
          ['商家编码', '商品数量', '订单提交时间', '订单状态'],
          ['TEE-M', { number: '3' }, { date: serial('2026-11-20T21:05:00') }, '已完成'],
        ],
      }),
      'orders.xlsx',
    );
    await screen.findByText(/1 lines from 2026-11-20/);
    type('Channel of these orders', '抖店 A');
    press('Take these days over');
    await waitFor(() => expect(state.histories[0]?.days).toEqual([{ sku: 'TEE-M', day: '2026-11-20', net: 3 }]));
  });

  it('asks whose orders a file holds, and says what it adds to and what it replaces', async () => {
    const { state } = await openOptions('history', base);
    choose(ORDERS, 'tiktok.csv');
    expect(await screen.findByLabelText('Channel of these orders')).toHaveValue('TikTok Shop');
    press('Take these days over');
    await screen.findByText('Of TikTok Shop');
    choose('amazon-order-id,sku,quantity,purchase-date\n1,TEE-M,4,2026-11-20T10:00:00Z', 'amazon.csv');
    expect(await screen.findByText(/Adds to what was brought of TikTok Shop/)).toBeInTheDocument();
    press('Take these days over');
    await waitFor(() => expect(state.histories.map(({ of }) => of)).toEqual(['TikTok Shop', 'Amazon']));
    choose(ORDERS, 'tiktok.csv');
    expect(await screen.findByText(/Replaces what earlier files of this channel said of these days/)).toBeInTheDocument();
  });

  it('says which columns are missing', async () => {
    await openOptions('history', base);
    choose('order,sku\n1,A', 'orders.csv');
    expect(await screen.findByText(/Missing columns: quantity, created/)).toBeInTheDocument();
  });
});

it('takes counts of one stream, leaves unknown what is empty, and shows where they came from', async () => {
  const streams = { s: { ...stream, id: 's', actualStart: NOW - 9e6, plannedStart: NOW - 9e6, title: 'Friday' } };
  const { state } = await openOptions('funnels', { ...base, streams });
  type('The file is of', 's');
  choose('商品ID,曝光,点击,加购,成交件数\nL1,12000,900,,40\nL2,many,1,,', 'counts.csv');
  expect(await screen.findByText(/row 3, 曝光: 'many'/)).toBeInTheDocument();
  press('Take over (rows: 1)');
  await waitFor(() =>
    expect(state.funnels).toMatchObject([
      { listing: 'L1', of: { stream: 's' }, impressions: 12_000, cart: null, ordered: 40, by: 'file' },
    ]),
  );
  expect(await screen.findByText(/1 rows of 1 listings · from a file · brought 0 s ago/)).toBeInTheDocument();
});

it('lists what consoles counted beside what came by file, each with its age', async () => {
  const shop = fakeShop(base);
  shop.state.brought = {
    history: [],
    funnels: [{ at: NOW - 120_000, by: 'console', rows: 4, listings: 3, of: 'Friday night' }],
  };
  history.replaceState(null, '', '#');
  render(<Options i18n={createLanguage('en')} world={shop.world} load={shop.load} section="funnels" />);
  expect(await screen.findByText(/Friday night: 3 listings · from the console · counted 2 min ago/)).toBeInTheDocument();
});

it('asks how dates of a shipment are written, and shows what it made of them', async () => {
  const { newest } = await openOptions('shipments', { ...base, sources: { nj: sourceConfig() } });
  choose('shipment,sku,units,to,eta\nFBA15,TEE-M,100,NJ-1,05/12/2026', 'shipments.csv');
  await screen.findByLabelText('Dates such as 05/11/2026');
  type('Dates such as 05/11/2026', 'mdy');
  expect(screen.getByText(/Arrives: .*May 12/)).toBeInTheDocument();
  type('Dates such as 05/11/2026', 'dmy');
  expect(screen.getByText(/Arrives: .*Dec 5/)).toBeInTheDocument();
  press('Take over (rows: 1)');
  expect(new Date((await newest()).shipments?.[0]?.expectedAt ?? 0).toISOString()).toMatch(/^2026-12-05/);
});

describe('streams', () => {
  const times = (streams: readonly Stream[] = []) =>
    streams.map(({ plannedStart }) => new Date(plannedStart).toISOString().slice(0, 16));
  const add = () => {
    press('Add a stream');
    type('Title', 'Tuesday live');
    type("Market's time zone", 'America/New_York');
    type('Start', '2027-03-09T19:00');
    type('Planned end', '2027-03-09T22:00');
  };

  it('repeats at 19:00 in New York on both sides of the change', async () => {
    const { newest } = await openOptions('streams', base);
    add();
    type('Repeat weekly', 'weeks');
    type('More weeks', '2');
    press('Save');
    const { streams = [] } = await newest();
    expect(times(streams)).toEqual(['2027-03-10T00:00', '2027-03-16T23:00', '2027-03-23T23:00']);
    expect(new Set(streams.map(({ id }) => id)).size).toBe(3);
    expect(await screen.findByText(/Mar 16 19:00 \(07:00\)/)).toBeInTheDocument();
    expect(screen.getByText(/Mar 9 19:00 \(08:00\)/)).toBeInTheDocument();
  });

  it('a role that is to sell out sets the tick, and a person may take it away', async () => {
    const supply = { ...NO_SUPPLY, role: 'clearance' as const };
    const { newest } = await openOptions('streams', {
      ...base,
      skus: { ...skus, OLD: { sku: 'OLD', ...NO_FACTS, supply } },
    });
    add();
    // By its own role, before anybody typed it.
    expect(screen.getByLabelText('OLD is meant to sell out')).toBeChecked();
    press('Add a SKU');
    type('SKU of line 2', 'TEE-M');
    type('Role TEE-M', 'traffic');
    expect(screen.getByLabelText('TEE-M is meant to sell out')).toBeChecked();
    type('Role TEE-M', 'hero');
    expect(screen.getByLabelText('TEE-M is meant to sell out')).not.toBeChecked();
    tick('OLD is meant to sell out');
    press('Save');
    expect((await newest()).streams).toMatchObject([
      { plannedSellOut: [], expected: { roles: { OLD: 'clearance', 'TEE-M': 'hero' } } },
    ]);
  });

  it('saved twice with the same repeat doubles none', async () => {
    const { state, newest } = await openOptions('streams', base);
    add();
    type('Repeat weekly', 'weeks');
    type('More weeks', '2');
    press('Save');
    await newest();
    const count = () => Object.values(state.settings.streams).length;
    await waitFor(() => expect(count()).toBe(4));
    fireEvent.click((await screen.findAllByRole('button', { name: 'Edit' })).at(-1) as HTMLElement);
    type('Repeat weekly', 'weeks');
    type('More weeks', '2');
    press('Save');
    await waitFor(() => expect(state.changes).toHaveLength(2));
    expect(new Set(Object.values(state.settings.streams).map(({ plannedStart }) => plannedStart)).size).toBe(count());
  });

  it('takes its rundown along when it is moved', async () => {
    const minute = 60_000;
    const slot = { key: 'TEE-M', startsAt: stream.plannedStart + 5 * minute, endsAt: stream.plannedStart + 20 * minute };
    const { newest } = await openOptions('streams', { accounts, skus, streams: { [stream.id]: { ...stream, rundown: [slot] } } });
    press('Edit');
    type('Start', '2026-11-25T20:30');
    type('Planned end', '2026-11-25T23:30');
    press('Save');
    const [moved] = (await newest()).streams ?? [];
    expect(moved?.rundown).toEqual([
      { key: 'TEE-M', startsAt: (moved?.plannedStart ?? 0) + 5 * minute, endsAt: (moved?.plannedStart ?? 0) + 20 * minute },
    ]);
    expect(moved?.plannedStart).not.toBe(stream.plannedStart);
  });

  it.each([
    ['until', 'Until, that day included', '2027-03-10'],
    ['weeks', 'More weeks', '0'],
  ])('refuses to repeat %s %s %s', async (how, label, value) => {
    const { state } = await openOptions('streams', base);
    add();
    type('Repeat weekly', how);
    type(label, value);
    press('Save');
    expect(await screen.findByText(/Say how often it repeats/)).toBeInTheDocument();
    expect(state.changes).toEqual([]);
  });

  it('takes what starts it, set-asides and planned sell-outs', async () => {
    const { newest } = await openOptions('streams', base);
    add();
    type('It starts', 'console');
    expect(screen.getByText(/The page must be open in this browser/)).toBeInTheDocument();
    press('Add a SKU');
    type('SKU of line 1', 'TEE-M');
    type('Set-aside TEE-M', '1.5');
    press('Save');
    expect(await screen.findByText(/TEE-M: '1.5' is not a number/)).toBeInTheDocument();
    type('Set-aside TEE-M', '30');
    tick('TEE-M is meant to sell out');
    press('Save');
    expect((await newest()).streams).toMatchObject([{ starts: 'console', setAside: { 'TEE-M': 30 }, plannedSellOut: ['TEE-M'] }]);
  });

  it('suggests the next one of the usual cadence', async () => {
    const past = [1, 2, 3].map((week) => {
      const at = Date.UTC(2026, 10, 25) - week * 604_800_000;
      return { ...stream, id: `p${week}`, plannedStart: at, plannedEnd: at + 1e7, actualStart: at, actualEnd: at + 1e7 };
    });
    const { newest } = await openOptions('streams', { accounts, streams: Object.fromEntries(past.map((one) => [one.id, one])) });
    expect(screen.getByText(/Tue 19:00 \(America\/New_York\), Maple & Co US: 3 of the last 8 weeks/)).toBeInTheDocument();
    press(/^Add the next one: Tue, Nov 24 19:00/);
    expect(times((await newest()).streams)).toEqual(['2026-11-25T00:00']);
  });

  it('says that a stream runs past its planned end', async () => {
    const late = { ...stream, plannedStart: NOW - 9e6, actualStart: NOW - 9e6, plannedEnd: NOW - 60_000 };
    await openOptions('streams', { accounts, streams: { [late.id]: late } });
    expect(screen.getByText(/past its planned end: end it when it is over/)).toBeInTheDocument();
  });
});

describe('a rundown', () => {
  it('is pasted from a spreadsheet; rows that nobody knows are shown with what to do', async () => {
    const { newest } = await openOptions('streams', base);
    press('Rundown (0)');
    press('Paste…');
    type('Cells from a spreadsheet', 'TEE-M\t19:05\t15\nTeapot\t19:20\t5\nTEE-L\t+30\t10');
    press('Read');
    expect(await screen.findByText(/“Teapot” is no listing key, SKU or title known here/)).toBeInTheDocument();
    press('Take over (rows: 2)');
    const minute = 60_000;
    expect((await newest()).streams?.[0]?.rundown).toEqual([
      { key: 'TEE-M', startsAt: stream.plannedStart + 5 * minute, endsAt: stream.plannedStart + 20 * minute },
      { key: 'TEE-L', startsAt: stream.plannedStart + 30 * minute, endsAt: stream.plannedStart + 40 * minute },
    ]);
    expect(await screen.findByText('Rundown (2)')).toBeInTheDocument();
    press('Clear the rundown');
    await waitFor(async () => expect((await newest()).streams?.[0]?.rundown).toEqual([]));
  });

  it('comes as a workbook with real times', async () => {
    const { newest } = await openOptions('streams', base);
    press('Rundown (0)');
    choose(
      workbook({
        排品: [
          ['货号', '开始时间', '时长'],
          ['TEE-M', { time: 19.5 / 24 }, { number: '20' }],
        ],
      }),
      'rundown.xlsx',
    );
    press((await screen.findByText('Take over (rows: 1)')).textContent ?? '');
    expect((await newest()).streams?.[0]?.rundown).toEqual([
      { key: 'TEE-M', startsAt: stream.plannedStart + 1_800_000, endsAt: stream.plannedStart + 3_000_000 },
    ]);
  });
});

describe('a calendar', () => {
  const ics = (...events: readonly string[][]) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
      'END:VCALENDAR',
    ].join('\r\n');
  const weekly = (title: string, ...more: string[]) => [
    'UID:w',
    `SUMMARY:${title}`,
    'DTSTART;TZID=America/New_York:20261201T190000',
    'DURATION:PT3H',
    'RRULE:FREQ=WEEKLY;COUNT=2',
    ...more,
  ];

  it('is shown first, becomes streams, and doubles none when it comes again', async () => {
    const { state, newest } = await openOptions('streams', { accounts });
    press('Import a calendar…');
    choose(ics(weekly('Live'), ['UID:d', 'SUMMARY:Black Friday', 'DTSTART;VALUE=DATE:20261127']), 'live.ics');
    expect(await screen.findByText(/Black Friday: An all-day event has no time/)).toBeInTheDocument();
    expect(screen.getAllByText('new')).toHaveLength(2);
    expect(state.changes).toEqual([]);
    press('Take over (changes: 2)');
    expect((await newest()).streams).toMatchObject([
      {
        account: 'us',
        title: 'Live',
        zone: 'America/New_York',
        plannedStart: Date.UTC(2026, 11, 2, 0),
        plannedEnd: Date.UTC(2026, 11, 2, 3),
      },
      { plannedStart: Date.UTC(2026, 11, 9, 0) },
    ]);
    await waitFor(() => expect(screen.queryByText('new')).toBeNull());
    choose(ics(weekly('Live')), 'live.ics');
    expect(await screen.findByText(/all of it is planned already/)).toBeInTheDocument();
    choose(ics(weekly('Big live', 'EXDATE;TZID=America/New_York:20261208T190000')), 'live.ics');
    press((await screen.findByText('Take over (changes: 2)')).textContent ?? '');
    await waitFor(() =>
      expect(Object.values(state.settings.streams).map(({ title, plannedStart }) => [title, plannedStart])).toEqual([
        ['Big live', Date.UTC(2026, 11, 2, 0)],
      ]),
    );
  });

  it('takes roles and planned sell-outs from the stream before it', async () => {
    const roles = { 'TEE-M': 'traffic' as const };
    const before = { ...stream, plannedSellOut: ['TEE-M'], expected: { viewers: 900, adSpend: null, prices: {}, roles } };
    const { newest } = await openOptions('streams', { accounts, streams: { [stream.id]: before } });
    press('Import a calendar…');
    choose(ics(weekly('Live')), 'live.ics');
    press((await screen.findByText('Take over (changes: 2)')).textContent ?? '');
    expect((await newest()).streams?.[0]).toMatchObject({
      plannedSellOut: ['TEE-M'],
      expected: { viewers: null, roles: { 'TEE-M': 'traffic' } },
    });
  });

  it('says what is no calendar', async () => {
    await openOptions('streams', { accounts });
    press('Import a calendar…');
    choose('sku,units', 'x.ics');
    expect(await screen.findByText(/This is no calendar file/)).toBeInTheDocument();
  });
});
