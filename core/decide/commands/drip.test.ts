import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCommand } from '../../../test/builders/command.ts';
import type { Command, CommandState, CommandStep, DripPace } from '../../domain/command.ts';
import type { DripBody } from '../../domain/guard.ts';
import { MINUTE, SECOND } from '../../domain/instant.ts';
import { phrase } from '../../domain/phrase.ts';
import { type DripFacts, dripByHand, dripNext, dripRow } from './drip.ts';

const T = 1_800_000_000_000;
const EVERY = 2 * MINUTE;
const byTime: DripPace = { by: 'time', everyMs: EVERY };
const byHand: DripPace = { by: 'hand', everyMs: null };
const UNREAD = { sellable: null, withheld: 90, mayRelease: null };
const byShipping: DripPace = { by: 'shipping', everyMs: null };

function state(more: Partial<Command> = {}, step: CommandStep = 'confirmed', at = T): CommandState {
  const command: Command = aCommand({
    id: 'd',
    key: 'here:d',
    kind: 'drip',
    variant: 'v',
    targets: [{ source: 'shop', sku: 'A', ref: null }],
    quantity: 10,
    drip: byTime,
    actor: { name: 'Lin', origin: 'here', surface: 'panel' },
    requestedAt: at,
    ...more,
  });
  return { command, step, writes: [], readBack: [], say: null, at, revertedAt: null };
}
const batch = (step: CommandStep, at: number, units = 10): CommandState =>
  state({ id: `b${at}`, kind: 'release', of: 'd', quantity: units, drip: null }, step, at);
const other = (kind: Command['kind'], step: CommandStep, at: number): CommandState => state({ id: `o${at}`, kind }, step, at);
const said = (step: DripBody['step'], at = T, why: DripBody['why'] = 'person'): DripBody => ({ command: 'd', step, why, at });

const facts = (more: Partial<DripFacts> = {}): DripFacts => ({
  now: T,
  drip: state(),
  batches: [],
  said: null,
  others: [],
  byPage: false,
  stock: { sellable: 0, withheld: 90, mayRelease: 90 },
  room: null,
  streamOverAt: null,
  backAt: null,
  ...more,
});
const told = (more: Partial<DripFacts>): string => {
  const next = dripNext(facts(more));
  if (next.do === 'release') return `release ${next.units}`;
  return next.do === 'nothing' ? `nothing ${next.why?.key.split('.')[1] ?? ''}`.trim() : `${next.do} ${next.why}`;
};

describe('a drip by time', () => {
  it.each<[string, Partial<DripFacts>, string]>([
    ['waits for its time', { now: T + EVERY - 1 }, 'nothing'],
    ['releases a batch when it has come', { now: T + EVERY }, 'release 10'],
    ['counts from the last batch', { now: T + EVERY, batches: [batch('confirmed', T + SECOND)] }, 'nothing'],
    ['is as long as half an interval late', { now: T + 1.5 * EVERY }, 'release 10'],
    ['catches nothing up after that', { now: T + 1.5 * EVERY + 1 }, 'wait closed'],
    ['goes on at once when a person says so', { now: T + 9 * EVERY, said: said('goesOn', T + 9 * EVERY) }, 'release 10'],
    ['releases what is left at the end', { now: T + EVERY, stock: { sellable: 0, withheld: 4, mayRelease: 90 } }, 'release 4'],
    [
      'never releases more than may be promised',
      { now: T + EVERY, stock: { sellable: 3, withheld: 90, mayRelease: 7 } },
      'release 7',
    ],
    ['never more than the warehouse can ship', { now: T + EVERY, room: 6 }, 'release 6'],
    ['stands still where the warehouse is full', { now: T + EVERY, room: 0 }, 'wait capacity'],
    [
      'stands still where nothing may be promised',
      { now: T + EVERY, stock: { sellable: 3, withheld: 90, mayRelease: 0 } },
      'wait soldOut',
    ],
    [
      'releases nothing on numbers that are not known',
      { now: T + EVERY, stock: { sellable: null, withheld: 90, mayRelease: null } },
      'nothing stale',
    ],
    [
      'and stands still when they stay unknown',
      { now: T + 2 * EVERY, stock: { sellable: null, withheld: 90, mayRelease: null } },
      'wait stale',
    ],
    [
      'says that nobody was there, not that the numbers are old',
      { now: T + 2 * EVERY, backAt: T + 2 * EVERY, stock: { sellable: null, withheld: 90, mayRelease: null } },
      'wait closed',
    ],
    ['has one batch at a time', { now: T + 5 * EVERY, batches: [batch('executing', T + EVERY)] }, 'nothing batch'],
    ['stands still where a batch is unknown', { batches: [batch('unknown', T + EVERY)] }, 'wait unknown'],
    ['stands still where a batch failed', { now: T + EVERY, batches: [batch('failed', T + EVERY)] }, 'wait failed'],
    [
      'takes the next one when a person has seen that',
      { now: T + 2 * EVERY, batches: [batch('failed', T + EVERY)], said: said('goesOn', T + EVERY + 1) },
      'release 10',
    ],
    ['keeps out of the way of another command', { now: T + EVERY, others: [other('limit', 'executing', T)] }, 'nothing busy'],
    ['is over when it was undone', { others: [other('restore', 'confirmed', T + 1)] }, 'end changed'],
    ['is over when a limit was set since', { others: [other('limit', 'confirmed', T + 1)] }, 'end changed'],
    ['goes on after a limit that failed', { now: T + EVERY, others: [other('limit', 'failed', T + 1)] }, 'release 10'],
    ['stands still after a pause', { others: [other('pause', 'confirmed', T + 1)] }, 'wait changed'],
    ['stands still when another system changed it', { drip: { ...state(), revertedAt: T + 1 }, now: T + EVERY }, 'wait changed'],
    ['stands still when its stream is over', { streamOverAt: T + 1 }, 'wait stream'],
    [
      'goes on after it where a person says so',
      { streamOverAt: T + 1, said: said('goesOn', T + 2), now: T + EVERY },
      'release 10',
    ],
    [
      'ends when another system wrote over all that was withheld',
      { drip: { ...state(), revertedAt: T + 1 }, stock: { sellable: 90, withheld: 0, mayRelease: 0 } },
      'end changed',
    ],
    ['ends when nothing is withheld any more', { stock: { sellable: 10, withheld: 0, mayRelease: 0 } }, 'end soldOut'],
    ['does nothing once it was stopped', { now: T + EVERY, said: said('stopped') }, 'nothing'],
    ['does nothing while it stands still', { now: T + EVERY, said: said('waits', T, 'closed') }, 'nothing'],
    ['has not begun before it is confirmed', { now: T + EVERY, drip: state({}, 'unknown') }, 'nothing'],
    ['does nothing by itself on a page, and says when it is due', { now: T + EVERY, byPage: true }, 'nothing due'],
    ['and says so until a person starts it, however late', { now: T + 9 * EVERY, byPage: true }, 'nothing due'],
    ['not before', { now: T + EVERY - 1, byPage: true }, 'nothing byPerson'],
    ['not without a row to type in', { now: T + EVERY, byPage: true, stock: UNREAD }, 'nothing pageUnread'],
    [
      'nor where nothing may be promised',
      { now: T + EVERY, byPage: true, stock: { sellable: 3, withheld: 9, mayRelease: 0 } },
      'nothing promised',
    ],
    ['nor once its stream is over', { now: T + EVERY, byPage: true, streamOverAt: T + 1 }, 'wait stream'],
  ])('%s', (_, more, expected) => {
    expect(told(more)).toBe(expected);
  });
});

describe('a drip as the warehouse ships', () => {
  const drip = state({ drip: byShipping });
  it.each<[string, Partial<DripFacts>, string]>([
    ['follows when the last wave is sold and there is room', { room: 50 }, 'release 10'],
    ['lets the last wave be sold first', { room: 50, stock: { sellable: 1, withheld: 90, mayRelease: 90 } }, 'nothing onSale'],
    ['goes on by itself once the warehouse can ship more', { room: 0 }, 'nothing full'],
    ['does not guess what the warehouse can ship', { room: null }, 'nothing noCapacity'],
    ['stands still when the worker was away', { room: 50, backAt: T + 1 }, 'wait closed'],
    ['and goes on when a person says so', { room: 50, backAt: T + 1, said: said('goesOn', T + 2) }, 'release 10'],
  ])('%s', (_, more, expected) => {
    expect(told({ drip, ...more })).toBe(expected);
  });
});

describe('a person presses next', () => {
  const by = (more: Partial<DripFacts>) => {
    const hand = dripByHand(facts({ drip: state({ drip: byHand }), ...more }));
    return hand.ok ? hand.units : hand.say.key;
  };
  it.each<[string, Partial<DripFacts>, number | string]>([
    ['a batch', {}, 10],
    ['a batch while it stands still', { said: said('waits') }, 10],
    ['after one that failed', { batches: [batch('failed', T)] }, 10],
    ['no more than may be promised', { stock: { sellable: 0, withheld: 90, mayRelease: 2 } }, 2],
    ['nothing beside an open batch', { batches: [batch('requested', T)] }, 'drip:refused.batch'],
    ['nothing while one is unknown', { batches: [batch('unknown', T)] }, 'drip:refused.batch'],
    ['nothing once it is over', { said: said('ended') }, 'drip:refused.over'],
    ['nothing that the warehouse cannot ship', { room: 0 }, 'drip:refused.full'],
    ['nothing from old numbers', { stock: { sellable: 0, withheld: 90, mayRelease: null } }, 'drip:refused.stale'],
  ])('gets %s', (_, more, expected) => {
    expect(by(more)).toBe(expected);
  });
  it('gets what is held of a batch to be typed on a page, where the command itself says whether it may', () => {
    const page = { byPage: true, stock: UNREAD, drip: state({ drip: byTime }) };
    expect([by(page), by({ ...page, stock: { ...UNREAD, withheld: 4 } })]).toEqual([10, 4]);
    expect(by({ ...page, stock: { sellable: 5, withheld: 90, mayRelease: 7 } })).toBe(7);
  });

  it('on a page is told as due with its number, for the surface to offer', () => {
    const row = dripRow(facts({ byPage: true, now: T + EVERY, stock: { sellable: 0, withheld: 6, mayRelease: 90 } }));
    expect(row).toMatchObject({ state: 'running', due: 6, why: { key: 'drip:holds.due', values: { n: 6 } } });
    expect(dripRow(facts({ byPage: true }))?.due).toBeUndefined();
  });
  it('is all that moves a drip by hand', () => {
    expect(told({ drip: state({ drip: byHand }), now: T + 99 * EVERY })).toBe('nothing hand');
  });
});

describe('what is shown of it', () => {
  it('counts what was put on sale, and says when the next is due', () => {
    const batches = [batch('confirmed', T + EVERY), batch('failed', T + 2 * EVERY), batch('confirmed', T + 3 * EVERY, 4)];
    const row = dripRow(facts({ batches, said: said('goesOn', T + 2 * EVERY + 1), now: T + 3 * EVERY }));
    expect(row).toMatchObject({ batch: 10, batches: 3, released: 24, state: 'running', nextAt: T + 4 * EVERY, why: null });
  });
  it('says why it stands still, in the words of what went wrong where there are some', () => {
    const failed = { ...batch('failed', T + EVERY), say: phrase('command:failed.unchanged') };
    const row = (why: DripBody['why'], say?: DripBody['say']) =>
      dripRow(facts({ batches: [failed], said: { ...said('waits', T, why), ...(say === undefined ? {} : { say }) } }));
    expect(row('closed')).toMatchObject({ state: 'waits', nextAt: null, why: { key: 'drip:waits.closed' } });
    expect(row('failed')?.why?.key).toBe('command:failed.unchanged');
    expect(row('failed', phrase('command:refused.noLevel'))?.why?.key).toBe('command:refused.noLevel');
  });
  it('is nothing before it has begun', () => {
    expect(dripRow(facts({ drip: state({}, 'executing') }))).toBeNull();
  });
  it('does not change as time passes', () => {
    const at = (now: number) => dripRow(facts({ now }));
    expect(at(T + EVERY - 1)).toEqual(at(T + 1));
  });
});

/** A shop with stock, buyers, other channels, and batches that end well, badly or not at all; it minds what a drip does to it. */
class Shop {
  private now = T;
  private available = 100;
  private sellable: number;
  private withheld: number;
  private body: DripBody | null = null;
  private batches: readonly CommandState[] = [];
  private lastAt = T;
  releases = 0;
  private readonly pace: DripPace;
  private readonly quantity: number;

  constructor(pace: DripPace, quantity: number) {
    this.pace = pace;
    this.quantity = quantity;
    this.sellable = quantity;
    this.withheld = this.available - quantity;
  }
  readonly moves: Readonly<Record<Move['kind'], (n: number) => void>> = {
    pass: (n) => {
      this.now += n * 4 * SECOND;
    },
    sell: (n) => {
      const sold = Math.min(n, this.sellable);
      this.available -= sold;
      this.sellable -= sold;
    },
    sellElsewhere: (n) => {
      this.available = Math.max(this.sellable, this.available - n);
    },
    confirm: () => this.end('confirmed'),
    fail: () => this.end('failed'),
    loseSight: () => this.end('unknown'),
    stop: () => {
      if (!this.isOver()) this.body = said('stopped', this.now);
    },
    goOn: () => {
      if (this.body?.step === 'waits') this.body = said('goesOn', this.now);
    },
    next: () => {
      const hand = dripByHand(this.facts());
      if (hand.ok) this.release(hand.units);
    },
  };
  /** What the worker does after whatever happened. */
  work(): void {
    const next = dripNext(this.facts());
    if (next.do === 'wait') this.body = said('waits', this.now, next.why);
    if (next.do === 'end') this.body = said('ended', this.now, next.why);
    if (next.do !== 'release') return;
    expect(this.pace.by).not.toBe('hand');
    if (this.pace.by === 'time') this.isInTime();
    this.release(next.units);
  }
  private isInTime(): void {
    const due = this.lastAt + EVERY;
    expect(this.now).toBeGreaterThanOrEqual(due);
    const from = this.body?.step === 'goesOn' ? Math.max(due, this.body.at) : due;
    expect(this.now - from).toBeLessThanOrEqual(EVERY / 2);
  }
  private release(units: number): void {
    expect(this.isOver()).toBe(false);
    expect(this.batches.every(({ step }) => step === 'confirmed' || step === 'failed')).toBe(true);
    expect(units).toBeGreaterThanOrEqual(1);
    expect(units).toBeLessThanOrEqual(Math.min(this.quantity, this.withheld, this.available - this.sellable));
    this.batches = [...this.batches, batch('executing', this.now, units)];
    this.releases += 1;
  }
  private end(step: 'confirmed' | 'failed' | 'unknown'): void {
    const last = this.batches.at(-1);
    if (last === undefined || last.step === 'confirmed' || last.step === 'failed') return;
    this.batches = [...this.batches.slice(0, -1), { ...last, step, at: this.now }];
    if (step === 'unknown') return;
    this.lastAt = this.now;
    const units = step === 'confirmed' ? (last.command.quantity ?? 0) : 0;
    this.sellable += units;
    this.withheld -= units;
  }
  private readonly isOver = (): boolean => this.body?.step === 'stopped' || this.body?.step === 'ended';
  private readonly facts = (): DripFacts =>
    facts({
      now: this.now,
      drip: state({ drip: this.pace, quantity: this.quantity }),
      batches: this.batches,
      said: this.body,
      stock: {
        sellable: this.sellable,
        withheld: this.withheld,
        mayRelease: Math.max(0, this.available - this.sellable),
      },
      room: 40,
    });
}
type Move = {
  readonly kind: 'pass' | 'sell' | 'sellElsewhere' | 'confirm' | 'fail' | 'loseSight' | 'stop' | 'goOn' | 'next';
  readonly n: number;
};
const often = (kind: Move['kind'], weight: number) => ({
  weight,
  arbitrary: fc.record<Move>({ kind: fc.constant(kind), n: fc.integer({ min: 1, max: 60 }) }),
});
const move = fc.oneof(
  often('pass', 8),
  often('sell', 3),
  often('sellElsewhere', 1),
  often('confirm', 5),
  often('fail', 1),
  often('loseSight', 1),
  often('stop', 1),
  often('goOn', 2),
  often('next', 1),
);

describe('whatever happens', () => {
  it.each([
    ['time', byTime],
    ['shipping', byShipping],
    ['hand', byHand],
  ])('by %s: one batch at a time, never more than may be promised, never too soon and never to catch up', (_, pace) => {
    let releases = 0;
    fc.assert(
      fc.property(fc.array(move, { minLength: 10, maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (moves, quantity) => {
        const shop = new Shop(pace, quantity);
        for (const { kind, n } of moves) {
          shop.moves[kind](n);
          shop.work();
        }
        releases += shop.releases;
      }),
      { numRuns: 300 },
    );
    // Else the law was never put to the test.
    expect(releases).toBeGreaterThan(100);
  });
});
