import { describe, expect, it } from 'vitest';
import { eventMaker } from '../../../test/builders/events.ts';
import { aCommand } from '../../../test/builders/ledger-shop.ts';
import type { EventOf } from '../../domain/event.ts';
import type { DripBody, GuardBody } from '../../domain/guard.ts';
import { phrase } from '../../domain/phrase.ts';
import { auditDrips, auditGuards } from './audit-steps.ts';
import { foldJournal } from './steps.ts';

const body: GuardBody = {
  ...{ id: 'g', step: 'counting', sku: 'CUP', kind: 'pauseAt', account: 'us', listing: 'K', actsAt: 15, at: 0, command: null },
};
function guards(...bodies: readonly Partial<GuardBody>[]) {
  const event = eventMaker();
  return auditGuards(
    bodies.map((more, n) => event(n, { type: 'guard', body: { ...body, at: n, ...more } }) as EventOf<'guard'>),
  ).toReversed();
}
const steps = (rows: ReturnType<typeof guards>) => rows.map(({ step, at }) => `${step} ${at}`);

describe('guards in the audit log', () => {
  it('have one line a step: what is added to a step later is in its line', () => {
    const say = phrase('command:confirmed');
    const rows = guards(
      {},
      { step: 'acted' },
      { step: 'acted', command: 'c1', say },
      { step: 'acted', command: 'c1', say, clearedAt: 3 },
    );
    expect(steps(rows)).toEqual(['counting 0', 'acted 1']);
    expect(rows[1]).toMatchObject({ of: 'c1', say, because: 'guard:pauseAt:CUP' });
  });

  it('tell of a countdown that was begun anew, and of each guard by itself', () => {
    const rows = guards({}, { id: 'h', sku: 'TEE' }, { actsAt: 40 }, { id: 'h', sku: 'TEE', step: 'stopped' });
    expect(rows.map(({ step, skus }) => `${skus[0]} ${step}`)).toEqual([
      'CUP counting',
      'TEE counting',
      'CUP counting',
      'TEE stopped',
    ]);
  });

  it('count the first of a stop and an act, as the fold does', () => {
    expect(steps(guards({}, { step: 'stopped' }, { step: 'acted' }))).toEqual(['counting 0', 'stopped 1']);
    expect(steps(guards({}, { step: 'acted' }, { step: 'stopped' }))).toEqual(['counting 0', 'acted 1']);
  });

  it('tell that what was begun came to nothing', () => {
    expect(steps(guards({}, { step: 'acted' }, { step: 'refused' }))).toEqual(['counting 0', 'acted 1', 'refused 2']);
  });
});

describe('drips in the audit log', () => {
  const journal = foldJournal([{ step: 'requested', id: 'd', command: aCommand('drip', 'd', 0) }]);
  function drips(...bodies: readonly Pick<DripBody, 'step' | 'why'>[]) {
    const event = eventMaker();
    return auditDrips(
      bodies.map((more, n) => event(n, { type: 'drip', body: { command: 'd', at: n, ...more } }) as EventOf<'drip'>),
      journal,
    ).toReversed();
  }

  it('name the link and the stock of their command, and why', () => {
    const { listing, targets } = aCommand('drip', 'd', 0);
    const [row] = drips({ step: 'waits', why: 'stale' });
    expect(row).toMatchObject({ kind: 'drip', of: 'd', listing, say: { key: 'drip:waits.stale' } });
    expect(row?.skus).toEqual(targets.map(({ sku }) => sku));
  });

  it('are over once: what came a moment late is none', () => {
    const rows = drips({ step: 'waits', why: 'closed' }, { step: 'stopped', why: 'person' }, { step: 'goesOn', why: 'person' });
    expect(rows.map(({ step }) => step)).toEqual(['waits', 'stopped']);
  });
});
