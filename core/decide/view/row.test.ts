import { describe, expect, it } from 'vitest';
import { aCommand } from '../../../test/builders/command.ts';
import type { Command, CommandState, Write } from '../../domain/command.ts';
import { commandRow } from './row.ts';

const target = (sku: string, units?: number, source = 'shop') => ({
  source,
  sku,
  ref: null,
  ...(units === undefined ? {} : { units }),
});
const write = (sku: string, change: number): Write => ({
  place: { source: 'shop', location: 'LAX' },
  sku,
  lever: 'adjust',
  before: 100,
  change,
});
const state = (command: Partial<Command>, more: Partial<CommandState> = {}): CommandState => ({
  command: aCommand({ kind: 'drip', variant: 'v', targets: [target('A')], quantity: 20, ...command }),
  step: 'confirmed',
  writes: [],
  readBack: [],
  say: null,
  at: 0,
  revertedAt: null,
  ...more,
});

describe('a command as a surface sees it', () => {
  it.each<[string, Partial<Command>, readonly Write[], number | undefined]>([
    ['one place', {}, [write('A', -40)], 40],
    ['several places', { kind: 'limit' }, [write('A', -40), write('A', -2)], 42],
    [
      'units of sale, the least over a bundle',
      { targets: [target('A', 40), target('B', 20)] },
      [write('A', -40), write('B', -30)],
      20,
    ],
    ['never less than nothing', { kind: 'limit' }, [write('A', 5)], 0],
    ['no limit per buyer', { kind: 'limit', per: 'buyer' }, [write('A', 0)], undefined],
    ['nothing of a release', { kind: 'release' }, [write('A', 20)], undefined],
  ])('says what it took from sale: %s', (_name, command, writes, took) => {
    expect(commandRow(state(command, { writes })).took).toBe(took);
  });

  it('asks of each SKU where it is not known what became of several, and of a click on a page as one', () => {
    const targets = [target('A'), target('B')];
    expect(commandRow(state({ targets }, { step: 'unknown' })).skus).toEqual(['A', 'B']);
    expect(commandRow(state({ targets })).skus).toBeUndefined();
    const onPage = targets.map(({ sku }) => target(sku, undefined, 'page:acc'));
    expect(commandRow(state({ targets: onPage }, { step: 'unknown' })).skus).toBeUndefined();
  });
});
