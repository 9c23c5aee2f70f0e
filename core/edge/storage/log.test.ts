import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Draft, EVENT_VERSIONS, type LogEvent } from '../../domain/event.ts';
import type { Instant } from '../../domain/instant.ts';
import { openLog } from './log.ts';
import { comparePlaces, type LogOptions, type StoredLog } from './log-contract.ts';
import { memoryLog } from './memory-log.ts';

const ACTOR = { name: 'Lin', origin: 'here', surface: 'worker' } as const;
const tick = (now: Instant): Draft => ({ type: 'tick', actor: ACTOR, body: { now, intervalMs: 5_000, start: false } });
const setting: Draft = { type: 'settings', actor: ACTOR, body: {} };
const foreign = (seq: number, wall: Instant, more: Partial<LogEvent> = {}) =>
  ({
    id: `there-${seq}`,
    v: 1,
    type: 'tick',
    shopId: 'main',
    origin: 'there',
    originSeq: seq,
    at: { wall, count: 0 },
    actor: ACTOR,
    body: { now: wall, intervalMs: 5_000, start: false },
    ...more,
  }) as LogEvent;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const kinds: Record<string, (options: LogOptions) => Promise<StoredLog>> = {
  stored: (options) => openLog('main', options),
  memory: async (options) => memoryLog('main', options),
};

describe.each(Object.entries(kinds))('the %s log', (_, open) => {
  let now = 1_000;
  const clock = { now: () => now };
  beforeEach(() => {
    now = 1_000;
  });
  const opened = (more: Partial<LogOptions> = {}) => open({ origin: 'here', clock, ...more });

  it('numbers its events without gaps and answers with them in order', async () => {
    const log = await opened();
    const first = await log.append([tick(1), tick(2)]);
    const second = await log.append([tick(3)]);
    expect([...first, ...second].map(({ originSeq, at }) => [originSeq, at.wall, at.count])).toEqual([
      [1, 1_000, 0],
      [2, 1_000, 1],
      [3, 1_000, 2],
    ]);
    expect(first[0]).toMatchObject({ v: EVENT_VERSIONS.tick, type: 'tick', shopId: 'main', origin: 'here', actor: ACTOR });
    expect(first[0]?.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(await log.since(null)).toEqual([...first, ...second]);
  });

  it('never runs backwards when the clock is set back', async () => {
    const log = await opened();
    await log.append([tick(1)]);
    now = 10;
    const [event] = await log.append([tick(2)]);
    expect(event?.at).toEqual({ wall: 1_000, count: 1 });
  });

  it('takes two appends at once one after the other', async () => {
    const log = await opened();
    const heard: number[] = [];
    log.subscribe((events) => heard.push(...events.map(({ originSeq }) => originSeq)), new AbortController().signal);
    await Promise.all(Array.from({ length: 20 }, (_, n) => log.append([tick(n), tick(n)])));
    expect((await log.since(null)).map(({ originSeq }) => originSeq)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect(heard).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  });

  it('tells subscribers before it answers, and no longer once they have aborted', async () => {
    const log = await opened();
    const heard: string[] = [];
    const abort = new AbortController();
    log.subscribe((events) => heard.push(...events.map(({ id }) => id)), abort.signal);
    const [event] = await log.append([tick(1)]);
    expect(heard).toEqual([event?.id]);
    abort.abort();
    await log.append([tick(2)]);
    expect(heard).toHaveLength(1);
  });

  it('accepts another origin once, in log order, and comes after it from then on', async () => {
    const log = await opened();
    await log.append([tick(1)]);
    const others = [foreign(2, 5_000), foreign(1, 500)];
    expect(await log.accept(others)).toHaveLength(2);
    expect(await log.accept(others)).toEqual([]);
    expect((await log.since(null)).map(({ origin, originSeq }) => origin + originSeq)).toEqual(['there1', 'here1', 'there2']);
    const [next] = await log.append([tick(2)]);
    expect(next?.at).toEqual({ wall: 5_000, count: 1 });
  });

  it('any interleaving of two origins gives one order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ own: fc.boolean(), wall: fc.integer({ min: 0, max: 50 }) }), { maxLength: 25 }),
        async (steps) => {
          globalThis.indexedDB = new IDBFactory();
          const log = await opened();
          let seq = 0;
          for (const { own, wall } of steps) {
            now = wall;
            if (own) await log.append([tick(wall)]);
            else await log.accept([foreign(++seq, wall), foreign(seq, wall)]);
          }
          const all = await log.since(null);
          expect(all).toEqual([...all].sort(comparePlaces));
          expect(all).toHaveLength(steps.length);
          const own = all.filter(({ origin }) => origin === 'here').map(({ originSeq }) => originSeq);
          expect(own).toEqual(own.map((_, n) => n + 1));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('answers with what comes after a place, and after a stamp', async () => {
    const log = await opened();
    const [first, second] = await log.append([tick(1), tick(2)]);
    if (first === undefined || second === undefined) throw new Error('nothing appended');
    const twin = foreign(1, first.at.wall);
    await log.accept([twin]);
    expect(await log.since(first)).toEqual([twin, second]);
    expect(await log.since(first.at)).toEqual([second]);
    expect(await log.since(second.at)).toEqual([]);
  });

  it('gives back the newest snapshot of a version and keeps the last three', async () => {
    const log = await opened();
    const events = await log.append([tick(1), tick(2), tick(3), tick(4)]);
    expect(await log.loadSnapshot(7)).toBeNull();
    for (const event of events) await log.saveSnapshot(7, event, { upTo: event.originSeq });
    expect(await log.loadSnapshot(7)).toMatchObject({ upTo: { origin: 'here', originSeq: 4 }, state: { upTo: 4 } });
    expect(await log.loadSnapshot(6)).toBeNull();
  });

  it('drops the snapshots that a late event makes untrue', async () => {
    const log = await opened();
    const [early] = await log.append([tick(1)]);
    now = 3_000;
    const [late] = await log.append([tick(2)]);
    if (early === undefined || late === undefined) throw new Error('nothing appended');
    await log.saveSnapshot(1, early, 'early');
    await log.saveSnapshot(1, late, 'late');
    await log.accept([foreign(1, 2_000)]);
    expect((await log.loadSnapshot(1))?.state).toBe('early');
  });

  it('migrates old bodies as it reads, and hands later versions through unread without losing them', async () => {
    const versions = { ...EVENT_VERSIONS, tick: 3 };
    const migrations = {
      tick: [
        { to: 2, body: (body: unknown) => ({ ...(body as object), two: true }) },
        { to: 3, body: (body: unknown) => ({ ...(body as object), three: true }) },
      ],
    };
    const log = await opened({ versions, migrations });
    const later = foreign(2, 20, { v: 4 });
    const strange = foreign(3, 30, { type: 'hologram' as 'tick' });
    const accepted = await log.accept([foreign(1, 10), later, strange]);
    expect(accepted).toHaveLength(1);
    expect((await log.since(null))[0]).toMatchObject({ v: 3, body: { now: 10, two: true, three: true } });
    expect(await log.unread()).toEqual([later, strange]);
  });

  it('finds all events of one type', async () => {
    const log = await opened();
    await log.append([tick(1), setting, tick(2)]);
    expect((await log.ofType('settings')).map(({ originSeq }) => originSeq)).toEqual([2]);
  });

  describe('bounded', () => {
    const during = async (log: StoredLog, wall: Instant, drafts: readonly Draft[]) => {
      now = wall;
      return log.append(drafts);
    };
    const streams = [{ stream: 's1', from: 2_000, to: 3_000 }];
    const began = (stream = 's1'): Draft => ({
      type: 'began',
      actor: ACTOR,
      body: { stream, at: now, readings: [], consoles: [], daily: {} },
    });
    const sizeOf = (events: readonly LogEvent[]) => events.reduce((sum, event) => sum + JSON.stringify(event).length, 0);
    const typesIn = async (log: StoredLog) => (await log.since(null)).map(({ at, type }) => [at.wall, type]);
    const held = async (log: StoredLog) => {
      const last = (await log.since(null)).at(-1);
      if (last === undefined) throw new Error('nothing appended');
      await log.saveSnapshot(1, last, 'state');
    };

    it('drops nothing without a snapshot that holds it', async () => {
      const log = await opened();
      await log.append([tick(1)]);
      expect(await log.prune({ version: 1, streams: [], days: [], totalBytes: 0 })).toEqual({ folded: 0, dropped: [] });
      expect(await log.since(null)).toHaveLength(1);
    });

    it('drops nothing that only the snapshot of another version holds', async () => {
      const log = await opened();
      const [held] = await log.append([tick(1)]);
      if (held === undefined) throw new Error('nothing appended');
      await log.saveSnapshot(2, held, 'of another version');
      expect(await log.prune({ version: 1, streams: [], days: [] })).toEqual({ folded: 0, dropped: [] });
      expect(await log.since(null)).toEqual([held]);
    });

    it('folds away what lies between streams, and keeps settings, recordings and day totals', async () => {
      const log = await opened();
      await during(log, 1_000, [tick(1), setting]);
      await during(log, 2_500, [began(), tick(2)]);
      const [held] = await during(log, 4_000, [tick(3)]);
      const [after] = await during(log, 5_000, [tick(4)]);
      if (held === undefined || after === undefined) throw new Error('nothing appended');
      await log.saveSnapshot(1, held, 'state');
      const day = { day: '2026-11-23', sku: 'A', net: 3, outOfStock: false };
      expect(await log.prune({ version: 1, streams, days: [day] })).toEqual({ folded: 2, dropped: [] });
      expect((await log.since(null)).map(({ at, type }) => [at.wall, type])).toEqual([
        [1_000, 'settings'],
        [2_500, 'began'],
        [2_500, 'tick'],
        [5_000, 'tick'],
      ]);
      expect(await log.since(held)).toEqual([after]);
      expect(await log.days()).toEqual([day]);
    });

    it('keeps the newest part of a recording that is too large, from where everything was noted anew, and says so', async () => {
      const log = await opened();
      const early = [
        ...(await during(log, 2_100, [began(), tick(1)])),
        ...(await during(log, 2_200, [tick(2), setting, tick(3)])),
      ];
      await during(log, 2_300, [began(), tick(4)]);
      const late = await during(log, 2_400, [began(), tick(5)]);
      await held(log);
      const gone = early.filter(({ type }) => type !== 'settings');
      const streamBytes = sizeOf(await log.since(null)) - sizeOf(gone);
      const pruned = await log.prune({ version: 1, streams, days: [], streamBytes });
      // The base at which it is cut stands at the cut itself: it is what the rest is folded from.
      expect(pruned.dropped).toEqual([{ stream: 's1', events: 4, bytes: sizeOf(gone), until: 2_200 }]);
      expect(await typesIn(log)).toEqual([
        [2_200, 'settings'],
        [2_300, 'began'],
        [2_300, 'tick'],
        [2_400, 'began'],
        [2_400, 'tick'],
      ]);
      expect((await log.prune({ version: 1, streams, days: [], streamBytes })).dropped).toEqual([]);
      await log.prune({ version: 1, streams, days: [], streamBytes: sizeOf(late) });
      expect(await typesIn(log)).toEqual([
        [2_200, 'settings'],
        [2_400, 'began'],
        [2_400, 'tick'],
      ]);
    });

    it('never takes from a recording what all the rest is folded from', async () => {
      const log = await opened();
      await during(log, 2_100, [began(), tick(1), tick(2), tick(3)]);
      await held(log);
      await log.prune({ version: 1, streams, days: [], streamBytes: sizeOf((await log.since(null)).slice(0, 2)) });
      expect((await log.since(null)).map(({ originSeq }) => originSeq)).toEqual([1, 4]);
    });

    it('drops whole recordings, the oldest first, where all together are too large', async () => {
      const log = await opened();
      const both = [...streams, { stream: 's2', from: 4_000, to: 5_000 }];
      await during(log, 2_100, [began(), tick(1)]);
      const rest = await during(log, 4_100, [began('s2'), tick(2)]);
      await held(log);
      const policy = { version: 1, streams: both, days: [], totalBytes: sizeOf(rest) + 100 };
      expect((await log.prune(policy)).dropped).toMatchObject([{ stream: 's1', events: 2 }]);
      expect((await log.prune({ ...policy, otherBytes: 50 })).dropped).toEqual([]);
      // What is kept elsewhere is part of the bound.
      expect((await log.prune({ ...policy, otherBytes: 101 })).dropped).toMatchObject([{ stream: 's2', events: 2 }]);
    });

    it('keeps what another stream has recorded at the same time', async () => {
      const log = await opened();
      const both = [...streams, { stream: 's2', from: 2_000, to: 2_500 }];
      await during(log, 2_100, [began(), began('s2'), tick(1)]);
      await during(log, 2_900, [tick(2)]);
      await held(log);
      const only = { from: 2_000, to: 3_000 };
      await log.prune({ version: 1, streams: both.slice(1), days: [], only });
      expect((await log.since(null)).map(({ originSeq }) => originSeq)).toEqual([2, 3]);
    });

    it('looks at no more than the one recording that a person deleted', async () => {
      const log = await opened();
      await during(log, 1_000, [tick(1)]);
      await during(log, 2_100, [began(), tick(2)]);
      await during(log, 3_500, [tick(3)]);
      await held(log);
      await log.prune({ version: 1, streams: [], days: [], only: { from: 2_000, to: 3_000 } });
      expect((await log.since(null)).map(({ originSeq }) => originSeq)).toEqual([1, 4]);
    });

    it('has no recording of a stream that is over and of which nobody noted how it began', async () => {
      const log = await opened();
      await during(log, 2_100, [tick(1)]);
      await held(log);
      const running = [{ stream: 's1', from: 2_000, to: null }];
      expect(await log.prune({ version: 1, streams: running, days: [] })).toEqual({ folded: 0, dropped: [] });
      expect(await log.prune({ version: 1, streams, days: [] })).toEqual({ folded: 1, dropped: [] });
    });

    it('answers with what is no later than an instant', async () => {
      const log = await opened();
      const [first] = await during(log, 1_000, [tick(1)]);
      await during(log, 2_000, [tick(2), tick(3)]);
      await during(log, 2_001, [tick(4)]);
      if (first === undefined) throw new Error('nothing appended');
      expect((await log.since(first, 2_000)).map(({ originSeq }) => originSeq)).toEqual([2, 3]);
      expect(await log.since(null, 1_000)).toHaveLength(1);
      expect(await log.since(first, 500)).toEqual([]);
    });

    it('keeps aside, and reports, what comes too late to be folded in', async () => {
      const log = await opened();
      await during(log, 1_000, [tick(1)]);
      const [held] = await during(log, 4_000, [tick(2)]);
      if (held === undefined) throw new Error('nothing appended');
      await log.saveSnapshot(1, held, 'state');
      await log.prune({ version: 1, streams: [], days: [] });
      const late = foreign(1, 500);
      expect(await log.accept([late])).toEqual([]);
      expect(await log.accept([late])).toEqual([]);
      expect(await log.aside()).toEqual([late]);
      expect((await log.loadSnapshot(1))?.state).toBe('state');
      expect(await log.accept([foreign(2, 4_500)])).toHaveLength(1);
    });
  });
});

describe('the stored log over lives', () => {
  const clock = { now: () => 1_000 };

  it('goes on where the last life of the worker ended', async () => {
    const before = await openLog('main', { origin: 'here', clock });
    await before.append([tick(1)]);
    before.close();
    const after = await openLog('main', { origin: 'here', clock: { now: () => 5 } });
    const [event] = await after.append([tick(2)]);
    expect(event).toMatchObject({ originSeq: 2, at: { wall: 1_000, count: 1 } });
    expect(await (await openLog('rehearsal', { origin: 'here', clock })).since(null)).toEqual([]);
  });

  it('keeps no snapshot that misses what was accepted while it was asked for', async () => {
    let now = 1_000;
    const log = await openLog('main', { origin: 'here', clock: { now: () => now } });
    const [early] = await log.append([tick(1)]);
    now = 3_000;
    const [late] = await log.append([tick(2)]);
    if (early === undefined || late === undefined) throw new Error('nothing appended');
    await log.saveSnapshot(1, early, 'early');
    const accepting = log.accept([foreign(1, 2_000)]);
    // Nobody has heard of it yet.
    await Promise.all([accepting, log.saveSnapshot(1, late, 'without it')]);
    expect((await log.loadSnapshot(1))?.state).toBe('early');
    await log.saveSnapshot(1, late, 'with it');
    expect((await log.loadSnapshot(1))?.state).toBe('with it');
  });

  it('keeps numbers apart where two lives overlap', async () => {
    const [one, two] = await Promise.all([
      openLog('main', { origin: 'here', clock }),
      openLog('main', { origin: 'here', clock }),
    ]);
    await Promise.all([one.append([tick(1)]), two.append([tick(2)]), one.append([tick(3)]), two.append([tick(4)])]);
    expect((await one.since(null)).map(({ originSeq }) => originSeq)).toEqual([1, 2, 3, 4]);
  });

  it('forgets the snapshots that an update finds to be missing an event', async () => {
    const old = await openLog('main', { origin: 'here', clock });
    await old.accept([foreign(1, 10), foreign(2, 20, { v: 2 })]);
    const [first] = await old.since(null);
    const [last] = await old.append([tick(1)]);
    if (first === undefined || last === undefined) throw new Error('nothing appended');
    await old.saveSnapshot(1, first, 'before it');
    await old.saveSnapshot(1, last, 'without it');
    old.close();
    const versions = { ...EVENT_VERSIONS, tick: 2 };
    const migrations = { tick: [{ to: 2, body: (body: unknown) => body }] };
    const updated = await openLog('main', { origin: 'here', clock, versions, migrations });
    expect(await updated.since(null)).toHaveLength(3);
    expect((await updated.loadSnapshot(1))?.state).toBe('before it');
  });
});
