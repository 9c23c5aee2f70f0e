import { describe, expect, it } from 'vitest';
import { eventMaker } from '../../../test/builders/events.ts';
import { account } from '../../../test/builders/options.ts';
import type { Surface } from '../../domain/actor.ts';
import type { EventOf } from '../../domain/event.ts';
import type { Guard } from '../../domain/guard.ts';
import { EMPTY_SETTINGS, type SettingsBody } from '../../domain/settings.ts';
import { practice } from '../../edge/console/profiles/practice.ts';
import { type Arming, auditArmed } from './audit-armed.ts';

const NONE: Arming = { accounts: {}, profiles: {}, guards: {} };
const event = (body: SettingsBody = {}, surface: Surface = 'options'): EventOf<'settings'> => ({
  ...(eventMaker()(7, { type: 'settings', body }) as EventOf<'settings'>),
  actor: { name: 'Lin', origin: 'here', surface },
});
const rows = (before: Partial<Arming>, after: Partial<Arming>, ...more: Parameters<typeof event>) =>
  auditArmed(event(...more), { ...NONE, ...before }, { ...NONE, ...after }, 'text');
const said = (...of: Parameters<typeof rows>) =>
  rows(...of).map(({ kind, part, step, about, skus, quantity }) =>
    [kind, part, step, about ?? skus[0], quantity].filter((one) => one !== undefined).join(' '),
  );

const cup: Guard = { sku: 'CUP', pauseAt: null, capOversold: false, wavesOf: null, mostPerHour: 3 };
const guards = (more: Partial<Guard>) => ({ guards: { CUP: { ...cup, ...more } } });

describe('guards', () => {
  it.each<[Partial<Arming>, Partial<Arming>, readonly string[]]>([
    [NONE, guards({ pauseAt: 5, capOversold: true }), ['guard pauseAt turnedOn CUP 5', 'guard capOversold turnedOn CUP']],
    [guards({ pauseAt: 5 }), guards({ pauseAt: 0 }), ['guard pauseAt changed CUP 0']],
    [guards({ pauseAt: 5 }), guards({ wavesOf: 20 }), ['guard pauseAt turnedOff CUP', 'guard waves turnedOn CUP 20']],
    [guards({ pauseAt: 5 }), guards({ pauseAt: 5, mostPerHour: 1 }), ['guard mostPerHour changed CUP 1']],
    [guards({ pauseAt: 5, wavesOf: 9 }), NONE, ['guard pauseAt turnedOff CUP', 'guard waves turnedOff CUP']],
    [guards({ pauseAt: 5 }), guards({ pauseAt: 5, by: 'Chen' }), []],
  ])('from %j to %j', (before, after, expected) => {
    expect(said(before, after)).toEqual(expected);
  });
});

describe('what we may click', () => {
  const us = (profileHash: string, ...actions: ('pin' | 'unpin')[]) => ({
    accounts: { us: account({ name: 'US', assist: actions.length === 0 ? null : { profileHash, actions } }) },
  });
  it('is there from who allowed it on, each action by itself', () => {
    expect(said(us('a', 'pin'), us('a', 'pin', 'unpin'))).toEqual(['assist unpin allowed US']);
    expect(said(us('a'), us('a', 'pin'))).toEqual(['assist pin allowed US']);
  });

  it('is taken back by a person without a reason, by itself with the check that failed', () => {
    const by = (surface: Surface) =>
      rows(us('a', 'pin', 'unpin'), us('a'), {}, surface).map(({ step, part, say }) => [step, part, say?.key]);
    expect(by('panel')).toEqual([
      ['takenBack', 'pin', undefined],
      ['takenBack', 'unpin', undefined],
    ]);
    expect(by('worker')).toEqual([
      ['takenBack', 'pin', 'act:drift.text'],
      ['takenBack', 'unpin', 'act:drift.text'],
    ]);
  });

  it('is taken back with the way in which the page was read, and with the account', () => {
    expect(said(us('a', 'pin'), us('b', 'pin'))).toEqual(['assist pin takenBack US', 'assist pin allowed US']);
    expect(said(us('a', 'pin'), NONE)).toEqual(['assist pin takenBack US']);
  });
});

describe('how a page is read', () => {
  const mine = (rev: number) => ({ 'taught:1': { ...practice, id: 'taught:1', name: 'Mine', origin: 'taught' as const, rev } });
  const read = (profile: string) => ({ accounts: { us: account({ name: 'US', profile }) } });
  it('is told where it was taught or came from a file: when it is put in use, is another one, and no longer is', () => {
    const before = { ...read('practice'), profiles: mine(1) };
    expect(said(before, { ...read('taught:1'), profiles: mine(1) })).toEqual(['profile taught inUse US']);
    expect(said({ ...read('taught:1'), profiles: mine(1) }, { ...read('taught:1'), profiles: mine(2) })).toEqual([
      'profile taught inUse US',
    ]);
    expect(said({ ...read('taught:1'), profiles: mine(1) }, before)).toEqual(['profile taught notInUse US']);
    expect(rows(before, { ...read('taught:1'), profiles: mine(1) })[0]?.say?.values).toEqual({ name: 'Mine', rev: 1 });
  });

  it('is not told of what is built in, nor of a profile that reads nothing', () => {
    expect(said({}, read('practice'))).toEqual([]);
    expect(said(read('practice'), { ...read('practice'), profiles: mine(1) })).toEqual([]);
  });
});

it('a reset is a line of its own, and no two lines bear one id', () => {
  const { accounts, profiles } = EMPTY_SETTINGS;
  const found = rows(guards({ pauseAt: 5 }), { accounts, profiles, guards: {} }, { reset: true });
  expect(found.map(({ kind, step, actor, at }) => [kind, step, actor, at])).toEqual([
    ['guard', 'turnedOff', 'Lin', 7],
    ['reset', 'done', 'Lin', 7],
  ]);
  expect(new Set(found.map(({ command }) => command)).size).toBe(2);
});
