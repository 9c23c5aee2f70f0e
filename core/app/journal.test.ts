import { aCommand as plainCommand } from '../../test/builders/command.ts';
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { ACTOR, aPosition, aReading, aSource, aStream, eventMaker, T0 } from '../../test/builders/events.ts';
import { aRow } from '../../test/builders/rows.ts';
import { dayTotals } from '../decide/ledger/day-totals.ts';
import { readingBody } from '../decide/ledger/diff.ts';
import { daySalesOf } from '../decide/ledger/sales.ts';
import { type Command, type CommandBody, isOpen } from '../domain/command.ts';
import type { Draft, LogEvent } from '../domain/event.ts';
import { compareEvents } from '../domain/event.ts';
import { HOUR, MINUTE, SECOND } from '../domain/instant.ts';
import { NO_FACTS } from '../domain/settings.ts';
import { openLog } from '../edge/storage/log.ts';
import { memoryLog } from '../edge/storage/memory-log.ts';
import { advance, emptyState, type ShopState, STATE_VERSION } from './cycle.ts';
import { openJournal } from './journal.ts';

/** What one of two browsers does next: which, after how long, what. */
type Step = { readonly who: 0 | 1; readonly after: number; readonly what: Kind; readonly units: number };
type Kind = 'reading' | 'tick' | 'plan' | 'page' | 'acknowledge' | 'failed' | 'command' | 'explain';
const KINDS: readonly Kind[] = [
  ...(['reading', 'reading', 'reading', 'tick', 'tick', 'plan', 'page', 'acknowledge', 'failed'] as const),
  ...(['command', 'command', 'command', 'explain'] as const),
];
const steps = fc.array(
  fc.record<Step>({
    who: fc.constantFrom(0, 1),
    after: fc.integer({ min: 0, max: 40 }),
    what: fc.constantFrom(...KINDS),
    units: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 2, maxLength: 40 },
);

/** Two browsers of one shop, each reading its own source, their clocks some seconds apart. */
function written(all: readonly Step[], apart: number): readonly [readonly LogEvent[], readonly LogEvent[]] {
  const browsers = (['a', 'b'] as const).map((origin, index) => ({
    make: eventMaker(origin),
    source: ['wms', 'shop'][index] ?? '',
    skew: index * apart * SECOND,
    level: 60,
    state: emptyState('main'),
    events: [] as LogEvent[],
  }));
  let now = T0;
  const write = (who: (typeof browsers)[number], draft: Omit<Draft, 'actor'>) => {
    const event = who.make(now + who.skew, draft);
    who.events.push(event);
    who.state = advance(who.state, event);
  };
  const [first, second] = browsers;
  if (first === undefined || second === undefined) throw new Error('There are two.');
  for (const who of [first, second]) write(who, { type: 'settings', body: settings });
  for (const { who: index, after, what, units } of all) {
    const who = index === 0 ? first : second;
    now += after * SECOND;
    write(who, draftOf(what, units, who, now + who.skew));
  }
  return [first.events, second.events];
}

const settings = {
  sources: [aSource('wms', 'warehouse'), aSource('shop', 'channel')],
  accounts: [{ id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: 'shop', pool: null }],
  streams: [aStream('acc', T0, T0 + 3 * HOUR)],
};

type Who = { readonly source: string; level: number; readonly state: ShopState };

/** The next step of this browser's command on its own source, or a new one. */
function commandBody(units: number, { source, level, state }: Who, at: number): CommandBody {
  const mine = Object.values(state.ledger.commands).filter(({ command }) => command.targets[0]?.source === source);
  const open = mine.find(({ step }) => isOpen(step));
  const change = mine.length % 2 === 0 ? -level : 10;
  if (open === undefined)
    return { step: 'requested', id: `${source}-${mine.length}`, command: aCommand(source, mine.length, at) };
  const { id } = open.command;
  if (open.step === 'requested') {
    const place = { source, location: 'LAX' };
    return { step: 'executing', id, at, writes: [{ place, sku: 'TEE', lever: leverOf(units), before: level, change }] };
  }
  if (open.step === 'executing' && units > 5) return { step: 'unknown', id, at, say: { key: 'command:unknown.notSeenYet' } };
  if (units === 0) return { step: 'failed', id, at, say: { key: 'command:failed.notSent' } };
  const readBack = [{ source, sku: 'TEE', onSale: units > 3, levels: [{ location: 'LAX', level: level + change }], at }];
  return { step: 'confirmed', id, at, readBack };
}
const leverOf = (units: number) => (['absolute', 'adjust', 'compareAndSet'] as const)[units % 3] ?? 'absolute';
const aCommand = (source: string, n: number, requestedAt: number): Command =>
  plainCommand({
    id: `${source}-${n}`,
    key: `${source}:${n}`,
    kind: n % 2 === 0 ? 'pause' : 'resume',
    listing: 'TEE',
    targets: [{ source, sku: 'TEE', ref: null }],
    undoes: n % 2 === 0 ? null : `${source}-${n - 1}`,
    actor: ACTOR,
    requestedAt,
  });
function draftOf(what: Kind, units: number, who: Who, at: number): Omit<Draft, 'actor'> {
  switch (what) {
    case 'reading': {
      who.level += units < 7 ? -units : 10;
      const positions = [aPosition('TEE', 'LAX', { sellable: who.level }), aPosition('CAP', 'LAX', { sellable: 5 })];
      return { type: 'reading', body: readingBody(who.state.ledger, aReading(who.source, at, positions)) };
    }
    case 'failed':
      return {
        type: 'pollFailed',
        body: { source: who.source, failedAt: at, problem: { kind: 'server', say: { key: 'source:problem.server' } } },
      };
    case 'tick':
      return { type: 'tick', body: { now: at, intervalMs: 5 * SECOND, start: units === 0 } };
    case 'plan':
      return { type: 'settings', body: { skus: [{ sku: 'TEE', ...NO_FACTS, plannedUnits: 10 * units, safetyStock: units }] } };
    case 'page':
      return { type: 'consoleSeen', body: pageOf(units, at) };
    case 'command':
      return { type: 'command', body: commandBody(units, who, at) };
    case 'explain': {
      const place = { sku: 'TEE', source: who.source, location: 'LAX' };
      return { type: 'explained', body: { ...place, fallAt: at, was: units > 4 ? 'stockCount' : 'sale' } };
    }
    case 'acknowledge':
      return { type: 'alertAction', body: { alert: 'stockOut||stream|||TEE|', action: 'acknowledge', until: null, at } };
  }
}
const pageOf = (units: number, at: number) => ({
  account: 'acc',
  seenAt: at,
  page: { live: 'live' as const, room: null, viewers: units, comments: null },
  changed: [aRow('TEE', { link: units, pinned: units > 4, sold: units })],
  keys: ['TEE'],
  complete: true,
});

/** A third browser that hears of both in this order, a few events at a time, some of them twice. */
type Delivery = { readonly from: 0 | 1; readonly count: number; readonly again: boolean };
const deliveries = fc.array(
  fc.record<Delivery>({ from: fc.constantFrom(0, 1), count: fc.integer({ min: 1, max: 8 }), again: fc.boolean() }),
  { maxLength: 30 },
);

async function heard([a, b]: readonly [readonly LogEvent[], readonly LogEvent[]], order: readonly Delivery[]) {
  const log = memoryLog('main', { origin: 'reader', clock: { now: () => T0 } });
  const { signal } = new AbortController();
  const journal = await openJournal({ log, changed: () => {}, report: refuse, signal });
  const left: readonly [LogEvent[], LogEvent[]] = [[...a], [...b]];
  for (const { from, count, again } of [
    ...order,
    { from: 0, count: 1_000, again: false },
    { from: 1, count: 1_000, again: true },
  ] as const) {
    const some = left[from].splice(0, count);
    await log.accept(some);
    if (again) await log.accept(some);
  }
  return { log, journal };
}
const refuse = (where: string, error: unknown) => {
  throw new Error(`${where}: ${String(error)}`);
};

test('two browsers’ events give one state, in whatever order a third hears of them, and the same again after a restart', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: -20, max: 20 }), deliveries, async (all, apart, order) => {
      const events = written(all, apart);
      const whole = events.flat().toSorted(compareEvents).reduce(advance, emptyState('main'));
      const { log, journal } = await heard(events, order);
      await vi.waitFor(() => expect(journal.state()).toEqual(whole), { interval: 1, timeout: 1_000 });
      const reborn = await openJournal({ log, changed: () => {}, report: refuse, signal: new AbortController().signal });
      expect(reborn.state()).toEqual(whole);
    }),
    { numRuns: 400 },
  );
}, 60_000);

test('a browser that writes while it hears of others has their state in its stored log, too, whichever of it comes first', async () => {
  await fc.assert(
    fc.asyncProperty(steps, deliveries, async (all, order) => {
      globalThis.indexedDB = new IDBFactory();
      const [a, b] = written(all, 5);
      const left: readonly [LogEvent[], LogEvent[]] = [[...a], [...b]];
      const log = await openLog('main', { origin: 'own', clock: { now: () => T0 + MINUTE } });
      const { signal } = new AbortController();
      const journal = await openJournal({ log, changed: () => {}, report: refuse, signal });
      const open: Promise<unknown>[] = [];
      for (const { from, count, again } of [
        ...order,
        { from: 0, count: 1_000, again: true },
        { from: 1, count: 1_000, again: true },
      ] as const) {
        // A setting makes a snapshot, while what was heard before it is still on its way.
        if (again)
          open.push(
            journal.append({
              ...draftOf('plan', count, { source: 'wms', level: 0, state: journal.state() }, T0),
              actor: ACTOR,
            } as Draft),
          );
        open.push(log.accept(left[from].splice(0, count)));
        if (count % 3 === 0) await open.at(-1);
      }
      await Promise.all(open);
      const whole = (await log.since(null)).reduce(advance, emptyState('main'));
      await vi.waitFor(() => expect(journal.state()).toEqual(whole), { interval: 1, timeout: 2_000 });
      const reborn = await openJournal({ log, changed: () => {}, report: refuse, signal: new AbortController().signal });
      expect(reborn.state()).toEqual(whole);
      log.close();
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('days outlive their events, and a snapshot that an update can no longer read', async () => {
  let now = T0;
  const log = memoryLog('main', { origin: 'here', clock: { now: () => now } });
  const { signal } = new AbortController();
  const open = (of = log) => openJournal({ log: of, changed: () => {}, report: refuse, signal });
  const journal = await open();
  const append = (draft: Omit<Draft, 'actor'>) => journal.append({ ...draft, actor: ACTOR } as Draft);
  await append({ type: 'settings', body: { sources: [aSource('wms', 'warehouse')] } });
  let level = 500;
  for (let hour = 0; hour < 24 * 10; hour += 1) {
    now = T0 + hour * HOUR;
    level -= hour % 24 === 5 ? 6 : 0;
    const reading = aReading('wms', now, [aPosition('TEE', 'LAX', { sellable: level })]);
    await append({ type: 'reading', body: readingBody(journal.state().ledger, reading) });
    await append({ type: 'tick', body: { now, intervalMs: HOUR, start: false } });
  }
  // A setting makes a snapshot of all that was before it.
  await append({ type: 'settings', body: {} });
  const { ledger } = journal.state();
  const before = daySalesOf(ledger, 'TEE');
  expect(before).toMatchObject({ perDay: 6 });
  expect((await log.prune({ version: STATE_VERSION, streams: [], days: dayTotals(ledger) })).folded).toBeGreaterThan(400);
  const reborn = await open({ ...log, loadSnapshot: async () => null });
  expect(daySalesOf(reborn.state().ledger, 'TEE')).toEqual(before);
  expect((await open()).state()).toEqual(journal.state());
});

test('a worker that dies every few events leaves no more to fold than one that lives', async () => {
  const log = memoryLog('main', { origin: 'here', clock: { now: () => T0 } });
  const left: number[] = [];
  for (let life = 0; life < 60; life += 1) {
    left.push((await log.since((await log.loadSnapshot(STATE_VERSION))?.upTo ?? null)).length);
    const dying = new AbortController();
    const journal = await openJournal({ log, changed: () => {}, report: refuse, signal: dying.signal });
    for (let n = 0; n < 3; n += 1)
      await journal.append({ type: 'tick', actor: ACTOR, body: { now: T0 + life, intervalMs: 5 * SECOND, start: n === 0 } });
    dying.abort();
  }
  expect(Math.max(...left)).toBeLessThan(50);
});
