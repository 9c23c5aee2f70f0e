import { describe, expect, test } from 'vitest';
import type { Draft, LogEvent } from '../domain/event.ts';
import { memoryLog } from '../edge/storage/memory-log.ts';
import { type KeptLog, openLiveLog } from './live-log.ts';

const actor = { name: '', origin: 'o', surface: 'worker' as const };
const tick = (now: number): Draft => ({ type: 'tick', actor, body: { now, intervalMs: 1, start: false } });
const inMemory = (origin: string): KeptLog => memoryLog('main', { origin, clock: { now: () => 5 } });
const never = new AbortController().signal;

/** A stored log that takes so many appends and then refuses. */
function failing(after: number): KeptLog {
  const log = inMemory('disk');
  let left = after;
  return {
    ...log,
    append: async (drafts) => {
      if (left-- <= 0) throw new DOMException('full', 'QuotaExceededError');
      return log.append(drafts);
    },
  };
}

describe('storage that refuses', () => {
  test('from the start: memory takes over, and it is said', async () => {
    const said: unknown[] = [];
    const refuse = async () => Promise.reject(new Error('refused'));
    const log = await openLiveLog({
      openStored: refuse,
      openMemory: () => inMemory('memory'),
      lost: async (why) => void said.push(why),
      found: async () => {},
    });
    await log.append([tick(1)]);
    expect(said).toHaveLength(1);
    expect(log.durable()).toBe(false);
    expect(await log.since(null)).toHaveLength(1);
  });
  test('half-way: what could not be stored is not lost, listeners stay, and it is said once', async () => {
    const said: unknown[] = [];
    const heard: LogEvent[] = [];
    const log = await openLiveLog({
      openStored: async () => failing(1),
      openMemory: () => inMemory('memory'),
      lost: async (why) => void said.push(why),
      found: async () => {},
    });
    log.subscribe((events) => heard.push(...events), never);
    await log.append([tick(1)]);
    expect(log.durable()).toBe(true);
    await Promise.all([log.append([tick(2)]), log.append([tick(3)])]);
    await log.append([tick(4)]);
    expect(heard.map((event) => (event.type === 'tick' ? event.body.now : null))).toEqual([1, 2, 3, 4]);
    expect(said).toHaveLength(1);
    expect(log.durable()).toBe(false);
    expect(log.origin).toBe('memory');
  });

  test('that stores again: what memory held goes to disk once, and nobody hears it twice', async () => {
    const disk = inMemory('disk');
    let full = false;
    const said: unknown[] = [];
    const heard: LogEvent[] = [];
    const log = await openLiveLog({
      openStored: async () => ({
        ...disk,
        append: async (drafts) => (full ? Promise.reject(new Error('full')) : disk.append(drafts)),
        accept: async (events) => (full ? Promise.reject(new Error('full')) : disk.accept(events)),
      }),
      openMemory: () => inMemory(`memory-${said.length}`),
      lost: async () => void said.push('lost'),
      found: async () => void said.push('found'),
    });
    log.subscribe((events) => heard.push(...events), never);
    await log.append([tick(1)]);
    full = true;
    await log.append([tick(2)]);
    await log.recover();
    expect(log.durable()).toBe(false);
    full = false;
    await Promise.all([log.recover(), log.append([tick(3)])]);
    await log.append([tick(4)]);
    await log.recover();
    expect(log.durable()).toBe(true);
    expect(said).toEqual(['lost', 'found']);
    const times = (events: readonly LogEvent[]) => events.map((event) => (event.type === 'tick' ? event.body.now : null));
    expect(times(heard)).toEqual([1, 2, 3, 4]);
    expect(times(await disk.since(null)).sort()).toEqual([1, 2, 3, 4]);
    full = true;
    await log.append([tick(5)]);
    expect(said).toEqual(['lost', 'found', 'lost']);
    expect(heard).toHaveLength(5);
  });
});
