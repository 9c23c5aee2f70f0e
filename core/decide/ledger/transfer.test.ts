import { describe, expect, it } from 'vitest';
import { aSource } from '../../../test/builders/events.ts';
import { at, shop } from '../../../test/builders/ledger-shop.ts';

const other = { sources: [aSource('3pl', 'warehouse')] };

describe('a transfer', () => {
  it('is a fall matched by an equal rise in another place of the same answer', () => {
    const it = shop();
    it.read(0, [at(40), at(10, 'FRA')]);
    it.read(5, [at(30), at(20, 'FRA')]);
    expect(it.sold()).toMatchObject({ ordered: 0, net: 0 });
    expect(it.place()).toMatchObject({ level: 30, falls: 10 });
  });

  it('is not a fall beside a rise of another size', () => {
    const it = shop();
    it.read(0, [at(40), at(10, 'FRA')]);
    it.read(5, [at(30), at(19, 'FRA')]);
    expect(it.sold().net).toBe(10);
  });

  it.each([
    ['the fall is seen first', 'wms', '3pl'],
    ['the rise is seen first', '3pl', 'wms'],
  ])('is known when %s, in another warehouse a moment later', (_name, first) => {
    const it = shop(other);
    it.read(0, [at(40)]);
    it.read(0, [at(5, 'NJ')], '3pl');
    const fall = (seconds: number) => it.read(seconds, [at(28)]);
    const rise = (seconds: number) => it.read(seconds, [at(17, 'NJ')], '3pl');
    if (first === 'wms') fall(5);
    else rise(5);
    if (first === 'wms') rise(65);
    else fall(65);
    expect(it.sold()).toMatchObject({ ordered: 0, net: 0, byMinute: [] });
    expect(it.stock().available).toBe(45);
  });

  it('is no transfer three minutes later, nor twice', () => {
    const it = shop(other);
    it.read(0, [at(40)]);
    it.read(0, [at(5, 'NJ')], '3pl');
    it.read(5, [at(28)]);
    it.read(190, [at(17, 'NJ')], '3pl');
    expect(it.sold().net).toBe(12);
    it.read(195, [at(16)]);
    it.read(200, [at(29, 'NJ')], '3pl');
    it.read(205, [at(41, 'NJ')], '3pl');
    expect(it.sold().net).toBe(12);
  });

  it('is matched once, though both places move in the answer that shows its other end', () => {
    const it = shop();
    it.read(0, [at(40), at(10, 'FRA'), at(5, 'NJ')]);
    it.read(5, [at(28), at(10, 'FRA'), at(5, 'NJ')]);
    it.read(10, [at(22, 'FRA'), at(25), at(5, 'NJ')]);
    it.read(15, [at(22, 'FRA'), at(25), at(17, 'NJ')]);
    expect(it.sold().net).toBe(3);
  });

  it('never moves a channel’s level into a warehouse', () => {
    const it = shop({ channel: true });
    it.read(0, [at(40)]);
    it.read(0, [at(40, 'shop')], 'shop');
    it.read(5, [at(37, 'shop')], 'shop');
    it.read(6, [at(43)]);
    expect(it.sold().net).toBe(3);
    expect(it.stock()).toMatchObject({ available: 43, unseen: 3 });
  });

  it('gives back to the unseen orders what it had taken for them', () => {
    const it = shop({ ...other, channel: true });
    it.read(0, [at(40)]);
    it.read(0, [at(5, 'NJ')], '3pl');
    it.read(0, [at(40, 'shop')], 'shop');
    it.read(5, [at(36, 'shop')], 'shop');
    it.read(10, [at(36)]);
    expect(it.stock().unseen).toBe(0);
    it.read(15, [at(9, 'NJ')], '3pl');
    expect(it.stock()).toMatchObject({ unseen: 4, available: 45 });
  });
});
