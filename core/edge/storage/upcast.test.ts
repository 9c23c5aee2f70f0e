import { expect, it } from 'vitest';
import type { StoredEvent } from './schema.ts';
import { upcast } from './upcast.ts';

const stored = (type: string, v: number, body: unknown): StoredEvent => ({
  id: 'e',
  v,
  type,
  shopId: 'main',
  origin: 'o',
  originSeq: 1,
  at: { wall: 1, count: 0 },
  actor: null,
  body,
});

it('reads a lesson from before units were counted that come together: nothing is known of them', () => {
  const old = { stream: 's', account: 'a', lesson: { skus: {}, ordered: 7, misses: [{ share: 0.1 }] } };
  expect(upcast(stored('learned', 1, old))).toMatchObject({
    v: 2,
    body: {
      stream: 's',
      account: 'a',
      lesson: { skus: {}, ordered: 7, together: { units: 0, worth: 0 }, crowd: [], misses: [] },
    },
  });
});

it('reads what a page showed as it was written before its keys could be missing', () => {
  const body = { account: 'a', seenAt: 1, page: {}, changed: [], keys: ['k'], complete: true };
  expect(upcast(stored('consoleSeen', 1, body))).toMatchObject({ v: 2, body });
});

it('reads daily sales from before channels were named: nobody knows whose they are', () => {
  const old = { file: 'orders.csv', from: '2026-11-01', to: '2026-11-02', at: 1, days: [] };
  expect(upcast(stored('history', 1, old))).toMatchObject({ v: 2, body: { ...old, of: '' } });
});

it('leaves what a later version wrote for the update that knows it', () => {
  expect(upcast(stored('learned', 99, {}))).toBeNull();
});
