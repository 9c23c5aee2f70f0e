import { describe, expect, it } from 'vitest';
import { T0 } from '../../../test/builders/events.ts';
import { at, shop } from '../../../test/builders/ledger-shop.ts';
import type { LogEvent } from '../../domain/event.ts';
import { applyEvent } from './ledger.ts';

describe('the fold', () => {
  it('leaves alone what it cannot read, and counts it', () => {
    const it = shop();
    it.read(0, [at(40)]);
    const last = it.events.at(-1);
    const later = { ...last, v: 99 } as LogEvent;
    const unknown = { ...last, type: 'toString' } as unknown as LogEvent;
    const after = [later, unknown].reduce(applyEvent, it.ledger());
    expect(after.unread).toBe(2);
    expect(after.books).toBe(it.ledger().books);
  });

  it('never runs backwards, whatever the clock of an event says', () => {
    const it = shop();
    it.read(10, [at(40)]);
    it.read(5, [at(38)]);
    expect(it.ledger().now).toBe(T0 + 10_000);
    expect(it.sold().net).toBe(2);
  });

  it('does not change for the same reading twice', () => {
    const it = shop();
    it.read(0, [at(40)]);
    it.read(5, [at(38)]);
    const before = it.ledger().books;
    it.read(6, [at(38)]);
    expect(it.ledger().books).toBe(before);
    const last = it.events.findLast((event) => event.type === 'reading' && event.body.changed.length > 0);
    if (last === undefined) throw new Error('no reading');
    // The very same event again, as two origins may bring it.
    const again = applyEvent(it.ledger(), last);
    expect(again.books['TEE-M']?.seen).toEqual(before['TEE-M']?.seen);
    expect(again.books['TEE-M']?.places).toMatchObject({ 'wms\u001fLAX': { level: 38, falls: 2 } });
  });

  it('names what an event touched, and shares the rest', () => {
    const it = shop();
    it.read(0, [at(40), { ...at(7), sku: 'CAP' }]);
    const cap = it.ledger().books.CAP;
    it.read(5, [at(38), { ...at(7), sku: 'CAP' }]);
    expect(it.ledger().changed).toEqual({ skus: ['TEE-M'], rest: false });
    expect(it.ledger().books.CAP).toBe(cap);
  });

  it('keeps the last answers to alerts only', () => {
    const it = shop();
    for (let index = 0; index < 600; index += 1) {
      const body = { alert: `a${index}`, action: 'acknowledge', until: null, at: T0 } as const;
      it.log(T0 + index, { type: 'alertAction', body });
    }
    const kept = Object.keys(it.ledger().alertActions);
    expect(kept).toHaveLength(500);
    expect(kept.at(-1)).toBe('a599');
  });
});
