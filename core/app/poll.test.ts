import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { aPosition, eventMaker } from '../../test/builders/events.ts';
import { fakeClock } from '../../test/builders/fake-clock.ts';
import type { Draft } from '../domain/event.ts';
import { HOUR, MINUTE, SECOND } from '../domain/instant.ts';
import type { OrderLine } from '../domain/order.ts';
import { bad, good, type Outcome } from '../domain/problem.ts';
import type { Reading } from '../domain/reading.ts';
import type { SettingsBody, ShopSettings, SourceConfig } from '../domain/settings.ts';
import type { Source } from '../ports.ts';
import { advance, emptyState } from './cycle.ts';
import { createPoller } from './poll.ts';

const T = 1_800_000_000_000;
type Asked = { readonly source: string; readonly at: number; readonly answer: (outcome?: Outcome<Reading>) => Promise<void> };
type Orders = Outcome<{ readonly watermark: number; readonly lines: readonly OrderLine[] }>;
type AskedOrders = { readonly source: string; readonly answer: (outcome?: Orders) => Promise<void> };
const denied: Outcome<never> = bad({ kind: 'credentials', say: { key: 'source:problem.credentials' } });
const timedOut = bad({ kind: 'timeout', say: { key: 'source:problem.timeout' } });
const flush = async () => {
  for (let n = 0; n < 10; n++) await Promise.resolve();
};
const failure = (retryAt?: number): Outcome<never> =>
  bad({ kind: 'server', say: { key: 'source:problem.server' }, ...(retryAt === undefined ? {} : { retryAt }) });

/** A poller over sources whose every answer a test gives by hand; `at` in seconds from the start. */
function world(ids: readonly string[] = ['wms'], more: Partial<SourceConfig> = {}, withOrders = false) {
  const clock = fakeClock(T);
  const make = eventMaker();
  const asked: Asked[] = [];
  const ordersAsked: AskedOrders[] = [];
  const written: Draft['type'][] = [];
  const ordersKept: (readonly OrderLine[])[] = [];
  let stop = new AbortController();
  const config = (id: string): SourceConfig => ({
    id,
    connector: 'fake',
    name: id,
    role: 'both',
    address: '',
    options: {},
    lagMinutes: 0,
    ...more,
  });
  let state = advance(emptyState('main'), make(T, { type: 'settings', body: { sources: ids.map(config) } }));
  let intervalMs = 5 * SECOND;
  let mayPoll = true;
  let inFlight = 0;
  const reading = (source: string): Outcome<Reading> =>
    good({
      source,
      observedAt: null,
      receivedAt: clock.now(),
      coverage: { kind: 'full' },
      positions: [aPosition('TEE', 'LAX', { sellable: 4 })],
      problems: [],
    });
  const source = (id: string): Source => ({
    id,
    abilities: { orders: withOrders, pause: null, level: null, perBuyer: false },
    orders: (_since, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(timedOut));
        const answer = async (outcome: Orders = good({ watermark: clock.now(), lines: [] })) => {
          resolve(outcome);
          await flush();
        };
        ordersAsked.push({ source: id, answer });
      }),
    check: async () => ({ ok: true, lines: [] }),
    positions: (signal) =>
      new Promise((resolve) => {
        inFlight += 1;
        const end = (outcome: Outcome<Reading>) => {
          if (isOpen) inFlight -= 1;
          isOpen = false;
          resolve(outcome);
        };
        let isOpen = true;
        signal.addEventListener('abort', () => end(timedOut));
        const answer = async (outcome = reading(id)) => {
          end(outcome);
          await flush();
        };
        asked.push({ source: id, at: (clock.now() - T) / SECOND, answer });
      }),
  });
  const report = vi.fn();
  const deps = {
    settings: (): ShopSettings => state.ledger.settings,
    state: () => state,
    sourceOf: async (id: string) => source(id),
    append: async (draft: Draft) => {
      written.push(draft.type);
      if (draft.type === 'orders') ordersKept.push(draft.body.lines);
      state = advance(state, make(clock.now(), draft as never));
    },
    actor: () => ({ name: '', origin: 'o', surface: 'worker' as const }),
    clock,
    lease: { mayPoll: async () => mayPoll, mayAct: async () => true },
    intervalMs: () => intervalMs,
    report,
    signal: stop.signal,
    // No jitter: in its middle.
    random: () => 0.5,
  };
  let poller = createPoller(deps);
  return {
    clock,
    asked,
    ordersAsked,
    inFlight: () => inFlight,
    written,
    ordersKept,
    report,
    stop: () => stop.abort(),
    poller: () => poller,
    /** The worker died; another one reads the log and begins. */
    reborn: () => {
      stop.abort();
      stop = new AbortController();
      poller = createPoller({ ...deps, signal: stop.signal });
      poller.start();
    },
    interval: (ms: number) => {
      intervalMs = ms;
      poller.nudge();
    },
    lease: (may: boolean) => {
      mayPoll = may;
    },
    change: (body: SettingsBody) => {
      state = advance(state, make(clock.now(), { type: 'settings', body }));
      poller.nudge();
    },
    /** In steps, as time goes by: what a wake sets off is done before the next. */
    after: async (seconds: number) => {
      const end = clock.now() + seconds * SECOND;
      do {
        clock.advance(Math.min(SECOND, end - clock.now()));
        await flush();
      } while (clock.now() < end);
    },
    start: async () => {
      poller.start();
      await flush();
      clock.advance(0);
      await flush();
    },
    times: () => asked.map(({ at }) => at),
    last: () => {
      const one = asked.at(-1);
      if (one === undefined) throw new Error('Nothing was asked.');
      return one;
    },
  };
}

describe('a poller', () => {
  test('asks at once, then each interval after the answer, and one request at a time', async () => {
    const it = world();
    await it.start();
    await it.after(60);
    expect(it.times()).toEqual([0]);
    await it.last().answer();
    await it.after(4.9);
    expect(it.times()).toEqual([0]);
    await it.after(0.1);
    expect(it.times()).toEqual([0, 65]);
    expect(it.written).toEqual(['reading']);
  });

  test('takes another interval at once: live five seconds, otherwise five minutes', async () => {
    const it = world();
    it.interval(5 * MINUTE);
    await it.start();
    await it.last().answer();
    await it.after(20);
    it.interval(5 * SECOND);
    await it.after(0);
    expect(it.times()).toEqual([0, 20]);
    await it.last().answer();
    it.interval(5 * MINUTE);
    await it.after(299);
    expect(it.times()).toEqual([0, 20]);
    await it.after(1);
    expect(it.times()).toEqual([0, 20, 320]);
  });

  test('backs off from a source that fails, opens the circuit, and is back at the interval with the first good answer', async () => {
    const it = world();
    await it.start();
    const waits: number[] = [];
    for (let failures = 0; failures < 7; failures += 1) {
      const { at } = it.last();
      const count = it.asked.length;
      await it.last().answer(failure());
      while (it.asked.length === count) await it.after(1);
      waits.push(it.last().at - at);
    }
    expect(waits).toEqual([5, 10, 20, 40, 60, 60, 60]);
    expect(it.written.every((type) => type === 'pollFailed')).toBe(true);
    await it.last().answer();
    await it.after(5);
    expect(it.last().at - (it.times().at(-2) ?? 0)).toBe(5);
  });

  test.each([
    ['which asks for 90 seconds', 90 * SECOND, 90],
    ['which asks for a day: an hour at most', 24 * HOUR, 3_600],
  ])('waits for a server %s', async (_name, ms, seconds) => {
    const it = world();
    await it.start();
    await it.last().answer(failure(T + ms));
    await it.after(seconds - 1);
    expect(it.times()).toEqual([0]);
    it.poller().pollNow('wms');
    await it.after(1);
    expect(it.times()).toEqual([0, seconds]);
  });

  test('gives up a source that never answers, says so, and asks again', async () => {
    const it = world();
    await it.start();
    await it.after(121);
    expect(it.written).toEqual(['pollFailed']);
    await it.after(5);
    expect(it.asked).toHaveLength(2);
  });

  test('goes on at once where the clock is set back by an hour', async () => {
    const it = world();
    await it.start();
    await it.last().answer();
    it.clock.set(T - HOUR);
    await it.after(5);
    expect(it.asked).toHaveLength(2);
  });

  test('polls once after a long sleep, not once for each interval that it slept through', async () => {
    const it = world();
    await it.start();
    await it.last().answer();
    it.clock.set(T + 8 * HOUR);
    await it.after(0);
    expect(it.asked).toHaveLength(2);
  });

  test('an answer to a source that was removed meanwhile is nobody’s', async () => {
    const it = world();
    await it.start();
    it.change({ drop: { sources: ['wms'] } });
    await it.last().answer();
    await it.after(600);
    expect(it.written).toEqual([]);
    expect(it.asked).toHaveLength(1);
  });

  test('what is asked for while an answer is under way is asked once that is in', async () => {
    const it = world();
    await it.start();
    it.poller().pollNow(null);
    it.poller().pollNow('wms');
    await it.after(0);
    expect(it.asked).toHaveLength(1);
    await it.last().answer();
    await it.after(0);
    expect(it.asked).toHaveLength(2);
    await it.last().answer();
    await it.after(4.9);
    expect(it.asked).toHaveLength(2);
  });

  test('is silent where another browser holds the lease, and goes on when it has it again', async () => {
    const it = world();
    it.lease(false);
    await it.start();
    await it.after(30);
    expect(it.asked).toEqual([]);
    it.lease(true);
    await it.after(5);
    expect(it.asked).toHaveLength(1);
  });

  test('a reborn worker waits out the interval after a good answer, and asks at once after a failure', async () => {
    const it = world();
    await it.start();
    await it.last().answer();
    await it.after(2);
    it.reborn();
    await it.after(2.9);
    expect(it.asked).toHaveLength(1);
    await it.after(0.1);
    expect(it.asked).toHaveLength(2);
    await it.last().answer(failure());
    it.reborn();
    await it.after(0);
    expect(it.asked).toHaveLength(3);
  });

  test('a stopped one asks no more', async () => {
    const it = world();
    await it.start();
    await it.last().answer();
    it.stop();
    await it.after(600);
    expect(it.asked).toHaveLength(1);
  });
});

describe('sources of one account', () => {
  test('at one address take turns: never two requests at once', async () => {
    const it = world(['stock', 'shop'], { address: 'https://api.example/admin' });
    await it.start();
    expect(it.asked.map(({ source }) => source)).toEqual(['stock']);
    await it.last().answer(failure());
    expect(it.asked.map(({ source }) => source)).toEqual(['stock', 'shop']);
  });

  test('of their own are asked side by side', async () => {
    const it = world(['a', 'b']);
    await it.start();
    expect(it.asked.map(({ source }) => source)).toEqual(['a', 'b']);
  });
});

describe('orders', () => {
  const twoAtOneAddress = () => world(['stock', 'shop'], { address: 'https://api.example/admin' }, true);

  test('are asked for after the stock, and keep their turn among the sources of one account', async () => {
    const it = twoAtOneAddress();
    await it.start();
    await it.last().answer();
    expect([it.asked.length, it.ordersAsked.length]).toEqual([2, 0]);
    await it.last().answer();
    expect(it.ordersAsked.map(({ source }) => source)).toEqual(['stock']);
    await it.ordersAsked[0]?.answer();
    expect(it.ordersAsked.map(({ source }) => source)).toEqual(['stock', 'shop']);
    expect(it.written).toEqual(['reading', 'reading', 'orders']);
  });

  test.each([
    ['that fail leave the stock at its interval', undefined, 5],
    ['whose server asks us to wait are waited for', T + 90 * SECOND, 90],
  ])('%s', async (_name, retryAt, seconds) => {
    const it = world(['wms'], {}, true);
    await it.start();
    await it.last().answer();
    await it.ordersAsked[0]?.answer(failure(retryAt));
    expect(it.written).toEqual(['reading', 'pollFailed']);
    await it.after(seconds - 1);
    expect(it.times()).toEqual([0]);
    await it.after(1);
    expect(it.times()).toEqual([0, seconds]);
  });

  test('that the key may not read are no failure: the stock is read on, and an hour later they are asked for again', async () => {
    const it = world(['wms'], {}, true);
    await it.start();
    await it.last().answer();
    await it.ordersAsked[0]?.answer(denied);
    for (let poll = 0; poll < 3; poll += 1) {
      await it.after(5);
      await it.last().answer();
    }
    expect([it.asked.length, it.ordersAsked.length]).toEqual([4, 1]);
    expect(it.written.every((type) => type === 'reading')).toBe(true);
    it.interval(5 * MINUTE);
    for (let poll = 0; poll < 12; poll += 1) {
      expect(it.ordersAsked).toHaveLength(1);
      await it.after(300);
      await it.last().answer();
    }
    expect(it.ordersAsked).toHaveLength(2);
    await it.ordersAsked[1]?.answer();
    expect(it.written.at(-1)).toBe('orders');
  });

  test.each([
    ['somebody asks at once, as after a check', (it: ReturnType<typeof world>) => it.poller().pollNow('wms')],
    ['the worker begins anew', (it: ReturnType<typeof world>) => it.reborn()],
    ['the clock was set back meanwhile', (it: ReturnType<typeof world>) => it.clock.set(T - HOUR)],
  ])('that the key may not read are asked for again where %s', async (_name, act) => {
    const it = world(['wms'], {}, true);
    await it.start();
    await it.last().answer();
    await it.ordersAsked[0]?.answer(denied);
    act(it);
    await it.after(6);
    await it.last().answer();
    expect(it.ordersAsked).toHaveLength(2);
  });

  test('of a source that only ships are not asked for', async () => {
    const it = world(['wms'], { role: 'warehouse' }, true);
    await it.start();
    await it.last().answer();
    expect([it.ordersAsked.length, it.written]).toEqual([0, ['reading']]);
  });

  test('that come again unchanged are kept once', async () => {
    const it = world(['wms'], {}, true);
    const line: OrderLine = {
      ...{ source: 'wms', order: 'o', line: '1', revision: 1, sku: 'TEE', quantity: 2 },
      ...{ createdAt: T, state: 'paid' },
    };
    await it.start();
    for (const ask of [0, 1]) {
      await it.last().answer();
      await it.ordersAsked[ask]?.answer(good({ watermark: it.clock.now(), lines: [line] }));
      await it.after(5);
    }
    expect(it.ordersKept).toEqual([[line], []]);
  });

  test('that never come hold nothing up for ever', async () => {
    const it = world(['wms'], {}, true);
    await it.start();
    await it.last().answer();
    await it.after(126);
    expect(it.written).toEqual(['reading', 'pollFailed']);
    expect(it.asked).toHaveLength(2);
  });

  test('of a source that was removed meanwhile are nobody’s', async () => {
    const it = world(['wms'], {}, true);
    await it.start();
    await it.last().answer();
    it.change({ drop: { sources: ['wms'] } });
    await it.ordersAsked[0]?.answer();
    expect(it.written).toEqual(['reading']);
  });
});

describe('whatever happens', () => {
  type Step = {
    readonly what: 'wait' | 'good' | 'bad' | 'later' | 'live' | 'idle' | 'now' | 'back' | 'reborn';
    readonly seconds: number;
  };
  const steps = fc.array(
    fc.record<Step>({
      what: fc.constantFrom('wait', 'wait', 'good', 'good', 'bad', 'later', 'live', 'idle', 'now', 'back', 'reborn'),
      seconds: fc.integer({ min: 1, max: 90 }),
    }),
    { maxLength: 30 },
  );
  type World = ReturnType<typeof world>;
  const act: Record<Step['what'], (it: World, seconds: number) => unknown> = {
    wait: (it, seconds) => it.after(seconds),
    good: (it) => it.last().answer(),
    bad: (it) => it.last().answer(failure()),
    later: (it, seconds) => it.last().answer(failure(it.clock.now() + seconds * SECOND)),
    live: (it) => it.interval(5 * SECOND),
    idle: (it) => it.interval(5 * MINUTE),
    now: (it) => it.poller().pollNow(null),
    back: (it, seconds) => it.clock.set(it.clock.now() - seconds * SECOND),
    reborn: (it) => it.reborn(),
  };

  test('there is one request at a time, and always another', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const it = world();
        await it.start();
        for (const { what, seconds } of all) {
          await act[what](it, seconds);
          await flush();
          expect(it.inFlight()).toBeLessThanOrEqual(1);
        }
        // The wait that a server asked for, the deadline of a request under way, an idle interval and its jitter.
        const before = it.asked.length;
        await it.after(90 + 3_600 + 330);
        expect(it.asked.length).toBeGreaterThan(before);
        expect(it.report).not.toHaveBeenCalled();
      }),
      { numRuns: 60 },
    );
  });
});
