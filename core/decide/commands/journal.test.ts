import { describe, expect, it } from 'vitest';
import { aCommand } from '../../../test/builders/command.ts';
import {
  COMMANDS,
  type Command,
  type CommandBody,
  type CommandKind,
  type CommandState,
  type ReadBack,
  type Write,
} from '../../domain/command.ts';
import { auditRows } from './audit.ts';
import { foldJournal } from './steps.ts';
import { isUndo } from './undo.ts';
import type { Wish } from './wish.ts';

const place = { source: 'shop', location: 'LAX' };
const command: Command = aCommand({
  variant: 'v',
  targets: [{ source: 'shop', sku: 'A', ref: '7' }],
  because: 'stockOut A',
  actor: { name: 'Lin', origin: 'here', surface: 'panel' },
  requestedAt: 100,
});
const requested: CommandBody = { step: 'requested', id: 'c1', command };
const executing: CommandBody = {
  step: 'executing',
  id: 'c1',
  at: 110,
  writes: [
    { place, sku: 'A', lever: 'flag', before: null, change: null, wasOnSale: true },
    { place, sku: 'B', lever: 'adjust', before: 12, change: -12 },
  ],
};
const confirmed: CommandBody = {
  step: 'confirmed',
  id: 'c1',
  at: 120,
  readBack: [{ source: 'shop', sku: 'A', onSale: false, levels: [{ location: 'LAX', level: 0 }], at: 119 }],
};
const failed: CommandBody = { step: 'failed', id: 'c1', at: 130, say: { key: 'no' } };

describe('the journal', () => {
  it('folds to where each command stands', () => {
    expect(foldJournal([requested, executing, confirmed])).toMatchObject([
      { step: 'confirmed', at: 120, writes: executing.writes, say: null },
    ]);
  });

  it('leaves out a step that may not follow', () => {
    expect(foldJournal([requested, confirmed])).toMatchObject([{ step: 'requested', at: 100 }]);
    expect(foldJournal([requested, executing, confirmed, failed, requested])).toMatchObject([{ step: 'confirmed' }]);
    expect(foldJournal([failed])).toEqual([]);
  });

  it('is an audit log: who, what, why, before and after', () => {
    const later: CommandBody = { step: 'requested', id: 'c2', command: { ...command, id: 'c2', requestedAt: 500 } };
    const rows = auditRows(foldJournal([requested, executing, confirmed, later]));
    expect(rows.map((row) => row.command)).toEqual(['c2', 'c1']);
    expect(rows[1]).toEqual({
      command: 'c1',
      at: 120,
      step: 'confirmed',
      kind: 'pause',
      listing: 'L',
      variant: 'v',
      skus: ['A'],
      actor: 'Lin',
      origin: 'here',
      surface: 'panel',
      because: 'stockOut A',
      before: [
        { sku: 'A', source: 'shop', location: 'LAX', level: null, change: null, onSale: true },
        { sku: 'B', source: 'shop', location: 'LAX', level: 12, change: -12, onSale: null },
      ],
      after: [
        { sku: 'A', source: 'shop', location: null, level: null, change: null, onSale: false },
        { sku: 'A', source: 'shop', location: 'LAX', level: 0, change: null, onSale: null },
      ],
      say: null,
    });
    expect(rows[0]).toMatchObject({ before: [], after: [], step: 'requested' });
  });

  it('says in its audit log the number, whom it is for, and that another system undid it', () => {
    const [done] = foldJournal([requested, executing, confirmed]);
    if (done === undefined) throw new Error('nothing folded');
    const write: Write = { place, sku: 'A', lever: 'absolute', before: null, change: null, perBuyer: { was: null, to: 2 } };
    const read: ReadBack = { source: 'shop', sku: 'A', onSale: null, levels: [], perBuyer: 2, at: 110 };
    const limit: Command = { ...done.command, kind: 'limit', quantity: 2, per: 'buyer' };
    const [row] = auditRows([{ ...done, command: limit, writes: [write], readBack: [read], revertedAt: 130 }]);
    expect(row).toMatchObject({ quantity: 2, per: 'buyer', reverted: true });
    expect(row?.before).toMatchObject([{ perBuyer: null }]);
    expect(row?.after).toMatchObject([{ perBuyer: 2, location: null }]);
  });
});

describe('undo', () => {
  const [done] = foldJournal([requested, executing, confirmed]);
  if (done === undefined) throw new Error('nothing folded');

  const wish = { account: 'acc', listing: 'L', variant: 'v', undoes: 'c1' };
  const undoes = (state: CommandState, command: CommandKind, more: Partial<Wish> = {}) =>
    isUndo({ ...wish, command, ...more }, { commands: { c1: state } });
  const of = (kind: CommandKind, more: Partial<Command> = {}): CommandState => ({
    ...done,
    command: { ...command, kind, ...more },
  });

  it.each([
    ['pause', 'resume'],
    ['resume', 'pause'],
    ['release', 'takeBack'],
    ['limit', 'restore'],
    ['drip', 'restore'],
    ['pin', 'unpin'],
    ['unpin', 'pin'],
  ] as const)('of a %s is a %s and nothing else, of the same listing and variant', (kind, undo) => {
    expect(COMMANDS.filter((one) => undoes(of(kind), one))).toEqual([undo]);
    expect(undoes(of(kind), undo, { listing: 'M' })).toBe(false);
    expect(undoes(of(kind), undo, { variant: 'w' })).toBe(false);
  });

  it('is not there before it is confirmed, nor of what undoes by itself', () => {
    expect(undoes({ ...of('pause'), step: 'unknown' }, 'resume')).toBe(false);
    expect(COMMANDS.filter((one) => undoes(of('takeBack'), one) || undoes(of('restore'), one))).toEqual([]);
  });

  it('of a limit per buyer is one per buyer, and of a limit that was raised there is none', () => {
    expect(undoes(of('limit', { per: 'buyer' }), 'restore', { per: 'buyer' })).toBe(true);
    expect(undoes(of('limit', { per: 'buyer' }), 'restore')).toBe(false);
    const raised = { place, sku: 'A', lever: 'adjust', before: 10, change: 5 } as const;
    expect(undoes({ ...of('limit'), writes: [raised] }, 'restore')).toBe(false);
  });
});
