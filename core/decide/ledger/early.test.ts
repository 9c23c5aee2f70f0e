import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSource, T0 } from '../../../test/builders/events.ts';
import { aCommand, aLine, at, aWrite, SKU, shop } from '../../../test/builders/ledger-shop.ts';
import { SECOND } from '../../domain/instant.ts';
import { applyEvent, emptyLedger, type Ledger } from './ledger.ts';

/** A system that ships and sells, or a channel before a late warehouse, whose first answers are in. */
const KINDS = {
  both: () =>
    shop({
      settings: {
        sources: [aSource('shop', 'both')],
        accounts: [{ id: 'acc', name: '', profile: '', site: '', channel: 'shop', pool: null }],
      },
    }),
  channel: () => shop({ channel: true, lag: 75 }),
} as const;
type Kind = keyof typeof KINDS;

function sells(kind: Kind, level = 100) {
  const it = KINDS[kind]();
  it.read(0, [at(level, 'A'), at(level, 'B')], 'shop');
  it.order(0, 0, []);
  return { ...it, level: (seconds: number, a: number, b = level) => it.read(seconds, [at(a, 'A'), at(b, 'B')], 'shop') };
}

/** A replica that answers now and then with what was there before. */
function flickers({ level }: Pick<ReturnType<typeof sells>, 'level'>): void {
  level(5, 98);
  level(10, 100);
  level(15, 98);
}

describe.each(['both', 'channel'] as const)('orders and falls of a source that is %s', (kind) => {
  const unseen = (units: number) => (kind === 'channel' ? units : 0);

  it('an order told before its fall is read counts once, before and after the next answer', () => {
    const it = sells(kind);
    it.order(6, 6, [aLine('o', 5, 4)]);
    expect(it.sold().net).toBe(4);
    it.level(10, 96);
    expect([it.sold().net, it.sold().provisional, it.stock().unseen]).toEqual([4, 0, unseen(4)]);
    it.order(11, 11, []);
    expect([it.sold().net, it.stock().unseen]).toEqual([4, unseen(4)]);
  });

  it('of a fall a part may be told, and the rest is provisional', () => {
    const it = sells(kind);
    it.order(6, 6, [aLine('o', 5, 4)]);
    it.level(10, 93);
    expect([it.sold().net, it.sold().provisional, it.stock().unseen]).toEqual([7, 3, unseen(7)]);
    it.order(11, 11, [aLine('p', 8, 3)]);
    expect([it.sold().net, it.sold().provisional, it.stock().unseen]).toEqual([7, 0, unseen(7)]);
  });

  it('a fall that was read first, and lies after the watermark of the answer that tells its order, counts once', () => {
    const it = sells(kind);
    it.level(10, 93);
    it.order(11, 6, [aLine('o', 5, 4)]);
    expect([it.sold().net, it.sold().provisional, it.stock().unseen]).toEqual([7, 3, unseen(7)]);
    it.order(12, 11, [aLine('p', 8, 3)]);
    expect([it.sold().net, it.sold().provisional, it.stock().unseen]).toEqual([7, 0, unseen(7)]);
  });

  it('what orders told first hides nothing that is sold later: it waits for one reading, and no longer', () => {
    const it = sells(kind);
    // Goods came in as it was sold: no level ever shows it.
    it.order(6, 6, [aLine('o', 5, 4)]);
    it.level(10, 100);
    it.level(15, 97);
    expect(it.sold().net).toBe(7);
  });

  it('nor does an order that a restock hid in the last reading', () => {
    const it = sells(kind);
    it.level(30, 120);
    it.order(31, 31, [aLine('o', 20, 4)]);
    it.level(35, 118);
    expect(it.sold().net).toBe(6);
  });

  it('an order over two places counts as ordered, though the system took more', () => {
    const it = sells(kind);
    it.level(10, 96, 94);
    expect(it.sold().net).toBe(10);
    it.order(11, 11, [aLine('o', 5, 9)]);
    expect([it.sold().net, it.sold().provisional, it.stock().unseen]).toEqual([9, 0, unseen(9)]);
    it.level(15, 93, 94);
    expect(it.sold().net).toBe(12);
  });

  it('waits while a command is under way in its place', () => {
    const it = sells(kind);
    const place = { source: 'shop', location: 'A' };
    const write = { ...aWrite('adjust', { before: 100, change: -50, after: 50 }), place };
    const id = 'l';
    const step = (seconds: number, body: object) =>
      it.log(T0 + seconds * SECOND, { type: 'command', body: { id, at: T0 + seconds * SECOND, ...body } as never });
    step(5, {
      step: 'requested',
      command: { ...aCommand('limit', id), targets: [{ source: 'shop', sku: SKU, ref: null, units: 50 }] },
    });
    step(5, { step: 'executing', writes: [write] });
    for (const [seconds, level, lines] of [
      [6, 46, [aLine('o', 5.5, 4)]],
      [11, 44, [aLine('p', 8, 2)]],
    ] as const) {
      it.level(seconds, level);
      it.order(seconds + 0.5, seconds + 0.5, lines);
    }
    const back = { source: 'shop', sku: SKU, onSale: null, levels: [{ location: 'A', level: 44 }], at: T0 + 12 * SECOND };
    step(12, { step: 'confirmed', readBack: [back] });
    expect(it.sold().net).toBe(6);
  });

  it('waits while its place flickers', () => {
    const it = sells(kind);
    flickers(it);
    it.order(16, 16, [aLine('o', 12, 4)]);
    it.level(20, 95);
    it.order(21, 21, [aLine('p', 18, 1)]);
    for (const seconds of [25, 30]) it.level(seconds, 95);
    expect(it.stock().places.find(({ place }) => place.location === 'A')).toMatchObject({ level: 95, flickering: false });
    expect([it.sold().net, it.stock().unseen]).toEqual([5, unseen(5)]);
  });

  it('what was met in a flicker is taken back as it was booked', () => {
    const it = sells(kind);
    it.order(4, 4, [aLine('o', 3, 1)]);
    flickers(it);
    expect(it.sold()).toMatchObject({ net: 1, provisional: 0 });
    const shown = Object.entries(it.ledger().books[SKU]?.seen ?? {}).flatMap(([, entries]) => entries);
    expect(shown.reduce((sum, { ordered }) => sum + ordered, 0)).toBe(0);
  });

  it('units given back are told first, or read first, and count once', () => {
    const it = sells(kind);
    const stands = (seconds: number, onHand: number, reserved: number) =>
      it.read(seconds, [{ ...at(null, 'C'), onHand, reserved }], 'shop', { coverage: { kind: 'partial', why: 'pages' } });
    stands(1, 100, 0);
    stands(10, 100, 9);
    it.order(11, 11, [aLine('o', 5, 9)]);
    it.order(14, 14, [aLine('o', 5, 9, { revision: 2, released: 2 })]);
    expect(it.sold()).toMatchObject({ ordered: 9, released: 2, net: 7 });
    stands(15, 100, 7);
    expect(it.sold().net).toBe(7);
    stands(20, 100, 4);
    expect(it.sold().net).toBe(4);
    it.order(21, 19, [aLine('o', 5, 9, { revision: 3, released: 5 })]);
    expect(it.sold()).toMatchObject({ net: 4, provisional: 0 });
    expect(it.stock().unseen).toBe(unseen(4));
  });
});

type Act = { readonly is: 'buy' | 'read' | 'ask' | 'behind'; readonly units: number; readonly seconds: number };
const act: fc.Arbitrary<Act> = fc.record({
  is: fc.constantFrom<Act['is']>('buy', 'buy', 'read', 'ask', 'behind'),
  units: fc.integer({ min: 1, max: 9 }),
  seconds: fc.integer({ min: 1, max: 7 }),
});

/** In any order; `split`: a system that takes so many units more where an order is served from both of its places. */
function play(kind: Kind, split: number) {
  const it = sells(kind, 5_000);
  const orders: { readonly at: number; readonly units: number }[] = [];
  let [now, readAt, told] = [0, 0, 0];
  const upTo = (at: number) => orders.filter((order) => order.at <= at);
  const units = (some: typeof orders) => some.reduce((sum, order) => sum + order.units, 0);
  function read() {
    // Every third order is taken from the one place, every third from the other, every third from both.
    const taken = [0, 0];
    for (const [index, order] of upTo(now).entries()) {
      const half = index % 3 === 2 && order.units > 1 ? Math.floor(order.units / 2) : 0;
      const main = index % 3 === 1 ? 1 : 0;
      taken[main] = (taken[main] ?? 0) + order.units - half;
      taken[1 - main] = (taken[1 - main] ?? 0) + half + (half > 0 ? split : 0);
    }
    it.level(now, 5_000 - (taken[0] ?? 0), 5_000 - (taken[1] ?? 0));
    readAt = now;
  }
  /** All orders up to a watermark that may lie some seconds back, and those that came after it, too. */
  function ask(watermark: number) {
    const lines = orders.map((order, id) => aLine(`o${id}`, order.at, order.units));
    told = Math.max(told, watermark);
    it.order(now, watermark, lines);
  }
  const step = ({ is, units: of, seconds }: Act) => {
    now += seconds;
    if (is === 'buy') orders.push({ at: now, units: of });
    else if (is === 'read') read();
    else ask(is === 'ask' ? now : Math.max(told, now - of));
  };
  return {
    it,
    step,
    /** What was ordered by the time that either of them tells of. */
    known: () => units(upTo(Math.max(readAt, told))),
    whole: () => {
      now += 5;
      read();
      ask(now);
      return units(orders);
    },
  };
}

describe('in any order of readings and order answers', () => {
  it.each(['both', 'channel'] as const)('of a source that is %s, no unit is counted twice and none is lost', (kind) => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { it, step, known } = play(kind, 0);
        for (const one of acts) {
          step(one);
          expect(it.sold().net).toBe(known());
          if (kind === 'channel') expect(it.stock().unseen).toBe(known());
        }
      }),
      { numRuns: 200 },
    );
  });

  it('sold is what was ordered once orders have told, whatever the falls said', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), fc.integer({ min: 0, max: 3 }), (acts, split) => {
        const { it, step, whole } = play('both', split);
        for (const one of acts) step(one);
        const ordered = whole();
        expect(it.sold()).toMatchObject({ kind: 'orders', ordered, released: 0, provisional: 0 });
      }),
      { numRuns: 200 },
    );
  });

  it('after a restart anywhere it goes on to the byte', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), fc.nat(30), (acts, where) => {
        const { it, step } = play('both', 1);
        for (const one of acts) step(one);
        const first = it.events.slice(0, where).reduce(applyEvent, emptyLedger('main'));
        const again = it.events.slice(where).reduce(applyEvent, JSON.parse(JSON.stringify(first)) as Ledger);
        expect(JSON.stringify(again)).toBe(JSON.stringify(it.ledger()));
      }),
      { numRuns: 60 },
    );
  });
});
