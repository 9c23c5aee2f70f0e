import { describe, expect, test } from 'vitest';
import { account } from '../../test/builders/options.ts';
import type { Profile } from '../domain/profile.ts';
import { practice } from '../edge/console/profiles/practice.ts';
import { changeBy, keptAs } from './taught.ts';

const taught: Profile = { ...practice, id: 'taught', origin: 'taught', name: 'My page' };
const newId = () => '01J';

describe('what was taught on a page', () => {
  test('is kept under an id of its own, as the first of its revisions', () => {
    expect(keptAs({ ...taught, rev: 9 }, { profiles: {} }, newId)).toMatchObject({ id: 'taught:01J', rev: 1, origin: 'taught' });
  });

  test('taught anew it is the same one, a revision on', () => {
    const before = { ...taught, id: 'taught:01A', rev: 4 };
    const kept = keptAs({ ...taught, id: 'taught:01A' }, { profiles: { 'taught:01A': before } }, newId);
    expect(kept).toMatchObject({ id: 'taught:01A', rev: 5 });
  });

  test.each([
    ['a built-in one', 'practice', {}],
    ['one from a file', 'imported:01A', { 'imported:01A': { ...taught, id: 'imported:01A', origin: 'imported' as const } }],
  ])('never takes the place of %s', (_, id, profiles) => {
    expect(keptAs({ ...taught, id }, { profiles }, newId)).toMatchObject({ id: 'taught:01J', origin: 'taught' });
  });

  test('claims no evidence and reads no data of the page: teaching yields neither', () => {
    const forged = { ...taught, evidence: [{ source: 'me', date: '2026-11', says: 'sure', sure: 'confirmed' as const }] };
    expect(keptAs(forged, { profiles: {} }, newId)).toMatchObject({ evidence: [], data: [] });
  });

  test('reads its account from then on, disarmed, and disarms every other one that it reads', () => {
    const assist = { profileHash: 'h', actions: ['pause'] as const };
    const accounts = {
      us: account({ assist }),
      uk: account({ id: 'uk', profile: 'taught:01A', assist }),
      de: account({ id: 'de', assist }),
    };
    const change = changeBy({ ...taught, id: 'taught:01A' }, 'us', { accounts });
    expect(change.accounts).toEqual([
      { ...accounts.us, profile: 'taught:01A', assist: null },
      { ...accounts.uk, assist: null },
    ]);
  });
});
