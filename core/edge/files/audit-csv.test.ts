import { expect, it } from 'vitest';
import type { AuditRow } from '../../domain/audit.ts';
import { auditCsv } from './audit-csv.ts';

const row: AuditRow = {
  command: 'c1',
  at: Date.UTC(2026, 10, 23, 12),
  step: 'confirmed',
  kind: 'pause',
  listing: 'L, "one"',
  variant: null,
  skus: ['A', 'B'],
  actor: 'Lin',
  origin: 'here',
  surface: 'panel',
  because: null,
  quantity: 12,
  per: 'buyer',
  revertedAt: Date.UTC(2026, 10, 23, 13),
  before: [
    { sku: 'A', source: 'shop', location: 'LAX', level: null, change: null, onSale: true },
    { sku: 'B', source: 'shop', location: 'LAX', level: 12, change: -12, onSale: null },
    { sku: 'C', source: 'shop', location: 'LAX', level: null, change: null, onSale: null, perBuyer: null },
  ],
  after: [{ sku: 'A', source: 'shop', location: null, level: null, change: null, onSale: false }],
  say: { key: 'command:confirmed' },
};

it('writes a line a command, with what was read before and after', () => {
  const lines = auditCsv([row], () => 'done');
  expect(lines).toContain('A @ shop/LAX: on sale; B @ shop/LAX: 12 (-12); C @ shop/LAX: no limit per buyer');
  expect(lines).toContain('A @ shop: paused');
  expect(lines).toContain('2026-11-23T12:00:00.000Z');
  expect(lines).toContain('12,buyer,');
  expect(lines).toContain('2026-11-23T13:00:00.000Z');
});
