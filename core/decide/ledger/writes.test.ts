import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { T0 } from '../../../test/builders/events.ts';
import { aCommand, aLine, aReadBack, at, aWrite, type Figures, SKU, shop } from '../../../test/builders/ledger-shop.ts';
import type { CommandBody, Lever } from '../../domain/command.ts';
import { SECOND } from '../../domain/instant.ts';

const units = fc.integer({ min: 0, max: 9 });
const PAUSE: Figures = { before: 40, change: -40, after: 0 };

/** A pause of the 40 units in LAX, as far as its journal entry. */
function executing(lever: Lever = 'adjust', figures = PAUSE) {
  const it = shop();
  it.read(0, [at(40)]);
  const step = (seconds: number, body: CommandBody) => it.log(T0 + seconds * SECOND, { type: 'command', body });
  step(10, { step: 'requested', id: 'p', command: aCommand('pause', 'p', T0 + 10 * SECOND) });
  step(10, { step: 'executing', id: 'p', writes: [aWrite(lever, figures)], at: T0 + 10 * SECOND });
  const confirm = (seconds: number, level: number | null) => {
    const instant = T0 + seconds * SECOND;
    step(seconds, { step: 'confirmed', id: 'p', readBack: [aReadBack(instant, level)], at: instant });
  };
  return { ...it, step, confirm };
}

describe('our own writes', () => {
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
          it.write(10, 'p', 'pause', lever, { before, change: -hold, after: level });
          // A flag's read-back tells no level: the next reading does.
          if (lever !== 'flag') expect(it.stock().available).toBe(100 - early - meanwhile);
          level -= late;
          it.read(20, [at(level)]);
          const beforeResume = level;
          level += hold;
          it.write(30, 'r', 'resume', lever, { before: beforeResume, change: hold, after: level });
          level -= after;
          it.read(40, [at(level)]);
          expect(it.sold().net).toBe(early + meanwhile + late + after);
          expect(it.stock()).toMatchObject({ available: level, uncertain: 0, frozen: false });
          expect(it.place()?.withheld).toBe(0);
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
        it.write(10, 'p', 'pause', 'absolute', { before: 40, change: -30, after: 10 });
        it.read(20, [at(10 - after)]);
        const derived = it.sold().net;
        const { uncertain, safeToPromise } = it.stock();
        expect(derived).toBeLessThanOrEqual(swallowed + after);
        expect(derived + uncertain).toBeGreaterThanOrEqual(swallowed + after);
        expect(safeToPromise).toBeLessThanOrEqual(40 - swallowed - after);
      }),
    );
  });

  it('is settled by orders once they have told of that time, and what was swallowed was never withheld', () => {
    const wms = { source: 'wms', location: 'LAX' };
    const it = shop();
    it.read(0, [at(40)]);
    it.write(10, 'p', 'pause', 'absolute', { before: 40, change: -30, after: 10 });
    const orders = (seconds: number, watermark: number) => {
      const line = { ...aLine('o', 10.5, 5), source: 'wms' };
      const body = { source: 'wms', receivedAt: T0 + seconds * SECOND, watermark: T0 + watermark * SECOND, lines: [line] };
      it.log(T0 + seconds * SECOND, { type: 'orders', body });
    };
    orders(10.8, 10.8);
    expect(it.stock().uncertain).toBe(40);
    orders(15, 15);
    expect(it.stock()).toMatchObject({ uncertain: 0, available: 35 });
    expect(it.place()).toMatchObject({ place: wms, level: 10, withheld: 25 });
  });

  it('derive nothing while the outcome is unknown, and all of it once it is read back', () => {
    const it = executing();
    it.step(11, { step: 'unknown', id: 'p', say: { key: 'command:unknown' }, at: T0 + 11 * SECOND });
    it.read(20, [at(0)]);
    expect(it.sold().net).toBe(0);
    expect(it.stock().frozen).toBe(true);
    it.confirm(60, 0);
    expect(it.sold().net).toBe(0);
    expect(it.stock()).toMatchObject({ frozen: false, available: 40 });
  });

  it('leave what moved meanwhile a sale where nothing was written', () => {
    const it = executing();
    it.read(12, [at(37)]);
    it.step(13, { step: 'failed', id: 'p', say: { key: 'command:refused' }, at: T0 + 13 * SECOND });
    expect(it.sold().net).toBe(3);
    expect(it.place()).toMatchObject({ level: 37, withheld: 0, frozenBy: null });
  });

  it('count where a part was done all the same', () => {
    const it = executing();
    const instant = T0 + 13 * SECOND;
    it.step(13, { step: 'failed', id: 'p', say: { key: 'command:half' }, readBack: [aReadBack(instant, 0)], at: instant });
    it.read(20, [at(0)]);
    expect(it.sold().net).toBe(0);
    expect(it.place()).toMatchObject({ level: 0, withheld: 40 });
  });

  it('count in the places where they were made, and in no other', () => {
    const it = shop();
    const both = (lax: number, ont: number) => it.read(lax === 40 ? 0 : 20, [at(lax), at(ont, 'ONT')]);
    both(40, 40);
    const there = aWrite('adjust', PAUSE);
    const writes = [there, { ...there, place: { source: 'wms', location: 'ONT' } }];
    const instant = T0 + 13 * SECOND;
    const step = (body: CommandBody) => it.log(instant, { type: 'command', body });
    step({ step: 'requested', id: 'p', command: aCommand('pause', 'p', instant) });
    step({ step: 'executing', id: 'p', writes, at: instant });
    step({ step: 'failed', id: 'p', say: { key: 'command:half' }, readBack: [aReadBack(instant, 0)], at: instant });
    both(0, 37);
    expect([it.place()?.withheld, it.place('ONT')?.withheld]).toEqual([40, 0]);
    expect(it.sold().net).toBe(3);
    expect(it.stock()).toMatchObject({ available: 77, frozen: false });
  });

  it('are not undone by an answer that was asked for before, nor is a purchase after them lost', () => {
    const it = executing();
    it.confirm(12, 0);
    it.read(13, [at(40)]);
    expect(it.stock()).toMatchObject({ available: 40 });
    it.read(18, [at(0)]);
    expect(it.sold().net).toBe(0);
    expect(it.place()).toMatchObject({ level: 0, withheld: 40, rises: 0 });
  });

  it('take the level of the next answer where it could not be read back', () => {
    const it = executing('adjust', { before: 40, change: -30, after: 10 });
    it.read(11, [at(8)]);
    it.confirm(12, null);
    it.read(17, [at(8)]);
    expect(it.sold().net).toBe(2);
    expect(it.stock().available).toBe(38);
  });

  it('start from before the pattern where the place flickered', () => {
    const it = shop();
    for (const [index, level] of [10, 8, 10, 8].entries()) it.read(index, [at(level)]);
    it.write(10, 'p', 'pause', 'adjust', { before: 8, change: -8, after: 0 });
    expect(it.sold().net).toBe(2);
    expect(it.place()).toMatchObject({ level: 0, withheld: 8, flickering: false });
    expect(it.stock().available).toBe(8);
  });
});

describe('another system that writes over ours', () => {
  it('never makes units out of what we withhold, and is said once', () => {
    const it = executing();
    it.confirm(12, 0);
    it.read(17, [at(0)]);
    it.read(22, [at(38)]);
    expect(it.stock()).toMatchObject({ available: 38 });
    expect(it.place()).toMatchObject({ level: 38, withheld: 0 });
    expect(it.sold().net).toBe(0);
    expect(it.ledger().commands.p?.revertedAt).toBe(T0 + 22 * SECOND);
    it.read(27, [at(40)]);
    expect(it.ledger().commands.p?.revertedAt).toBe(T0 + 22 * SECOND);
  });

  it('is not an order given back while all is held', () => {
    const it = executing();
    it.confirm(12, 0);
    it.read(17, [at(2)]);
    expect(it.stock().available).toBe(42);
  });

  it('is seen by the flag, but not in an answer that was asked for before ours', () => {
    const it = shop();
    it.read(0, [at(40, 'LAX', { onSale: true })]);
    it.write(10, 'p', 'pause', 'flag', { before: 40, change: 0, after: 40 });
    expect(it.stock().onSale).toBe(false);
    it.read(14, [at(40, 'LAX', { onSale: true })]);
    expect(it.stock().onSale).toBe(false);
    it.read(20, [at(40, 'LAX', { onSale: false })]);
    it.read(25, [at(40, 'LAX', { onSale: true })]);
    expect(it.ledger().commands.p?.revertedAt).toBe(T0 + 25 * SECOND);
  });

  it('is watched for through whatever else was done to it since', () => {
    const it = shop();
    it.read(0, [at(40, 'LAX', { onSale: true })]);
    it.write(10, 'p', 'pause', 'flag', { before: 40, change: 0, after: 40 });
    it.read(15, [at(40, 'LAX', { onSale: false })]);
    it.write(20, 'l', 'limit', 'adjust', { before: 40, change: -30, after: 10 });
    it.read(28, [at(10, 'LAX', { onSale: false })]);
    it.read(33, [at(10, 'LAX', { onSale: true })]);
    const { p, l } = it.ledger().commands;
    expect([p?.revertedAt, l?.revertedAt]).toEqual([T0 + 33 * SECOND, null]);
  });

  it('is no longer watched for once we have resumed ourselves', () => {
    const it = shop();
    it.read(0, [at(40, 'LAX', { onSale: true })]);
    it.write(10, 'p', 'pause', 'flag', { before: 40, change: 0, after: 40 });
    it.write(20, 'r', 'resume', 'flag', { before: 40, change: 0, after: 40 });
    it.read(30, [at(40, 'LAX', { onSale: true })]);
    it.read(35, [at(40, 'LAX', { onSale: true })]);
    const { p, r } = it.ledger().commands;
    expect([p?.revertedAt, r?.revertedAt]).toEqual([null, null]);
  });
});

describe('the life of a command', () => {
  it('takes no step that may not follow', () => {
    const it = executing();
    it.confirm(12, 0);
    it.confirm(13, 5);
    it.step(14, { step: 'failed', id: 'p', say: { key: 'command:refused' }, at: T0 + 14 * SECOND });
    it.step(15, { step: 'executing', id: 'nobody', writes: [], at: T0 });
    expect(it.ledger().commands.p).toMatchObject({ step: 'confirmed', at: T0 + 12 * SECOND });
    expect(it.place()?.withheld).toBe(40);
    expect(Object.keys(it.ledger().commands)).toEqual(['p']);
  });

  it('keeps every open command, and the last two hundred that ended', () => {
    const it = executing();
    for (let index = 0; index < 210; index += 1) {
      const id = `c${index}`;
      it.step(20 + index, { step: 'requested', id, command: { ...aCommand('pause', id), targets: [] } });
      it.step(20 + index, { step: 'failed', id, say: { key: 'command:refused' }, at: T0 + (20 + index) * SECOND });
    }
    const ids = Object.keys(it.ledger().commands);
    expect(ids).toHaveLength(201);
    expect(ids).toContain('p');
    expect(ids).not.toContain('c9');
    expect(it.stock().sku).toBe(SKU);
  });
});
