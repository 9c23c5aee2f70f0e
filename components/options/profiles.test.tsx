// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Profile } from '../../core/domain/profile.ts';
import { practice } from '../../core/edge/console/profiles/practice.ts';
import { writeProfile } from '../../core/edge/files/profile-file.ts';
import { account } from '../../test/builders/options.ts';
import { choose, openOptions, press, submit, type } from '../../test/builders/options-page.tsx';

afterEach(cleanup);

const mine: Profile = {
  ...practice,
  id: 'taught:01A',
  rev: 3,
  origin: 'taught',
  name: 'My page',
  match: { hosts: ['live.example'], paths: ['/live'] },
};
const kept = { 'taught:01A': mine };
const assist = { profileHash: 'h', actions: ['pause'] as const };
const used = { us: account({ profile: 'taught:01A', assist }) };
const fileOf = (profile: Profile): string => {
  const file = writeProfile(profile, []);
  if (!file.ok) throw new Error(file.at);
  return file.text;
};
const cardOf = async (name: string) => {
  const card = (await screen.findByRole('heading', { name, level: 4 })).closest('li');
  if (card === null) throw new Error('no card');
  return within(card);
};

it('shows what is built in, taught and brought in, with revision, hash and the accounts that it reads', async () => {
  await openOptions('profiles', { profiles: kept, accounts: used });
  const card = await cardOf('My page');
  await card.findByText(/revision 3 · hash-of-/);
  card.getByText('used by Maple & Co US');
  card.getByText('taught here');
  (await cardOf('Practice console')).getByText('used by no account');
});

it('renames one, and changes nothing else of it', async () => {
  const { newest } = await openOptions('profiles', { profiles: kept });
  press('Rename My page');
  type('Name', 'LIVE desk');
  press('Save My page');
  expect(await newest()).toEqual({ profiles: [{ ...mine, name: 'LIVE desk' }] });
});

it('deletes one only after it was asked, and leaves its accounts to be taught, disarmed', async () => {
  const { newest, state } = await openOptions('profiles', { profiles: kept, accounts: used });
  press('Remove My page');
  screen.getByText(/Its page is not read until it is taught again: Maple & Co US/);
  expect(state.changes).toEqual([]);
  press('Remove for good');
  expect(await newest()).toEqual({
    accounts: [{ ...used.us, profile: 'untaught', assist: null }],
    drop: { profiles: ['taught:01A'] },
  });
});

it('exports one without the titles of the shop’s listings, and says what it left out', async () => {
  const words = { 'On sale': 'onSale', 'Wool scarf': 'paused' } as const;
  const { state } = await openOptions('profiles', {
    profiles: { 'taught:01A': { ...mine, fields: { state: { at: '.s', words } } } },
    listings: { 'us\u0000A': { account: 'us', key: 'A', title: 'Wool scarf', variants: [] } },
  });
  press('Export My page');
  expect(state.saved[0]?.text).toContain('On sale');
  expect(state.saved[0]?.text).not.toMatch(/Wool|My page/);
  screen.getByText('Exported without what names a product or a price: Wool scarf');
});

it('brings a file in by a second click, with what differs, and disarms the accounts that it reads', async () => {
  const before: Profile = { ...mine, id: 'imported:01A', origin: 'imported', rev: 1 };
  const accounts = { us: account({ profile: 'imported:01A', assist }) };
  const { newest, state } = await openOptions('profiles', { profiles: { 'imported:01A': before }, accounts });
  choose(fileOf({ ...mine, badge: '.title' }), 'page.json');
  await screen.findByText('Differences from “My page”: 1');
  const row = within(screen.getByRole('row', { name: /badge/ }));
  row.getByText('[data-field=title]');
  row.getByText('.title');
  expect(state.changes).toEqual([]);
  press('Take it over');
  const change = await newest();
  expect(change.profiles?.[0]).toMatchObject({ id: 'imported:01A', rev: 2, origin: 'imported', badge: '.title' });
  expect(change.accounts).toEqual([{ ...accounts.us, assist: null }]);
});

it('says where a file is wrong, and takes nothing over', async () => {
  const { state } = await openOptions('profiles');
  const wrong = JSON.stringify({ kind: 'stockcue-profile', version: 1, profile: { ...mine, rows: { ...mine.rows, row: 7 } } });
  choose(wrong, 'page.json');
  await screen.findByText(/not right at rows\.row/);
  expect(screen.queryByRole('button', { name: 'Take it over' })).toBeNull();
  expect(state.changes).toEqual([]);
});

it('lets an account’s page be chosen among all, or be taught on the page; another page starts again at guide', async () => {
  const { newest } = await openOptions('accounts', { profiles: kept, accounts: used });
  press('Edit');
  const choice = screen.getByLabelText('Page') as HTMLSelectElement;
  expect([...choice.options].map(({ text }) => text)).toEqual([
    'Practice console',
    'Kuaishou live assistant (跟播助手)',
    'Shopee Live (to be taught)',
    'My page',
    'Teach it on the page',
  ]);
  submit('Console account');
  expect((await newest()).accounts?.[0]).toMatchObject({ profile: 'taught:01A', assist });
  await waitFor(() => expect(screen.queryByRole('form', { name: 'Console account' })).toBeNull());
  press('Edit');
  type('Page', 'untaught');
  submit('Console account');
  await waitFor(async () => expect((await newest()).accounts?.[0]?.profile).toBe('untaught'));
  expect((await newest()).accounts?.[0]?.assist).toBeUndefined();
});

it('keeps an account’s page in sight that is not here any more', async () => {
  await openOptions('accounts', { accounts: { us: account({ profile: 'taught:gone' }) } });
  screen.getByText(/a page that is not here any more/);
});
