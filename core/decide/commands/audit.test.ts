import { expect, it } from 'vitest';
import { aCommand } from '../../../test/builders/ledger-shop.ts';
import { auditRows } from './audit.ts';
import { foldJournal } from './steps.ts';

it('takes from the ledger what the journal cannot know: that another system changed it since', () => {
  const journal = foldJournal(
    ['c1', 'c2', 'c3'].map((id, at) => ({ step: 'requested', id, command: aCommand('limit', id, at) })),
  );
  const rows = auditRows(journal, { c1: { revertedAt: 140 }, c2: { revertedAt: null } });
  expect(rows.map(({ command, reverted = false }) => [command, reverted])).toEqual([
    ['c3', false],
    ['c2', false],
    ['c1', true],
  ]);
});
