import { describe, expect, it } from 'vitest';
import { aCommand } from '../../../test/builders/command.ts';
import { aStream, eventMaker, T0 } from '../../../test/builders/events.ts';
import type { Command, CommandBody } from '../../domain/command.ts';
import type { Draft } from '../../domain/event.ts';
import type { DripBody, GuardBody } from '../../domain/guard.ts';
import { HOUR, MINUTE, SECOND } from '../../domain/instant.ts';
import { applyEvent, emptyLedger, type Ledger } from './ledger.ts';

function fold(drafts: readonly Omit<Draft, 'actor'>[]): Ledger {
  const make = eventMaker();
  return drafts.reduce((ledger, draft, n) => applyEvent(ledger, make(T0 + n, draft)), emptyLedger('main'));
}
const run = (step: GuardBody['step'], more: Partial<GuardBody> = {}): Omit<Draft, 'actor'> => ({
  type: 'guard',
  body: { id: 'g', step, sku: 'A', kind: 'pauseAt', account: 'acc', listing: 'L', actsAt: T0, at: T0, command: null, ...more },
});
const stepsOf = (...drafts: readonly Omit<Draft, 'actor'>[]) => fold(drafts).guardRuns.map(({ id, step }) => `${id} ${step}`);

describe('a guard in the log', () => {
  it.each<[string, readonly GuardBody['step'][], string]>([
    ['acts unless it was stopped before', ['counting', 'stopped', 'acted'], 'g stopped'],
    ['is not stopped after it has acted', ['counting', 'acted', 'stopped'], 'g acted'],
    ['may turn out to be refused', ['counting', 'acted', 'refused'], 'g refused'],
    ['does not count again once it is over', ['refused', 'counting'], 'g refused'],
    ['begins its countdown anew', ['counting', 'counting'], 'g counting'],
  ])('%s', (_, steps, expected) => {
    expect(stepsOf(...steps.map((step) => run(step)))).toEqual([expected]);
  });
  it('is forgotten when hundreds came after it, but not before it may go off again', () => {
    const many = Array.from({ length: 300 }, (_, n) => run('stopped', { id: `n${n}`, clearedAt: T0 }));
    const kept = stepsOf(run('stopped', { id: 'open' }), run('stopped', { id: 'over', clearedAt: T0 }), ...many);
    expect(kept).toHaveLength(201);
    expect(kept).toContain('open stopped');
    expect(kept).not.toContain('over stopped');
  });
});

const command = (id: string, kind: Command['kind'], of: string | null, at: number): readonly Omit<Draft, 'actor'>[] => {
  const given: Command = aCommand({ id, key: id, kind, quantity: 1, requestedAt: at, ...(of === null ? {} : { of }) });
  const bodies: readonly CommandBody[] = [
    { step: 'requested', id, command: given },
    { step: 'executing', id, writes: [], at },
    { step: 'confirmed', id, readBack: [], at },
  ];
  return bodies.map((body) => ({ type: 'command', body }));
};
const drip = (step: DripBody['step']): Omit<Draft, 'actor'> => ({
  type: 'drip',
  body: { command: 'd', step, why: 'person', at: T0 },
});
const others = Array.from({ length: 250 }, (_, n) => command(`o${n}`, 'pause', null, T0 + 100 + n)).flat();
const begun = [...command('d', 'drip', null, T0), ...command('b', 'release', 'd', T0 + 1)];

describe('a drip in the log', () => {
  it('is over once it was stopped, whoever was a moment late', () => {
    const late = fold([...begun, drip('stopped'), drip('waits'), drip('goesOn')]);
    expect(late.drips.d?.step).toBe('stopped');
  });
  it('is kept with its batches as long as it is not over, whatever else is done', () => {
    const kept = Object.keys(fold([...begun, drip('waits'), ...others]).commands);
    expect([kept.includes('d'), kept.includes('b'), kept.length]).toEqual([true, true, 202]);
    const after = Object.keys(fold([...begun, drip('stopped'), ...others]).commands);
    expect([after.includes('d'), after.includes('b'), after.length]).toEqual([false, false, 200]);
  });
});

describe('a worker that was away', () => {
  const tick = (now: number, intervalMs = 5 * SECOND): Omit<Draft, 'actor'> => ({
    type: 'tick',
    body: { now, intervalMs, start: false },
  });
  it.each<[string, readonly number[], number, number | undefined]>([
    ['no longer than the alarm takes', [0, 90 * SECOND], 5 * SECOND, undefined],
    ['for longer', [0, 91 * SECOND, 92 * SECOND], 5 * SECOND, 91 * SECOND],
    ['within a longer interval', [0, 7 * MINUTE], 5 * MINUTE, undefined],
    ['twice', [0, HOUR, 2 * HOUR], 5 * SECOND, 2 * HOUR],
  ])('is known by its ticks: %s', (_, at, interval, back) => {
    const ledger = fold([
      { type: 'settings', body: { streams: [aStream('acc', T0, T0 + HOUR)] } },
      ...at.map((ms) => tick(T0 + ms, interval)),
    ]);
    expect(ledger.tick?.backAt).toBe(back === undefined ? undefined : T0 + back);
  });
});
