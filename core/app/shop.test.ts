import { describe, expect, test } from 'vitest';
import { aPress } from '../../test/builders/command.ts';
import { aPosition, aStream } from '../../test/builders/events.ts';
import { fakeClock } from '../../test/builders/fake-clock.ts';
import { memoryImports } from '../../test/builders/imports.ts';
import type { ShopId } from '../domain/ids.ts';
import { listingId } from '../domain/listing.ts';
import { phrase } from '../domain/phrase.ts';
import { good, type Outcome } from '../domain/problem.ts';
import type { Reading } from '../domain/reading.ts';
import { DEFAULT_PREFERENCES, type SettingsBody } from '../domain/settings.ts';
import { memoryLog } from '../edge/storage/memory-log.ts';
import type { Connector, Source } from '../ports.ts';
import type { KeptLog } from './live-log.ts';
import { openShop, type Shop, type ShopDeps } from './shop.ts';

const T = 1_800_000_000_000;
const HOUR = 3_600_000;
const settings: SettingsBody = {
  preferences: DEFAULT_PREFERENCES,
  sources: [{ id: 'wh', connector: 'fake', name: 'Warehouse', role: 'both', address: '', options: {}, lagMinutes: 0 }],
  accounts: [{ id: 'acc', name: 'A', profile: 'practice', site: 'https://a.example', channel: 'wh', pool: null }],
  listings: [
    { account: 'acc', key: 'K', title: 'Cup', variants: [{ id: 'v', title: '', components: [{ sku: 'CUP', unitsPerSale: 1 }] }] },
  ],
  streams: [aStream('acc', T - HOUR, T + HOUR, { id: 'st', zone: 'UTC', planned: { CUP: 40 } })],
};
const SUB = { site: 'https://a.example', stream: null };
const flush = async () => {
  for (let n = 0; n < 5; n++) await new Promise<void>((resolve) => setImmediate(resolve));
};

/** One browser: a disk that outlives its workers, a clock, and a warehouse with one SKU. */
function browserOf(shopId: ShopId = 'main') {
  const clock = fakeClock(T);
  let level = 100;
  const position = () => aPosition('CUP', 'L', { sellable: level, onSale: true, title: 'Cup' });
  let answers = true;
  const source: Source = {
    id: 'wh',
    abilities: { orders: false, pause: 'flag', level: null, perBuyer: false },
    check: async () => ({ ok: true, lines: [] }),
    positions: async (): Promise<Outcome<Reading>> => {
      if (!answers) return new Promise(() => {});
      return good({
        source: 'wh',
        observedAt: null,
        receivedAt: clock.now(),
        coverage: { kind: 'full' },
        positions: [position()],
        problems: [],
      });
    },
  };
  const connector = { id: 'fake', parse: good, hosts: () => [], open: () => source } as unknown as Connector;
  const disk: KeptLog = memoryLog(shopId, { origin: 'o1', clock });
  const errors: string[] = [];
  async function boot(more: Partial<ShopDeps> = {}): Promise<Shop> {
    const shop = await openShop({
      imports: memoryImports(),
      shop: shopId,
      consoles: { act: async () => ({ said: 'none' }), stop: () => {} },
      clock,
      scale: () => ({ realAnchor: 0, anchor: 0, rate: 1 }),
      floorMs: () => 0,
      openStored: async () => disk,
      openMemory: () => memoryLog(shopId, { origin: 'memory', clock }),
      sayStorage: () => phrase('worker:storage.refused'),
      secrets: { get: async () => null, put: async () => {}, remove: async () => {} },
      lease: { mayPoll: async () => true, mayAct: async () => true },
      connector: () => connector,
      fetch: () => Promise.reject(new Error('no network here')),
      ids: () => `id-${Math.trunc(clock.now())}`,
      watchers: () => 1,
      shown: () => new Set(),
      changed: () => {},
      beat: () => {},
      report: (where, error) => errors.push(`${where}: ${String(error)}`),
      ...more,
    });
    await flush();
    return shop;
  }
  async function pass(ms: number) {
    for (let left = ms; left > 0; left -= 1_000) {
      clock.advance(Math.min(1_000, left));
      await flush();
    }
  }
  const answer = (does: boolean) => {
    answers = does;
  };
  const sell = (units: number) => {
    level -= units;
  };
  return { clock, boot, pass, sell, errors, answer, disk };
}
const left = (shop: Shop) => shop.panel(SUB).rows[listingId('acc', 'K')]?.left;
/** All that is shown but for the age of the start. */
const shown = (shop: Shop) => {
  const { head, ...rest } = shop.panel(SUB);
  return JSON.stringify({ ...rest, stream: head.stream?.id, popup: shop.popup().sources });
};

describe('one shop at work', () => {
  test('polls, folds and shows what is left', async () => {
    const { boot, pass, sell, errors } = browserOf();
    const shop = await boot();
    await shop.change(settings, 'options');
    await pass(6_000);
    expect(left(shop)).toBe(100);
    sell(7);
    await pass(6_000);
    expect(left(shop)).toBe(93);
    expect(shop.panel(SUB).head).toMatchObject({ account: 'acc', stream: { id: 'st', running: true } });
    expect(errors).toEqual([]);
  });

  test('a worker that dies at any moment comes back with the same numbers', async () => {
    const { boot, pass, sell, answer, errors } = browserOf();
    let shop = await boot();
    await shop.change(settings, 'options');
    for (let round = 0; round < 12; round++) {
      sell(round % 3);
      await pass(1_000 + 700 * round);
      const before = shown(shop);
      shop.close();
      // The warehouse does not answer while it boots: what is shown comes from the log alone.
      answer(false);
      shop = await boot();
      expect(shown(shop)).toBe(before);
      answer(true);
      shop.close();
      shop = await boot();
    }
    expect(errors).toEqual([]);
  });

  test('two shops in one browser know nothing of each other', async () => {
    const main = browserOf('main');
    const rehearsal = browserOf('rehearsal');
    const one = await main.boot();
    const other = await rehearsal.boot();
    await one.change(settings, 'options');
    await main.pass(6_000);
    expect(left(one)).toBe(100);
    expect(other.panel({ site: null, stream: null }).order).toEqual([]);
    expect((await rehearsal.disk.since(null)).every((event) => event.shopId === 'rehearsal')).toBe(true);
  });

  test('storage refused: numbers are right, it is said, and nothing is commanded', async () => {
    const { boot, pass } = browserOf();
    const shop = await boot({ openStored: () => Promise.reject(new Error('refused')) });
    await shop.change(settings, 'options');
    await pass(6_000);
    expect(left(shop)).toBe(100);
    expect(shop.panel(SUB).head.notices.map(({ key }) => key)).toContain('worker:storage.refused');
    expect(shop.popup().head.notices.map(({ key }) => key)).toContain('worker:storage.refused');
    expect(await shop.intent(aPress({ listing: 'K', skus: ['CUP'] }), 'window')).toEqual(phrase('command:refused.storage'));
  });

  test('a disk that fills up in mid-stream loses no number', async () => {
    const { boot, pass, sell, disk } = browserOf();
    let full = false;
    const filling: KeptLog = {
      ...disk,
      append: async (drafts) => (full ? Promise.reject(new DOMException('', 'QuotaExceededError')) : disk.append(drafts)),
    };
    const shop = await boot({ openStored: async () => filling });
    await shop.change(settings, 'options');
    await pass(6_000);
    full = true;
    sell(10);
    await pass(6_000);
    expect(left(shop)).toBe(90);
    expect(shop.panel(SUB).head.notices).toHaveLength(1);
  });

  test('a disk that refused at the start and takes again brings back what it held, and keeps what came meanwhile', async () => {
    const { boot, pass, sell, disk, errors } = browserOf();
    const first = await boot();
    await first.change(settings, 'options');
    await pass(6_000);
    first.close();
    let refuses = true;
    const shop = await boot({ openStored: async () => (refuses ? Promise.reject(new Error('refused')) : disk) });
    // Nothing is known, and that is said.
    expect(shop.panel(SUB).head.notices.map(({ key }) => key)).toEqual(['worker:storage.refused']);
    await shop.change({ preferences: { ...DEFAULT_PREFERENCES, actorName: 'Lin' } }, 'options');
    shop.wake();
    await flush();
    expect(shop.panel(SUB).head.notices).toHaveLength(1);
    refuses = false;
    shop.wake();
    await flush();
    sell(7);
    await pass(6_000);
    expect(left(shop)).toBe(93);
    expect(shop.panel(SUB).head.notices).toEqual([]);
    shop.close();
    const next = await boot();
    expect(left(next)).toBe(93);
    expect(next.settings().preferences.actorName).toBe('Lin');
    expect(errors).toEqual(['storage: Error: refused']);
  });

  test('folds away what lies between streams when one has ended, and once a day from then on', async () => {
    const { boot, pass, disk, clock, errors } = browserOf();
    const pruned: number[] = [];
    const counting: KeptLog = {
      ...disk,
      prune: (policy) => {
        pruned.push(clock.now());
        return disk.prune(policy);
      },
    };
    const shop = await boot({ openStored: async () => counting });
    await shop.change(settings, 'options');
    const wakeAfter = async (ms: number) => {
      clock.set(clock.now() + ms);
      await pass(1_000);
      shop.wake();
      await flush();
      return pruned.length;
    };
    expect([pruned.length, await wakeAfter(10_000), await wakeAfter(10_000)]).toEqual([1, 1, 1]);
    const ended = { ...settings.streams?.[0], actualEnd: clock.now() } as NonNullable<SettingsBody['streams']>[number];
    await shop.change({ streams: [ended] }, 'options');
    expect([await wakeAfter(60_000), await wakeAfter(60_000)]).toEqual([2, 2]);
    expect([await wakeAfter(24 * HOUR), await wakeAfter(60_000)]).toEqual([3, 3]);
    expect(errors).toEqual([]);
  });

  test('a clock that was set back is said until the next reading', async () => {
    const { boot, pass, clock } = browserOf();
    const shop = await boot();
    await shop.change(settings, 'options');
    await pass(6_000);
    const back = () => shop.panel(SUB).head.notices.some(({ key }) => key === 'worker:clock.setBack');
    expect(back()).toBe(false);
    clock.set(T - 2 * HOUR);
    expect(back()).toBe(true);
    // The stream began an hour ago, whatever the clock says now; nobody has to come and wake us.
    expect(shop.running()).toBe(true);
    expect(shop.panel(SUB).head.stream?.id).toBe('st');
    await pass(12_000);
    expect(back()).toBe(false);
  });

  test('a stream starts and ends with its console, and a page that flickers ends none', async () => {
    const { boot, pass, errors } = browserOf();
    const shop = await boot({ shown: () => new Set(['acc']) });
    const streams = settings.streams?.map((stream) => ({ ...stream, actualStart: null, starts: 'console' as const }));
    await shop.change({ ...settings, ...(streams ? { streams } : {}) }, 'options');
    const says = async (live: 'live' | 'ended', seconds: number) => {
      const page = { live, room: null, viewers: null, comments: null };
      shop.seen('acc', { page, changed: [], keys: [], complete: true });
      await pass(1_000 * seconds);
      return shop.running();
    };
    expect(await says('live', 10)).toBe(true);
    expect(await says('ended', 60)).toBe(true);
    expect(await says('live', 200)).toBe(true);
    expect(await says('ended', 110)).toBe(true);
    await pass(20_000);
    expect(shop.running()).toBe(false);
    // When the page said so, and not when we were sure.
    expect(shop.settings().streams.st?.actualEnd).toBeLessThan(T + 275_000);
    expect(errors).toEqual([]);
  });

  test('a stream is started and ended by a person, once', async () => {
    const { boot } = browserOf();
    const shop = await boot();
    const streams = settings.streams?.map((stream) => ({ ...stream, actualStart: null }));
    await shop.change({ ...settings, ...(streams ? { streams } : {}) }, 'options');
    expect(shop.running()).toBe(false);
    expect(await shop.intent({ kind: 'startStream', stream: 'st' }, 'panel')).toBeNull();
    expect(shop.running()).toBe(true);
    expect(await shop.intent({ kind: 'startStream', stream: 'st' }, 'panel')).toEqual(phrase('worker:stream.running'));
    expect(await shop.intent({ kind: 'endStream', stream: 'st' }, 'panel')).toBeNull();
    expect(shop.running()).toBe(false);
    expect(await shop.intent({ kind: 'endStream', stream: 'st' }, 'panel')).toEqual(phrase('worker:stream.over'));
    expect(await shop.intent({ kind: 'startStream', stream: 'none' }, 'panel')).toEqual(phrase('worker:stream.unknown'));
  });
});

test('the audit log outlives a reset of all settings, and the worker after it', async () => {
  const { boot, disk } = browserOf();
  let shop = await boot();
  await shop.change(settings, 'options');
  const actor = { name: 'Lin', origin: 'o1', surface: 'panel' } as const;
  const plain = { account: 'acc', listing: 'K', variant: null, affects: [], undoes: null, because: null };
  const command = { ...plain, id: 'c1', key: 'o1:k', kind: 'pause', targets: [], quantity: null, actor, requestedAt: T } as const;
  await disk.append([
    { type: 'command', actor, body: { step: 'requested', id: 'c1', command } },
    { type: 'command', actor, body: { step: 'failed', id: 'c1', say: phrase('command:failed.notSent'), at: T } },
  ]);
  const drop = { sources: ['wh'], accounts: ['acc'], listings: [{ account: 'acc', key: 'K' }], streams: ['st'] };
  await shop.change({ preferences: DEFAULT_PREFERENCES, drop }, 'options');
  expect(shop.settings().accounts).toEqual({});
  expect(await shop.audit()).toMatchObject([{ command: 'c1', actor: 'Lin', step: 'failed' }]);
  shop.close();
  shop = await boot();
  expect(await shop.audit()).toMatchObject([{ command: 'c1', actor: 'Lin', step: 'failed' }]);
  shop.close();
});
