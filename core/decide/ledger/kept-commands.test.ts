import { describe, expect, it } from 'vitest';
import { aCommand } from '../../../test/builders/command.ts';
import type { Command, CommandBody, Write } from '../../domain/command.ts';
import { heldOnPage } from '../../domain/on-page.ts';
import { standingBuyers } from '../../domain/per-buyer.ts';
import { applyCommand } from './commands.ts';
import { emptyLedger } from './ledger.ts';
import type { Ledger } from './state.ts';

const target = { source: 'page:a', sku: 'S', ref: 'K' };
const write: Write = { place: { source: 'page:a', location: '' }, sku: 'S', lever: 'flag', before: null, change: null };
function done(ledger: Ledger, n: number, over: Partial<Command>, writes: readonly Write[]): Ledger {
  const id = `c${n}`;
  const command = aCommand({ id, key: id, account: 'a', listing: 'K', targets: [target], requestedAt: n, ...over });
  const steps: CommandBody[] = [
    { step: 'requested', id, command },
    { step: 'executing', id, writes, at: n },
    { step: 'confirmed', id, readBack: [], at: n },
  ];
  return steps.reduce(applyCommand, ledger);
}

describe('of the commands of an evening', () => {
  it('those are kept that tell what is held on a page, and which limit per buyer stands', () => {
    let ledger = done(emptyLedger('main'), 1, { kind: 'limit', quantity: 5 }, [{ ...write, typed: 5, from: 20 }]);
    ledger = done(ledger, 2, { kind: 'limit', per: 'buyer', quantity: 2 }, [{ ...write, perBuyer: { was: null, to: 2 } }]);
    for (let n = 3; n < 300; n += 1) ledger = done(ledger, n, { listing: 'other', targets: [] }, []);
    expect(Object.keys(ledger.commands).length).toBeLessThan(210);
    expect(ledger.commands.c3).toBeUndefined();
    expect(heldOnPage(ledger.commands, 'a', 'K').all).toBe(15);
    expect(standingBuyers(ledger.commands).map(({ most }) => most)).toEqual([2]);
  });
});
