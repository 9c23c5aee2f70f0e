import { expect, test } from 'vitest';
import type { ConsoleAccount } from '../domain/settings.ts';
import { withoutArming } from './armed.ts';

const plain: ConsoleAccount = { id: 'us', name: 'US', profile: 'p', site: 'https://x.example', channel: null, pool: null };
const pin = { profileHash: 'h', actions: ['pin'] as const };
const both = { profileHash: 'h', actions: ['pin', 'pause'] as const };

test.each<[string, Partial<ConsoleAccount>, ConsoleAccount['assist'], Partial<ConsoleAccount>]>([
  ['keeps what was promoted where the form says nothing of it', {}, pin, { assist: pin }],
  ['keeps it where the form gives it back', { assist: pin }, pin, { assist: pin }],
  ['takes it back', { assist: null }, both, { assist: null }],
  ['takes a part of it back', { assist: pin }, both, { assist: pin }],
  ['brings nothing back that drift took meanwhile', { assist: both }, pin, { assist: pin }],
  ['nor all of it', { assist: both }, null, { assist: null }],
  ['arms nothing with another profile', { profile: 'q', assist: pin }, pin, { assist: null }],
  ['nor with another one of the same name', { assist: { ...pin, profileHash: 'i' } }, pin, { assist: null }],
])('a saved account %s', (_, saved, assist, then) => {
  const known = { us: { ...plain, ...(assist === undefined ? {} : { assist }) } };
  expect(withoutArming({ accounts: [{ ...plain, ...saved }] }, { accounts: known }).accounts).toEqual([
    { ...plain, ...saved, ...then },
  ]);
});

test('a new account is saved as it is, and never armed', () => {
  expect(withoutArming({ accounts: [plain] }, { accounts: {} }).accounts).toEqual([plain]);
  expect(withoutArming({ accounts: [{ ...plain, assist: pin }] }, { accounts: {} }).accounts).toEqual([
    { ...plain, assist: null },
  ]);
});
