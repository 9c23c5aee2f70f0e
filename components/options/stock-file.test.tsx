// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { FILE_CONNECTOR } from '../../core/domain/file-source.ts';
import { HOUR } from '../../core/domain/instant.ts';
import { aSourceRow, sourceConfig } from '../../test/builders/options.ts';
import { choose, openOptions, press, type } from '../../test/builders/options-page.tsx';
import { NOW } from '../../test/builders/view.ts';
import { workbook } from '../../test/builders/workbook.ts';
import { localIn } from './market-time.ts';

afterEach(cleanup);
const CSV = 'sku,available,safetyStock,dailySales\nTEE-M,18,20,4\nTEE-L,many,20,4\nCAP,60,,';

describe('the five-minute way', () => {
  it('is one file: shown with its problems, taken in by a second click, and then a source with its age', async () => {
    const { state } = await openOptions('sources');
    press('Start with a stock file…');
    choose(CSV, 'stock.csv');
    expect(await screen.findByText(/2 SKUs, 78 units in 1 places/)).toBeInTheDocument();
    expect(screen.getByText(/row 3, available: 'many'/)).toBeInTheDocument();
    expect(screen.getByText(/1 of them have neither safety stock nor daily sales/)).toBeInTheDocument();
    expect(state.stocks).toEqual([]);
    press('Take over (rows: 2)');
    await waitFor(() => expect(state.stocks).toHaveLength(1));
    expect(state.stocks[0]).toMatchObject({
      source: { connector: FILE_CONNECTOR, role: 'warehouse', name: 'Stock file', lagMinutes: 0 },
      asOf: NOW,
      positions: [
        { sku: 'TEE-M', sellable: 18 },
        { sku: 'CAP', sellable: 60 },
      ],
      problems: [{ row: '3', field: 'available' }],
      skus: [{ sku: 'TEE-M', safetyStock: 20, dailySales: 4 }, { sku: 'CAP' }],
    });
    const card = (await screen.findByRole('heading', { name: 'Stock file' })).closest('li') as HTMLElement;
    expect(await within(card).findByText(/as of 0 s ago · SKUs: 2/)).toBeInTheDocument();
    expect(within(card).getByText(/good for 24 h/)).toBeInTheDocument();
    expect(within(card).queryByRole('button', { name: 'Check' })).toBeNull();
  });

  it('hands out its template, and says on the page of SKUs where stock is taken in', async () => {
    const { state } = await openOptions('skus');
    press('Five-minute template');
    expect(state.saved).toMatchObject([{ text: expect.stringContaining('sku,available,safetyStock,dailySales') }]);
    choose(CSV, 'stock.csv');
    expect(await screen.findByText(/This file holds stock too/)).toBeInTheDocument();
  });
});

describe('the time that a file is of', () => {
  it('is as typed, and never ahead', async () => {
    const { state } = await openOptions('sources');
    press('Start with a stock file…');
    choose(CSV, 'stock.csv');
    await screen.findByText(/78 units/);
    type('Stock as of', localIn('Asia/Shanghai', NOW + 2 * HOUR));
    expect(screen.getByText(/This time is not there, or lies ahead/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Take over/ })).toBeDisabled();
    type('Stock as of', localIn('Asia/Shanghai', NOW - 20 * HOUR));
    press('Take over (rows: 2)');
    await waitFor(() => expect(state.stocks).toHaveLength(1));
    expect(Math.abs((state.stocks[0]?.asOf ?? 0) - (NOW - 20 * HOUR))).toBeLessThan(60_000);
  });
});

describe('a source of files', () => {
  const files = sourceConfig({ id: 'f', connector: FILE_CONNECTOR, name: 'NJ by file', address: '', role: 'warehouse' });

  it('takes in a newer one under the same source', async () => {
    const { state } = await openOptions('sources', { sources: { f: files } });
    press('Take in a newer file…');
    expect(screen.queryByLabelText('Name')).toBeNull();
    choose(
      workbook({
        库存: [
          ['货号', '可售库存'],
          ['TEE-M', { number: '7' }],
        ],
      }),
      'stock.xlsx',
    );
    press((await screen.findByText('Take over (rows: 1)')).textContent ?? '');
    await waitFor(() => expect(state.stocks).toMatchObject([{ source: files, positions: [{ sku: 'TEE-M', sellable: 7 }] }]));
  });

  it('says when it is too old to advise from', async () => {
    const { state } = await openOptions('sources', { sources: { f: files } });
    state.health = [aSourceRow({ id: 'f', lastGoodAt: NOW - 30 * HOUR, freshness: 'stale' })];
    press('Edit');
    type('Good for, hours', '36');
    press('Save and check');
    expect(
      await screen.findByText(/as of 30 h ago · SKUs: 1 · too old to advise from: take in a newer file/),
    ).toBeInTheDocument();
  });
});
