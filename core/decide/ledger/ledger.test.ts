import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPosition, aReading, aSource, aStream, eventMaker, T0 } from '../../../test/builders/events.ts';
import type { Command, Lever } from '../../domain/command.ts';
import type { LogEvent } from '../../domain/event.ts';
import { HOUR, MINUTE, SECOND } from '../../domain/instant.ts';
import type { Position } from '../../domain/position.ts';
import type { Reading } from '../../domain/reading.ts';
import type { SettingsBody } from '../../domain/settings.ts';
import { readingBody } from './diff.ts';
import { applyEvent, emptyLedger, type Ledger } from './ledger.ts';
import { salesOf } from './sales.ts';
import { stockOf } from './stock.ts';

const SKU = 'TEE-M';
const ACCOUNT = { id: 'acc', name: 'acc', profile: 'practice', site: 'https://x.example', channel: null, pool: null };

/** A shop with one warehouse (and a channel, where asked for), a stream on air, and a ledger that is fed readings. */
function shop(options: { lag?: number; channel?: boolean } = {}) {
  const make = eventMaker();
  const settings: SettingsBody = {
    sources: [aSource('wms', 'warehouse', options.lag ?? 0), ...(options.channel ? [aSource('shop', 'channel')] : [])],
    accounts: [{ ...ACCOUNT, channel: options.channel ? 'shop' : null }],
    streams: [aStream('acc', T0, T0 + 3 * HOUR)],
  };
  let ledger = emptyLedger('main');
  const events: LogEvent[] = [];
  const feed = (event: LogEvent): void => {
    events.push(event);
    ledger = applyEvent(ledger, event);
  };
  feed(make(T0 - 1, { type: 'settings', body: settings }));
  feed(make(T0, { type: 'tick', body: { now: T0, intervalMs: 5 * SECOND, start: true } }));
  return {
    events,
    make,
    feed,
    ledger: (): Ledger => ledger,
    read(seconds: number, positions: readonly Position[], source = 'wms', more = {}): void {
      const at = T0 + seconds * SECOND;
      const body = readingBody(ledger, aReading(source, at, positions, more));
      feed(make(at, { type: 'reading', body }));
    },
    sold: () => salesOf(ledger, 'stream', SKU),
    stock: () => stockOf(ledger, SKU, 'acc', null),
  };
}
const at = (sellable: number, location = 'LAX', more: Partial<Position> = {}) => aPosition(SKU, location, { sellable, ...more });

describe('what a change of level is', () => {
  it('is a sale where it falls and nothing else explains it', () => {
    const it = shop();
    it.read(0, [at(40)]);
    it.read(5, [at(37)]);
    expect(it.sold()).toMatchObject({ kind: 'warehouseFalls', net: 3, unknownSince: null });
    expect(it.stock()).toMatchObject({ available: 37, safeToPromise: 37 });
  });

  it.each<[string, Position[], Position[], number]>([
    ['a restock', [at(40)], [at(90)], 0],
    ['a transfer', [at(40), at(10, 'FRA')], [at(30), at(20, 'FRA')], 0],
    ['a transfer and a sale', [at(40), at(10, 'FRA')], [at(30), at(19, 'FRA')], 10],
    ['freezing', [at(40, 'LAX', { unsellable: 0 })], [at(35, 'LAX', { unsellable: 5 })], 0],
    ['freezing and a sale', [at(40, 'LAX', { unsellable: 0 })], [at(33, 'LAX', { unsellable: 5 })], 2],
    ['a campaign lock', [at(40, 'LAX', { locked: 0 })], [at(20, 'LAX', { locked: 20 })], 0],
    ['putaway', [at(40, 'LAX', { awaitingPutaway: 30 })], [at(70, 'LAX', { awaitingPutaway: 0 })], 0],
  ])('is %s', (_name, before, after, sold) => {
    const it = shop();
    it.read(0, before);
    it.read(5, after);
    expect(it.sold().net).toBe(sold);
  });

  it('is nothing at all where goods are picked: on hand and reserved fall alike', () => {
    const it = shop();
    it.read(0, [aPosition(SKU, 'LAX', { onHand: 40, reserved: 5 })]);
    it.read(5, [aPosition(SKU, 'LAX', { onHand: 37, reserved: 2 })]);
    expect(it.sold().net).toBe(0);
  });

  it('is given back where a reservation goes and the goods stay', () => {
    const it = shop();
    it.read(0, [aPosition(SKU, 'LAX', { onHand: 40, reserved: 0 })]);
    it.read(5, [aPosition(SKU, 'LAX', { onHand: 40, reserved: 5 })]);
    it.read(10, [aPosition(SKU, 'LAX', { onHand: 40, reserved: 3 })]);
    expect(it.sold()).toMatchObject({ ordered: 5, released: 2, net: 3 });
  });

  it('is not a sale while two replicas disagree, and is one when they have settled', () => {
    const it = shop();
    for (const [index, level] of [10, 8, 10, 8, 10, 8].entries()) it.read(index * 5, [at(level)]);
    expect(it.sold().net).toBe(0);
    expect(it.stock()).toMatchObject({ available: 8 });
    for (const seconds of [30, 35]) it.read(seconds, [at(8)]);
    expect(it.sold().net).toBe(2);
  });

  it('is unexplained where it is far too large, lowers what may be sold, and counts once a person says so', () => {
    const it = shop();
    it.read(0, [at(400)]);
    it.read(5, [at(100)]);
    expect(it.sold().net).toBe(0);
    expect(it.stock().safeToPromise).toBe(100);
    expect(it.stock().places[0]?.unexplained).toEqual([{ at: T0 + 5 * SECOND, units: 300 }]);
    it.feed(
      it.make(T0 + 60 * SECOND, {
        type: 'explained',
        body: { sku: SKU, source: 'wms', location: 'LAX', fallAt: T0 + 5 * SECOND, was: 'sale' },
      }),
    );
    expect(it.sold().net).toBe(300);
    expect(it.stock().places[0]?.unexplained).toEqual([]);
  });
});

describe('what is not there', () => {
  it('is unknown where a full answer no longer lists it, and is no sale', () => {
    const it = shop();
    it.read(0, [at(40), at(10, 'FRA')]);
    it.read(5, [at(10, 'FRA')]);
    expect(it.sold().net).toBe(0);
    expect(it.stock()).toMatchObject({ available: 10, unknownPlaces: 1 });
    it.read(10, [at(38), at(10, 'FRA')]);
    expect(it.sold().net).toBe(2);
  });

  it('stands where a partial answer does not list it', () => {
    const it = shop();
    it.read(0, [at(40), at(10, 'FRA')]);
    it.read(5, [at(9, 'FRA')], 'wms', { coverage: { kind: 'partial', why: 'pages' } });
    expect(it.stock()).toMatchObject({ available: 49, unknownPlaces: 0 });
  });

  it('is null, not zero, where no source knows the SKU', () => {
    expect(shop().stock()).toMatchObject({ available: null, safeToPromise: null });
  });
});

describe('a warehouse that is late', () => {
  it('makes no pulse of a batch that arrives after 75 minutes, and says since when it knows nothing', () => {
    const it = shop({ lag: 75 });
    it.read(0, [at(400)]);
    it.read(80 * 60, [at(370)]);
    const { byMinute, net, unknownSince } = it.sold();
    expect(net).toBe(30);
    expect(Math.max(...byMinute.map((one) => one.units))).toBeLessThanOrEqual(1);
    expect(unknownSince).toBe(T0 + 5 * MINUTE);
  });

  it('knows what a channel sold as unseen until its stock falls for it, once', () => {
    const it = shop({ lag: 75, channel: true });
    it.read(0, [at(400)]);
    it.read(0, [at(300, 'shop')], 'shop');
    it.read(5, [at(290, 'shop')], 'shop');
    expect(it.stock()).toMatchObject({ available: 400, unseen: 10, safeToPromise: 290 });
    it.read(4500, [at(390)]);
    expect(it.stock()).toMatchObject({ available: 390, unseen: 0 });
    expect(it.sold()).toMatchObject({ kind: 'channelFalls', net: 10 });
  });
});

describe('orders', () => {
  it('replace falls up to their watermark; what falls after it is provisional', () => {
    const it = shop({ channel: true });
    it.read(0, [at(100, 'shop')], 'shop');
    it.read(5, [at(95, 'shop')], 'shop');
    it.read(60, [at(93, 'shop')], 'shop');
    const line = {
      source: 'shop',
      order: 'o1',
      line: '1',
      revision: 1,
      sku: SKU,
      quantity: 4,
      createdAt: T0 + 4 * SECOND,
      state: 'paid' as const,
    };
    const body = { source: 'shop', receivedAt: T0 + 61 * SECOND, watermark: T0 + 30 * SECOND, lines: [line] };
    it.feed(it.make(T0 + 61 * SECOND, { type: 'orders', body }));
    expect(it.sold()).toMatchObject({ kind: 'orders', ordered: 6, net: 6, provisional: 2 });
    it.feed(
      it.make(T0 + 90 * SECOND, { type: 'orders', body: { ...body, lines: [{ ...line, revision: 2, state: 'released' }] } }),
    );
    expect(it.sold()).toMatchObject({ ordered: 6, released: 4, net: 2 });
  });
});

type Act = { kind: 'buy' | 'restock' | 'skip' | 'twice' | 'partial' | 'missing' | 'late' | 'back'; units: number; place: 0 | 1 };
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('buy', 'buy', 'buy', 'restock', 'skip', 'twice', 'partial', 'missing', 'late', 'back'),
  units: fc.integer({ min: 1, max: 9 }),
  place: fc.constantFrom(0, 1),
});

type Answer = { readonly seconds: number; readonly positions: readonly Position[]; readonly more: Partial<Reading> };

/** What the source answers after an act: whole, a part, without one place, or an answer of half a minute ago. */
function answers(kind: Act['kind'], seconds: number, here: readonly Position[], last: readonly Position[]): readonly Answer[] {
  const observedAt = T0 + seconds * SECOND;
  const whole = { seconds, positions: here, more: { observedAt } };
  const tell: Partial<Record<Act['kind'], readonly Answer[]>> = {
    skip: [],
    late: [{ seconds, positions: last, more: { observedAt: observedAt - 30 * SECOND } }],
    partial: [{ seconds, positions: here.slice(0, 1), more: { observedAt, coverage: { kind: 'partial', why: 'pages' } } }],
    missing: [{ seconds, positions: here.slice(1), more: { observedAt } }],
    // The machine's clock was set back: log order stands.
    back: [{ seconds: seconds - 3, positions: here, more: { observedAt: null } }],
    twice: [whole, whole],
  };
  return tell[kind] ?? [whole];
}

/** Plays a history against a true stock; answers with the truth and with what the ledger made of the readings. */
function play(acts: readonly Act[]) {
  const it = shop();
  const truth: [number, number] = [5_000, 3_000];
  let bought = 0;
  let restocks = 0;
  let seconds = 0;
  const now = (): Position[] => [at(truth[0], 'LAX'), at(truth[1], 'FRA')];
  let last = now();
  it.read(seconds, last);
  for (const { kind, units, place } of acts) {
    seconds += kind === 'skip' ? 240 : 5;
    if (kind === 'buy') {
      truth[place] -= units;
      bought += units;
    }
    // Rises of a size that no sale here can have: nothing shares an interval, and nothing looks like a flicker.
    if (kind === 'restock') truth[place] += 100 + ++restocks;
    const here = now();
    for (const answer of answers(kind, seconds, here, last)) it.read(answer.seconds, answer.positions, 'wms', answer.more);
    if (kind !== 'late' && kind !== 'skip') last = here;
  }
  it.read(seconds + 5, now(), 'wms', { observedAt: T0 + (seconds + 5) * SECOND });
  return { it, bought, truth };
}

describe('over any history', () => {
  it('no unit is invented or lost, and first + rises - falls is the level', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { it, bought, truth } = play(acts);
        expect(it.sold().net).toBe(bought);
        expect(it.stock().available).toBe((truth[0] ?? 0) + (truth[1] ?? 0));
        for (const { first, rises, falls, level } of it.stock().places) expect(first + rises - falls).toBe(level);
      }),
      { numRuns: 300 },
    );
  });

  it('the same reading twice changes nothing', () => {
    const it = shop();
    it.read(0, [at(40)]);
    it.read(5, [at(38)]);
    const before = it.ledger().books;
    it.read(6, [at(38)]);
    expect(it.ledger().books).toBe(before);
    expect(it.sold().net).toBe(2);
  });

  it('a ledger that was stored and read again at any cut is the same', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), fc.nat(60), (acts, where) => {
        const { it } = play(acts);
        const cut = Math.min(where, it.events.length);
        const first = it.events.slice(0, cut).reduce(applyEvent, emptyLedger('main'));
        const again = it.events.slice(cut).reduce(applyEvent, JSON.parse(JSON.stringify(first)) as Ledger);
        expect(JSON.stringify(again)).toBe(JSON.stringify(it.ledger()));
      }),
      { numRuns: 60 },
    );
  });
});

describe('our own writes', () => {
  const command = (kind: 'pause' | 'resume', id: string): Command => ({
    id,
    key: `here:${id}`,
    kind,
    account: 'acc',
    listing: SKU,
    variant: null,
    targets: [{ source: 'wms', sku: SKU, ref: null }],
    affects: [],
    quantity: null,
    undoes: null,
    because: null,
    actor: { name: 'Lin', origin: 'here', surface: 'panel' },
    requestedAt: T0,
  });
  const place = { source: 'wms', location: 'LAX' };

  /** One write from journal to read-back, with purchases before the write, and between write and read-back. */
  function write(
    it: ReturnType<typeof shop>,
    id: string,
    kind: 'pause' | 'resume',
    lever: Lever,
    seconds: number,
    figures: { before: number; change: number; after: number },
  ) {
    const t = T0 + seconds * SECOND;
    const flag = lever === 'flag';
    it.feed(it.make(t, { type: 'command', body: { step: 'requested', id, command: command(kind, id) } }));
    const writes = [{ place, sku: SKU, lever, before: flag ? null : figures.before, change: flag ? null : figures.change }];
    it.feed(it.make(t, { type: 'command', body: { step: 'executing', id, writes, at: t } }));
    const readBack = [
      {
        source: 'wms',
        sku: SKU,
        onSale: flag ? kind === 'resume' : null,
        levels: [{ location: 'LAX', level: figures.after }],
        at: t,
      },
    ];
    it.feed(it.make(t + SECOND, { type: 'command', body: { step: 'confirmed', id, readBack, at: t + SECOND } }));
  }

  const units = fc.integer({ min: 0, max: 9 });
  it.each<Lever>(['flag', 'adjust', 'compareAndSet'])(
    'a pause, purchases meanwhile and a resume by %s give exactly the purchases',
    (lever) => {
      fc.assert(
        fc.property(units, units, units, units, (early, meanwhile, late, after) => {
          const it = shop();
          let level = 100;
          it.read(0, [at(level)]);
          level -= early;
          const hold = lever === 'flag' ? 0 : 60;
          const before = level;
          level -= hold + meanwhile;
          write(it, 'p', 'pause', lever, 10, { before, change: -hold, after: level });
          // A flag's read-back tells no level: the next reading does.
          if (lever !== 'flag') expect(it.stock().available).toBe(100 - early - meanwhile);
          level -= late;
          it.read(20, [at(level)]);
          const beforeResume = level;
          level += hold;
          write(it, 'r', 'resume', lever, 30, { before: beforeResume, change: hold, after: level });
          level -= after;
          it.read(40, [at(level)]);
          expect(it.sold().net).toBe(early + meanwhile + late + after);
          expect(it.stock()).toMatchObject({ available: level, uncertain: 0, frozen: false });
        }),
        { numRuns: 60 },
      );
    },
  );

  it('an absolute write may have swallowed sales: the truth lies within what is marked, and the mark lowers what is safe', () => {
    fc.assert(
      fc.property(units, units, (swallowed, after) => {
        const it = shop();
        it.read(0, [at(40)]);
        // We read 40, somebody buys, we write 10: what they bought is overwritten.
        const real = 40 - swallowed;
        write(it, 'p', 'pause', 'absolute', 10, { before: 40, change: -30, after: 10 });
        it.read(20, [at(10 - after)]);
        const derived = it.sold().net;
        const { uncertain, safeToPromise } = it.stock();
        expect(derived).toBeLessThanOrEqual(swallowed + after);
        expect(derived + uncertain).toBeGreaterThanOrEqual(swallowed + after);
        expect(safeToPromise).toBeLessThanOrEqual(real);
      }),
    );
  });

  it('a write of unknown outcome stops all derivation until it is read back', () => {
    const it = shop();
    it.read(0, [at(40)]);
    const t = T0 + 10 * SECOND;
    it.feed(it.make(t, { type: 'command', body: { step: 'requested', id: 'p', command: command('pause', 'p') } }));
    const writes = [{ place, sku: SKU, lever: 'adjust' as const, before: 40, change: -40 }];
    it.feed(it.make(t, { type: 'command', body: { step: 'executing', id: 'p', writes, at: t } }));
    it.feed(it.make(t, { type: 'command', body: { step: 'unknown', id: 'p', say: { key: 'command:unknown' }, at: t } }));
    it.read(20, [at(0)]);
    expect(it.sold().net).toBe(0);
    expect(it.stock().frozen).toBe(true);
    const readBack = [{ source: 'wms', sku: SKU, onSale: null, levels: [{ location: 'LAX', level: 0 }], at: t }];
    it.feed(it.make(t + 60_000, { type: 'command', body: { step: 'confirmed', id: 'p', readBack, at: t + 60_000 } }));
    expect(it.sold().net).toBe(0);
    expect(it.stock()).toMatchObject({ frozen: false, available: 40 });
  });

  it('says once that another system has put it on sale again', () => {
    const it = shop();
    it.read(0, [at(40, 'LAX', { onSale: true })]);
    write(it, 'p', 'pause', 'flag', 10, { before: 40, change: 0, after: 40 });
    expect(it.stock().onSale).toBe(false);
    it.read(14, [at(40, 'LAX', { onSale: true })]);
    expect(it.stock().onSale).toBe(false);
    it.read(20, [at(40, 'LAX', { onSale: false })]);
    it.read(25, [at(40, 'LAX', { onSale: true })]);
    expect(it.ledger().commands.p?.revertedAt).toBe(T0 + 25 * SECOND);
  });
});
