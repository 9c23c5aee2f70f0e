// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Listing } from '../../core/domain/listing.ts';
import type { MappingRow } from '../../core/domain/mapping.ts';
import { phrase } from '../../core/domain/phrase.ts';
import { account, fakeShop } from '../../test/builders/options.ts';
import { createLanguage } from '../i18n/i18n.ts';
import { Options } from './options.tsx';

afterEach(cleanup);

const uses = (key: string, ...skus: string[]): Listing => ({
  account: 'us',
  key,
  title: '',
  variants: skus.map((sku) => ({ id: sku, title: '', components: [{ sku, unitsPerSale: 1 }] })),
});
const row = (key: string, more: Partial<MappingRow> = {}): MappingRow => ({
  key,
  link: 3,
  title: `Title ${key}`,
  code: null,
  onPage: true,
  mapped: null,
  doubt: null,
  proposal: null,
  ...more,
});
const sure = (key: string, sku: string) => ({
  listing: uses(key, sku),
  sure: true,
  why: phrase('options:mapping.byCode', { code: sku }),
});

async function open(...rows: readonly MappingRow[]) {
  const shop = fakeShop({ accounts: { us: account() } });
  shop.state.mapping = { rows, skus: [{ sku: 'CUP', title: 'Cup' }] };
  render(<Options i18n={createLanguage('en')} world={shop.world} load={shop.load} section="listings" />);
  await screen.findByRole('heading', { name: 'On the console page' });
  return shop;
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

it('takes over in one press what is sure, and leaves the rest to a person', async () => {
  const size = { listing: uses('8', 'B-S', 'B-M'), sure: false, why: phrase('options:mapping.byStart', { code: 'B', count: 2 }) };
  const { state } = await open(
    row('7', { proposal: sure('7', 'A') }),
    row('8', { proposal: size }),
    row('9', { mapped: uses('9', 'C') }),
  );
  await screen.findByText(/3 links, 2 of them to look at/);
  press('Take over the one that is sure');
  await waitFor(() => expect(state.changes[0]?.listings).toEqual([uses('7', 'A')]));
});

it('says why a mapping is doubtful, and takes a person’s word that it is right', async () => {
  const doubt = phrase('core:mapping.otherCode', { code: 'B', skus: 'A' });
  const { state } = await open(row('7', { mapped: uses('7', 'A'), code: 'B', doubt }));
  expect(await screen.findByText(/check the mapping: the page’s code is B, it is mapped to A/)).toBeInTheDocument();
  press('It is right');
  await waitFor(() => expect(state.changes[0]?.listings).toEqual([{ ...uses('7', 'A'), checkedCode: 'B' }]));
});

it('is mapped by hand, beginning with what the page says, and finds SKUs by search', async () => {
  const { state } = await open(row('7'));
  fireEvent.click(await screen.findByRole('button', { name: 'Map by hand' }));
  expect(document.querySelector('#listing-skus option')?.getAttribute('label')).toBe('Cup');
  fireEvent.change(screen.getByLabelText('SKU, line 1'), { target: { value: 'CUP' } });
  fireEvent.change(screen.getByLabelText('Units per sale, line 1'), { target: { value: '3' } });
  fireEvent.submit(screen.getByRole('form', { name: 'Listing' }));
  await waitFor(() =>
    expect(state.changes[0]?.listings).toMatchObject([
      { key: '7', title: 'Title 7', variants: [{ components: [{ sku: 'CUP', unitsPerSale: 3 }] }] },
    ]),
  );
});

it('is found by link number, title or code among all', async () => {
  await open(row('7', { link: 12 }), row('8', { code: 'ZED' }));
  await screen.findByText(/Title 7/);
  fireEvent.change(screen.getByLabelText(/Search link, title/), { target: { value: 'zed' } });
  expect(screen.queryByText(/Title 7/)).toBeNull();
  expect(screen.getByText(/Title 8/)).toBeInTheDocument();
});

it('says what to do where no page was seen yet', async () => {
  await open();
  expect(await screen.findByText(/Open the console with Stockcue on it/)).toBeInTheDocument();
});

it('a page that could not be asked for is not shown as an empty one', async () => {
  const { world, load } = fakeShop({ accounts: { us: account() } });
  const deaf = { ...world, mapping: () => Promise.reject(new Error('gone')) };
  render(<Options i18n={createLanguage('en')} world={deaf} load={load} section="listings" />);
  expect(await screen.findByRole('alert')).toHaveTextContent('That did not work.');
  expect(screen.queryByText(/No page of this account was seen yet/)).toBeNull();
});
