// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Capacity } from '../../core/domain/capacity.ts';
import { NO_FACTS } from '../../core/domain/settings.ts';
import { DEFAULT_TRIGGERS } from '../../core/domain/trigger-settings.ts';
import { account, busySettings, sourceConfig } from '../../test/builders/options.ts';
import { choose, openOptions, press, submit, tick, type } from '../../test/builders/options-page.tsx';
import { NOW } from '../../test/builders/view.ts';
import { serial, workbook } from '../../test/builders/workbook.ts';

vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
afterEach(cleanup);
const base = { sources: { nj: sourceConfig() }, accounts: { us: account() }, skus: { A: { sku: 'A', ...NO_FACTS } } };
const card = (name: string) => within(screen.getByText(name).closest('li') as HTMLElement);

describe('the details of a SKU', () => {
  it('takes what it costs, how it is packed and its own lines, and says what is lost without', async () => {
    const { newest } = await openOptions('skus', base);
    press('Details of A');
    expect(screen.getByText(/Without a price, alerts cannot be ranked/)).toBeInTheDocument();
    type('Price', '19.99');
    type('Currency of Price', 'usd');
    type('Unit cost', '24.5');
    type('Duty, %', '7.5');
    type('Units per carton', '24');
    for (const [side, cm] of [
      ['Length, cm', '60'],
      ['Width, cm', '40'],
      ['Height, cm', '30'],
    ] as const)
      type(side, cm);
    type('Weight, kg', '12.4');
    tick('Holds a battery');
    type('Supplier', ' 义乌一厂 ');
    type('Role in streams', 'hero');
    tick('Key SKU');
    type('Days of cover', '45');
    type('Count stock alone, no inbound', 'yes');
    submit('Details of A');
    const change = await newest();
    expect(change.skus?.[0]?.supply).toMatchObject({
      price: { minor: 1999, currency: 'USD' },
      unitCost: { minor: 2450, currency: 'CNY' },
      dutyRate: 0.075,
      unitsPerCarton: 24,
      size: { length: 60, width: 40, height: 30 },
      kg: 12.4,
      battery: true,
      supplier: '义乌一厂',
      secondSupplier: null,
      role: 'hero',
      key: true,
    });
    expect(change.skus?.[0]?.triggers).toEqual({ coverDays: 45, scheduleStockAlone: true });
    await waitFor(() => expect(screen.queryByRole('form', { name: 'Details of A' })).toBeNull());
  });

  it.each([
    ['Price', '19.999', /Price: “19.999” is not an amount/],
    ['Length, cm', '60', /needs length, width and height/],
    ['Least order (MOQ), units', '2.5', /MOQ.*is not a whole number/],
    ['Days of cover', 'many', /Days of cover: “many” is not a number/],
    ['Chance of running out, %', '400', /not between 0 and 100/],
  ])('refuses %s %s in words, and keeps what was typed', async (label, value, words) => {
    const { state } = await openOptions('skus', base);
    press('Details of A');
    type(label, value);
    submit('Details of A');
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(screen.getByLabelText(label)).toHaveValue(value);
    expect(state.changes).toEqual([]);
  });
});

it('reads a workbook of SKUs, from the sheet that is chosen', async () => {
  const { state } = await openOptions('skus');
  const file = workbook({
    说明: [['怎么填']],
    SKU: [
      ['货号', '安全库存', '售价(USD)'],
      ['A', { number: '20' }, { number: '12.5' }],
    ],
  });
  choose(file, 'skus.xlsx');
  expect(await screen.findByText(/There is no column for the SKU/)).toBeInTheDocument();
  type('Sheet', 'SKU');
  expect(await screen.findByText('Good rows: 1. Problems: 0.')).toBeInTheDocument();
  press('Take over (rows: 1)');
  await waitFor(() =>
    expect(state.settings.skus.A).toMatchObject({ safetyStock: 20, supply: { price: { minor: 1250, currency: 'USD' } } }),
  );
});

it('reads what is pasted from a spreadsheet, and says what is no table', async () => {
  const { state } = await openOptions('skus');
  choose('<html><table></table></html>', 'orders.xls');
  expect(await screen.findByText(/This is a web page/)).toBeInTheDocument();
  press('Paste…');
  type('Cells from a spreadsheet', 'sku\tsafetyStock\nA\t5\n');
  press('Read');
  await screen.findByText('Good rows: 1. Problems: 0.');
  press('Take over (rows: 1)');
  await waitFor(() => expect(state.settings.skus.A?.safetyStock).toBe(5));
});

describe('shipments', () => {
  const fill = () => {
    press('Add a shipment');
    type('Name or number', 'FBA15');
    type('SKU of line 1', 'A');
    type('Units of line 1', '100');
  };
  it('takes one by form, its dates by the chosen zone', async () => {
    const { newest } = await openOptions('shipments', base);
    fill();
    await screen.findByLabelText('To');
    type('To', JSON.stringify(['nj', 'LA-2']));
    type('Stage', 'customs');
    type('Time zone of the dates', 'America/Los_Angeles');
    type('Put away, can be sold', '2026-12-16T10:00');
    type('Chance of being in time, %', '80');
    submit('Shipment');
    expect((await newest()).shipments).toEqual([
      {
        id: 'id1',
        name: 'FBA15',
        to: { source: 'nj', location: 'LA-2' },
        stage: 'customs',
        lines: [{ sku: 'A', units: 100 }],
        expectedAt: null,
        putAwayAt: Date.UTC(2026, 11, 16, 18),
        chance: 0.8,
      },
    ]);
    expect(await screen.findByText(/Arrives: not known/)).toBeInTheDocument();
  });

  it.each([
    ['Units of line 1', '0', /not between 1 and/],
    ['SKU of line 1', '', /units but no SKU/],
    ['Time zone of the dates', 'Mars', /Mars is no time zone/],
    ['Chance of being in time, %', '140', /not between 0 and 100/],
  ])('refuses %s “%s” in words', async (label, value, words) => {
    const { state } = await openOptions('shipments', base);
    fill();
    await screen.findByLabelText('To');
    type(label, value);
    submit('Shipment');
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(state.changes).toEqual([]);
  });

  it('takes a workbook, with what is wrong in it by row and column', async () => {
    const { newest } = await openOptions('shipments', base);
    const rows = [
      ['货件', '货号', '数量', '目的仓', '预计上架'],
      ['S1', 'A', { number: '40' }, 'NJ-1', { date: serial('2026-12-16T00:00:00') }],
      ['S2', 'A', 'viele', 'NJ-1', null],
    ];
    choose(workbook({ S: rows }), 'shipments.xlsx');
    expect(await screen.findByText(/row 3, 数量: 'viele'/)).toBeInTheDocument();
    press('Take over (rows: 1)');
    expect((await newest()).shipments).toMatchObject([
      { name: 'S1', lines: [{ sku: 'A', units: 40 }], putAwayAt: Date.UTC(2026, 11, 16, 15, 59) },
    ]);
  });

  it('removes one only on the second press', async () => {
    const { state } = await openOptions('shipments', busySettings(3));
    press('Remove FBA15DK2J7');
    expect(state.changes).toEqual([]);
    press('Remove for good');
    await waitFor(() => expect(state.changes).toHaveLength(1));
  });
});

describe('shipping modes', () => {
  it('begins with an example that says it is one, and takes every part', async () => {
    const { newest } = await openOptions('modes', base);
    press('Add a mode');
    press('Fast sea');
    expect(screen.getByText(/These are examples of a usual year/)).toBeInTheDocument();
    expect(screen.getByLabelText('Name')).toHaveValue('Fast sea (example, check it)');
    type('Name', 'Matson');
    type('Route', 'Matson CLX');
    type('Main leg, days, on average', '13');
    type('Customs, spread, days', '2.5');
    press('Add a peak');
    type('From', '2027-01-25');
    type('Through', '2027-02-20');
    type('Times as long', '1.8');
    type('Why', 'Chinese New Year');
    type('Minimum per shipment', '252');
    submit('Shipping mode');
    const mode = (await newest()).modes?.[0];
    expect(mode).toMatchObject({
      name: 'Matson',
      kind: 'seaFast',
      route: 'Matson CLX',
      to: null,
      cutOff: { weekdays: [1], time: '16:00', zone: 'Asia/Shanghai' },
      peaks: [{ from: '2027-01-25', to: '2027-02-20', parts: ['main'], factor: 1.8, why: 'Chinese New Year' }],
      freight: { by: 'kg', rate: { minor: 1_200, currency: 'CNY' }, divisor: 6_000, minimum: { minor: 25_200, currency: 'CNY' } },
      liquid: false,
    });
    expect(mode?.parts.main).toEqual({ days: 13, spread: 2 });
    expect(mode?.parts.customs).toEqual({ days: 2, spread: 2.5 });
    expect(mode?.parts.production).toBeUndefined();
  });

  it.each([
    ['Main leg, days, on average', '', /has a spread but no days/],
    ['Rate per kg, m³ or unit', '', /Rate .* is empty/],
    ['Currency of Rate per kg, m³ or unit', 'XX', /is no currency/],
    ['cm³ per kg', '0', /not between 1/],
  ])('refuses %s “%s” in words', async (label, value, words) => {
    const { state } = await openOptions('modes', base);
    press('Add a mode');
    press('Air');
    type(label, value);
    submit('Shipping mode');
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(state.changes).toEqual([]);
  });

  it('asks for days at least', async () => {
    await openOptions('modes', base);
    press('Add a mode');
    type('Name', 'x');
    submit('Shipping mode');
    expect(await screen.findByText(/Enter the days of at least one part/)).toBeInTheDocument();
  });
});

describe('warehouse and dispatch', () => {
  it('takes orders a day, cut-off, holidays and the open orders with their age', async () => {
    const { newest } = await openOptions('capacities', base);
    type('Orders it can ship a day', '400');
    type('Cut-off for the same day', '13:00');
    type("Warehouse's time zone", 'America/New_York');
    type('Open orders now', '120');
    type('Units per order', '1.4');
    type('Holidays', '2026-12-25, 2026-11-26');
    submit('Capacity of Warehouse NJ');
    expect((await newest()).capacities).toEqual([
      {
        source: 'nj',
        ordersADay: 400,
        unitsPerOrder: 1.4,
        zone: 'America/New_York',
        cutOff: '13:00',
        weekdays: [1, 2, 3, 4, 5],
        holidays: ['2026-11-26', '2026-12-25'],
        open: { orders: 120, at: NOW },
      },
    ]);
  });

  it('keeps the age of a count that stands, and takes now for one that was made again', async () => {
    const before: Capacity = {
      source: 'nj',
      ordersADay: 400,
      unitsPerOrder: 1,
      zone: 'UTC',
      cutOff: '13:00',
      weekdays: [1],
      holidays: [],
      open: { orders: 120, at: NOW - 5 * 3_600_000 },
    };
    const { state } = await openOptions('capacities', { ...base, capacities: { nj: before } });
    expect(screen.getByText(/Counted 5 h ago/)).toBeInTheDocument();
    type('Orders it can ship a day', '500');
    submit('Capacity of Warehouse NJ');
    await waitFor(() => expect(state.settings.capacities.nj).toMatchObject({ ordersADay: 500, open: before.open }));
    tick('Counted anew just now');
    submit('Capacity of Warehouse NJ');
    await waitFor(() => expect(state.settings.capacities.nj?.open).toEqual({ orders: 120, at: NOW }));
  });

  it.each([
    ['Orders it can ship a day', '0', /not between 1/],
    ['Holidays', 'Christmas', /“Christmas” is no date/],
    ['Holidays', '2026-02-30', /“2026-02-30” is no date/],
  ])('refuses %s “%s” in words', async (label, value, words) => {
    await openOptions('capacities', base);
    type('Orders it can ship a day', '400');
    type(label, value);
    submit('Capacity of Warehouse NJ');
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('forgets a capacity only on the second press', async () => {
    const { state } = await openOptions('capacities', busySettings(3));
    press('Remove Warehouse NJ');
    expect(state.changes).toEqual([]);
    press('Remove for good');
    await waitFor(() => expect(state.changes).toEqual([{ drop: { capacities: ['nj'] } }]));
  });

  it('takes the dispatch days and what the channel can do', async () => {
    const { newest } = await openOptions('capacities', base);
    type('Working days from order to dispatch', '2');
    tick('Pre-order is possible');
    submit('Dispatch rules of Maple & Co US');
    expect((await newest()).sellings).toEqual([
      { account: 'us', dispatchDays: 2, preOrder: true, backorder: false, longerHandling: false },
    ]);
  });
});

describe('restock rules', () => {
  it('takes policy, caps, rates and emergency sources', async () => {
    const { newest } = await openOptions('restock', base);
    type('Policy', 'regularAndStreams');
    type('Chance of no stock-out, %', '97');
    type('At most, days of cover', '');
    type('At most, money', '80000');
    press('Add a rate');
    type('Currency 1', 'usd');
    type('Rate of USD', '7.1');
    press('Add a source');
    type('Name', 'LA friend');
    type('Hours until they can be sold', '36');
    submit('Restock rules');
    expect((await newest()).preferences?.restock).toEqual({
      policy: 'regularAndStreams',
      reviewDays: 30,
      serviceLevel: 0.97,
      capDays: null,
      capMoney: { minor: 8_000_000, currency: 'CNY' },
      rates: { home: 'CNY', perUnit: { USD: 7.1 } },
      emergency: [{ id: 'id1', name: 'LA friend', kind: 'transfer', sku: null, units: null, hours: 36 }],
    });
  });

  it.each([
    ['Chance of no stock-out, %', '100', /not between 50 and 99.9/],
    ['Home currency', 'yuan', /is no currency/],
    ['One order lasts, days', '', /is empty/],
  ])('refuses %s “%s” in words', async (label, value, words) => {
    const { state } = await openOptions('restock', base);
    type(label, value);
    submit('Restock rules');
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(state.changes).toEqual([]);
  });
});

describe('trigger numbers', () => {
  it('shows every number with its default, and resets one or all', async () => {
    const { newest } = await openOptions('triggers', base);
    expect(screen.getAllByText(/^Default: /)).toHaveLength(Object.keys(DEFAULT_TRIGGERS).length);
    expect(
      screen.getByText('Default: 50 %', {
        selector: `#${CSS.escape(screen.getByLabelText('Rise of clicks per impression, %').getAttribute('aria-describedby') ?? '')}`,
      }),
    ).toBeInTheDocument();
    type('Days of cover', '21');
    type('Rise of clicks per impression, %', '80');
    press('Reset Rise of clicks per impression, % to 50 %');
    tick('Count stock alone, no inbound');
    submit('Trigger numbers');
    expect((await newest()).preferences?.triggers).toEqual({ ...DEFAULT_TRIGGERS, coverDays: 21, scheduleStockAlone: true });
    press('Reset all to the defaults');
    expect(screen.getByLabelText('Days of cover')).toHaveValue('14');
  });

  it.each([
    ['Days of cover', '', /Days of cover is empty/],
    ['Intervals without a good reading', '0', /not between 1/],
    ['Streams of the next … days', '90', /not between 0 and 60/],
  ])('refuses %s “%s” in words', async (label, value, words) => {
    const { state } = await openOptions('triggers', base);
    type(label, value);
    submit('Trigger numbers');
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(state.changes).toEqual([]);
  });
});

describe('chat robots', () => {
  const fill = () => {
    press('Add a robot');
    type('Name', 'Ops');
    type('Chat', 'dingtalk');
    type('Webhook address', 'https://oapi.dingtalk.com/robot/send?access_token=CANARY');
    type('Signing secret', 'SECCANARY');
  };
  it('asks for the host in the gesture itself, keeps the address with the secrets, shows it never again, and sends a test', async () => {
    const { state, newest } = await openOptions('robots', base);
    fill();
    submit('Chat robot');
    expect(state.asked).toEqual(['https://oapi.dingtalk.com/robot/send?access_token=CANARY']);
    expect((await newest()).robots).toEqual([{ id: 'id1', name: 'Ops', kind: 'dingtalk' }]);
    expect(state.secrets).toEqual([{ address: 'https://oapi.dingtalk.com/robot/send?access_token=CANARY', sign: 'SECCANARY' }]);
    expect(JSON.stringify(state.changes)).not.toContain('CANARY');
    await screen.findByText(/address saved/);
    expect(document.body.innerHTML).not.toContain('CANARY');
    press('Send a test to Ops');
    expect(await card('Ops').findByText(/Look into the chat/)).toBeInTheDocument();
    expect(state.sent).toEqual(['id1: This is a test: Ops is connected.']);
  });

  it('saves nothing where the person said no', async () => {
    const { state } = await openOptions('robots', base);
    state.granted = false;
    fill();
    submit('Chat robot');
    expect(await screen.findByText(/was not allowed to reach oapi.dingtalk.com/)).toBeInTheDocument();
    expect(state.secrets).toEqual([]);
  });

  it.each(['http://oapi.dingtalk.com/x', 'token', 'javascript:alert(1)'])('asks for no permission for %s', async (address) => {
    const { state } = await openOptions('robots', base);
    fill();
    type('Webhook address', address);
    submit('Chat robot');
    expect(await screen.findByText(/This is no webhook address/)).toBeInTheDocument();
    expect(state.asked).toEqual([]);
  });

  it('says that a host is not the usual one', async () => {
    await openOptions('robots', base);
    fill();
    type('Webhook address', 'https://relay.example/hook');
    expect(screen.getByText(/relay.example is not where these robots usually live/)).toBeInTheDocument();
  });
});
