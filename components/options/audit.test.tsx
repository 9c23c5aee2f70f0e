// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { AuditRow } from '../../core/domain/audit.ts';
import { actingAudit, auditRow, busyAudit, fakeShop } from '../../test/builders/options.ts';
import { press } from '../../test/builders/options-page.tsx';
import { createLanguage } from '../i18n/i18n.ts';
import { Options } from './options.tsx';

afterEach(cleanup);

async function open(audit: readonly AuditRow[]) {
  const { world, load, state } = fakeShop({}, audit);
  render(<Options i18n={createLanguage('en')} world={world} load={load} section="audit" />);
  await screen.findByRole('table');
  return state;
}

it('says that the log outlives a reset of the settings', async () => {
  await open(busyAudit(3));
  expect(screen.getByText(/The log stays when settings are reset/)).toBeInTheDocument();
});

it('says how many, why, before and after, and what another system undid', async () => {
  const level = { sku: 'CUP', source: 'nj', location: 'NJ-1', onSale: null };
  const release = {
    ...{ kind: 'release', quantity: 20, because: 'stockOut||s1|us||CUP|', reverted: true },
    before: [{ ...level, level: 31, change: 20 }],
    after: [{ ...level, level: 51, change: null }],
  };
  const limit = auditRow({ command: 'x', kind: 'limit', per: 'buyer', quantity: 2, because: 'tooLittle|controller' });
  await open([auditRow(release), limit]);
  const [, first, second] = within(await screen.findByRole('table')).getAllByRole('row');
  expect(first).toHaveTextContent(/Release \+20 TUMBLER-3.*stock-out.*31 \(\+20\) units.*51 units.*reverted by another system/);
  expect(second).toHaveTextContent(/Limit per buyer 2.*too little stock/);
});

it('says what acted by itself, by whose wish and on which figures, who stopped it, and what may act since', async () => {
  await open(actingAudit());
  const [, ...lines] = within(await screen.findByRole('table'))
    .getAllByRole('row')
    .map(({ textContent }) => textContent);
  expect(lines).toEqual([
    expect.stringMatching(/Guard turned on by Lin.*Guard: pause when few are left CUP.*only 4 left.*counts down$/),
    expect.stringMatching(/Chen popup.*Guard: pause when few are left.*—.*stopped.*Chen stopped the guard/),
    expect.stringMatching(/Guard turned on by Lin.*Pause CUP.*Guard: pause when few are left.*confirmed/),
    expect.stringMatching(/Lin options.*Guard: waves of 20 near capacity CUP.*turned on/),
    expect.stringMatching(/Drip release 10 CUP.*stands still.*the browser was closed/),
    expect.stringMatching(/Release \+10 CUP.*batch of a drip release/),
    expect.stringMatching(/One click by us: Pin US.*taken back.*another label/),
    expect.stringMatching(/How a page is read: taught by you US.*in use.*Mine, revision 2/),
    expect.stringMatching(/Settings.*reset$/),
  ]);
});

it('exports what the filters leave, and shows all again', async () => {
  const state = await open(busyAudit(30));
  await screen.findByRole('table');
  fireEvent.change(screen.getByLabelText('Who'), { target: { value: 'Chen 陈' } });
  fireEvent.change(screen.getByLabelText('What'), { target: { value: 'pause' } });
  const shown = within(screen.getByRole('table')).getAllByRole('row').length - 1;
  expect(shown).toBeGreaterThan(0);
  press(`Export ${shown} of 30 as CSV`);
  const lines = state.saved[0]?.text.trim().split(/\r?\n/) ?? [];
  expect(lines).toHaveLength(shown + 1);
  expect(lines.slice(1).every((line) => line.includes('Chen 陈') && line.includes(',pause,'))).toBe(true);
  fireEvent.change(screen.getByLabelText('Listing or SKU'), { target: { value: 'no such' } });
  expect(screen.getByText('Nothing fits this.')).toBeInTheDocument();
  press('Show all');
  expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(31);
});

it('that cannot be read says so, and gives no empty file for it', async () => {
  const { world, load } = fakeShop();
  const deaf = { ...world, audit: () => Promise.reject(new Error('gone')) };
  render(<Options i18n={createLanguage('en')} world={deaf} load={load} section="audit" />);
  expect(await screen.findByRole('alert')).toHaveTextContent('That did not work. Reload this page and try again.');
  expect(screen.getByRole('button', { name: 'Export the audit log as CSV' })).toBeDisabled();
});
