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

it('says of a number typed on a page what its row showed before and after, and nothing of a limit per buyer that nobody asked for', () => {
  const command = aCommand('release', 'c1', 0);
  const [target] = command.targets;
  if (target === undefined) throw new Error('a command without a target');
  const source = 'page:desk';
  const write = {
    ...({ place: { source, location: '' }, sku: target.sku, lever: 'flag', before: null, change: null } as const),
    ...{ typed: 22, from: 12 },
  };
  const back = { source, sku: target.sku, onSale: null, levels: [{ location: '', level: 18 }], perBuyer: null, at: 9 };
  const [journal] = foldJournal([{ step: 'requested', id: 'c1', command }]);
  if (journal === undefined) throw new Error('no state');
  const [row] = auditRows([{ ...journal, writes: [write], readBack: [back] }]);
  expect(row?.before).toMatchObject([{ level: 12, change: 10 }]);
  expect(row?.after).toEqual([{ sku: target.sku, source, location: '', level: 18, change: null, onSale: null }]);
});
